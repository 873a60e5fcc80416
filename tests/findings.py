"""What a proof found, in words: takes the sections of files, gives a line for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publisher.proof.checks import Section


def faults(found: Mapping[str, Iterable[Section]]) -> list[str]:
    """Return everything that was found, a line each; files go by any name."""
    return [
        f"{name} {section.name}/{check.code}: {finding.page} {finding.thing} {finding.detail}"
        for name, sections in found.items()
        for section in sections
        for check in section.failed()
        for finding in check.findings
    ]


def compared(sections: Iterable[Section]) -> int:
    """Return how many characters of a file were compared with its issue."""
    count = next(section for section in sections if section.name == "text").data["characters"]
    assert isinstance(count, int)
    return count
