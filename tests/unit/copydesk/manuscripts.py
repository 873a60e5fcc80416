"""Small galleys and plans for the tests of the copydesk: takes texts and fields, gives galley, plan and outcome.

It fills in what a manifest would say about a periodical. It reads no file and asserts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.copydesk import desk, structure
from publisher.copydesk.desk import Edited
from publisher.copydesk.rule import Rule
from publisher.copydesk.rules import RULES
from publisher.issue.addresses import LineRange
from publisher.issue.article import Article
from publisher.issue.corrections import Author, Correction, Role
from publisher.issue.galley import Galley
from publisher.issue.issue import Node
from publisher.issue.periodical import Periodical
from publisher.issue.plan import ArticleKind, ArticlePlan, EntryPlan, FieldPlan, IssueKind, IssuePlan, StyleChoice
from publisher.problems import Place
from publisher.sources.plain import read_source

PLACE = Place("issue.yaml", 7, 3)
MAGAZINE = Periodical("hewan", "河湾", "zh-Hans", Path("manifests/hewan"))
SOURCE_IDS = "abcdefgh"
ISSUE = "hewan-2026-01"
ARTICLE = f"{ISSUE}-i0001"


def galley(*texts: str) -> Galley:
    """Return a galley of one source a text, named a, b, c …"""
    sources = (read_source(text.encode(), name, f"{name}.txt") for name, text in zip(SOURCE_IDS, texts, strict=False))
    return Galley(tuple(sources))


def at(address: str, source: str = "a") -> LineRange:
    """Return the range a manifest would write as `3`, `3-5`, `3@0-4` or `3@4-`."""
    numbers, _, part = address.partition("@")
    first, _, last = numbers.partition("-")
    start, _, end = part.partition("-")
    begin, stop = (int(start or 0), int(end) if end else None) if part else (None, None)
    return LineRange(source, int(first), int(last or first), begin, stop, PLACE)


def whole(texts: Galley) -> tuple[LineRange, ...]:
    """Return every line of every source."""
    return tuple(LineRange(each.id, 1, len(each.lines)) for each in texts.sources)


def article(*ranges: LineRange, name: str = ARTICLE, **fields: Any) -> ArticlePlan:
    """Return the plan of an article whose text stands in the ranges."""
    return ArticlePlan(name, fields.pop("kind", ArticleKind.ARTICLE), PLACE, ranges=ranges, **fields)


def lines_of(*addresses: str, text: str | None = None) -> FieldPlan:
    """Return a field taken from lines, with the editor's reading of them if one is given."""
    return FieldPlan(text, tuple(at(each) for each in addresses), place=PLACE)


def issue(*entries: EntryPlan, **fields: Any) -> IssuePlan:
    """Return the plan of an issue with these contents."""
    choice = StyleChoice("base")
    return IssuePlan(
        ISSUE, IssueKind.MAGAZINE, MAGAZINE, PLACE, "issue.yaml", "0" * 64, choice, contents=entries, **fields
    )


@dataclass(frozen=True)
class Outcome:
    """What left the desk, and the contents composed from it."""

    edited: Edited
    contents: tuple[Node, ...]

    @property
    def article(self) -> Article:
        """The first entry, which is an article."""
        first = self.contents[0]
        assert isinstance(first, Article)
        return first

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the first article."""
        return list(self.article.paragraphs())

    @property
    def by_rules(self) -> list[Correction]:
        """What rules corrected."""
        return [each for each in self.edited.ledger if each.author is Author.RULE]

    def texts(self, role: Role) -> list[str]:
        """The text of every chain of a role, whoever owns it, in reading order."""
        chains = structure._chains(self.edited.copy).values()
        return [chain.text for owned in chains for chain in owned if chain.role is role]

    def drops(self) -> dict[str, list[str]]:
        """What was dropped, as it stands in the source, by reason."""
        found: dict[str, list[str]] = {}
        for slip in self.edited.copy.slips:
            if slip.dropped:
                found.setdefault(slip.dropped.value, []).append(self.edited.copy.galley.text(slip.span).strip())
        return found


def worked(plan: IssuePlan, texts: Galley, rules: tuple[Rule, ...] = RULES) -> Outcome:
    """Return what the copydesk makes of a plan and a galley."""
    edited = desk.edit(plan, texts, rules)
    return Outcome(edited, structure.compose(edited.copy, plan.contents, {}))


def set_as_body(*texts: str, rules: tuple[Rule, ...] = RULES, **fields: Any) -> Outcome:
    """Return what the copydesk makes of texts that are one article from beginning to end."""
    lines = galley(*texts)
    return worked(issue(article(*whole(lines), **fields)), lines, rules)
