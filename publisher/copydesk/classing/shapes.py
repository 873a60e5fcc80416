"""What lines look like in a run: verse, a narrow column, the digits of a barcode. Shape only; no word is read."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.copydesk.classing import patterns as look
from publisher.copydesk.rules.barcode import is_ean
from publisher.copydesk.units import Unit


def verse_of(units: Sequence[Unit], widths: Sequence[float]) -> set[int]:
    """Return the units in runs of short lines of like length: verse, as far as shape can tell."""
    found: set[int] = set()
    start = 0
    for end in range(1, len(units) + 1):
        if end < len(units) and units[end].lead and units[end].block == units[end - 1].block:
            continue
        run = range(start, end)
        short = all(2 <= widths[index] <= 21 and len(units[index].spans) == 1 for index in run)
        if len(run) >= 3 and short and not _is_column([units[index].text for index in run], widths[start:end]):
            found.update(run)
        start = end
    return found


def _is_column(texts: Sequence[str], widths: Sequence[float]) -> bool:
    """Say whether short lines are prose in a narrow column: all but the last fill it, and few end in a mark."""
    marked = sum(text[-1:] in look.MARKS for text in texts[:-1])
    fills = max(widths) >= 11 and all(width > max(widths) - 2.1 for width in widths[:-1])
    return fills and marked < 0.6 * (len(texts) - 1)


def is_barcode(text: str) -> bool:
    """Say whether a line is the digits under a barcode, add-on included."""
    bare = text.replace(" ", "").strip(">")
    return bare.isdigit() and len(bare) in (13, 15, 18) and is_ean(bare[:13])
