"""What a style's options may be: takes an option's name and its written value, gives the typed one or what is allowed.

The names come from StyleOptions; the ranges are those a press can print. It does not read files.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, get_type_hints

from publisher.issue.style import StyleOptions
from publisher.manifest.key_words import option_words

OPTIONS: dict[str, type] = get_type_hints(StyleOptions)
_RANGES: dict[str, tuple[float, float]] = {
    "width_mm": (60, 700),
    "height_mm": (80, 1000),
    "columns": (1, 6),
    "column_gap_em": (0.5, 8),
    "measure": (8, 60),
    "lines": (8, 160),
    "font_size_pt": (5, 36),
    "leading_pt": (6, 80),
    "inner_margin_mm": (0, 120),
    "top_margin_mm": (0, 160),
    "picture_long_side_px": (200, 6000),
    "picture_quality": (30, 95),
    "picture_budget_kb": (0, 500_000),
    "barcode_percent": (80, 200),
}
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?")
_POINT_MM = 25.4 / 72


def typed_option(name: str, written: str) -> float | bool | StrEnum | None:
    """Return the value of a known option, or None if it is not allowed; see `allowed_values`."""
    kind = OPTIONS[name]
    if kind is bool:
        return {"true": True, "false": False}.get(written)
    if issubclass(kind, StrEnum):
        return next((choice for choice in kind if choice.value == written), None)
    if not DECIMAL.fullmatch(written) or (kind is int and not written.isdigit()):
        return None
    low, high = _RANGES[name]
    number = int(written) if kind is int else float(written)
    return number if low <= number <= high else None


def allowed_values(name: str) -> str:
    """Return what a known option may be, in signs that need no language."""
    kind = OPTIONS[name]
    if kind is bool:
        return "true, false"
    if issubclass(kind, StrEnum):
        return ", ".join(choice.value for choice in kind)
    low, high = _RANGES[name]
    return f"{low:g}–{high:g}"


def misfit(options: StyleOptions) -> tuple[str, float, float] | None:
    """Return the first side of the page that the text block does not fit, what is needed and what there is, in mm."""
    across = options.columns * options.measure * options.font_size_pt * _POINT_MM
    gaps = (options.columns - 1) * options.column_gap_em * options.font_size_pt * _POINT_MM
    along = options.lines * options.leading_pt * _POINT_MM
    sides = {"width_mm": across + gaps, "height_mm": along}
    if options.writing_mode == "vertical":
        sides = {"width_mm": along, "height_mm": across + gaps}
    for side, needed in sides.items():
        if needed > getattr(options, side):
            return side, needed, getattr(options, side)
    return None


def option_schema() -> dict[str, Any]:
    """Return the JSON Schema of every option, with what it does."""
    said = option_words()
    return {
        name: _schema_of(name, kind) | {"description": f"{said[name].en} {said[name].zh}"}
        for name, kind in OPTIONS.items()
    }


def _schema_of(name: str, kind: type) -> dict[str, Any]:
    if kind is bool:
        return {"type": "boolean"}
    if issubclass(kind, StrEnum):
        values = [choice.value for choice in kind]
        numbers = [int(value) for value in values if value.isdecimal()]
        return {"enum": [*values, *numbers]} if numbers else {"type": "string", "enum": values}
    low, high = _RANGES[name]
    return {"type": "integer" if kind is int else "number", "minimum": low, "maximum": high}
