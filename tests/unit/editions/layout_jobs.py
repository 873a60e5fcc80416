"""Jobs for the layout process made by hand: a body and a style sheet, set in a face of twenty characters."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from publisher.editions.layout import Job, Laid, lay_out
from publisher.house import Limits
from publisher.problems import ReissueError
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import find_face
from tests.unit.typesetting import whole_issue as wi

USUAL = Limits()
HEAD = (
    "<!DOCTYPE html><html lang=zh-Hans><head><title>x</title><style>body{font-family:'Reissue text'}%s</style></head>"
)


def job(body: str, css: str = "", **fields: object) -> Job:
    made = Job(
        "", HEAD % css + f"<body>{body}</body></html>", {"fonts/text.otf": _font()}, ("Reissue text",), "ab" * 16
    )
    return dataclasses.replace(made, **fields)  # type: ignore[arg-type]  # test data


def laid(made: Job, limits: Limits = USUAL) -> Laid:
    return lay_out(made, dataclasses.replace(wi.house(), limits=limits), "weiting-2032-05")


def codes(made: Job, limits: Limits = USUAL) -> list[str]:
    """Return the codes of the problems that stop a layout."""
    with pytest.raises(ReissueError) as caught:
        laid(made, limits)
    return [problem.code for problem in caught.value.problems]


@cache
def _font() -> bytes:
    face = find_face(wi.style().faces[0], "zh-Hans", wi.house())
    assert face is not None
    return cut(face, frozenset("河湾渡口0123456789. "), "Reissue text", "Regular")
