"""Headings in the editor's lines: their words must be those of a heading."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from publisher import production
from publisher.house import House
from publisher.problems import ManifestError

TEXT = "水涨到第七级台阶那天\n摆渡的人\n一九五三年\n河水涨了三尺。\n"


def check(folder: Path, line_breaks: str) -> production.Checked:
    (folder / "periodical.yaml").write_text('periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\nstyle: "base"\n')
    (folder / "001.txt").write_text(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    manifest = folder / "2026-01.yaml"
    manifest.write_text(
        'issue: "hewan-2026-01"\n'
        f'sources: [{{id: "main", file: "001.txt", sha256: "{digest}"}}]\n'
        'contents:\n  - article: "hewan-2026-01-i0001"\n    title: {from: "1"}\n    subtitle: {from: "2"}\n'
        f'    text: "3-4"\n    headings: "3"\n    line_breaks: {line_breaks}\n'
    )
    return production.check(manifest, House(folder, Path(__file__).parents[3] / "styles"))


def test_title_subtitle_and_heading_may_be_broken(tmp_path: Path) -> None:
    lines = '[["水涨到第七级台阶", "那天"], ["摆渡", "的人"], ["一九五三年"]]'
    (article,) = check(tmp_path, lines).issue.articles()
    assert article.line_breaks == (("水涨到第七级台阶", "那天"), ("摆渡", "的人"), ("一九五三年",))


@pytest.mark.parametrize("words", ["河水涨了", "水涨到第七级台阶那", "摆渡的 人"])
def test_lines_that_are_no_heading_are_refused_at_their_place(tmp_path: Path, words: str) -> None:
    with pytest.raises(ManifestError) as caught:
        check(tmp_path, f'[["摆渡", "的人"], ["{words[:2]}", "{words[2:]}"]]')
    (problem,) = caught.value.problems
    assert problem.code == "copydesk/line-breaks"
    assert problem.place
    assert (problem.place.line, problem.place.column) == (9, 34)
