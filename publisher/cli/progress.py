"""How far the work is, on standard error: bars on a terminal, plain lines elsewhere or under CI, nothing if quiet.

Takes the names of the issues and the steps they report; gives nothing back. It never writes to standard output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publisher.cli.session import Session
from publisher.cli.words import word, word_or

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

Report = Callable[[str], None]


@contextmanager
def progress_of(session: Session) -> Iterator[Callable[[str], Report]]:
    """Yield a function that opens the line of an issue and returns what takes its steps; the step "" ends it."""
    if session.verbosity < 0:
        yield lambda _issue: lambda _step: None
        return
    console = session.errors()
    if console.is_terminal and not session.house.environ.get("CI"):
        with _bars(console) as bars:
            yield lambda issue: _bar(bars, issue, session.lang)
    else:
        yield lambda issue: _lines(console, issue, session.lang)


def _bars(console: Console) -> Progress:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[step]}"))
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


def _bar(bars: Progress, issue: str, lang: str) -> Report:
    task = bars.add_task(issue, total=None, step="")

    def report(step: str) -> None:
        if step:
            bars.update(task, step=_step(step, lang))
        else:
            bars.update(task, total=1, completed=1, step=word("step-done", lang))

    return report


def _lines(console: Console, issue: str, lang: str) -> Report:
    def report(step: str) -> None:
        if step:
            console.print(f"{issue}: {_step(step, lang)}")

    return report


def _step(step: str, lang: str) -> str:
    return word_or(f"step-{step}", step, lang)
