"""What became of one manifest of several: what was made of it, or the verdict on the error that stopped it.

It carries out nothing and prints nothing; the verbs do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from publisher.cli.notices import exit_code_of
from publisher.cli.verdict import Verdict
from publisher.problems import ExitCode, Problem


class _Made(Protocol):
    @property
    def problems(self) -> tuple[Problem, ...]: ...


Made = TypeVar("Made", bound=_Made)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What became of one manifest; `made` is None where the verdict says why."""

    manifest: str
    made: Made | None
    verdict: Verdict | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of this manifest."""
        return (self.made.problems if self.made else ()) + (self.verdict.problems if self.verdict else ())

    @property
    def exit_code(self) -> ExitCode:
        """What this manifest adds to the exit code."""
        return self.verdict.exit_code if self.verdict else exit_code_of(self.problems)
