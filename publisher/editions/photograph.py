"""A page as a picture: takes a PDF, gives its first page as a JPEG of exact size.

It runs in the layout process, so that no other one loads PDFium. It is the only module that knows it.
"""

from __future__ import annotations

import io

_QUALITY = 84


def photographed(pdf: bytes, width: int, height: int) -> bytes:
    """Return the first page as a JPEG of `width` × `height` pixels, every one with its own colour, without metadata."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    if picture.size != (width, height):  # by a pixel, where the page's points are rounded
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return stream.getvalue()
