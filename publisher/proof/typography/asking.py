"""Asks the measuring process about a PDF: takes its bytes, gives what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.house import House
from publisher.proof.pdf.confined import answered
from publisher.proof.typography.composition import Kind, Knowledge
from publisher.proof.typography.measure import Bound, Fault, Measure
from publisher.proof.typography.measuring import Measured

_READER = "publisher.proof.typography.reader"


def measured(data: bytes, name: str, house: House) -> Measured:
    """Return all measures of a PDF; `name` is shown in messages.

    Raises:
        SourceError: the bytes are no PDF that can be read, or ask for more than the limits allow.
    """
    answer = answered(_READER, data, name, house, (name,))
    measures = tuple(map(_measure, answer["measures"]))
    return Measured(**{**answer, "knowledge": Knowledge(answer["knowledge"]), "measures": measures})


def _measure(data: Mapping[str, Any]) -> Measure:
    faults = tuple(Fault(**{**fault, "kind": Kind(fault["kind"])}) for fault in data["faults"])
    bounds = tuple(Bound(**bound) for bound in data["bounds"])
    return Measure(**{**data, "faults": faults, "bounds": bounds})
