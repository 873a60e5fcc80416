"""The EPUB edition: takes an issue and a style, prints one EPUB 3.3 file.

The pages are typesetting's and go in untouched; package document, navigation and zip are made here. It lays out
nothing.
"""

from publisher.editions.epub.edition import EpubEdition

__all__ = ["EpubEdition"]
