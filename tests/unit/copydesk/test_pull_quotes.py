"""Pull quotes: words of the article, to the letter and within one paragraph, or a problem with what is nearest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from publisher import production
from publisher.house import House
from publisher.problems import ManifestError

PERIODICAL = 'periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\nstyle: "base"\n'
TEXT = "河边的人\n桥是走的，船是坐的。我走不得那么远。\n水退了，路就出来了。\n"


def check(folder: Path, quotes: str) -> production.Checked:
    (folder / "periodical.yaml").write_text(PERIODICAL)
    (folder / "001.txt").write_text(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    manifest = folder / "2026-01.yaml"
    manifest.write_text(
        'issue: "hewan-2026-01"\n'
        f'sources: [{{id: "main", file: "001.txt", sha256: "{digest}"}}]\n'
        'contents:\n  - article: "hewan-2026-01-i0001"\n    title: {from: "1"}\n'
        f'    text: "2-3"\n    design: {{pull_quotes: {quotes}}}\n'
    )
    return production.check(manifest, House(folder, Path(__file__).parents[3] / "styles"))


def test_words_that_stand_in_a_paragraph_are_taken(tmp_path: Path) -> None:
    (article,) = check(tmp_path, '["船是坐的。", "路就出来了"]').issue.articles()
    assert article.design.pull_quotes == ("船是坐的。", "路就出来了")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("桥是走的、船是坐的。", "桥是走的，船是坐的。"),
        ("河边的人", ""),
        ("电灯亮了一夜", ""),
    ],
)
def test_words_that_do_not_are_refused_at_their_place_with_the_nearest(tmp_path: Path, words: str, near: str) -> None:
    with pytest.raises(ManifestError) as caught:
        check(tmp_path, f'["船是坐的。", "{words}"]')
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["near"]) == ("copydesk/pull-quote", near)
    assert problem.place
    assert (problem.place.line, problem.place.column) == (7, 37)


def test_front_matter_may_ask_for_quotes_and_the_manifest_goes_first(tmp_path: Path) -> None:
    (tmp_path / "periodical.yaml").write_text(
        'periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\nstyle: "base"\n'
    )
    (tmp_path / "a.md").write_text('---\ndesign: {columns: 3, pull_quotes: ["错的"]}\n---\n水退了，路就出来了。\n')
    manifest = tmp_path / "2026-01.yaml"
    head = (
        'issue: "hewan-2026-01"\ncontents:\n  - {article: "hewan-2026-01-i0001", title: "水", text: {markdown: "a.md"}'
    )
    house = House(tmp_path, Path(__file__).parents[3] / "styles")
    manifest.write_text(f"{head}}}\n")
    with pytest.raises(ManifestError) as caught:
        production.check(manifest, house)
    (problem,) = caught.value.problems
    assert problem.place
    assert (problem.place.path, problem.place.line) == ("a.md", 2)
    manifest.write_text(f"{head}, design: {{boxed: true}}}}\n")
    (article,) = production.check(manifest, house).issue.articles()
    assert (article.design.boxed, article.design.columns, article.design.pull_quotes) == (True, 0, ())
