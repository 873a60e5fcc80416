"""EPUB, HTML and plain text read back: what a page of markup says, shows, adds, and where it leads."""
