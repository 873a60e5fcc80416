"""The darkroom: the same pictures as without it, in a locked process that no picture can keep busy or take along."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import zlib
from dataclasses import replace

import pytest
from PIL import Image

from publisher.house import Limits
from publisher.problems import InternalError
from publisher.typesetting.pictures import darkroom as room
from publisher.typesetting.pictures.darkroom import darkroom
from publisher.typesetting.pictures.development import finished
from publisher.typesetting.pictures.raster import PRINT, Target
from publisher.typesetting.pictures.refusal import RefusedPictureError
from tests.unit.typesetting import whole_issue as wi

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>\xe6\xb2\xb3</text></svg>'
USUAL = Limits()
SMALL = Target((30, 30), quality=70)


def png(width: int, height: int) -> bytes:
    """Return a white picture of so many pixels, a few bytes long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\xff\xee\xdd" * width) * height, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def photograph() -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def refusal(data: bytes, limits: Limits = USUAL) -> RefusedPictureError:
    with darkroom(replace(wi.house(), limits=limits)) as develop, pytest.raises(RefusedPictureError) as caught:
        develop(data, "PNG", PRINT)
    return caught.value


def test_pictures_are_those_that_are_made_without_it() -> None:
    asked = [(png(40, 60), "PNG", SMALL), (photograph(), "JPEG", SMALL), (SVG, "SVG", PRINT)]
    with darkroom(wi.house()) as develop:
        assert [develop(*each) for each in asked] == [finished(*each) for each in asked]


def test_refusal_comes_through_and_the_next_picture_is_made() -> None:
    with darkroom(wi.house()) as develop:
        with pytest.raises(RefusedPictureError) as caught:
            develop(photograph()[:400], "JPEG", PRINT)
        assert caught.value.code == "typesetting/bad-picture"
        assert develop(photograph(), "JPEG", PRINT).width == 256


def test_issue_without_pictures_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room._Darkroom, "_started", lambda _: pytest.fail("a process was started"))
    with darkroom(wi.house()):
        pass


def test_picture_that_takes_too_long_is_refused() -> None:
    found = refusal(png(4, 4), Limits(seconds=0.002))
    assert (found.code, found.values) == ("typesetting/picture-limit", {"limit": "0.002 s"})


def test_picture_that_takes_too_much_memory_is_refused() -> None:
    found = refusal(png(6300, 6300), Limits(memory_mb=140))
    assert (found.code, found.values) == ("typesetting/picture-limit", {"limit": "140 MB"})


@pytest.mark.parametrize(
    ("death", "code"),
    [(signal.SIGXCPU, "typesetting/picture-limit"), (signal.SIGSEGV, "typesetting/bad-picture")],
)
def test_picture_that_kills_the_process_is_refused(
    death: signal.Signals, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts_instead(f"import os; os.kill(os.getpid(), {int(death)})", monkeypatch)
    assert refusal(png(4, 4)).code == code


def test_mistake_of_ours_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    starts_instead("raise TypeError('no such target')", monkeypatch)
    with darkroom(wi.house()) as develop, pytest.raises(InternalError) as caught:
        develop(png(4, 4), "PNG", PRINT)
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["reason"]) == (
        "typesetting/darkroom-crashed",
        "TypeError: no such target",
    )


def starts_instead(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the darkroom start another program."""

    def started(self: room._Darkroom) -> subprocess.Popen[bytes]:
        pipe, command = subprocess.PIPE, [sys.executable, "-S", "-c", program]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self.complaints, bufsize=0)

    monkeypatch.setattr(room._Darkroom, "_started", started)
