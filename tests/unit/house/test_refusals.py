"""What a refusal of the system means: known ones have a code and a remedy, the rest is left to others."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from publisher.house import naming, refusal


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "house/disk-full"),
        (errno.EDQUOT, "house/disk-full"),
        (errno.EFBIG, "house/disk-full"),
        (errno.EACCES, "house/not-permitted"),
        (errno.EPERM, "house/not-permitted"),
        (errno.EROFS, "house/not-permitted"),
        (errno.ENOTDIR, "house/not-a-folder"),
        (errno.EEXIST, "house/not-a-folder"),
        (errno.EISDIR, "house/not-a-folder"),
        (errno.ENOENT, "house/gone"),
    ],
)
def test_refusal_of_a_file_has_its_place_and_the_words_of_the_system(number: int, code: str) -> None:
    problem = refusal(OSError(number, os.strerror(number), "out/a.epub"))
    assert problem
    assert problem.code == code
    assert problem.place
    assert problem.place.path == "out/a.epub"
    assert os.strerror(number) in problem.message("en")
    assert os.strerror(number) in problem.message("zh")


def test_full_disk_is_one_even_where_no_file_is_named() -> None:
    problem = refusal(OSError(errno.ENOSPC, "No space left on device"))
    assert problem
    assert (problem.code, problem.place) == ("house/disk-full", None)


@pytest.mark.parametrize(
    "error",
    [
        OSError("no number"),
        OSError(errno.ENOENT, "no file"),
        OSError(errno.EIO, "disk", "a"),
        BrokenPipeError(32, "x", "a"),
    ],
)
def test_what_may_be_anything_is_left_to_others(error: OSError) -> None:
    assert refusal(error) is None


def test_error_without_a_file_is_given_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full") as caught, naming(tmp_path):
        raise OSError(errno.ENOSPC, "full")
    assert caught.value.filename == str(tmp_path)
    with pytest.raises(OSError, match="full") as caught, naming(tmp_path):
        raise OSError(errno.ENOSPC, "full", "own")
    assert caught.value.filename == "own"
