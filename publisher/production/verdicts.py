"""Verdicts kept in the cache of the house: what came of asking one question about one file.

Takes a question with everything it depends on, and a function that answers it; gives the answer, from the cache where
the same bytes were asked the same before. A section that was skipped is never kept, so a tool that has been installed
meanwhile is asked; a damaged entry is asked again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publisher.house import House, keep, kept, program_digest
from publisher.problems import Place, Problem, Severity
from publisher.proof.checks import Section, section_of

_LIBRARIES = ("lxml", "pikepdf", "pypdf", "fonttools", "pillow", "reissue")
_ROOMS = ("issue", "proof")  # whose code gives the verdicts


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What came of one question: sections, problems that go with them, and what was learned of the file.

    Attributes:
        pages, claims: of a PDF.
        has_classes: it carries the classes our renderer writes, so that its typography can be judged.
    """

    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    claims: tuple[str, ...] = ()
    has_classes: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts on one file.

    Attributes:
        folder: where they are kept; None keeps nothing.
        file: digest of the file.
        is_fresh: whether everything is asked anew; what is learned is kept all the same.
    """

    folder: Path | None
    file: str
    is_fresh: bool = False

    @classmethod
    def of(cls, house: House, data: bytes, *, is_fresh: bool) -> Verdicts:
        """Return the verdicts on the bytes of a file."""
        return cls(house.cache_for("verdicts"), hashlib.sha256(data).hexdigest(), is_fresh)

    def ask(self, question: str, depends: object, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question.

        `depends` is everything but the file's bytes and the program that the answer depends on: names as they are
        shown, options, tools, what the file is compared with.
        """
        path = self._path(question, depends)
        if path and not self.is_fresh and (found := _found(path)):
            return found
        given = answer()
        if path and given.sections and all(_is_whole(section) for section in given.sections):
            keep(path, json.dumps(dataclasses.asdict(given), ensure_ascii=False, sort_keys=True).encode())
        return given

    def _path(self, question: str, depends: object) -> Path | None:
        if self.folder is None:
            return None
        ingredients = [question, self.file, depends, program_digest(*_ROOMS), [version(name) for name in _LIBRARIES]]
        return self.folder / digest_of(ingredients)


def digest_of(value: object) -> str:
    """Return the digest of a value: dataclasses, mappings, tuples, texts, bytes, moments and paths."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of(tool: Path | None) -> tuple[str, int, int] | None:
    """Return what changes when a tool is exchanged: where it stands, its size, when it was written."""
    if tool is None:
        return None
    try:
        state = tool.resolve().stat()
    except OSError:
        return None
    return str(tool.resolve()), state.st_size, state.st_mtime_ns


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return [type(value).__name__, *(getattr(value, each.name) for each in dataclasses.fields(value))]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _is_whole(section: Section) -> bool:
    return section.note not in {"absent", "broke"}


def _found(path: Path) -> Answer | None:
    """Return the answer the cache holds, or None."""
    try:
        return _answer(json.loads(kept(path)))
    except (ValueError, TypeError, KeyError):
        return None


def _answer(data: Mapping[str, Any]) -> Answer:
    sections = tuple(dataclasses.replace(section_of(each), is_kept=True) for each in data["sections"])
    problems = tuple(_problem(each) for each in data["problems"])
    return Answer(**{**data, "sections": sections, "problems": problems, "claims": tuple(data["claims"])})


def _problem(data: Mapping[str, Any]) -> Problem:
    place = Place(**data["place"]) if data["place"] else None
    return Problem(**{**data, "place": place, "severity": Severity(data["severity"])})
