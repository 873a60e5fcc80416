"""All measures of a PDF, in the order in which they are reported.

Takes a path or a Composition, gives a Typography.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.problems import Place, Problem
from publisher.proof.typography.composition import Composition
from publisher.proof.typography.evenness import evenness
from publisher.proof.typography.kinsoku import kinsoku
from publisher.proof.typography.measure import Measure
from publisher.proof.typography.paragraphs import paragraphs
from publisher.proof.typography.reading import read
from publisher.proof.typography.spacing import spacing


@dataclass(frozen=True, slots=True)
class Typography:
    """What was measured in a file; `name` is the file's."""

    name: str
    composition: Composition
    measures: tuple[Measure, ...]

    def problems(self) -> tuple[Problem, ...]:
        """Return one problem that names every demand that is not met, or none."""
        unmet = [measure.name for measure in self.measures if not measure.is_met]
        values = {"count": len(unmet), "total": len(self.measures), "measures": ", ".join(unmet)}
        return (Problem("proof/typography", Place(self.name), values),) if unmet else ()


def typography(path: Path) -> Typography:
    """Return all measures of a PDF.

    Raises:
        SourceError: the file cannot be read as a PDF.
    """
    composition = read(path)
    return Typography(path.name, composition, measures_of(composition))


def measures_of(composition: Composition) -> tuple[Measure, ...]:
    """Return all measures of a composition."""
    return (
        *kinsoku(composition),
        *spacing(composition),
        *evenness(composition),
        *paragraphs(composition),
    )
