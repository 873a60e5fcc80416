"""All measures of a PDF, in the order in which they are reported.

Takes a path or a Composition, gives a Typography.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.problems import Place, Problem
from publisher.proof.typography.composition import Composition, Knowledge
from publisher.proof.typography.evenness import evenness
from publisher.proof.typography.kinsoku import kinsoku
from publisher.proof.typography.measure import Measure
from publisher.proof.typography.paragraphs import paragraphs
from publisher.proof.typography.reading import read
from publisher.proof.typography.spacing import spacing


@dataclass(frozen=True, slots=True)
class Measured:
    """What is reported of a file: how much was read of it, and every measure; `name` is the file's.

    Attributes:
        size, leading: of the prose, in points.
    """

    name: str
    pages: int
    lang: str
    knowledge: Knowledge
    paragraphs: int
    lines: int
    size: float
    leading: float
    measures: tuple[Measure, ...]

    def problems(self) -> tuple[Problem, ...]:
        """Return one problem that names every demand that is not met, or none."""
        unmet = [measure.name for measure in self.measures if not measure.is_met]
        values = {"count": len(unmet), "total": len(self.measures), "measures": ", ".join(unmet)}
        return (Problem("proof/typography", Place(self.name), values),) if unmet else ()


@dataclass(frozen=True, slots=True)
class Typography:
    """What was measured in a file, with the composition it was measured in; `name` is the file's."""

    name: str
    composition: Composition
    measures: tuple[Measure, ...]

    def measured(self) -> Measured:
        """Return what is reported of it."""
        of = self.composition
        return Measured(
            self.name,
            of.pages,
            of.lang,
            of.knowledge,
            len(of.paragraphs),
            sum(len(paragraph.lines) for paragraph in of.paragraphs),
            of.size,
            of.leading,
            self.measures,
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return one problem that names every demand that is not met, or none."""
        return self.measured().problems()


def typography(file: Path | bytes, name: str = "") -> Typography:
    """Return all measures of a PDF, given its path, or its bytes and a name for messages.

    Raises:
        SourceError: the file cannot be read as a PDF.
    """
    name = name or (file.name if isinstance(file, Path) else "")
    composition = read(file, name)
    return Typography(name, composition, measures_of(composition))


def measures_of(composition: Composition) -> tuple[Measure, ...]:
    """Return all measures of a composition."""
    return (
        *kinsoku(composition),
        *spacing(composition),
        *evenness(composition),
        *paragraphs(composition),
    )
