"""Asks the reading process about a PDF: takes a file and the profiles asked for, gives Sections and what it claims.

The process gets the bytes and nothing else of this machine.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.house import House
from publisher.proof.checks import Kind, Section, check_of, section_of
from publisher.proof.pdf.confined import answered

_READER = "publisher.proof.pdf.reader"
_NO_RULES = "no-rules"


@dataclass(frozen=True, slots=True)
class Read:
    """What the process found out.

    Attributes:
        has_classes: the file carries the classes our renderer writes, so that its typography can be judged.
    """

    pages: int
    claims: tuple[str, ...]
    sections: tuple[Section, ...]
    has_classes: bool


def read(data: bytes, name: str, house: House, asked: tuple[str, ...] = (), seconds: int = 0) -> Read:
    """Return what the rules say of a PDF; `name` is shown in messages, `seconds` is the limit of computing time.

    Raises:
        SourceError: the bytes are no PDF that can be read, or ask for more than the limits allow.
    """
    answer = answered(_READER, data, name, house, asked, seconds)
    sections = [
        Section(each["key"], Kind.RULES, each["standard"], tuple(check_of(check) for check in each["checks"]))
        for each in answer["profiles"]
    ]
    if opinion := answer["opinion"]:
        sections.append(section_of(opinion))
    sections += [Section("claim", Kind.RULES, claim, note=_NO_RULES) for claim in answer["unknown"]]
    return Read(answer["pages"], tuple(answer["claims"]), tuple(sections), answer["has_classes"])
