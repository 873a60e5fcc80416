"""A newspaper read back from its PDF: stories side by side, every word in order, banners, editors, full pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from publisher.issue.style import StyleOptions
from publisher.proof.typography.measuring import Typography, typography
from tests.rendered.daily import Daily, written
from tests.rendered.fullness import fullness
from tests.rendered.leafing import faults_of
from tests.rendered.press import Finished, built_from, real, reissue, written_style
from tests.rendered.reading import pages_of, squeezed
from tests.unit.typesetting import whole_issue as wi

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("newspaper")]

SHEETS = ((60, 14, 30, 9, 20, 12, 0), (70, 16, 16, 40, 8, 8, 25), (45, 12, 33, 18, 11, 28))
OPTIONS: StyleOptions = wi.style("newspaper").options
SPARSE = 1 / 3


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """An issue of three sheets, set as a newspaper."""
    folder = tmp_path_factory.mktemp("daily")
    return built_from(written(Daily(SHEETS), folder), folder, edition="pdf")


@pytest.fixture(scope="module")
def proof(paper: Finished) -> Typography:
    return typography(paper.pdf)


def test_every_character_has_its_place(paper: Finished) -> None:
    assert faults_of(paper.folder) == []


def heads(page: pymupdf.Page) -> list[tuple[float, float, str]]:
    """Return the titles of a page as lines: left edge, base line, words."""
    lines = (line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()))
    large = ((line["bbox"], line["spans"]) for line in lines if max(span["size"] for span in line["spans"]) > 15)
    return [(box[0], box[3], squeezed("".join(span["text"] for span in spans))) for box, spans in large]


def text_of(pdf: Path) -> str:
    with pymupdf.open(pdf) as document:
        return squeezed("".join(page.get_text("text", sort=False) for page in pages_of(document)))


def document_page(paper: Finished, title: str) -> int:
    """Return the page, from 0, on which a title stands."""
    with pymupdf.open(paper.pdf) as document:
        found = [n for n, page in enumerate(pages_of(document)) if title in "".join(words for *_, words in heads(page))]
    return found[0]


def test_every_word_stands_in_the_file_in_the_order_of_the_manifest(paper: Finished) -> None:
    text, at = text_of(paper.pdf), 0
    for article in paper.articles():
        for paragraph in article["paragraphs"]:
            found = text.find(squeezed(paragraph), at)
            assert found >= 0, paragraph
            at = found + len(squeezed(paragraph))


def test_structure_tree_keeps_the_order_of_the_manifest(paper: Finished, proof: Typography) -> None:
    printed = squeezed("".join(line.text for each in proof.composition.paragraphs for line in each.lines))
    places = [printed.find(squeezed(article["paragraphs"][0])) for article in paper.articles() if article["paragraphs"]]
    assert -1 not in places
    assert places == sorted(places)


def test_stories_stand_side_by_side(paper: Finished) -> None:
    with pymupdf.open(paper.pdf) as document:
        found = [heads(page) for page in pages_of(document)]
    assert sum(len({round(left) for left, _, _ in page}) > 1 for page in found) >= 2


def test_every_sheet_begins_a_page_with_its_name_and_editors(paper: Finished) -> None:
    with pymupdf.open(paper.pdf) as document:
        starts = [squeezed(page.get_text("text", sort=False)) for page in pages_of(document)]
    for number, name in (("1", "要闻"), ("2", "民生"), ("3", "文化")):
        assert sum(bool(re.search(f"第{number}版{name}责编：.{{4,6}}校对：", start)) for start in starts) == 1


def test_nameplate_says_number_date_and_day_of_the_week(paper: Finished) -> None:
    with pymupdf.open(paper.pdf) as document:
        first = squeezed(document.load_page(0).get_text("text", sort=False))
    assert "柳渡日报第2204期2031年5月14日星期三柳渡日报社" in first


def test_front_page_guides_to_the_other_sheets(paper: Finished) -> None:
    with pymupdf.open(paper.pdf) as document:
        page = document.load_page(0)
        first = squeezed(page.get_text("text", sort=False))
        links = [link for link in page.get_links() if link["kind"] in {pymupdf.LINK_GOTO, pymupdf.LINK_NAMED}]
    leads = [next(a["title"] for a in paper.articles() if a["id"].endswith(number)) for number in ("i0008", "i0015")]
    assert f"导读第2版民生{leads[0]}第3版文化{leads[1]}" in first
    assert {link["page"] for link in links} == {document_page(paper, lead) for lead in leads}
    assert max(link["from"].height for link in links) > 10


def test_every_line_is_sixteen_em_wide(proof: Typography) -> None:
    lines = [line for each in proof.composition.paragraphs for line in each.lines if each.kind.value == "prose"]
    widths = {round((line.column.right - line.column.left) / line.size, 1) for line in lines if line.column}
    assert widths == {16.0}


@pytest.mark.parametrize(
    "name",
    ["line-start", "line-end", "flush", "indent", "grid", "widows", "orphans", "stranded-heading", "missing-glyph"],
)
def test_the_paper_has_no_such_fault(proof: Typography, name: str) -> None:
    (found,) = (each for each in proof.measures if each.name == name)
    assert found.cases > 0
    assert found.faults == ()


def test_no_page_is_less_than_a_third_full(paper: Finished) -> None:
    assert min(fullness(paper.pdf, OPTIONS)) >= SPARSE


def test_boxed_story_stands_in_a_frame_and_keeps_whole_characters(tmp_path: Path) -> None:
    manifest = written(Daily(SHEETS[:1]), tmp_path)
    entry = '- article: "liudu-2031-05-14-i0005"'
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(entry, f"{entry}\n        design: {{boxed: true}}"), encoding="utf-8")
    issue = built_from(manifest, tmp_path, edition="pdf")
    lines = [
        line
        for each in typography(issue.pdf).composition.paragraphs
        if each.kind.value == "prose"
        for line in each.lines
    ]
    assert {round((line.column.right - line.column.left) / line.size, 1) for line in lines if line.column} == {
        15.0,
        16.0,
    }
    first = squeezed(issue.articles()[4]["paragraphs"][0])[:12]
    with pymupdf.open(issue.pdf) as document:
        (page,) = (page for page in pages_of(document) if first in squeezed(page.get_text("text", sort=False)))
        frames = [drawing["rect"] for drawing in page.get_drawings() if drawing["rect"].height > 100]
        places = page.search_for(first[:6])
        assert any(frame.contains(place) for frame in frames for place in places)


def test_story_no_page_can_hold_loses_no_word_and_leaves_other_sheets_in_modules(tmp_path: Path) -> None:
    manifest = written(Daily(((60, 14), (30, 16, 16))), tmp_path)
    rows = "\n".join(f"| 第{number}级 | 石阶{number} |" for number in range(90))
    table = f'---\ntitle: "比一版还高的表"\n---\n\n先看表。\n\n| 级 | 名 |\n|---|---|\n{rows}\n\n表在此完。\n'
    (manifest.parent / "articles" / "02.md").write_text(table, encoding="utf-8")
    issue = built_from(manifest, tmp_path, edition="pdf")
    text = text_of(issue.pdf)
    assert all(f"第{number}级石阶{number}" in text for number in range(90))
    assert text.index("先看表。") < text.index("第89级") < text.index("表在此完。")
    with pymupdf.open(issue.pdf) as document:
        last = heads(document.load_page(document.page_count - 1))
    assert len({round(left) for left, _, _ in last}) > 1


def test_magazine_set_as_a_newspaper_begins_below_its_nameplate(tmp_path: Path) -> None:
    """Its section stands outside sheets, and two stories have the same words, down to the note at the foot."""
    assert reissue("init", "lantern", cwd=tmp_path).returncode == 0
    folder = tmp_path / "lantern"
    written_style(folder, "newspaper")
    shutil.copy(folder / "articles" / "01-foreword.md", folder / "articles" / "02.md")
    with (folder / "2026-01.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write('      - article: "lantern-2026-01-i0002"\n        text: {markdown: "articles/02.md"}\n')
    issue = built_from(folder / "2026-01.yaml", tmp_path, edition="pdf")
    assert faults_of(issue.folder) == []
    with pymupdf.open(issue.pdf) as document:
        first = squeezed(document.load_page(0).get_text())
    assert first.index("新刊") < first.index("写在前面") < first.rindex("写在前面") < first.index("重刊说明")
    assert first.count("注文写在这里。") == 2


@pytest.mark.parametrize("seed", [2, 3, 5])
def test_short_stories_at_random_leave_no_page_nearly_empty(tmp_path: Path, seed: int) -> None:
    stories = tuple((seed * number * 7) % 43 + 3 for number in range(1, 14))
    daily = Daily((stories,), has_sheets=False, has_pictures=False)
    issue = built_from(written(daily, tmp_path, seed), tmp_path, edition="pdf")
    assert min(fullness(issue.pdf, OPTIONS)) >= SPARSE


@pytest.mark.parametrize("seed", [2, 3])
def test_magazine_of_short_articles_leaves_no_page_nearly_empty(tmp_path: Path, seed: int) -> None:
    articles = tuple((seed * number * 11) % 97 + 5 for number in range(1, 12))
    daily = Daily((articles,), has_sheets=False, style='{name: "base"}', kind="magazine", has_pictures=False)
    issue = built_from(written(daily, tmp_path, seed), tmp_path, edition="pdf")
    assert min(fullness(issue.pdf, wi.style("base").options)[2:]) >= SPARSE


@pytest.mark.parametrize(
    "name",
    [
        real("bayinguoleng-paper-a/2026-02", "newspapers"),
        real("bayinguoleng-paper-b/2023-08", "newspapers"),
        real("changji-paper/2025-03", "newspapers"),
    ],
)
def test_real_papers_meet_all_demands_and_fill_their_pages(build_once: Callable[[str], Finished], name: str) -> None:
    issue = build_once(name)
    assert typography(issue.pdf).problems() == ()
    assert min(fullness(issue.pdf, OPTIONS)) >= SPARSE
