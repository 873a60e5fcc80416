"""Attacks on the layout: addresses that lead out of the job (6 to 9, 22), and pages nobody could lay out (17)."""

from __future__ import annotations

import base64
import dataclasses
import io
import socket
from collections.abc import Iterator

import pytest
from PIL import Image

from publisher.house import Limits
from publisher.typesetting.pictures.drawing import cleaned
from tests.unit.editions.layout_jobs import codes, job, laid

pytestmark = pytest.mark.slow
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='9' height='9'>{}</svg>"
FONT = "<style>@font-face{{font-family:x;src:url(file:///etc/hostname)}}p{{font-family:x}}</style><p>河</p>"
BLOCKED = "editions/blocked-url"


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Return a server that waits for anybody who should not come."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def assert_nobody_came(listener: socket.socket) -> None:
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<link rel=attachment href='file:///etc/hostname'>", id="06-attachment"),
        pytest.param("<a rel=attachment href='file:///etc/hostname'>河</a>", id="06-attachment-in-text"),
        pytest.param("<img src='http://127.0.0.1:{port}/x.png' alt=x>", id="07-http"),
        pytest.param("<img src='ftp://127.0.0.1:{port}/x.png' alt=x>", id="07-ftp"),
        pytest.param("<img src='file://127.0.0.1/etc/hostname' alt=x>", id="07-other-machine"),
        pytest.param("<img src='//127.0.0.1:{port}/x.png' alt=x>", id="07-no-scheme"),
        pytest.param("<img src='data:text/html;base64,AAAA' alt=x>", id="07-data-that-is-no-picture"),
        pytest.param("<img src='data:image/png;base64,{large}' alt=x>", id="07-data-too-large"),
        pytest.param("<img src='file:///etc/hostname' alt=x>", id="08-absolute"),
        pytest.param("<img src='../job.json' alt=x>", id="08-upwards"),
        pytest.param("<img src='%2e%2e/job.json' alt=x>", id="08-upwards-encoded"),
        pytest.param("<link rel=stylesheet href='http://127.0.0.1:{port}/x.css'>", id="08-style-sheet"),
        pytest.param("<style>@import 'http://127.0.0.1:{port}/x.css';</style>", id="08-import"),
        pytest.param(FONT, id="08-font"),
        pytest.param("<p style=\"background:url('ftp://127.0.0.1:{port}/x.png')\">河</p>", id="08-background"),
        pytest.param("<img src='pictures/p0009.png' alt=x>", id="22-missing-picture"),
    ],
)  # fmt: skip
def test_address_outside_the_job_stops_the_edition(body: str, listener: socket.socket) -> None:
    body = body.format(port=listener.getsockname()[1], large="A" * 4_000_000)
    assert BLOCKED in codes(job(body))
    assert_nobody_came(listener)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<image href='file:///etc/hostname' width='9' height='9'/>", id="09-file"),
        pytest.param("<image href='http://127.0.0.1:{port}/' width='9' height='9'/>", id="09-http"),
    ],
)
def test_picture_inside_an_svg_from_outside_stops_the_edition(inside: str, listener: socket.socket) -> None:
    drawing = SVG.format(inside.format(port=listener.getsockname()[1])).encode()
    made = job("<img src='x.svg' alt=x>")
    assert BLOCKED in codes(dataclasses.replace(made, files={**made.files, "x.svg": drawing}))
    assert_nobody_came(listener)


def test_picture_that_stands_in_a_clean_drawing_is_printed() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (7, 5), "red").save(stream, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"
    drawing = cleaned(SVG.format(f"<image href='{address}' width='9' height='9'/>").encode(), is_print=True).data
    made = job("<img src='x.svg' alt=x>")
    pdf = laid(dataclasses.replace(made, files={**made.files, "x.svg": drawing})).pdf
    assert b"/Width 7" in pdf


@pytest.mark.parametrize(
    ("body", "css", "code"),
    [
        pytest.param("<table><tr><td colspan=100000>河</table>", "", "editions/renderer-timeout", id="17-colspan"),
        pytest.param("<div>" * 3000 + "河", "", "editions/layout-too-deep", id="17-nested"),
        pytest.param("<p>河</p>", "p{font-size:1e9px}", "editions/impossible-measure", id="17-font-size"),
        pytest.param("<p>河</p>", "p{letter-spacing:1e30px}", "editions/impossible-measure", id="17-spacing"),
    ],
)
def test_page_nobody_could_lay_out_is_told_in_time(body: str, css: str, code: str) -> None:
    limits = Limits(seconds=4) if code == "editions/renderer-timeout" else Limits()
    assert codes(job(body, css), limits) == [code]


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param("<em>" * 200 + "河" + "</em>" * 200, "", id="17-nested-inside-a-line"),
        pytest.param("<p>河湾</p>", "@page{size:1mm;margin:0}", id="17-page-of-a-millimetre"),
        pytest.param("<table><tr><td rowspan=100000>河</table>", "", id="17-rowspan"),
    ],
)
def test_page_that_is_odd_is_laid_out(body: str, css: str) -> None:
    assert laid(job(body, css)).pages
