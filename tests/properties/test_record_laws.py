"""The laws of the record: what is written can be read, and the same value gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.copydesk import structure
from publisher.issue import record
from publisher.issue.article import Article
from publisher.issue.blocks import (
    Figure,
    Heading,
    Itemised,
    Note,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
)
from publisher.issue.corrections import Author, Correction, Ledger, Replace
from publisher.issue.credits import Byline, Field
from publisher.issue.dates import IssueDate
from publisher.issue.galley import Span
from publisher.issue.inlines import Emphasis, Foreign, Gap, LineBreak, Link, NoteCall, Ruby, Strong, Supplied, Text
from publisher.issue.issue import Advertisement, Issue, Section, Sheet, SourceDigest
from publisher.issue.plan import ArticleKind, CoverPlan, ImprintItem, IssueKind, IssuePlan
from publisher.issue.queries import Query
from tests.properties.manuscripts import Manuscript, manuscripts
from tests.unit.copydesk.manuscripts import ISSUE, MAGAZINE, at

pytestmark = pytest.mark.slow

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.from_regex(r"hewan-2026-01-i[0-9]{4}", fullmatch=True)
numbers = st.integers(1, 99)
spans = st.builds(Span, st.sampled_from("ab"), numbers, st.integers(0, 9), st.integers(9, 20))
origins = st.lists(spans, max_size=2).map(tuple)


def tuples(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=2).map(tuple)


inlines = st.recursive(
    st.one_of(
        st.builds(Text, words),
        st.builds(Ruby, words, words),
        st.builds(NoteCall, names, numbers),
        st.builds(Gap, numbers),
        st.builds(Supplied, words),
        st.just(LineBreak()),
    ),
    lambda inner: st.one_of(
        st.builds(Emphasis, tuples(inner)),
        st.builds(Strong, tuples(inner)),
        st.builds(Link, words, tuples(inner)),
        st.builds(Foreign, st.just("en"), tuples(inner)),
    ),
    max_leaves=4,
)
runs = tuples(inlines)
blocks = st.recursive(
    st.one_of(
        st.builds(Paragraph, names, runs, origins),
        st.builds(Heading, names, st.integers(1, 3), runs, origins),
        st.builds(Verse, names, tuples(tuples(runs)), origins),
        st.builds(Table, names, runs, tuples(runs), tuples(tuples(runs)), tuples(st.just("left")), origins),
        st.builds(Figure, names, st.none() | words, words, tuples(runs), words, origins),
        st.builds(Ornament, names, origins),
    ),
    lambda inner: st.one_of(
        st.builds(Quotation, names, tuples(inner), origins),
        st.builds(Passage, names, st.just("en"), tuples(inner), origins),
        st.builds(Itemised, names, st.booleans(), numbers, tuples(tuples(inner)), origins),
    ),
    max_leaves=4,
)
fields = st.none() | st.builds(Field, words, origins, st.booleans())
articles = st.builds(
    Article,
    names,
    st.sampled_from(ArticleKind),
    title=fields,
    deck=fields,
    byline=st.none() | st.builds(Byline, tuples(words), words, origins),
    blocks=tuples(blocks),
    notes=tuples(st.builds(Note, names, numbers, tuples(blocks), origins)),
)
nodes = st.recursive(
    st.one_of(articles, st.builds(Advertisement, names, words, st.none() | articles)),
    lambda inner: st.one_of(
        st.builds(Section, names, words, tuples(inner)),
        st.builds(Sheet, names, words, words, tuples(words), tuples(words), tuples(inner)),
    ),
    max_leaves=3,
)
queries = st.builds(Query, names, st.just("copydesk/open-end"), names, spans, words, confidence=st.floats(0, 1))
issues = st.builds(
    Issue,
    id=st.just(ISSUE),
    kind=st.sampled_from(IssueKind),
    periodical=st.just(MAGAZINE),
    title=words,
    number=words,
    running_number=numbers,
    date=st.none() | st.just(IssueDate(2026, 1)),
    revision=numbers,
    rights=words,
    unknown=tuples(words),
    contents=tuples(nodes),
    cover=st.builds(CoverPlan, st.none() | words, ranges=tuples(st.just(at("3@0-4")))),
    imprint=tuples(st.builds(ImprintItem, words, words, tuples(st.just(at("3-5"))))),
    sources=tuples(st.builds(SourceDigest, words, words, numbers)),
    manifest=words,
    manifest_sha256=words,
    ledger_sha256=words,
    corrections=numbers,
    queries=tuples(queries),
)


def assert_survives(kind: type[object], value: object) -> None:
    text = record.to_json(value)
    again = record.from_json(kind, text)
    assert again == value
    assert record.to_json(again) == text


@settings(max_examples=60)
@given(manuscripts())
def test_ledger_survives_being_written_and_read(manuscript: Manuscript) -> None:
    assert_survives(Ledger, manuscript.edited().ledger)


@settings(max_examples=40)
@given(manuscripts())
def test_plan_survives_being_written_and_read(manuscript: Manuscript) -> None:
    assert_survives(IssuePlan, manuscript.plan)


@settings(max_examples=40)
@given(manuscripts())
def test_composed_contents_survive_being_written_and_read(manuscript: Manuscript) -> None:
    (section,) = structure.compose(manuscript.edited().copy, manuscript.plan.contents, {})
    assert_survives(Section, section)


@settings(max_examples=60)
@given(issues)
def test_any_issue_survives_being_written_and_read(issue: Issue) -> None:
    assert_survives(Issue, issue)


@settings(max_examples=60)
@given(issues, issues)
def test_digests_tell_values_apart(one: Issue, other: Issue) -> None:
    assert (record.digest(one) == record.digest(other)) == (one == other)


CORRECTION = Correction("editor/emend", Author.EDITOR, Replace(Span("a", 1, 0, 1), "度", "渡"))
WRITTEN = record.to_json(CORRECTION)


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN.replace('"rule"', '"rule_of"'),
        WRITTEN.replace('"evidence":""', '"evidence":"","weather":"fine"'),
        WRITTEN.replace('"is":"Replace"', '"is":"Rewrite"'),
        WRITTEN.replace('"is":"Correction"', '"is":"Connection"'),
        WRITTEN.replace('"author":"editor"', '"author":"nobody"'),
        WRITTEN.replace('"line":1', '"line":"1"'),
        WRITTEN.replace('"line":1', '"line":true'),
        WRITTEN.replace('"line":1,', ""),
        WRITTEN.replace('"after":"渡"', '"after":null'),
        "[]",
        "7",
        "{",
    ],
)
def test_what_the_model_does_not_know_is_refused(text: str) -> None:
    assert text != WRITTEN
    with pytest.raises((ValueError, TypeError)):
        record.from_json(Correction, text)


def test_a_text_is_no_list_of_characters() -> None:
    with pytest.raises(TypeError):
        record.from_json(Byline, record.to_json(Byline(("何川",))).replace('["何川"]', '"何川"'))


def test_what_is_not_of_the_model_is_not_written() -> None:
    with pytest.raises(TypeError, match="set"):
        record.to_json({1, 2})


def test_json_is_canonical() -> None:
    text = record.to_json(SourceDigest("渡口.txt", "0f", 12))
    assert text == '{"characters":12,"is":"SourceDigest","path":"渡口.txt","sha256":"0f"}\n'


def test_paths_are_written_the_same_everywhere() -> None:
    assert record.to_json(Path("manifests") / "hewan") == '"manifests/hewan"\n'
    assert record.from_json(type(MAGAZINE), record.to_json(MAGAZINE)).folder == MAGAZINE.folder
