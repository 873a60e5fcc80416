"""The PDF editions: take an issue and a style, print one layout for screen, printing house and archive.

Pages come from typesetting, lines from the renderer; the body is laid out once, whatever is made of it.
"""

from publisher.editions.pdf.press import PdfPress

__all__ = ["PdfPress"]
