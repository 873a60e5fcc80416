"""What one call of the command has settled before its verb begins: house, language, loudness, format.

Takes the parsed global options, gives a Session with the two consoles. It prints nothing of its own accord.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from publisher.house import House
from publisher.problems import Problem, UsageError

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Session:
    """One call.

    Attributes:
        here: the folder the command was called in, which shown paths are relative to.
        verbosity: -1 quiet, 0 as usual, 1 and 2 more.
        color: auto, always or never.
        form: text or json.
        jobs: how many issues are worked on at the same time.
        words: the command line as it was typed.
    """

    house: House
    here: Path
    lang: str
    verbosity: int = 0
    color: str = "auto"
    form: str = "text"
    jobs: int = 1
    words: tuple[str, ...] = ()

    @property
    def is_json(self) -> bool:
        """Say whether standard output carries JSON."""
        return self.form == "json"

    def console(self, stream: TextIO) -> Console:
        """Return a console on a stream that colours as asked and never folds a line."""
        from rich.console import Console

        return Console(
            file=stream,
            force_terminal={"always": True, "never": False}.get(self.color),
            no_color=True if self.color == "never" else None,
            soft_wrap=True,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def output(self) -> Console:
        """Return the console of standard output."""
        return self.console(sys.stdout)

    def errors(self) -> Console:
        """Return the console of standard error."""
        return self.console(sys.stderr)

    def path(self, given: str) -> Path:
        """Return a path of the command line, counted from the folder of -C."""
        return self.house.root / given

    def shown(self, path: Path) -> str:
        """Return a path as a person in the current folder would type it: relative if it lies inside."""
        return str(path.relative_to(self.here) if path.is_relative_to(self.here) else path)


def session_of(options: Namespace, first: Session) -> Session:
    """Return the session the global options ask for; raises UsageError for a folder that is none."""
    root, sources = (Path(given) if given else None for given in (options.folder, options.sources))
    if root and not root.is_dir():
        raise UsageError(Problem("cli/no-folder", values={"option": "-C", "path": root}))
    house = House.here(sources, root)
    if house.sources and not house.sources.is_dir():
        option = "--sources" if sources else "REISSUE_SOURCES"
        raise UsageError(Problem("cli/no-folder", values={"option": option, "path": sources or house.sources}))
    loudness = options.verbosity, options.color, options.form, options.jobs
    return Session(house, first.here, first.lang, *loudness, first.words)
