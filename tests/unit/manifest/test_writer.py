"""Writing manifests: whatever plan there is, reading what was written gives it back."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.house import House
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason, Role
from publisher.issue.dates import IssueDate
from publisher.issue.decisions import (
    AnswerDecision,
    Decided,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    QueryDecision,
    SplitDecision,
    StetDecision,
)
from publisher.issue.design import Design
from publisher.issue.line_breaks import HeadPlan
from publisher.issue.periodical import Evaluation, Periodical
from publisher.issue.plan import (
    AdvertisementPlan,
    ArticleKind,
    ArticlePlan,
    BylinePlan,
    CaptionPlan,
    CoverPlan,
    FieldPlan,
    ImprintItem,
    IssueKind,
    IssuePlan,
    RolePlan,
    SectionPlan,
    SheetPlan,
    SourceRef,
    StyleChoice,
)
from publisher.issue.qr import QrCode
from publisher.issue.queries import Answer
from publisher.issue.style import Opener, WritingMode
from publisher.manifest.resolve import read_plan
from publisher.manifest.writer import Inherited, write_issue, write_periodical
from publisher.manifest.yaml_text import width
from publisher.problems import ManifestError, Place
from tests.unit.manifest.drafts import draft_of_page

NOWHERE = Place("")
TRAPS = [
    *(
        "a: b",
        "x #y",
        '"',
        "'",
        "\\",
        "{{ a }}",
        "{% x %}",
        "- ",
        "? ",
        "&a",
        "*a",
        "!!str",
        "| ",
        "~",
        "no",
        "010",
        "null",
    ),
    *("%", "@", "`", "[", "}", ",", "\t", "\n", "\r\n", "\u3000", "\u00a0", "\u202e", "\ufeff", "\u200b", "\U00020000"),
    *("<b>", "&amp;", "](x)", "\ue000", "x-a: 1", "---", "..."),
]
TEXT = st.lists(
    st.one_of(st.sampled_from(TRAPS), st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF), max_size=8)),
    max_size=4,
).map(
    lambda parts: "".join(part for part in parts if not any("\x7f" <= c <= "\x9f" or c in "\u2028\u2029" for c in part))
)
WORDS = TEXT.filter(bool)
NUMBERS = st.integers(1, 99_999)


@st.composite
def addresses(draw: st.DrawFn) -> LineRange:
    source, first = draw(st.sampled_from(["main", "page-2"])), draw(NUMBERS)
    if draw(st.booleans()):
        return LineRange(source, first, draw(st.integers(first, first + 500)))
    start = draw(st.integers(0, 90))
    return LineRange(source, first, first, start, draw(st.none() | st.integers(start + 1, start + 90)))


MANY = st.lists(addresses(), min_size=1, max_size=9).map(tuple)
SOME = st.just(()) | MANY
DECIDED = st.builds(Decided, st.none(), st.sampled_from(["", "copydesk/seam"]), TEXT)
DECISIONS = st.one_of(
    st.builds(DropDecision, MANY, st.sampled_from(DropReason), DECIDED),
    st.builds(EmendDecision, addresses(), WORDS, TEXT, st.booleans(), DECIDED),
    st.builds(StetDecision, addresses(), TEXT, DECIDED),
    st.builds(JoinDecision, addresses(), addresses(), DECIDED),
    st.builds(SplitDecision, addresses(), DECIDED),
    st.builds(OrderDecision, st.lists(addresses(), min_size=2, max_size=9).map(tuple), DECIDED),
    st.builds(QueryDecision, addresses(), TEXT, TEXT, DECIDED),
    st.builds(AnswerDecision, st.just("q-1a2b3c4d"), st.sampled_from(Answer), DECIDED),
)
LISTS = st.lists(DECISIONS, max_size=4).map(tuple)
FIELDS = st.none() | st.one_of(
    st.builds(FieldPlan, st.none() | TEXT, MANY, st.booleans()), st.builds(FieldPlan, WORDS, st.just(()), st.booleans())
)
BYLINES = st.none() | st.builds(
    BylinePlan, st.lists(WORDS, min_size=1, max_size=9).map(tuple), TEXT, SOME, st.booleans()
)
ORDERED = [Role.HEADING, Role.SUBHEADING, Role.ATTRIBUTION, Role.VERSE, Role.QUOTATION, Role.QUESTION, Role.LIST_ITEM]
ROLES = st.dictionaries(st.sampled_from(ORDERED), MANY, max_size=3).map(
    lambda chosen: tuple(RolePlan(role, chosen[role]) for role in ORDERED if role in chosen)
)
CAPTIONS = st.lists(
    st.builds(CaptionPlan, SOME, SOME, st.none() | TEXT, st.none(), TEXT)
    | st.builds(CaptionPlan, SOME, SOME, decorative=st.just(True)),
    max_size=3,
).map(tuple)
SAID = TEXT.filter(lambda text: bool(text.strip()) and not text.startswith("x-"))
READINGS = st.dictionaries(SAID, SAID, max_size=3).map(lambda found: tuple(found.items()))
EVALUATIONS = st.none() | st.builds(Evaluation, SAID, st.sampled_from([None, IssueDate(2026, 1)]))
ADDRESSES = st.sampled_from(["https://example.org/", "http://example.org:8080/a?b=1&c=%E6%B2%B3#d", "https://[::1]/x"])
QR_CODES = st.lists(st.builds(QrCode, ADDRESSES, SAID.filter(lambda text: len(text) <= 40)), max_size=3).map(tuple)
ARTICLES = st.builds(
    ArticlePlan,
    id=st.just(""),
    kind=st.sampled_from(ArticleKind),
    place=st.just(NOWHERE),
    **dict.fromkeys(
        ("title", "kicker", "subtitle", "deck", "dateline", "affiliation", "editor", "source_note"), FIELDS
    ),
    byline=BYLINES,
    line_breaks=st.lists(st.builds(HeadPlan, st.lists(WORDS, min_size=1, max_size=3).map(tuple)), max_size=2).map(
        tuple
    ),
    page=TEXT,
    rights=TEXT,
    lang=st.sampled_from(["", "en"]),
    in_contents=st.booleans(),
    writing_mode=st.none() | st.sampled_from(WritingMode),
    qr_codes=QR_CODES,
    design=st.builds(
        Design,
        opener=st.none() | st.sampled_from(Opener),
        columns=st.integers(0, 3),
        boxed=st.booleans(),
        pull_quotes=st.lists(WORDS.filter(str.strip), max_size=2).map(tuple),
    ),
    ranges=MANY,
    roles=ROLES,
    captions=CAPTIONS,
    decisions=LISTS,
)
ADVERTISEMENTS = st.builds(AdvertisementPlan, st.just(""), st.just(NOWHERE), TEXT, st.booleans(), SOME)
LEAVES = st.one_of(ARTICLES, ADVERTISEMENTS)
NAMES = st.lists(WORDS, max_size=3).map(tuple)


def containers(inner: st.SearchStrategy) -> st.SearchStrategy:
    held = st.lists(inner, max_size=3).map(tuple)
    place = st.just(NOWHERE)
    return st.one_of(
        st.builds(SectionPlan, id=st.just(""), label=TEXT, place=place, ranges=SOME, entries=held),
        st.builds(
            SheetPlan,
            id=st.just(""),
            number=WORDS,
            name=TEXT,
            place=place,
            editors=NAMES,
            proofreaders=NAMES,
            ranges=SOME,
            entries=held,
        ),
    )


ENTRIES = st.recursive(LEAVES, containers, max_leaves=5)
PERIODICALS = st.builds(
    Periodical,
    code=st.just("hewan"),
    title=TEXT,
    language=st.sampled_from(["zh-Hans", "zh-Hant", "en"]),
    readings=READINGS,
    folder=st.just(Path()),
    publisher=TEXT,
    issn=st.sampled_from(["", "0378-5955"]),
    cn=TEXT,
    description=TEXT,
    rights=TEXT,
    supplied=NAMES,
    invented=st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn, folder: Path) -> IssuePlan:
    contents = tuple(draw(st.lists(ENTRIES, min_size=1, max_size=3)))
    sources = tuple(
        SourceRef(name, folder / f"{name}.txt", f"{name}.txt", hashlib.sha256(name.encode()).hexdigest(), NOWHERE)
        for name in ("main", "page-2")
    )
    return IssuePlan(
        id="hewan-2026-01",
        kind=draw(st.sampled_from(IssueKind)),
        periodical=Periodical("hewan", "河湾", "zh-Hans", folder),
        place=NOWHERE,
        manifest="",
        manifest_sha256="",
        style=draw(st.sampled_from([StyleChoice("base"), StyleChoice("newspaper")])),
        title=draw(TEXT),
        number=draw(TEXT),
        running_number=draw(st.integers(0, 9999)),
        date=draw(st.sampled_from([None, IssueDate(2026), IssueDate(2026, 1), IssueDate(2026, 1, 31)])),
        revision=draw(st.integers(1, 9)),
        rights=draw(TEXT),
        unknown=tuple(draw(st.lists(TEXT, max_size=9))),
        sources=sources,
        ean_variant=draw(st.sampled_from(["", "00", "07"])),
        ean_add_on=draw(st.sampled_from(["", "05"])),
        qr_codes=draw(QR_CODES),
        contents=numbered(contents, {}),
        cover=draw(st.builds(CoverPlan, st.none(), TEXT, TEXT, SOME, st.booleans())),
        imprint=tuple(draw(st.lists(st.builds(ImprintItem, TEXT, TEXT, SOME), max_size=3))),
        decisions=draw(LISTS),
        readings=draw(READINGS),
        evaluation=draw(EVALUATIONS),
    )


def numbered(entries: tuple, counts: dict[str, int]) -> tuple:
    """Return the entries with ids as reading gives them."""
    letters = {ArticlePlan: ("i", 4), AdvertisementPlan: ("a", 2), SectionPlan: ("s", 2), SheetPlan: ("p", 2)}
    made = []
    for entry in entries:
        letter, digits = letters[type(entry)]
        counts[letter] = counts.get(letter, 0) + 1
        named = replace(entry, id=f"hewan-2026-01-{letter}{counts[letter]:0{digits}}")
        made.append(replace(named, entries=numbered(entry.entries, counts)) if hasattr(entry, "entries") else named)
    return tuple(made)


def bare(value: object) -> object:
    """Return a plan as plain values, without places, paths, and what only a file has."""
    if is_dataclass(value) and not isinstance(value, type):
        left_out = {"place", "quoted_at", "path", "folder", "manifest", "manifest_sha256", "warnings"}
        kept = (part.name for part in fields(value) if part.name not in left_out)
        return type(value).__name__, tuple((name, bare(getattr(value, name))) for name in kept)
    return tuple(bare(item) for item in value) if isinstance(value, tuple) else value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hewan")
    for name in ("main", "page-2"):
        (made / f"{name}.txt").write_bytes(name.encode())
    return made


def read_back(folder: Path, text: str, plan: IssuePlan) -> IssuePlan:
    (folder / "2026-01.yaml").write_bytes(text.encode())
    (folder / "periodical.yaml").write_bytes(write_periodical(plan.periodical, IssueKind.MAGAZINE, "base").encode())
    return read_plan(folder / "2026-01.yaml", House(folder, folder))


@pytest.mark.slow
@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(data=st.data())
def test_reading_what_was_written_gives_the_plan(data: st.DataObject, folder: Path) -> None:
    plan = data.draw(plans(folder))
    notes = {entry.id: [data.draw(TEXT)] for entry in plan.entries()} | {"decision 1": [data.draw(TEXT)]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publisher.manifest.resolve.overlaps", lambda _plan: [])
        assert bare(read_back(folder, write_issue(plan, notes), plan)) == bare(plan)


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None)
@given(PERIODICALS)
def test_reading_a_written_periodical_gives_it_back(folder: Path, periodical: Periodical) -> None:
    plan = replace(draft_of_page().plan, periodical=periodical, rights=periodical.rights, sources=())
    empty = SectionPlan("hewan-2026-01-s01", "街市", NOWHERE)
    text = write_issue(replace(plan, contents=(empty,), decisions=()), inherited=Inherited(IssueKind.MAGAZINE))
    assert bare(read_back(folder, text, plan).periodical) == bare(periodical)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\x85", "\u2028", "\ud800", "\uffff"])
def test_characters_no_manifest_may_hold_are_refused(char: str) -> None:
    with pytest.raises(ManifestError) as caught:
        write_issue(replace(draft_of_page().plan, title=f"河{char}湾"))
    assert caught.value.problems[0].code == "manifest/control-character"


def test_lists_are_wrapped_at_120_columns_and_short_ranges_are_strings() -> None:
    many = tuple(LineRange("main", line, line) for line in range(1000, 1400, 7))
    (section,) = draft_of_page().plan.contents
    assert isinstance(section, SectionPlan)
    piece = section.entries[0]
    assert isinstance(piece, ArticlePlan)
    piece = replace(piece, ranges=many[:1], captions=(CaptionPlan(many),))
    text = write_issue(replace(draft_of_page().plan, contents=(replace(section, entries=(piece,)),)))
    assert '        text: "1000"\n' in text
    assert max(map(width, text.splitlines())) <= 120


def test_remarks_cannot_become_values() -> None:
    plan = draft_of_page().plan
    text = write_issue(plan, {plan.id + "-i0001": ["一\nx: 1\u2028y: 2\x85z"], "number": ["甲" * 200]})
    added = [line for line in text.splitlines() if "甲" in line or "x: 1" in line or "y: 2" in line]
    assert added
    assert all(line.lstrip().startswith("# ") and width(line) <= 120 for line in added)


def test_what_the_periodical_says_is_not_said_again() -> None:
    plan = draft_of_page().plan
    assert "kind:" not in write_issue(plan, inherited=Inherited(IssueKind.MAGAZINE))
    assert 'kind: "magazine"' in write_issue(plan, inherited=Inherited(IssueKind.NEWSPAPER))
