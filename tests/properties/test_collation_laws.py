"""The laws of a collation, for any galley and any plan: each side is whole, nothing stands twice, all is shown."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest

from publisher.copydesk import structure
from publisher.issue.accounts import account
from publisher.issue.issue import Issue
from publisher.proof.collation import Collation, collate
from publisher.proof.page import page
from tests.properties.manuscripts import Manuscript
from tests.properties.test_ledger_laws import any_manuscript

pytestmark = pytest.mark.slow


def collated(manuscript: Manuscript) -> tuple[Issue, Collation]:
    plan, edited = manuscript.plan, manuscript.edited()
    issue = Issue(
        id=plan.id,
        kind=plan.kind,
        periodical=plan.periodical,
        title="",
        number="",
        running_number=0,
        date=None,
        revision=1,
        rights="",
        unknown=(),
        contents=structure.compose(edited.copy, plan.contents, {}),
        cover=plan.cover,
        imprint=plan.imprint,
        sources=(),
        manifest=plan.manifest,
        manifest_sha256="",
        ledger_sha256="",
        corrections=0,
        queries=edited.queries,
    )
    return issue, collate(edited.copy, edited.ledger, issue, account(edited.copy), edited.queries, {})


class Texts(HTMLParser):
    """Collects what stands inside elements of class `tx`, on the side of the source and of the edition."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.source: list[str] = []
        self.edition: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._side = self.source

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link", "input", "img"}:
            return
        values = dict(attrs)
        is_text = "tx" in (values.get("class") or "").split()
        if is_text:
            self._side = self.edition if "data-b" in values else self.source
            self._side.append("")
        self._open.append((tag, is_text))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if any(is_text for _, is_text in self._open):
            self._side[-1] += data


@any_manuscript
def test_the_edition_side_reads_as_the_issue(manuscript: Manuscript) -> None:
    issue, collation = collated(manuscript)
    columns = {column.id: column for column in collation.columns}
    for article in issue.articles():
        printed = tuple(article.paragraphs())
        assert (columns[article.id].paragraphs if article.id in columns else ()) == printed


@any_manuscript
def test_the_source_side_holds_every_visible_character_once(manuscript: Manuscript) -> None:
    _, collation = collated(manuscript)
    lines = [line for column in collation.columns for line in column.lines]
    places = Counter(
        (line.span.source, line.span.line, at) for line in lines for at in range(line.span.start, line.span.end)
    )
    visible = {
        (source.id, number, at)
        for source in manuscript.galley.sources
        for number, text in enumerate(source.lines, 1)
        for at, char in enumerate(text)
        if not char.isspace()
    }
    assert max(places.values(), default=1) == 1
    assert visible <= places.keys()
    assert all(line.text == manuscript.galley.text(line.span) for line in lines)


@any_manuscript
def test_every_correction_and_every_query_is_shown(manuscript: Manuscript) -> None:
    _, collation = collated(manuscript)
    asked = {name for column in collation.columns for row in column.rows for name in row.queries}
    assert [entry.number for entry in collation.entries if not entry.owner] == []
    assert {query.id for query in collation.queries if manuscript.galley.text(query.span).strip()} <= asked


@any_manuscript
def test_the_page_says_what_the_collation_says(manuscript: Manuscript) -> None:
    _, collation = collated(manuscript)
    texts = Texts()
    texts.feed(page(collation, "en"))
    assert texts.source == [line.text for column in collation.columns for line in column.lines]
    assert texts.edition == [passage.text for column in collation.columns for passage in column.passages]
