"""The laws of the ledger, for any galley and any plan: nothing is lost; all is replayed, undone and traced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from publisher.copydesk import structure
from publisher.issue.accounts import account
from publisher.issue.article import Article
from publisher.issue.blocks import Attribution, Exchange, Figure, Heading, Paragraph, Verse, text_of, walk
from publisher.issue.copy import Copy, fresh, replay, trace, undo
from publisher.issue.corrections import FLOW_ROLES, METADATA_ROLES, Correction, Ledger, Replace
from publisher.issue.galley import Span
from publisher.issue.inlines import plain
from publisher.issue.issue import Node, Section
from tests.properties.manuscripts import Manuscript, manuscripts

pytestmark = pytest.mark.slow

EXAMPLES = 50


def any_manuscript(test: Callable[[Manuscript], None]) -> Callable[[], None]:
    """Run a test on many galleys and plans."""
    return settings(max_examples=EXAMPLES)(given(manuscripts())(test))


@any_manuscript
def test_replaying_the_ledger_gives_the_copy(manuscript: Manuscript) -> None:
    edited = manuscript.edited()
    assert replay(manuscript.galley, edited.ledger) == edited.copy


@any_manuscript
def test_undoing_the_ledger_gives_the_fresh_copy(manuscript: Manuscript) -> None:
    edited = manuscript.edited()
    assert undo(edited.copy, edited.ledger) == fresh(manuscript.galley)


@any_manuscript
def test_undoing_the_last_is_replaying_the_rest(manuscript: Manuscript) -> None:
    edited = manuscript.edited()
    for count in range(len(edited.ledger)):
        last = Ledger(edited.ledger.corrections[count:])
        assert undo(edited.copy, last) == replay(manuscript.galley, edited.ledger.upto(count))


@any_manuscript
def test_every_character_is_counted_once(manuscript: Manuscript) -> None:
    accounts = account(manuscript.edited().copy)
    characters = sum(len(line) for source in manuscript.galley.sources for line in source.lines)
    ends = sum(source.line_ends for source in manuscript.galley.sources)
    assert (accounts.total, accounts.unplaced) == (characters + ends, 0)


@any_manuscript
def test_slips_cover_every_printed_line_and_never_overlap(manuscript: Manuscript) -> None:
    slips = sorted(slip.span for slip in manuscript.edited().copy.slips)
    covered = [(span.source, span.line, column) for span in slips for column in range(span.start, span.end)]
    lines = list(manuscript.galley.printed_lines())
    assert covered == sorted((line.source, line.line, column) for line in lines for column in range(line.end))


@any_manuscript
def test_every_visible_character_has_a_role_or_a_reason(manuscript: Manuscript) -> None:
    for slip in manuscript.edited().copy.slips:
        if manuscript.galley.text(slip.span).strip():
            assert slip.dropped or (slip.owner and slip.role in FLOW_ROLES | METADATA_ROLES)


@any_manuscript
def test_every_character_that_is_read_traces_to_the_source_or_to_a_correction(manuscript: Manuscript) -> None:
    edited = manuscript.edited()
    for slip in edited.copy.slips:
        for index, char in enumerate(edited.copy.reading(slip).text):
            origin = trace(edited.copy, edited.ledger, slip, index)
            assert _explains(edited.copy, origin, char)


@any_manuscript
def test_no_character_of_the_source_is_changed_twice(manuscript: Manuscript) -> None:
    edits = [each.edit for each in manuscript.edited().ledger if isinstance(each.edit, Replace)]
    cells = [
        (edit.span.source, edit.span.line, column) for edit in edits for column in range(edit.span.start, edit.span.end)
    ]
    insertions = [edit.span for edit in edits if not len(edit.span)]
    assert max(Counter([*cells, *insertions]).values(), default=1) == 1


@any_manuscript
def test_articles_hold_the_text_of_their_chains_and_nothing_else(manuscript: Manuscript) -> None:
    copy = manuscript.edited().copy
    chains = structure._chains(copy)
    for article in _articles(structure.compose(copy, manuscript.plan.contents, {})):
        flow = [chain.text for chain in chains[article.id] if chain.role in FLOW_ROLES]
        assert Counter("".join(flow)) == Counter("".join(_words(article)))
        if not list(article.figures()):
            assert "".join(flow) == "".join(_words(article))


@any_manuscript
def test_blocks_have_ids_of_their_own_and_words(manuscript: Manuscript) -> None:
    copy = manuscript.edited().copy
    contents = structure.compose(copy, manuscript.plan.contents, {})
    blocks = [block for article in _articles(contents) for block in walk(article.blocks)]
    assert len({block.id for block in blocks}) == len(blocks)
    assert all(text_of(block) for block in blocks)


def _explains(copy: Copy, origin: Span | Correction, char: str) -> bool:
    if isinstance(origin, Span):
        return copy.galley.text(origin) == char
    return isinstance(origin.edit, Replace) and char in origin.edit.after


def _articles(nodes: tuple[Node, ...]) -> list[Article]:
    found: list[Article] = []
    for node in nodes:
        if isinstance(node, Section):
            found += _articles(node.nodes)
        elif isinstance(node, Article):
            found.append(node)
    return found


def _words(article: Article) -> list[str]:
    """Return the words of every block in reading order, without the line ends text_of sets between them."""
    words: list[str] = []
    for block in walk(article.blocks):
        if isinstance(block, Paragraph | Heading | Attribution):
            words.append(plain(block.inlines))
        elif isinstance(block, Exchange):
            words.append(text_of(block))
        elif isinstance(block, Verse):
            words += [plain(line) for stanza in block.stanzas for line in stanza]
        elif isinstance(block, Figure):
            words += [*(plain(part) for part in block.caption), block.credit]
    return words
