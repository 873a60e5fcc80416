"""Faces: found by family and weight, cut the same way every time, and never short of a character in silence."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]  # fontTools has no stubs
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

from publisher.issue.style import FaceRequest
from publisher.problems import ReissueError, ToolError
from publisher.typesetting.characters import printed_characters, repertoire
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import Face, find_face, region_of
from publisher.typesetting.pages import typeset
from publisher.typesetting.stylesheets import Medium
from publisher.typesetting.typecase import as_woff2, faces_sheet, open_case
from tests.unit.typesetting import whole_issue as wi

MEDIA: tuple[Medium, ...] = ("epub", "pdf")
SERIF = FaceRequest("song", 400, ("No Such Family", "Noto Serif CJK {region}"))


def face(request: FaceRequest = SERIF, language: str = "zh-Hans") -> Face:
    found = find_face(request, language, wi.house())
    assert found is not None
    return found


def test_first_installed_family_of_the_right_weight_is_taken() -> None:
    assert face().family == "Noto Serif CJK SC"
    assert "Bold" in face(dataclasses.replace(SERIF, weight=700)).path.name


def test_traditional_issue_gets_the_traditional_face() -> None:
    assert face(language="zh-Hant").family == "Noto Serif CJK TC"
    assert face(language="zh-Hant").index != face().index


def test_cut_holds_what_was_asked_under_a_name_of_ours() -> None:
    font = TTFont(io.BytesIO(cut(face(), frozenset("河湾，A"), "Reissue text", "Regular")))
    assert set(font.getBestCmap()) == {0x20, *map(ord, "河湾，A")}
    assert {record.toUnicode() for record in font["name"].names if record.nameID in {1, 16}} == {"Reissue text"}


def test_cut_keeps_vertical_forms() -> None:
    font = TTFont(io.BytesIO(cut(face(), frozenset("河，。（"), "Reissue text", "Regular")))
    assert "vert" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_same_characters_give_the_same_bytes_in_any_order() -> None:
    one = cut(face(), frozenset("河湾渡口"), "Reissue text", "Regular")
    assert one == cut(face(), frozenset("口渡湾河"), "Reissue text", "Regular")


def test_face_that_is_not_installed_names_families_and_command() -> None:
    style = dataclasses.replace(wi.style(), faces=(FaceRequest("song", 400, ("Noto Serif Nowhere",)),))
    with pytest.raises(ToolError) as caught:
        open_case(style, "zh-Hans", wi.house())
    problem = caught.value.problems[0]
    assert problem.code == "typesetting/missing-face"
    assert "apt-get install fonts-noto-cjk" in problem.hint("zh")


def test_character_without_a_glyph_names_character_and_article(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, contents=(wi.essay(f"{wi.ID}-i0001", "埃及\U00013000", 1),))
    style = wi.style()
    with pytest.raises(ReissueError) as caught:
        open_case(style, "zh-Hans", wi.house()).cuts(typeset(issue, style, "epub", wi.house()), issue)
    found = {
        (problem.code, str(problem.values["code_point"]), str(problem.values["article"]))
        for problem in caught.value.problems
    }
    assert ("typesetting/missing-glyph", "U+13000", f"{wi.ID}-i0001") in found


def test_cuts_are_declared_under_their_families(tmp_path: Path) -> None:
    style = wi.style()
    issue = wi.whole_issue(tmp_path)
    cuts = open_case(style, "zh-Hans", wi.house()).cuts(typeset(issue, style, "epub", wi.house()), issue)
    assert [cut.href.partition(".")[0] for cut in cuts] == [
        "fonts/text-400",
        "fonts/text-700",
        "fonts/heads-400",
        "fonts/heads-700",
        "fonts/aside-400",
    ]
    sheet = faces_sheet(cuts)
    assert '"Reissue text"; font-weight: 700' in sheet
    assert 'url("../fonts/text-700.otf")' in sheet


def test_faces_of_epub_and_pdf_are_the_same_cut(tmp_path: Path) -> None:
    style, house, issue = wi.style(), wi.house(), wi.whole_issue(tmp_path)
    case = open_case(style, "zh-Hans", house)
    epub, pdf = (case.cuts(typeset(issue, style, medium, house), issue) for medium in MEDIA)
    assert [cut.font.cut_sha256 for cut in epub] == [cut.font.cut_sha256 for cut in pdf]


def test_repertoire_holds_whatever_the_pages_print(tmp_path: Path) -> None:
    style, house, issue = wi.style(), wi.house(), wi.whole_issue(tmp_path)
    for medium in MEDIA:
        pages = typeset(issue, style, medium, house)
        printed = printed_characters("".join((*(page.body for page in pages.pages), pages.front, pages.back)))
        assert sorted(printed - repertoire(issue, pages.labels)) == []


@pytest.mark.slow
def test_face_in_woff2_is_the_same_face_made_smaller(tmp_path: Path) -> None:
    style, house, issue = wi.style(), wi.house(), wi.whole_issue(tmp_path)
    first = open_case(style, "zh-Hans", house).cuts(typeset(issue, style, "epub", house), issue)[0]
    smaller = as_woff2(first)
    assert (smaller.href, smaller.data[:4]) == ("fonts/text-400.woff2", b"wOF2")
    assert len(smaller.data) < 0.9 * len(first.data)
    faces = [TTFont(io.BytesIO(each.data)) for each in (first, smaller)]
    assert faces[0].getBestCmap() == faces[1].getBestCmap()
    assert as_woff2(first) == smaller


# --- forms by language ---------------------------------------------------------------

DIFFERING = "骨直令返化"  # drawn otherwise on the mainland, in Taiwan, in Hong Kong and in Japan
LANGUAGES = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja")


@pytest.mark.parametrize(
    ("language", "region"),
    [
        ("zh-Hans", "SC"), ("zh-CN", "SC"), ("zh", "SC"), ("en", "SC"), ("", "SC"),
        ("zh-Hant", "TC"), ("zh-TW", "TC"), ("zh-Hant-TW", "TC"), ("ZH-HANT", "TC"),
        ("zh-Hant-HK", "HK"), ("zh-HK", "HK"), ("zh-MO", "HK"), ("ja", "JP"), ("ja-JP", "JP"), ("ko", "KR"),
    ],
)  # fmt: skip
def test_language_says_whose_forms_are_printed(language: str, region: str) -> None:
    assert region_of(language) == region


def outlines(data: bytes) -> tuple[str, ...]:
    font = TTFont(io.BytesIO(data))
    glyphs, drawn = font.getGlyphSet(), []
    for char in DIFFERING:
        pen = SVGPathPen(glyphs)
        glyphs[font.getBestCmap()[ord(char)]].draw(pen)
        drawn.append(pen.getCommands())
    return tuple(drawn)


def test_four_languages_give_four_different_cuts() -> None:
    cuts = {
        language: outlines(cut(face(language=language), frozenset(DIFFERING), "Reissue text", "Regular"))
        for language in LANGUAGES
    }
    assert len(set(cuts.values())) == len(LANGUAGES)


def test_passage_in_another_language_gets_its_forms_from_the_same_cut() -> None:
    blob = uharfbuzz.Blob(cut(face(), frozenset(DIFFERING), "Reissue text", "Regular"))
    font = uharfbuzz.Font(uharfbuzz.Face(blob))
    shaped = set()
    for language in LANGUAGES:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(DIFFERING)
        buffer.guess_segment_properties()
        buffer.language = language
        uharfbuzz.shape(font, buffer)
        shaped.add(tuple(info.codepoint for info in buffer.glyph_infos))
    assert len(shaped) == len(LANGUAGES)


def test_quotes_of_a_kai_made_for_western_text_are_taken_from_the_song() -> None:
    case = open_case(wi.style(), "zh-Hans", wi.house())
    held = {each.request.use: {"“" for code in each.characters if code == ord("“")} for each in case.faces}
    assert held == {"text": {"“"}, "heads": {"“"}, "aside": set()}


def test_quotes_stay_where_no_face_has_wider_ones() -> None:
    kai = next(each for each in wi.style().faces if each.use == "aside")
    (only,) = open_case(dataclasses.replace(wi.style(), faces=(kai,)), "zh-Hans", wi.house()).faces
    assert ord("“") in only.characters


def test_stops_come_from_a_face_that_centres_them_where_the_language_does() -> None:
    kai = FaceRequest("kai", 400, ("LXGW WenKai",), "aside")
    style = dataclasses.replace(wi.style(), faces=(SERIF, kai))
    stop = ord("。")
    taiwan = open_case(style, "zh-Hant-TW", wi.house())
    assert [stop in each.characters for each in taiwan.faces] == [True, False]
    mainland = open_case(style, "zh-Hans", wi.house())
    assert [stop in each.characters for each in mainland.faces] == [True, True]
