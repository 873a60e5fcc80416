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
from contextlib import suppress
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from publisher.house import House, write_atomically
from publisher.problems import Place, Problem, Severity
from publisher.proof.checks import Check, Finding, Kind, Section, State

_LIBRARIES = ("lxml", "pikepdf", "pypdf", "fonttools", "pillow", "reissue")
_ROOMS = ("issue", "proof")  # whose code gives the verdicts
_DIGEST_BYTES = hashlib.sha256().digest_size


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What came of one question: sections, problems that go with them, facts of the file that were learned."""

    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


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
        if path and not self.is_fresh and (found := _kept(path)):
            return found
        given = answer()
        if path and given.sections and all(_is_whole(section) for section in given.sections):
            _keep(path, given)
        return given

    def _path(self, question: str, depends: object) -> Path | None:
        if self.folder is None:
            return None
        ingredients = [question, self.file, depends, _program(), [version(name) for name in _LIBRARIES]]
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


@cache
def _program() -> str:
    """Return the digest of what gives the verdicts, so that no change of ours meets an old one."""
    rooms = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for room in _ROOMS for path in (rooms / room).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_whole(section: Section) -> bool:
    return not section.note.startswith(("absent", "broke")) and section.state is not State.SKIPPED


def _keep(path: Path, answer: Answer) -> None:
    data = json.dumps(dataclasses.asdict(answer), ensure_ascii=False, sort_keys=True).encode()
    with suppress(OSError):  # a cache is a convenience
        write_atomically(path, hashlib.sha256(data).digest() + data)


def _kept(path: Path) -> Answer | None:
    """Return what the cache holds, or None if it holds nothing or not what was put there."""
    try:
        data = path.read_bytes()
        digest, found = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        return _answer(json.loads(found)) if hashlib.sha256(found).digest() == digest else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _answer(data: dict[str, list[dict[str, object]]]) -> Answer:
    sections = tuple(_section(each) for each in data["sections"])
    return Answer(sections, tuple(_problem(each) for each in data["problems"]), dict(data["facts"]))


def _section(data: Mapping[str, object]) -> Section:
    checks = tuple(_check(each) for each in _list(data["checks"]))
    given = {**data, "kind": Kind(str(data["kind"])), "checks": checks, "is_kept": True}
    return Section(**given)  # type: ignore[arg-type]  # the digest vouches for what was written


def _check(data: Mapping[str, object]) -> Check:
    findings = tuple(Finding(**each) for each in _list(data["findings"]))
    return Check(**{**data, "state": State(str(data["state"])), "findings": findings})  # type: ignore[arg-type]  # as above


def _problem(data: Mapping[str, object]) -> Problem:
    place = Place(**data["place"]) if isinstance(data["place"], dict) else None
    values = data["values"] if isinstance(data["values"], dict) else {}
    return Problem(str(data["code"]), place, values, Severity(str(data["severity"])))


def _list(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value
