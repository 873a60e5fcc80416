"""Headings as the editor has broken them: words line by line, and where the manifest says so. It compares nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.problems import Place


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """A title, subtitle or heading in lines."""

    lines: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)
