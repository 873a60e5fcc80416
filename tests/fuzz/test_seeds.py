"""Every target with its seeds, and with seeds spoilt in a few places: answers and problems, never anything else."""

from __future__ import annotations

import io
import os
import shutil
import signal
import zipfile
import zlib
from collections.abc import Iterator
from types import FrameType

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from publisher.problems import FidelityError, InternalError, ManifestError, Problem
from tests.fuzz import targets
from tests.fuzz.seeds import seeds
from tests.unit.proof.test_difference_files import HONEST

pytestmark = [pytest.mark.slow, pytest.mark.logs, pytest.mark.filterwarnings("ignore")]

TIMES = int(os.environ.get("REISSUE_FUZZ_TIMES", "1"))  # to look longer than a test run does
EXAMPLES = {
    "manifest": 150, "text": 300, "article": 200, "page": 60, "draft": 40, "style": 150, "picture": 250, "book": 200,
    "html": 200, "pdf": 60, "typography": 60,
}  # fmt: skip
SIGNS = ["", "\n", " ", "\t", ":", "- ", "[", "{", '"', "'", "|", "#", "*", "&", "<", ">", "]]>", "../", "9" * 30]
MARKDOWN = ["[^1]", "[^1]: x\n", ":::", "\n:::verse\n", "\n:::qa\n", "{漢|", "![](p.png)", "](javascript:x)", "<b>"]
STRANGE = ["\0", "\x0b", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800", "\U0010ffff", "𠀀", "\\\n"]
LENGTHS = [bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff", b"\0\0\0\1", b"\x80\0\0\0"]
PIECES = [
    *(sign.encode("utf-8", "surrogatepass") for sign in (*SIGNS, *MARKDOWN, *STRANGE)),
    *LENGTHS,
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    b"&x;",
    b"<!DOCTYPE x>",
    b" onload='x'",
    b"1e308",
    b"-1",
    b"0 0 R",
    b"/Kids",
]


@st.composite
def spoilt(draw: st.DrawFn, target: str) -> bytes:
    """Return a seed that was spoilt; where check sums would tell at once, they are often put right again."""
    data = draw(st.sampled_from(seeds(target)))
    if target == "book" and draw(st.booleans()):
        at = draw(st.integers(0, len(HONEST) - 1))
        name, text = HONEST[at]
        worse = draw(spoilt_bytes(text.encode()))
        return zipped([*HONEST[:at], (name, worse), *HONEST[at + 1 :]])
    data = draw(spoilt_bytes(data))
    return with_sums(data) if draw(st.booleans()) else data


def zipped(members: list[tuple[str, str | bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def with_sums(data: bytes) -> bytes:
    """Return a PNG with the check sums of its chunks put right; anything else as it is."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data
    made, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        made += data[at:end] + zlib.crc32(data[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(made)


@st.composite
def spoilt_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes in which a few places were overwritten, lengthened, cut short or doubled."""
    for _ in range(draw(st.integers(1, 5))):
        at, length = draw(st.integers(0, len(data))), draw(st.sampled_from((0, 0, 1, 2, 8, 40)))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(data[at : at + length] * 2))
        data = data[:at] + piece + data[at + length :]
    return data if draw(st.integers(0, 9)) else data[: draw(st.integers(0, len(data)))]


@pytest.fixture(autouse=True)
def _no_hangs() -> Iterator[None]:
    """Let an input that takes longer than the limit be a failure."""

    def give_up(signal_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {targets.SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True, scope="module")
def _one_folder() -> Iterator[None]:
    yield
    shutil.rmtree(targets.folder())
    targets.folder.cache_clear()


def survives(target: str, data: bytes) -> bool:
    """Feed one input to a target and say that it came to an end; what it must not do is raised."""
    signal.alarm(targets.SECONDS)
    targets.TARGETS[target](data)
    signal.alarm(0)
    return True


@pytest.mark.parametrize("target", targets.TARGETS)
def test_seeds_are_answered(target: str) -> None:
    assert seeds(target)
    assert all(survives(target, data) for data in seeds(target))


@pytest.mark.parametrize("target", targets.TARGETS)
def test_spoilt_seeds_are_answered(target: str) -> None:
    @settings(max_examples=EXAMPLES[target] * TIMES, phases=[Phase.explicit, Phase.generate, Phase.shrink])
    @given(spoilt(target))
    def feed(data: bytes) -> None:
        assert survives(target, data)

    feed()


@pytest.mark.parametrize(
    "error", [InternalError, FidelityError, KeyError, RecursionError, UnicodeDecodeError, TypeError]
)
def test_what_counts_as_a_crash_is_raised(error: type[Exception]) -> None:
    def fail() -> None:
        raise error.__new__(error)

    with pytest.raises(error):
        targets.answered(fail)


def test_what_a_user_can_cause_is_an_answer() -> None:
    def fail() -> None:
        raise ManifestError(Problem("manifest/too-deep", values={"limit": 60}))

    targets.answered(fail)
    with pytest.raises(KeyError):  # a message that lacks one of its values is a mistake
        targets.said([Problem("manifest/too-deep")])


def test_input_that_takes_too_long_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "SECONDS", 1)
    monkeypatch.setitem(targets.TARGETS, "text", lambda _: signal.pause())
    with pytest.raises(TimeoutError):
        survives("text", b"")
