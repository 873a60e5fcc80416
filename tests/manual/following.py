"""Follows pages of the manual as a reader would: takes a page, a folder and a language, gives what came of each block.

Every block runs in a shell of its own; the folder a block ends in is the one the next begins in. The program is that of
the checkout beside these tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.manual.commands import Kind, Step, agrees, edited, file_of, steps
from tests.rendered.press import OF_THE_SHELL, OF_THIS_CHECKOUT, PLAIN, SECONDS

_LOCALE = {"zh": {"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8"}, "en": {}}


@dataclass(frozen=True)
class Outcome:
    """What came of a block: exit code, standard output, and what was said on standard error."""

    step: Step
    code: int
    out: str
    err: str = ""

    def fault(self) -> str:
        """Return what differs from the page, or nothing."""
        if self.code != self.step.exit_code:
            return f"line {self.step.line}: exit code {self.code}, not {self.step.exit_code}\n{self.out}{self.err}"
        if self.step.shown is not None and not agrees(self.step.shown, self.out):
            return f"line {self.step.line} shows\n{self.step.shown}\nbut this was printed:\n{self.out}"
        return ""


@dataclass
class Reader:
    """Somebody who follows pages in a folder; pages may be followed one after the other.

    Attributes:
        folder: where the reader stands now.
        cache: a folder beside, for what the program keeps.
        lang: language of the pages and of the messages.
        stops: whether the reader stops at the first fault.
        only_shown: whether the reader does those blocks only whose output is shown; for a page in a second language.
    """

    folder: Path
    cache: Path
    lang: str = "en"
    stops: bool = True
    only_shown: bool = False

    def follow(self, page: str) -> list[Outcome]:
        """Do what a page says and return what came of it."""
        outcomes: list[Outcome] = []
        for step in steps(page):
            if self.takes(step):
                outcomes.append(self._done(step))
                if self.stops and outcomes[-1].fault():
                    break
        return outcomes

    def takes(self, step: Step) -> bool:
        """Return whether the reader does a step."""
        return step.kind is not Kind.LEAVE and not (self.only_shown and step.shown is None)

    def _done(self, step: Step) -> Outcome:
        if step.kind is Kind.EDIT:
            path = self.folder / file_of(step.text)
            path.write_text(edited(step.text, path.read_text(encoding="utf-8")), encoding="utf-8")
            return Outcome(step, 0, "")
        return self._run(step)

    def _run(self, step: Step) -> Outcome:
        end = self.cache / "folder"
        done = subprocess.run(
            ["bash", "-c", f'set -e\n{step.text}\npwd > "$FOLDER_AT_END"'],
            cwd=self.folder,
            env=self._environment() | {"FOLDER_AT_END": str(end)},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode == 0:
            self.folder = Path(end.read_text(encoding="utf-8").strip())
        return Outcome(step, done.returncode, done.stdout, done.stderr)

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_SHELL)}
        kept = {"REISSUE_CACHE": str(self.cache), "TMPDIR": str(self.cache)}
        ours = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"}
        return inherited | PLAIN | OF_THIS_CHECKOUT | ours | kept | _LOCALE[self.lang]
