"""Editions: each takes an issue and a style and prints one file. None of them changes the text."""
