"""The page of corrections: takes what the issue says of its ledger, gives lists for a reader, article by article.

Words that were corrected and places in doubt are told one by one, what rules did by themselves is counted. It takes
nothing from the ledger itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.changes import Change
from publisher.issue.issue import Issue, Section, Sheet
from publisher.issue.queries import Query
from publisher.typesetting.contents import ContentsEntry, name_of
from publisher.typesetting.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one place of an article: the sentence, and the reason."""

    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What is told of one article; `entry` is its line in the contents, None for one that has none."""

    title: str
    page: str
    entry: ContentsEntry | None
    places: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsList:
    """Everything on the page: corrections, doubts, and the counts of what rules did, label by label."""

    corrections: tuple[ToldOf, ...]
    doubts: tuple[ToldOf, ...]
    routine: tuple[tuple[str, str], ...]


def corrections_list(issue: Issue, contents: tuple[ContentsEntry, ...], words: Words) -> CorrectionsList:
    """Return the page of corrections of an issue."""
    corrections = [(change.owner, _corrected(change, words)) for change in issue.changes]
    doubts = [(query.owner, _doubted(query, words)) for query in issue.queries]
    entries = {entry.id: entry for top in contents for entry in top.walk()}
    named = {id_: (title, page, entries.get(id_)) for id_, title, page in _places(issue, words)}
    return CorrectionsList(
        tuple(_gathered(corrections, named)), tuple(_gathered(doubts, named)), tuple(_counted(issue, words))
    )


def _gathered(
    told: list[tuple[str, Told]], named: dict[str, tuple[str, str, ContentsEntry | None]]
) -> Iterator[ToldOf]:
    """Yield what is told in the order of the issue; what belongs to no article comes last, under its own name."""
    owners = {owner for owner, _ in told}
    for owner in [*(id_ for id_ in named if id_ in owners), *sorted(owners - named.keys())]:
        title, page, entry = named.get(owner, (owner, "", None))
        yield ToldOf(title, page, entry, tuple(each for other, each in told if other == owner))


def _places(issue: Issue, words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield id, name and printed page of everything that can hold a correction, in the order of the issue."""
    yield "cover", words("cover"), ""
    seen: set[str] = set()
    for path, article in issue.articles_with_path():
        for part in path:
            if part.id not in seen:
                yield part.id, _label(part, words), ""
                seen.add(part.id)
        sheet = next((part for part in path if isinstance(part, Sheet)), None)
        page = words("original-page", page=article.page) if article.page else _label(sheet, words) if sheet else ""
        yield article.id, name_of(article, words), page
    yield "imprint", words("imprint"), ""


def _label(part: Section | Sheet, words: Words) -> str:
    if isinstance(part, Section):
        return part.label
    return words("sheet", number=part.number, name=part.name).strip()


def _corrected(change: Change, words: Words) -> Told:
    sentence = words("correction", before=change.before, after=change.after)
    rule = _rule(change.rule, words) if not change.is_editors else words("rule-editor")
    if change.is_editors and change.why:
        return Told(sentence, change.why)
    return Told(sentence, words("correction-why", rule=rule, why=change.why) if change.why else rule)


def _doubted(query: Query, words: Words) -> Told:
    if query.proposed:
        return Told(words("doubt-proposed", printed=query.printed, proposed=query.proposed), query.evidence)
    return Told(words("doubt", printed=query.printed), query.evidence)


def _counted(issue: Issue, words: Words) -> Iterator[tuple[str, str]]:
    """Yield label and count; rules that go by one label are counted together."""
    counts: dict[str, int] = {}
    for code, count in issue.routine:
        counts[_rule(code, words)] = counts.get(_rule(code, words), 0) + count
    for label, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield label, words("routine-value", count=f"{count:,}".replace(",", "\u00a0"))


def _rule(code: str, words: Words) -> str:
    """Return a rule, a finding or a reason of a drop in the words of the reader."""
    room, _, name = code.partition("/")
    key = f"drop-{name}" if room == "drop" else "rule-misreading" if name.startswith("misreading") else f"rule-{name}"
    return words(key if key in words.labels else "rule-editor" if room == "editor" else "rule-other")
