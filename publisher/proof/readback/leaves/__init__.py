"""Printed pages read back: what a PDF draws, glyph by glyph, in which order, and what it says of itself."""
