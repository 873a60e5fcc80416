"""The layout process: nothing runs for ever, every word of the log is a problem; attacks stand in tests/attacks."""

from __future__ import annotations

import errno
import resource

import pytest

from publisher.house import Limits
from publisher.problems import ExitCode, ReissueError
from tests.unit.editions.layout_jobs import codes, job, laid

pytestmark = pytest.mark.slow


def test_layout_tells_pages_and_where_anchors_stand() -> None:
    found = laid(job("<p id=a>河</p><p id=b style='break-before:page'>湾</p>"))
    assert (found.pages, found.anchors) == (2, {"a": 1, "b": 2})


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


def test_layout_that_finds_no_room_for_its_file_is_a_full_disk_and_no_mistake_of_ours() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    made = job("<p style='break-after:page'>河湾渡口</p>" * 400)
    assert max(map(len, made.files.values())) < 30_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, before[1]))
    try:
        with pytest.raises(OSError, match="No space left") as caught:
            laid(made)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.errno == errno.ENOSPC
