"""Classing: what every unit of a page is, decided by weighted features in context before anything is joined."""
