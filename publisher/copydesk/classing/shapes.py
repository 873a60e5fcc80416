"""What lines look like in a run: verse, a narrow column, the digits of a barcode. Shape only; no word is read."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.copydesk.classing import patterns as look
from publisher.copydesk.rules.barcode import is_ean
from publisher.copydesk.units import Unit

_INDENT, _PROSE = 1.5, 25.0  # em of an indent; em from which a line is prose
_SHARE_INDENTED = 0.5  # of the prose, for an indent to mean something
_RUN = 4


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


def unindented_runs(units: Sequence[Unit], widths: Sequence[float]) -> list[list[int]]:
    """Return the runs of short lines without an indent, where paragraphs have one and no blank line parts them."""
    prose = [unit.indent >= _INDENT for unit, width in zip(units, widths, strict=True) if width > _PROSE]
    if sum(prose) < _SHARE_INDENTED * max(1, len(prose)):
        return []
    runs: list[list[int]] = []
    for unit, width in zip(units, widths, strict=True):
        if unit.indent >= _INDENT or not 2 <= width <= 21 or len(unit.spans) > 1:
            continue
        if runs and runs[-1][-1] == unit.index - 1 and unit.lead:
            runs[-1].append(unit.index)
        else:
            runs.append([unit.index])
    return [run for run in runs if len(run) >= _RUN]
