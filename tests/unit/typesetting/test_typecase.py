"""Faces: found by family and weight, cut the same way every time, and never short of a character in silence."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

from publisher.issue.style import FaceRequest
from publisher.problems import ReissueError, ToolError
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import Face, find_face
from publisher.typesetting.pages import typeset
from publisher.typesetting.typecase import faces_sheet, open_case
from tests.unit.typesetting import whole_issue as wi

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
        open_case(style, "zh-Hans", wi.house()).cuts(typeset(issue, style, "epub", wi.house()), issue.manifest)
    found = {
        (problem.code, str(problem.values["code_point"]), str(problem.values["article"]))
        for problem in caught.value.problems
    }
    assert ("typesetting/missing-glyph", "U+13000", f"{wi.ID}-i0001") in found


def test_cuts_are_declared_under_their_families(tmp_path: Path) -> None:
    style = wi.style()
    cuts = open_case(style, "zh-Hans", wi.house()).cuts(
        typeset(wi.whole_issue(tmp_path), style, "epub", wi.house()), ""
    )
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
