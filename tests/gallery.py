"""Twelve pages of ours for docs/gallery.md: builds the two samples and takes the pictures.

`python -m tests.gallery` writes docs/gallery-*.png anew. It needs Poppler's pdftoppm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from publisher.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
_MAGAZINE = ROOT / "manifests" / "hewan" / "2026-01.yaml"
_NEWSPAPER = ROOT / "manifests" / "liudu" / "2026-03-18.yaml"
_DPI = 84
_COLOURS = 200  # of a palette: pages of type need few


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the file it is of, and words that stand on its page; without words, a number from 1."""

    name: str
    ending: str
    words: str = ""
    page: int = 0


MAGAZINE = (
    Shot("cover", ".pdf", page=1),
    Shot("contents", ".pdf", "目录"),
    Shot("opening", ".pdf", "本刊报道"),
    Shot("two-columns", ".pdf", "父亲做了二十九年"),
    Shot("three-columns", ".pdf", "老街十九号信箱"),
    Shot("photo-page", ".pdf", "从渡口镇出发"),
    Shot("interview", ".pdf", "铅字是反的"),
    Shot("imprint", ".imprint.pdf", "版权页"),
    Shot("print-marks", ".print.pdf", page=5),
    Shot("booklet", ".booklet.pdf", page=3),
)
NEWSPAPER = (Shot("newspaper-front", ".pdf", page=1), Shot("newspaper-inside", ".pdf", page=2))


def run() -> None:
    """Build both samples and take every picture."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _build(_MAGAZINE, folder, "pdf,pdf-print,pdf-booklet")
        _build(_NEWSPAPER, folder, "pdf")
        _build(_with_imprint(folder), folder / "again", "pdf")
        issue = folder / "hewan" / "2026-01"
        shutil.copy(folder / "again" / "hewan" / "2026-01" / "hewan-2026-01.pdf", issue / "hewan-2026-01.imprint.pdf")
        for shot in MAGAZINE:
            _take(shot, issue / f"hewan-2026-01{shot.ending}", folder)
        for shot in NEWSPAPER:
            _take(shot, folder / "liudu" / "2026-03-18" / "liudu-2026-03-18.pdf", folder)


def _with_imprint(folder: Path) -> Path:
    """Return the magazine's manifest, its imprint on a page of its own, with a QR code."""
    home = folder / "manifests" / "hewan"
    shutil.copytree(_MAGAZINE.parent, home)
    periodical, manifest = home / "periodical.yaml", home / _MAGAZINE.name
    text = periodical.read_text(encoding="utf-8")
    changed = text.replace('style: {name: "base"', 'style: {name: "base", imprint_place: "alone"')
    periodical.write_text(changed, encoding="utf-8")
    code = '\nqr_codes: [{url: "https://example.org/hewan/2026-01", label: "本期电子版"}]\n'
    manifest.write_text(manifest.read_text(encoding="utf-8") + code, encoding="utf-8")
    return manifest


def _build(manifest: Path, folder: Path, editions: str) -> None:
    if main(["build", str(manifest), "--edition", editions, "-o", str(folder), "-q"]):
        sys.exit(f"gallery: {manifest} was not built")


def _take(shot: Shot, pdf: Path, folder: Path) -> None:
    page = shot.page or _page_with(shot.words, pdf)
    which = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", *which, str(pdf), str(folder / "page")], check=True)
    with Image.open(folder / "page.png") as picture:
        framed = ImageOps.expand(picture.convert("RGB"), border=1, fill="#999")
        framed.quantize(_COLOURS).save(ROOT / "docs" / f"gallery-{shot.name}.png", optimize=True)
    print(f"docs/gallery-{shot.name}.png: page {page} of {pdf.name}")


def _page_with(words: str, pdf: Path) -> int:
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    pages = ["".join(page.split()) for page in text.split("\f")]
    found = [number for number, page in enumerate(pages, 1) if words in page]
    if not found:
        sys.exit(f"gallery: no page of {pdf.name} has {words}")
    return found[0]


if __name__ == "__main__":
    run()
