"""What a build did, step by step: takes the beginning of each step and its figures, gives steps and the time they took.

The only place where a build looks at a clock to tell how long something took. It prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build that is over.

    Attributes:
        name: key of its words.
        figures: what it did, in numbers, by the keys of their words.
    """

    name: str
    seconds: float
    figures: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class _Begun:
    name: str
    moment: float
    figures: dict[str, object]


@dataclass(frozen=True, slots=True)
class Daybook:
    """Tells a report which step begins, and keeps what each did and how long it took.

    Attributes:
        clock: gives seconds that never run backwards.
    """

    report: Report
    clock: Callable[[], float] = time.monotonic
    _begun: list[_Begun] = field(default_factory=list)

    def begin(self, step: str, *reported: str) -> None:
        """Note that a step begins, and that the one before it is over; report it, or what it does side by side."""
        self._begun.append(_Begun(step, self.clock(), {}))
        for each in reported or (step,):
            self.report(each)

    def note(self, step: str, **figures: object) -> None:
        """Note what a step did that began before; the last one of that name is meant."""
        next(each for each in reversed(self._begun) if each.name == step).figures.update(figures)

    def steps(self) -> tuple[Step, ...]:
        """Return what was done until now; the last step is over as well."""
        ends = [*(each.moment for each in self._begun[1:]), self.clock()]
        begun = zip(self._begun, ends, strict=True)
        return tuple(Step(each.name, end - each.moment, tuple(each.figures.items())) for each, end in begun)

    @property
    def seconds(self) -> float:
        """How long everything took until now."""
        return self.clock() - self._begun[0].moment if self._begun else 0.0
