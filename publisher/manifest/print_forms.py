"""What people write for the printing house: the form of `print:`.

Every key may be left out: what a periodical says holds for its issues.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from publisher.issue.print_order import USUAL_PAPER_MM, Binding, Inks
from publisher.manifest.forms import Flag, Form, RefusedError, Text, Texts, member, words
from publisher.manifest.written import Written

_MILLIMETRES = re.compile(r"0\.[0-9]{1,4}|[12](\.[0-9]{1,4})?")
_THINNEST_MM, _THICKEST_MM = 0.02, 2.0


def _paper(value: object) -> float:
    written = value if isinstance(value, Written) else ""
    if not _MILLIMETRES.fullmatch(written) or not _THINNEST_MM <= float(written) <= _THICKEST_MM:
        raise RefusedError("manifest/wrong-type", expected="0.02 – 2")
    return float(written)


_PAPER = Annotated[
    float,
    PlainValidator(_paper),
    WithJsonSchema({"type": "number", "minimum": _THINNEST_MM, "maximum": _THICKEST_MM}),
]
_INKS = Annotated[Inks, PlainValidator(member(*Inks)), words(*Inks)]
_BINDING = Annotated[Binding, PlainValidator(member(*Binding)), words(*Binding)]


class PrintForm(Form):
    """What the printing house is told."""

    where = "print"
    expected = "{profile: …, binding: …}"
    inks: _INKS | None = Field(None, description="gray or cmyk; cmyk needs a profile and is usual with one.")
    profile: Text | None = Field(None, description="ICC profile of the press, relative to the folder of this file.")
    condition: Text | None = Field(None, description="Registered name of the printing condition: FOGRA51 …")
    binding: _BINDING | None = Field(None, description="saddle (stapled) or perfect (with a spine).")
    paper_mm: _PAPER | None = Field(None, description=f"Thickness of a leaf; {USUAL_PAPER_MM} mm as a rule.")
    marks: Flag | None = Field(None, description="Whether crop marks are drawn outside the bleed; true as a rule.")
    house_pages: Texts | None = Field(None, description="Pictures that fill pages up to a multiple of four.")
