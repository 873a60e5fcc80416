"""The commands of a page of the manual: takes Markdown, gives what a reader types and edits, in order.

A page is followed like this. Blocks of `sh` are run, one after the other, in one folder; a block of `text` right behind
one is what it prints to standard output. A block of `diff` that begins with `--- FILE` is an edit of that file. Three
comments, which a reader does not see, tell what a page cannot: `<!-- exit: 3 -->` in front of a block that ends with
that code, `<!-- not run: why -->` in front of one that is left out, and `<!-- sh … -->`, commands that prepare the
folder. When outputs are compared, blanks at line ends and blank lines around do not count, and a line `…` stands for
any number of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

_TOKEN = re.compile(
    r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$|^<!-- (?P<word>exit|not run): (?P<said>[^\n]*) -->$"
    r"|^<!-- sh\n(?P<hidden>.*?)^-->$",
    re.MULTILINE | re.DOTALL,
)
ANY_LINES = "…"


class Kind(StrEnum):
    """What a reader does with a block."""

    RUN = "sh"
    EDIT = "diff"
    LEAVE = "not run"


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a page: what is done with it, its text, the line it begins in, and what it should come to.

    Attributes:
        shown: what the page says it prints; None if it says nothing.
        why: the reason why a block is not run.
        shown_at: where in the page `shown` begins and ends, in characters.
    """

    kind: Kind
    text: str
    line: int
    exit_code: int = 0
    shown: str | None = None
    why: str = ""
    shown_at: tuple[int, int] = (0, 0)


def steps(page: str) -> tuple[Step, ...]:
    """Return what a reader of the page does, in order."""
    return tuple(_steps(page))


def _steps(page: str) -> Iterator[Step]:
    last: Step | None = None
    exit_code, why, end = 0, "", 0
    for found in _TOKEN.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["kind"] == "text" and last and not page[end : found.start()].strip():
            last = replace(last, shown=found["body"], shown_at=found.span("body"))
            continue
        if last:
            yield last
            last = None
        if found["word"] == "exit":
            exit_code = int(found["said"])
        elif found["word"]:
            why = found["said"]
        elif found["kind"] == Kind.EDIT:
            yield Step(Kind.EDIT, found["body"], line)
        elif found["hidden"] or found["kind"] == Kind.RUN:
            kind = Kind.LEAVE if why else Kind.RUN
            last = Step(kind, found["hidden"] or found["body"], line, exit_code, None, why)
            exit_code, why, end = 0, "", found.end()
    if last:
        yield last


def edited(diff: str, text: str) -> str:
    """Return a text with the edit made; the lines to change must stand in it once."""
    lines = diff.splitlines(keepends=True)[1:]
    before = "".join(line[1:] for line in lines if line[:1] in {" ", "-"})
    after = "".join(line[1:] for line in lines if line[:1] in {" ", "+"})
    if text.count(before) != 1:
        raise ValueError(f"these lines stand there {text.count(before)} times:\n{before}")
    return text.replace(before, after)


def file_of(diff: str) -> str:
    """Return the file an edit is for."""
    return diff.partition("\n")[0].removeprefix("--- ")


def agrees(shown: str, printed: str) -> bool:
    """Return whether what a page shows is what was printed."""
    pieces = [_plain(piece) for piece in re.split(rf"^{ANY_LINES}$", shown, flags=re.MULTILINE)]
    pattern = "(?:.*\n)?".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, _plain(printed), re.DOTALL) is not None


def _plain(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    whole = "\n".join(lines).strip("\n")
    return f"{whole}\n" if whole else ""


def shown_anew(page: str, printed: dict[int, str]) -> str:
    """Return the page with the outputs that were printed, by line of their block; one that leaves out lines stays."""
    for step in reversed(steps(page)):
        if step.shown is not None and step.line in printed and ANY_LINES not in step.shown.splitlines():
            start, end = step.shown_at
            page = page[:start] + _plain(printed[step.line]) + page[end:]
    return page
