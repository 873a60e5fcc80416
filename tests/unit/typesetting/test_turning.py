"""Turned faces: Chinese a quarter turn left about its cell, Western words as they were, the text unchanged."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]  # fontTools has no stubs

from publisher.issue.marks import stands_upright
from publisher.issue.style import FaceRequest, WritingMode
from publisher.problems import ReissueError
from publisher.typesetting.faces import Face, find_face
from publisher.typesetting.pages import typeset
from publisher.typesetting.turning import turn
from publisher.typesetting.typecase import open_case
from tests.unit.typesetting import whole_issue as wi

SERIF, KAI = "Noto Serif CJK {region}", "LXGW WenKai"
HAN = "河湾渡口的水一⼀"  # the last two share a glyph in some faces
MARKS = "，。、；：？！（）《》〈〉【】〔〕“”‘’「」『』…～·①□×"
LETTERS = "ABCxyz0123456789.%/-é"
EM, TOP, DEPTH = 1000, 880, 120
BOTH = pytest.mark.parametrize("family", [SERIF, KAI])

Box = tuple[int, int, int, int]


def face(family: str, language: str = "zh-Hans") -> Face:
    found = find_face(FaceRequest("face", 400, (family,)), language, wi.house())
    assert found is not None
    return found


@cache
def turned(family: str, language: str = "zh-Hans") -> Any:
    characters = frozenset(HAN + MARKS + LETTERS + "—年月")
    data = turn(face(family, language), characters, language, "Reissue text vertical", "Regular")
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))


@cache
def original(family: str, language: str = "zh-Hans") -> Any:
    found = face(family, language)
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(found.path)), found.index))


def shaped(font: Any, text: str, language: str = "zh-Hans", *features: str) -> list[tuple[str, int, int]]:
    """Return the characters, the glyph and the width of every cluster."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", language
    uharfbuzz.shape(font, buffer, dict.fromkeys(features, True))
    starts = [info.cluster for info in buffer.glyph_infos]
    pieces = (text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    parts = zip(pieces, buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(piece, info.codepoint, position.x_advance) for piece, info, position in parts]


def ink(font: Any, glyph: int) -> Box:
    """Return left, bottom, right and top of a glyph's ink."""
    box = font.get_glyph_extents(glyph)
    return box.x_bearing, box.y_bearing + box.height, box.x_bearing + box.width, box.y_bearing


def ink_of(font: Any, char: str) -> Box:
    return ink(font, shaped(font, char)[0][1])


def about_the_cell(box: Box) -> Box:
    """Return a box turned a quarter left about the centre of the em box."""
    left, bottom, right, top = box
    return TOP - top, left - DEPTH, TOP - bottom, right - DEPTH


@BOTH
def test_every_upright_character_is_turned_about_the_centre_of_its_cell(family: str) -> None:
    old, new = original(family), turned(family)
    for char in HAN + MARKS.replace("·", "").translate(str.maketrans("", "", "“”‘’")):
        (_, upright, width), (_, glyph, full) = shaped(old, char, "zh-Hans", "vert")[0], shaped(new, char)[0]
        left, bottom, right, top = ink(old, upright)
        shift = (EM - width) // 2
        assert full == EM, char
        assert ink(new, glyph) == pytest.approx(about_the_cell((left + shift, bottom, right + shift, top)), abs=1), char


@BOTH
def test_western_letters_lie_on_their_side_as_they_were(family: str) -> None:
    old, new = original(family), turned(family)
    for char in "ABCxyz.%/-é·":
        assert ink_of(new, char) == ink_of(old, char)
        assert shaped(new, char)[0][2] == shaped(old, char)[0][2]


@BOTH
def test_blank_half_of_a_mark_stays_where_the_line_trims_it(family: str) -> None:
    font = turned(family)
    for char in "，。、”’）》〉】〕」』":
        assert ink_of(font, char)[2] <= EM / 2, char
    for char in "“‘（《〈【〔「『":
        assert ink_of(font, char)[0] >= EM / 2, char


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hant-TW", "zh-Hant-HK"])
def test_centred_mark_stays_in_the_middle_of_its_cell(language: str) -> None:
    for char in "，。、":
        left, bottom, right, top = ink_of(turned(SERIF, language), char)
        assert (left + right) / 2 == pytest.approx(EM / 2, abs=EM / 10), char
        assert (bottom + top) / 2 == pytest.approx(TOP - EM / 2, abs=EM / 10), char


@BOTH
def test_dash_fills_its_cell_so_that_two_have_no_gap(family: str) -> None:
    left, bottom, right, top = ink_of(turned(family), "—")
    assert left <= 0
    assert right >= EM
    assert (bottom + top) / 2 == pytest.approx(TOP - EM / 2, abs=10)
    assert [width for _, _, width in shaped(turned(family), "——")] == [EM, EM]


@pytest.mark.parametrize(
    ("language", "brackets"), [("zh-Hans", "『』「」"), ("zh-Hant", "「」『』"), ("zh-Hant-TW", "「」『』")]
)
def test_curly_quotes_are_drawn_as_the_brackets_of_their_country(language: str, brackets: str) -> None:
    font = turned(SERIF, language)
    for quote, bracket in zip("“”‘’", brackets, strict=True):
        assert ink_of(font, quote) == ink_of(font, bracket)
        assert (
            shaped(font, quote)[0][1] != shaped(font, bracket)[0][1]
        )  # a glyph of its own, or a PDF forgets the quote


@BOTH
@pytest.mark.parametrize(
    ("text", "upright"),
    [
        ("河26年", ["26"]),
        ("河7年10月", ["7", "10"]),
        ("1937年", []),
        ("128年", []),
        ("河3.5年", []),
        ("河50%", []),
        ("A4年", []),
        ("4B年", []),
        ("河é7年", []),
        ("12", ["12"]),
        ("河 7 年", ["7"]),
    ],
)
def test_figure_of_one_or_two_digits_stands_upright(family: str, text: str, upright: list[str]) -> None:
    font = turned(family)
    plain = {shaped(font, f"A{digit}")[1][1] for digit in "0123456789"}
    figures = [part for part in shaped(font, text) if part[0].isdigit() and part[1] not in plain]
    assert [piece for piece, _, _ in figures] == upright
    assert {width for _, _, width in figures} <= {EM}


@BOTH
def test_digits_of_a_pair_stand_side_by_side_inside_one_cell(family: str) -> None:
    font = turned(family)
    for pair in ("00", "26", "88", "11", "10"):
        ((_, glyph, width),) = shaped(font, pair)
        left, bottom, right, top = ink(font, glyph)
        assert 0 <= left < right <= width == EM
        assert -DEPTH <= bottom < top <= TOP
    # A one is one contour, a nought two: the one is on the left when the page is turned.
    assert heights_of_contours(font, shaped(font, "10")[0][1]) == [True, False, False]


def heights_of_contours(font: Any, glyph: int) -> list[bool]:
    """Return for every contour, from the bottom up, whether it stands in the lower half of the cell."""
    pen = RecordingPen()
    font.draw_glyph_with_pen(glyph, pen)
    heights: list[float] = []
    for operation, points in pen.value:
        if operation == "moveTo":
            heights.append(points[0][1])
    return [height < TOP - EM / 2 for height in sorted(heights)]


@BOTH
def test_three_digits_share_a_cell_where_asked_to(family: str) -> None:
    glyphs = shaped(turned(family), "128", "zh-Hans", "twid")
    assert sum(width for _, _, width in glyphs) in range(EM - 2, EM + 2)
    assert shaped(turned(family), "1284", "zh-Hans", "twid") == shaped(turned(family), "1284")


@BOTH
def test_same_characters_give_the_same_bytes(family: str) -> None:
    one, other = (turn(face(family), frozenset(text), "zh-Hans", "A", "Regular") for text in ("河湾12A", "A21湾河"))
    assert one == other


def test_signs_stand_upright_and_arrows_and_letters_do_not() -> None:
    assert all(map(stands_upright, "河。，①⑳□○※×℃Ⅳ〇Ａ"))
    assert not any(map(stands_upright, "Aé→αД—·…“（《1 "))


@pytest.mark.slow
def test_vertical_page_gets_turned_faces_and_misses_no_character_in_silence(tmp_path: Path) -> None:
    style, house = wi.style(), wi.house()
    essay = wi.essay(f"{wi.ID}-i0001", "竖排", 1, writing_mode=WritingMode.VERTICAL)
    level = dataclasses.replace(wi.essay(f"{wi.ID}-i0002", "横排", 1))
    issue = wi.whole_issue(tmp_path, contents=(essay, level))
    cuts = open_case(style, "zh-Hans", house).cuts(typeset(issue, style, "pdf", house), issue)
    families = {cut.family for cut in cuts}
    assert {"Reissue text vertical", "Reissue heads vertical", "Reissue aside vertical"} < families
    strange = wi.essay(f"{wi.ID}-i0001", "竖排\U00013000", 1, writing_mode=WritingMode.VERTICAL)
    issue = wi.whole_issue(tmp_path, contents=(strange,))
    pages = typeset(issue, style, "pdf", house)
    with pytest.raises(ReissueError) as caught:
        open_case(style, "zh-Hans", house).cuts(pages, issue)
    assert {problem.code for problem in caught.value.problems} == {"typesetting/missing-glyph"}


def test_level_issue_pays_for_no_turned_face(tmp_path: Path) -> None:
    style, house = wi.style(), wi.house()
    issue = wi.whole_issue(tmp_path)
    cuts = open_case(style, "zh-Hans", house).cuts(typeset(issue, style, "pdf", house), issue)
    assert not any("vertical" in cut.family for cut in cuts)
