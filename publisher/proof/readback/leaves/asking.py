"""Asks the reading process to collate a PDF: takes its bytes and what must stand in it, gives sections."""

from __future__ import annotations

from publisher.house import House
from publisher.problems import SourceError
from publisher.proof.checks import Finding, Kind, Section, section_of
from publisher.proof.pdf.confined import answered
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import check
from publisher.proof.readback.leaves.parcel import packed

_READER = "publisher.proof.readback.leaves.reader"


def collated(data: bytes, name: str, expected: Expected, house: House) -> tuple[Section, ...]:
    """Return what `collate_leaves` says, from a process with limits; a file that breaks it cannot be read."""
    try:
        answer = answered(_READER, packed(expected, data), name, house, (name,), size=len(data))
    except SourceError as error:
        found = [Finding(detail=each.message("en")) for each in error.problems]
        return (Section("text", Kind.COLLATION, "", (check("opens", found),)),)
    return tuple(section_of(each) for each in answer["sections"])
