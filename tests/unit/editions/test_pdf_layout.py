"""The layout process: nothing outside the job is read, nothing runs for ever, every word of the log is a problem."""

from __future__ import annotations

import dataclasses

import pytest

from publisher.editions.layout import Job, Laid, lay_out
from publisher.house import Limits
from publisher.problems import ExitCode, ReissueError
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import find_face
from tests.unit.typesetting import whole_issue as wi

pytestmark = pytest.mark.slow

USUAL = Limits()
HEAD = (
    "<!DOCTYPE html><html lang=zh-Hans><head><title>x</title><style>body{font-family:'Reissue text'}%s</style></head>"
)


def job(body: str, css: str = "", **fields: object) -> Job:
    face = find_face(wi.style().faces[0], "zh-Hans", wi.house())
    assert face is not None
    font = cut(face, frozenset("河湾渡口0123456789. "), "Reissue text", "Regular")
    made = Job("", HEAD % css + f"<body>{body}</body></html>", {"fonts/text.otf": font}, ("Reissue text",), "ab" * 16)
    return dataclasses.replace(made, **fields)  # type: ignore[arg-type]  # test data


def laid(made: Job, limits: Limits = USUAL) -> Laid:
    return lay_out(made, dataclasses.replace(wi.house(), limits=limits), "weiting-2032-05")


def codes(made: Job, limits: Limits = USUAL) -> list[str]:
    with pytest.raises(ReissueError) as caught:
        laid(made, limits)
    return [problem.code for problem in caught.value.problems]


def test_layout_tells_pages_and_where_anchors_stand() -> None:
    found = laid(job("<p id=a>河</p><p id=b style='break-before:page'>湾</p>"))
    assert (found.pages, found.anchors) == (2, {"a": 1, "b": 2})


@pytest.mark.parametrize(
    "body",
    [
        "<img src='file:///etc/hostname' alt=x>",
        "<img src='../job.json' alt=x>",
        "<img src='%2e%2e/job.json' alt=x>",
        "<img src='http://127.0.0.1:9/x.png' alt=x>",
        "<img src='data:image/png;base64,AAAA' alt=x>",
        "<link rel=stylesheet href='https://example.org/x.css'>",
        "<link rel=attachment href='file:///etc/hostname'>",
        "<a rel=attachment href='file:///etc/hostname'>河</a>",
        "<p style=\"background:url('ftp://example.org/x.png')\">河</p>",
    ],
)
def test_address_outside_the_job_stops_the_edition(body: str) -> None:
    assert "editions/blocked-url" in codes(job(body))


def test_picture_inside_an_svg_from_outside_stops_the_edition() -> None:
    image = b"<image href='file:///etc/hostname' width='9' height='9'/>"
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>" + image + b"</svg>"
    made = job("<img src='x.svg' alt=x>")
    assert "editions/blocked-url" in codes(dataclasses.replace(made, files={**made.files, "x.svg": svg}))


def test_property_the_engine_does_not_know_is_a_problem() -> None:
    assert codes(job("<p>河</p>", "p{text-emphasis:dot}")) == ["editions/layout-warning"]


def test_character_without_a_glyph_is_a_problem() -> None:
    with pytest.raises(ReissueError) as caught:
        laid(job("<p>河岸</p>"))
    found = caught.value.problems[0]
    assert (found.code, found.values["character"], found.values["code_point"]) == (
        "editions/missing-glyph",
        "岸",
        "U+5CB8",
    )


def test_font_of_another_name_is_a_problem() -> None:
    assert codes(job("<p>河</p>", families=("Reissue heads",))) == ["editions/foreign-font"]


def test_layout_that_takes_too_long_is_stopped() -> None:
    assert codes(job("<p>河</p>" * 2000), Limits(seconds=0.5)) == ["editions/renderer-timeout"]


def test_layout_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(ReissueError) as caught:
        laid(job("<p>河</p>" * 20_000), Limits(memory_mb=290))
    assert {problem.code for problem in caught.value.problems} <= {
        "editions/renderer-memory",
        "editions/renderer-crashed",
    }


def test_layout_that_dies_is_an_internal_error() -> None:
    with pytest.raises(ReissueError) as caught:
        laid(job("<p>河</p>", identifier="not hexadecimal"))
    assert caught.value.exit_code is ExitCode.INTERNAL
    assert caught.value.problems[0].code == "editions/renderer-crashed"


def test_boxes_within_boxes_are_laid_out_or_told() -> None:
    assert laid(job("<em>" * 200 + "河" + "</em>" * 200)).pages == 1
    assert codes(job("<div>" * 3000 + "河" + "</div>" * 3000)) == ["editions/layout-too-deep"]
