"""The laws of the second ledger, for any edited issue: nothing is lost; all is replayed, undone and put back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.issue.copy import fresh, replay, undo
from publisher.issue.corrections import Ledger
from publisher.issue.derivation import DERIVED_FROM, SetReading
from publisher.issue.inlines import Emphasis, Inline, NoteCall, Ruby, Strong, Text
from publisher.issue.issue import Issue
from publisher.issue.record import from_json, to_json
from publisher.issue.rewording import Line, reworded
from publisher.scripts import conversion
from tests.unit.copydesk.scripts import article_of, converted, issue_of, paragraph

pytestmark = pytest.mark.slow

PIECES = (
    "头发",
    "发",
    "干",
    "里面",
    "软件",
    "全局观念",
    "主动了解干净",
    "互联网",
    "后",
    "“",
    "”",
    "‘",
    "’",
    "，",
    "ferry",
    "'s",
    "於",
    "裡",
    "「",
    "」",
    "□",
)
LANGUAGES = [(own, to) for own, tos in DERIVED_FROM.items() for to in tos]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), min_size=1, max_size=8).map("".join)
inlines = st.one_of(
    texts.map(Text),
    texts.map(lambda text: Emphasis((Text(text),))),
    texts.map(lambda text: Strong((Text(text), NoteCall("n1", 1)))),
    texts.map(lambda text: Ruby(text, "yū")),
)
readings = st.lists(st.builds(SetReading, st.sampled_from(PIECES), st.sampled_from(("乾", "裡邊", "x"))), max_size=2)
Made = tuple[Issue, str, list[SetReading]]


@st.composite
def issues(draw: st.DrawFn) -> Made:
    own, to = draw(st.sampled_from(LANGUAGES))
    parts: list[list[Inline]] = draw(st.lists(st.lists(inlines, min_size=1, max_size=4), min_size=1, max_size=3))
    blocks = [paragraph(*line, id_=f"p{at}") for at, line in enumerate(parts)]
    return issue_of(article_of(*blocks, names=draw(st.lists(texts, max_size=1))), language=own), to, draw(readings)


def any_issue(test: Callable[[Made], None]) -> Callable[[], None]:
    return settings(max_examples=60)(given(issues())(test))


@any_issue
def test_second_ledger_is_replayed_and_undone(made: Made) -> None:
    issue, to, given_readings = made
    result = converted(issue, to, *given_readings).converted
    assert replay(result.galley, result.ledger) == result.copy
    assert undo(result.copy, result.ledger) == fresh(result.galley)


@any_issue
def test_issue_reads_as_the_copy_of_its_second_galley(made: Made) -> None:
    issue, to, given_readings = made
    result = converted(issue, to, *given_readings).converted
    by_line = {(slip.span.source, slip.span.line): result.copy.reading(slip).text for slip in result.copy.slips}
    counts: dict[str, int] = {}

    def compare(line: Line) -> tuple[str, ...]:
        number = counts[line.owner] = counts.get(line.owner, 0) + 1
        assert line.text == by_line.get((line.owner, number), line.text)
        return tuple(leaf.text for leaf in line.leaves)

    reworded(result.issue, compare)
    assert counts


@any_issue
def test_only_words_change(made: Made) -> None:
    issue, to, given_readings = made
    result = converted(issue, to, *given_readings).converted

    def blanked(line: Line) -> tuple[str, ...]:
        return tuple("x" for _ in line.leaves)

    before, after = reworded(issue, blanked), reworded(result.issue, blanked)
    assert before.contents == after.contents


@any_issue
def test_second_ledger_is_written_and_read_back(made: Made) -> None:
    issue, to, given_readings = made
    ledger = converted(issue, to, *given_readings).converted.ledger
    assert from_json(Ledger, to_json(ledger)) == ledger


@any_issue
def test_every_character_becomes_a_form_that_the_dictionary_gives_it(made: Made) -> None:
    issue, _, _ = made
    if issue.language != "zh-Hans":
        return
    result, forms = converted(issue, "zh-Hant").issue, conversion("s2t")
    before, after = ("".join(text for each in it.articles() for text in each.paragraphs()) for it in (issue, result))
    assert len(before) == len(after)
    for char, form in zip(before, after, strict=True):
        assert form == char or char in "“”‘’" or form in forms.pieces(char)[0].options
