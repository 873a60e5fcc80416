"""Where lines may not be broken (避头尾): what must not begin or end a line, and what must not be cut in two.

Takes a Composition, gives Measures. All broken paragraphs count, headings, verse and notes among them.

A space at the end of a line is not drawn, so a break between two Western letters may stand between two words. It is
taken for that where most of the line is Western, and where both sides are words elsewhere in the document.

Source: CLREQ 3.1.1 (prohibition rules), GB/T 15834-2011 5.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from publisher.issue.marks import (
    CLOSING,
    DASHES,
    INTERPUNCTS,
    NEVER_FIRST_WESTERN,
    NEVER_LAST_WESTERN,
    OPENING,
    PAUSES,
    STOPS,
    UNITS,
)
from publisher.proof.typography.composition import Composition, Glyph, Line
from publisher.proof.typography.measure import Measure, Wrong, measured, seams

NO_START = frozenset(STOPS + PAUSES + CLOSING + INTERPUNCTS + NEVER_FIRST_WESTERN)
NO_END = frozenset(OPENING + NEVER_LAST_WESTERN)
INSEPARABLE = frozenset(DASHES)
_SIGNS = frozenset("%％‰℃°")
LETTER_UNITS = frozenset(
    {"m", "cm", "mm", "km", "g", "kg", "mg", "t", "h", "s", "L", "mL", "ml", "ha", "V", "kV", "A", "mA", "J", "kJ"}
    | {"W", "kW", "MW", "GW", "kWh", "Hz", "kHz", "MHz", "GHz", "Pa", "kPa", "MPa", "B", "KB", "MB", "GB", "TB", "pt"}
)
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_NEIGHBOURS = 4

Test = Callable[[Line, Line], bool]


def kinsoku(composition: Composition) -> list[Measure]:
    """Return the six measures of what stands at a break."""
    breaks = list(seams(composition.paragraphs))
    words = _words(composition.lines())
    tests: tuple[tuple[str, Test, bool], ...] = (
        ("line-start", _starts_wrong, False),
        ("line-end", _ends_wrong, True),
        ("split-dash", _splits_dash, True),
        ("split-number", _splits_number, True),
        ("split-word", lambda before, after: _splits_word(before, after, words), True),
        ("split-unit", _splits_unit, True),
    )
    softly = sum(_splits_han_unit(before, after) for before, after in breaks)
    made = []
    for name, is_wrong, at_end in tests:
        wrong: list[Wrong] = [
            (before if at_end else after, _shown(before, after)) for before, after in breaks if is_wrong(before, after)
        ]
        figures = {"before_han_unit": float(softly)} if name == "split-unit" else None
        made.append(measured(name, len(breaks), wrong, composition.folios, figures=figures))
    return made


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """Return the Western words that stand whole inside a line."""
    found: set[str] = set()
    for line in lines:
        text = line.text
        found.update(match[0] for match in _WORD.finditer(text) if match.start() and match.end() < len(text))
    return frozenset(found)


def _starts_wrong(_: Line, after: Line) -> bool:
    return after.first.text[0] in NO_START or _is_call(after.first, after)


def _ends_wrong(before: Line, _: Line) -> bool:
    return before.last.text[-1] in NO_END


def _splits_dash(before: Line, after: Line) -> bool:
    return before.last.text[-1] in INSEPARABLE and before.last.text[-1] == after.first.text[0]


def _splits_number(before: Line, after: Line) -> bool:
    """Say whether digits are parted, or a figure at its point or comma."""
    end, start = before.last.text[-1], after.first.text[0]
    if _is_digit(end):
        return _is_digit(start)
    inside = before.glyphs[-2].text[-1] if len(before.glyphs) > 1 else ""
    return end in ".," and _is_digit(inside) and _is_digit(start)


def _splits_word(before: Line, after: Line, words: frozenset[str]) -> bool:
    """Say whether a Western word is parted without a hyphen."""
    if not (_is_letter(before.last.text[-1]) and _is_letter(after.first.text[0])) or after.first.after_space:
        return False
    head, tail = _WORD.findall(before.text)[-1], _WORD.findall(after.text)[0]
    are_words = head in words and tail in words
    if _is_western(before) and _is_western(after):
        return head + tail in words and not are_words
    return not are_words


def _splits_unit(before: Line, after: Line) -> bool:
    """Say whether a number is parted from %, ℃ or a unit in Western letters."""
    unit = _WORD.match(after.text)
    return _is_digit(before.last.text[-1]) and (
        after.first.text[0] in _SIGNS or (unit is not None and unit[0] in LETTER_UNITS)
    )


def _splits_han_unit(before: Line, after: Line) -> bool:
    """Say whether a number is parted from 亿, 年 and their like: better avoided, but allowed (CLREQ 3.1.4)."""
    return _is_digit(before.last.text[-1]) and after.first.is_han and after.first.text in UNITS


def _is_western(line: Line) -> bool:
    letters = sum(_is_letter(glyph.text[0]) for glyph in line.glyphs)
    return letters > len(line.glyphs) / 2


def _is_call(glyph: Glyph, line: Line) -> bool:
    return glyph.size < 0.8 * line.size and glyph.y > line.y + 0.15 * line.size


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _is_letter(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _shown(before: Line, after: Line) -> str:
    end, start = (
        "".join(glyph.text for glyph in glyphs) for glyphs in (before.glyphs[-_NEIGHBOURS:], after.glyphs[:_NEIGHBOURS])
    )
    return f"{end}|{start}"
