"""Every PDF, drawn by a second reader: what has a glyph in one program must have it in the next."""

from __future__ import annotations

import pymupdf
import pytest

from tests.rendered.press import Finished
from tests.rendered.reading import pages_of

pytestmark = pytest.mark.slow


def test_every_glyph_is_found_by_a_reader_that_goes_by_the_standard(finished: Finished, pdf: pymupdf.Document) -> None:
    """In a CID-keyed face a code of the page picks its glyph through the charset, not by its number.

    Source: ISO 32000-1, 9.7.4.2. A cut whose charset keeps the numbers of the whole face shows blank pages.
    """
    pymupdf.TOOLS.mupdf_warnings()  # what repeats itself is told late: here, not as a warning of this file
    pymupdf.TOOLS.reset_mupdf_warnings()
    assert all(page.get_pixmap(dpi=20).size for page in pages_of(pdf)), finished.pdf.name
    assert sorted(set(pymupdf.TOOLS.mupdf_warnings().splitlines()))[:3] == []
