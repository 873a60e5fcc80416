"""`python -m tests.manual`: writes the generated parts of docs/ anew, in both languages.

With `--outputs` it follows the tutorials as well and writes what their commands print; with `--picture` it takes the
picture of what the tutorial makes (with Poppler's pdftoppm). Look at what has changed before you keep it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from tests.manual.commands import shown_anew
from tests.manual.following import Reader
from tests.manual.pages import DOCS, LANGUAGES, renew

_DPI = 60
_COLOURS = 64
_MARGIN = 12  # pixels between the pages of a picture


def renew_outputs() -> None:
    """Follow the tutorials and write what was printed into them."""
    for lang, ending in LANGUAGES.items():
        page = DOCS / f"tutorial{ending}.md"
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
            outcomes = Reader(Path(folder), Path(cache), lang, stops=False).follow(text)
        page.write_text(shown_anew(text, {each.step.line: each.out for each in outcomes}), encoding="utf-8")


def take_picture() -> None:
    """Follow the tutorial and put the pages of its PDF side by side."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        reader = Reader(Path(folder), Path(cache))
        reader.follow((DOCS / "tutorial.md").read_text(encoding="utf-8"))
        (pdf,) = reader.folder.glob("output/*/*/*.pdf")
        subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", str(pdf), str(Path(folder) / "page")], check=True)
        pages = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("page*.png"))]
    framed = [ImageOps.expand(page, border=1, fill="#999") for page in pages]
    width, height = framed[0].size
    sheet = Image.new("RGB", ((width + _MARGIN) * len(framed) - _MARGIN, height), "white")
    for number, page in enumerate(framed):
        sheet.paste(page, (number * (width + _MARGIN), 0))
    sheet.quantize(_COLOURS).save(DOCS / "tutorial.png", optimize=True)


if __name__ == "__main__":
    for changed in renew():
        print(changed)
    if "--outputs" in sys.argv:
        renew_outputs()
    if "--picture" in sys.argv:
        take_picture()
