"""A page from four hands and what a ruler says of it: renews the pictures and the table of docs/typography.md.

`python -m tests.bench.comparison` prints the sample for the pictures, and for the table the real magazine where the
extracted files and the measuring tools lie beside the checkout; without them the table is left as it is. It needs
Chromium and Poppler. It judges nothing.
"""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench import engines, jobs

DOCS = jobs.ROOT / "docs"
TOOLS = jobs.ROOT.parent / "shared" / "tools"
PICTURED = "hewan-2026-01-i0003"
# Of the first page, in points: both columns without the head, which is the same in all.
CROP = (44.0, 261.0, 482.0, 675.0)
_HEIGHT = 1160
_GREYS = 8
_GAP = 3.0  # between the columns of what is measured, in em
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_EXTRACTORS = {"pymupdf text": "PyMuPDF", "pypdf": "pypdf", "pdftotext ['-raw']": "pdftotext -raw"}

Measured = dict[str, Any]
Row = tuple[str, Callable[[Measured], str]]


def _of(measured: Measured, wrong: str, cases: str) -> str:
    return f"{measured[wrong]} / {measured[cases]}"


def _wrong(measured: Measured, key: str) -> str:
    found = measured[key]
    return f"{found['full']} / {found['full'] + found['half']}"


def _lost(measured: Measured) -> str:
    return ", ".join(f"{lost}" for lost in measured["lost"].values())


def _indents(measured: Measured) -> str:
    found: dict[str, int] = measured["indent_em"]
    return str(sum(count for width, count in found.items() if min(abs(float(width) - em) for em in (2, 1.5)) > 0.011))


ROWS: tuple[Row, ...] = (
    ("Pages", lambda m: str(m["pages"])),
    ("Lines measured", lambda m: f"{m['lines']:,}"),
    ("禁则 Marks at the wrong end of a line", lambda m: str(_edges(m))),
    ("Numbers, words, units, —— and …… split", lambda m: str(m["kinsoku_violations"]["total"] - _edges(m))),
    ("挤压 Neighbouring marks wider than 1.55 em", lambda m: _of(m, "punct_pair_over_1_55em", "punct_pairs")),
    ("Mark at line end not half width", lambda m: _wrong(m, "line_end_punct")),
    ("Opening mark at line start not trimmed", lambda m: _wrong(m, "line_start_open")),
    ("Han–Latin gap under 0.1 em", lambda m: _of(m["autospace_em"], "under_0_1", "n")),
    ("Han–Latin gap, median em", lambda m: str(m["autospace_em"]["median"])),
    ("Lines not flush by over 0.2 pt", lambda m: _of(m["flush"], "not_flush_over_0_2pt", "checked")),
    ("Stretch of a line, 95th percentile, em", lambda m: str(m["han_advance"]["stretch_p95_em"])),
    ("孤字 Last lines of one character", lambda m: str(m["orphan_char_lines"])),
    ("Columns that begin with a last line", lambda m: str(m["widow_lines"])),
    ("Indents other than 2 em (1.5 before an opening mark)", _indents),
    ("Lines off the grid by over 0.2 pt", lambda m: _of(m["baseline_grid_pt"], "off_over_0_2pt", "n")),
    ("Characters missing", lambda m: str(m["text"]["missing"])),
    (f"Strings lost in order ({', '.join(_EXTRACTORS.values())})", _lost),
)


def _edges(measured: Measured) -> int:
    found: dict[str, int] = measured["kinsoku_violations"]
    return found.get("line_start", 0) + found.get("line_end", 0)


def main() -> None:
    """Renew the pictures, and the table where that is possible."""
    with tempfile.TemporaryDirectory() as place:
        _renew_pictures(Path(place))
        if not (jobs.SEEDS.is_dir() and TOOLS.is_dir()):
            print("comparison: the extracted files or the tools are missing; the table stays as it is", file=sys.stderr)
            return
        measured = measure(engines.prose(_gutter(jobs.magazine())), Path(place) / "magazine")
    _renew_table(measured)


def _gutter(edited: jobs.Edited) -> jobs.Edited:
    """Return the issue with columns far enough apart: across less than 1.6 em the ruler reads two lines as one."""
    return replace(edited, style=replace(edited.style, options=replace(edited.style.options, column_gap_em=_GAP)))


def _renew_pictures(folder: Path) -> None:
    sample = engines.prose(jobs.edited(jobs.SAMPLE), PICTURED)
    for engine, path in engines.print_all(sample, folder / "sample").items():
        (DOCS / f"typography-{engine.lower()}.png").write_bytes(picture(path))


def _renew_table(measured: Mapping[str, Measured]) -> None:
    page = DOCS / "typography.md"
    text = page.read_text(encoding="utf-8")
    before, after = text.split(_BEGIN)[0], text.split(_END)[1]
    page.write_text(f"{before}{_BEGIN}\n{table(measured)}\n{_END}{after}", encoding="utf-8")


def picture(path: Path) -> bytes:
    """Return the part of the first page that is shown, in a few greys."""
    import pymupdf
    from PIL import Image

    page = pymupdf.open(path)[0]
    scale = _HEIGHT / (CROP[3] - CROP[1])
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=pymupdf.Rect(CROP), colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    data = io.BytesIO()
    image.quantize(_GREYS, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def measure(edited: jobs.Edited, folder: Path) -> dict[str, Measured]:
    """Return what the outside tools measure in the prose of every engine."""
    files = engines.print_all(edited, folder)
    source = folder / "text.txt"
    source.write_text(engines.plain_text(edited), encoding="utf-8")
    ruler = _ruler()
    return {
        engine: ruler(str(path), str(source), edited.style.options.font_size_pt) | {"lost": _order(path, source)}
        for engine, path in files.items()
    }


def table(measured: Mapping[str, Measured]) -> str:
    """Return the measures as a Markdown table."""
    lines = [["", *measured], ["---", *("---:" for _ in measured)]]
    lines += [[name, *(value(each) for each in measured.values())] for name, value in ROWS]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _ruler() -> Callable[[str, str, float], Measured]:
    spec = importlib.util.spec_from_file_location("measure_cjk", TOOLS / "measure_cjk.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ruler: Callable[[str, str, float], Measured] = module.measure
    return ruler


def _order(pdf: Path, source: Path) -> dict[str, int]:
    """Return how many strings of the source each extractor does not find in order."""
    command = [sys.executable, str(TOOLS / "order_check.py"), str(pdf), str(source)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {match[1].strip(): int(match[2]) for match in re.finditer(r"(?m)^(.+?) *\(\d+, (\d+), ", said)}
    return {name: found[key] for key, name in _EXTRACTORS.items()}


if __name__ == "__main__":
    main()
