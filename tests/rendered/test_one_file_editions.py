"""HTML and plain text of every issue, read back: the words are the issue's and nothing else, the file needs nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from publisher.editions.text.edition import page_lines
from publisher.editions.text.lines import Line
from publisher.production import diff
from publisher.production.editing import edit, silent, style_of
from publisher.typesetting.pages import typeset
from tests.elements import Elements
from tests.rendered.conftest import MAGAZINES, NEWSPAPERS
from tests.rendered.press import Finished
from tests.rendered.reading import squeezed

pytestmark = pytest.mark.slow
HELD = {"itemised"}  # a block whose words are told again by the blocks it holds


@pytest.fixture(scope="module", params=(*MAGAZINES, *NEWSPAPERS))
def issue(request: pytest.FixtureRequest, build_once: Callable[[str], Finished]) -> Finished:
    """Return every issue of the checkout."""
    return build_once(request.param)


@pytest.fixture(scope="module")
def html(issue: Finished) -> Elements:
    return Elements(issue.file("html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lines(issue: Finished) -> list[Line]:
    """Return the lines of the text as the edition makes them, each piece knowing what it stands for."""
    edited = edit(issue.manifest, issue.house, silent)
    pages = typeset(edited.issue, style_of(edited.plan, issue.house), "html", issue.house)
    return list(page_lines(pages))


# --- plain text ----------------------------------------------------------------------


def test_the_text_is_its_lines_and_nothing_else(issue: Finished, lines: list[Line]) -> None:
    assert issue.file("txt").read_bytes() == "".join(f"{line.text}\n" for line in lines).encode()


def test_without_what_was_added_every_block_reads_exactly_as_shown(issue: Finished, lines: list[Line]) -> None:
    told: dict[str, list[str]] = {}
    for line in lines:
        told.setdefault(line.block, []).append(line.original)
    blocks = [block for article in issue.articles() for block in article["blocks"] if block["kind"] not in HELD]
    assert blocks
    for block in blocks:
        assert "\n".join(told[block["id"]]) == block["text"]


def test_articles_hold_their_blocks_and_notes_in_order(issue: Finished, lines: list[Line]) -> None:
    original = squeezed("".join(line.original for line in lines))
    at = 0
    for article in issue.articles():
        words = [block["text"] for block in article["blocks"] if block["kind"] not in HELD]
        words += [note["text"] for note in article["notes"]]
        at = original.index(squeezed("".join(words)), at)
    assert at > 0


def test_paragraphs_are_indented_by_two_ideographic_spaces(issue: Finished, lines: list[Line]) -> None:
    kinds = {block["id"]: block["kind"] for article in issue.articles() for block in article["blocks"]}
    texts = [line.text for line in lines if kinds.get(line.block) == "paragraph" and line.original]
    assert texts
    assert [text for text in texts if not text.startswith("　　")] == []


# --- HTML ----------------------------------------------------------------------------


def test_every_name_stands_once_and_every_link_inside_leads_to_one(html: Elements) -> None:
    names = Counter(html.all("id"))
    assert names
    assert {name for name, count in names.items() if count > 1} == set()
    assert {href for href in html.all("href") if href.startswith("#") and href[1:] not in names} == set()


def test_nothing_is_loaded_and_nothing_runs(issue: Finished, html: Elements) -> None:
    loaded = [value for name in ("src", "srcset", "data", "poster") for value in html.all(name)]
    assert [value[:40] for value in loaded if not value.startswith("data:")] == []
    assert {tag for tag, _ in html.found} & {"script", "link", "iframe", "object", "embed"} == set()
    text = issue.file("html").read_text(encoding="utf-8")
    assert [url for url in re.findall(r"url\(([^)]{1,40})", text) if not url.startswith("data:")] == []


def test_contents_lead_to_every_titled_article(issue: Finished, html: Elements) -> None:
    links = {href[1:] for href in html.all("href")}
    assert {article["id"] for article in issue.articles() if article["title"]} <= links


def test_manifest_epub_and_html_do_not_differ(issue: Finished) -> None:
    """Three ways to one text: the issue itself, and two editions read back by readers that know no template."""
    epub, html = issue.epub, issue.file("html")
    for before, after in ((issue.manifest, epub), (issue.manifest, html), (epub, html)):
        difference = diff(before, after, issue.house)
        assert (difference.facts, difference.articles) == ((), ())
