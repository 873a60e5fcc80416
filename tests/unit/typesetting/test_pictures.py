"""Pictures: what cannot be printed is a problem before any layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFile

from publisher.issue.plan import CoverPlan
from publisher.problems import ReissueError
from publisher.typesetting.pictures import pictures_of
from tests.unit.typesetting import whole_issue as wi


def codes(folder: Path, cover: str) -> list[str]:
    with pytest.raises(ReissueError) as caught:
        pictures_of(wi.whole_issue(folder, contents=(), cover=CoverPlan(cover)))
    return [problem.code for problem in caught.value.problems]


def test_each_picture_is_listed_once_with_its_size(tmp_path: Path) -> None:
    found = pictures_of(wi.whole_issue(tmp_path))
    assert [(picture.name, picture.href, picture.width, picture.height) for picture in found] == [
        ("pictures/cover.png", "pictures/p0001.png", 300, 400),
        ("pictures/boat.png", "pictures/p0002.png", 400, 300),
    ]


def test_missing_picture_is_a_problem(tmp_path: Path) -> None:
    assert codes(tmp_path, "pictures/none.png") == ["typesetting/missing-picture"]


def test_picture_outside_the_periodical_is_refused_unread(tmp_path: Path) -> None:
    wi.draw(tmp_path / "secret.png", (4, 4))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.png").symlink_to(tmp_path / "secret.png")
    assert codes(tmp_path / "in", "../secret.png") == ["typesetting/picture-outside"]
    assert codes(tmp_path / "in", "link.png") == ["typesetting/picture-outside"]


def test_truncated_picture_is_refused_whatever_was_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    Image.effect_noise((300, 300), 60).save(tmp_path / "whole.png")
    (tmp_path / "half.png").write_bytes((tmp_path / "whole.png").read_bytes()[:9000])
    assert codes(tmp_path, "half.png") == ["typesetting/bad-picture"]


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"not a picture"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.png").write_bytes(data)
    assert codes(tmp_path, "x.png") == ["typesetting/bad-picture"]


def test_animated_picture_is_refused(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert codes(tmp_path, "moving.gif") == ["typesetting/bad-picture"]


@pytest.mark.parametrize("side", [7000, 20000])
def test_picture_of_too_many_pixels_is_refused(tmp_path: Path, side: int) -> None:
    Image.new("1", (side, side)).save(tmp_path / "vast.png")
    assert codes(tmp_path, "vast.png") in (["typesetting/large-picture"], ["typesetting/bad-picture"])


def test_picture_turned_by_its_camera_has_its_seen_size(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(tmp_path / "turned.jpg", exif=exif)
    found = pictures_of(wi.whole_issue(tmp_path, contents=(), cover=CoverPlan("turned.jpg")))
    assert (found[0].width, found[0].height) == (20, 40)
