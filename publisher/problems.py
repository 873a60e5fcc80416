"""What can be wrong, and where: takes codes, places and values, gives Problems that can be printed in two languages.

A Problem is data; its words come from the message catalogues in publisher/messages, one JSON file per room and
language. It does not print, and it does not decide what happens next: that is the caller's business.

ReissueError                 stops one issue, never the batch; carries problems and an exit code
├── UsageError               2   the command line asks for something that cannot be
├── ManifestError            3   what people typed in YAML or Markdown is not valid
├── SourceError              4   an extracted file is missing, changed or unreadable
├── ToolError                5   a tool or font is missing
├── ValidatorError           6   a validator refused the output
├── FidelityError            7   text lost or unaccounted for
└── InternalError           70   our own mistake
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import ClassVar

_PACKAGE = Path(__file__).parent
# What would steer a terminal or turn a line around: controls, separators of lines, marks of direction, lone surrogates.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SEPARATORS = {"zh": "：", "en": ": "}


class ExitCode(IntEnum):
    """Exit codes of the command; see `gravest` for the order of gravity."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    MANIFEST = 3
    SOURCE = 4
    TOOL = 5
    VALIDATOR = 6
    FIDELITY = 7
    INTERNAL = 70
    INTERRUPTED = 130


_GRAVITY = (
    ExitCode.INTERRUPTED,
    ExitCode.INTERNAL,
    ExitCode.FIDELITY,
    ExitCode.SOURCE,
    ExitCode.MANIFEST,
    ExitCode.TOOL,
    ExitCode.VALIDATOR,
    ExitCode.USAGE,
    ExitCode.PROBLEMS,
    ExitCode.DONE,
)


def gravest(codes: Sequence[ExitCode]) -> ExitCode:
    """Return the gravest of several exit codes (70 > 7 > 4 > 3 > 5 > 6 > 1), DONE for none."""
    return min(codes, key=_GRAVITY.index, default=ExitCode.DONE)


class Severity(StrEnum):
    """How much a problem matters: an error stops the edition, a warning is printed, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file a person can open: path as shown, line and column from 1, the line's text, how much is meant."""

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    length: int = 1

    def __str__(self) -> str:
        """Return `file:line:column`, leaving out what is not known."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code of the catalogue, a place, and the values its message names."""

    code: str
    place: Place | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def message(self, lang: str = "en") -> str:
        """Return what is wrong, in one sentence of the language asked for."""
        return _filled(catalogue(lang)[self.code]["message"], self.values)

    def hint(self, lang: str = "en") -> str:
        """Return what to do about it, or an empty string; `hint-near` serves where a value `near` is given."""
        entry = catalogue(lang)[self.code]
        hint = entry.get("hint", "")
        return _filled(entry.get("hint-near", hint) if self.values.get("near") else hint, self.values)

    def sort_key(self) -> tuple[str, int, int, str]:
        """Return the key that sorts problems by place."""
        place = self.place or Place("")
        return place.path, place.line, place.column, self.code


class ReissueError(Exception):
    """Stops one issue: carries every problem found so far, sorted by place, and the exit code they amount to."""

    exit_code: ClassVar[ExitCode] = ExitCode.PROBLEMS

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=Problem.sort_key))
        super().__init__(
            "; ".join(f"{problem.place or ''} {problem.code} {problem.message()}".strip() for problem in self.problems)
        )


class UsageError(ReissueError):
    """The command line asks for something that cannot be done."""

    exit_code = ExitCode.USAGE


class ManifestError(ReissueError):
    """A manifest, a style or an article's front matter is not valid."""

    exit_code = ExitCode.MANIFEST


class SourceError(ReissueError):
    """A source file is missing, changed or unreadable."""

    exit_code = ExitCode.SOURCE


class ToolError(ReissueError):
    """A tool or a font is missing."""

    exit_code = ExitCode.TOOL


class ValidatorError(ReissueError):
    """A validator refused what was built."""

    exit_code = ExitCode.VALIDATOR


class FidelityError(ReissueError):
    """Text was lost or cannot be accounted for."""

    exit_code = ExitCode.FIDELITY


class InternalError(ReissueError):
    """The program broke one of its own laws."""

    exit_code = ExitCode.INTERNAL


@cache
def catalogue(lang: str) -> dict[str, dict[str, str]]:
    """Return every problem code with its `message` and `hint` in `lang` ("zh" or "en").

    Files are publisher/messages/<room>.<lang>.json; a code is `<room>/<key>`.
    """
    entries: dict[str, dict[str, str]] = {}
    for path in sorted((_PACKAGE / "messages").glob(f"*.{lang}.json")):
        room = path.name.split(".")[0]
        for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
            entries[f"{room}/{key}"] = entry
    return entries


def render(problem: Problem, lang: str = "en") -> str:
    """Return a problem as a person reads it: place, severity, code, message, the line with a caret, the remedy."""
    severity = {"zh": {"error": "错误", "warning": "警告", "note": "提示"}}.get(lang, {}).get(
        problem.severity, problem.severity.value
    )
    where = f"{_tame(str(problem.place))}: " if problem.place else ""
    lines = [f"{where}{severity} {problem.code}{_SEPARATORS[lang]}{problem.message(lang)}"]
    if problem.place and problem.place.line and problem.place.excerpt:
        lines += _excerpt(problem.place)
    if hint := problem.hint(lang):
        lines.append(f"   {'建议' if lang == 'zh' else 'help'}{_SEPARATORS[lang]}{hint}")
    return "\n".join(lines)


def _excerpt(place: Place) -> list[str]:
    text = _STEERING.sub("\ufffd", place.excerpt.expandtabs(1))
    start = max(0, place.column - 60) if len(text) > 100 else 0
    shown = text[start : start + 100]
    before = shown[: max(0, place.column - 1 - start)]
    caret = "^" * max(1, _width(shown[len(before) : len(before) + place.length]))
    return [f"{place.line:5} | {shown}", f"      | {' ' * _width(before)}{caret}"]


def _width(text: str) -> int:
    """Return the columns a terminal gives the text: two for a wide character."""
    return sum(
        2
        if "\u1100" <= char <= "\u115f"
        or "\u2e80" <= char <= "\ua4cf"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\ufe6f"
        or "\uff00" <= char <= "\uff60"
        or char >= "\U00020000"
        else 1
        for char in text
    )


def _filled(pattern: str, values: Mapping[str, object]) -> str:
    return pattern.format_map({key: _tame(str(value)) for key, value in values.items()})


def _tame(text: str) -> str:
    """Return a text that somebody else wrote as a terminal may show it: what cannot be seen is written out."""
    return _STEERING.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
