"""Problems as the command prints them: coloured text with the line and a caret, or data for JSON.

Takes problems and a session; gives lines on a stream or plain values. It does not decide the exit code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.problems import ExitCode, Problem, Severity, render

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_problems(problems: Iterable[Problem], console: Console, lang: str, *, errors_only: bool = False) -> None:
    """Print problems sorted by place, errors alone if asked."""
    for problem in sorted(problems, key=Problem.sort_key):
        if problem.severity is Severity.ERROR or not errors_only:
            console.print(_coloured(problem, lang))


def problem_data(problem: Problem, lang: str) -> dict[str, object]:
    """Return a problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": asdict(problem.place) if problem.place else None,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        "values": {key: str(value) for key, value in problem.values.items()},
    }


def problems_data(problems: Iterable[Problem], lang: str) -> list[dict[str, object]]:
    """Return problems sorted by place, as JSON has them."""
    return [problem_data(problem, lang) for problem in sorted(problems, key=Problem.sort_key)]


def exit_code_of(problems: Iterable[Problem]) -> ExitCode:
    """Return 1 if one of the problems is an error, else 0."""
    return ExitCode.PROBLEMS if any(problem.severity is Severity.ERROR for problem in problems) else ExitCode.DONE


def plain_data(value: object) -> object:
    """Return what `json.dumps` needs of a value it does not know: fields of a dataclass, a path's text."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def _coloured(problem: Problem, lang: str) -> Text:
    from rich.text import Text

    text = Text(render(problem, lang))
    first_line = text.plain.partition("\n")[0]
    at = first_line.find(f" {problem.code}")
    start = len(f"{problem.place}: ") if problem.place else 0
    text.stylize("bold", 0, start)
    text.stylize(_COLORS[problem.severity], start, at + 1 + len(problem.code))
    return text
