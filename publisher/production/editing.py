"""From a manifest to an edited issue: sources read, rules run, the ledger proved.

Takes the path of a manifest and the house, gives the issue with everything that was needed to make it. It knows the
order of the rooms and nothing of their work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.copydesk import desk, headings, pull_quotes, structure
from publisher.copydesk.rules import RULES
from publisher.house import House
from publisher.issue import record
from publisher.issue.accounts import Accounts, account
from publisher.issue.changes import changes_of, changes_words, routine_counts
from publisher.issue.copy import replay
from publisher.issue.corrections import Ledger
from publisher.issue.descriptions import conformance_withheld
from publisher.issue.galley import Galley, Source
from publisher.issue.issue import Issue, SourceDigest
from publisher.issue.plan import IssuePlan, SourceRef
from publisher.issue.queries import Query
from publisher.issue.style import Style
from publisher.manifest import resolve, style_reader
from publisher.problems import FidelityError, InternalError, Place, Problem, ReissueError, Severity, SourceError
from publisher.production.daybook import Report
from publisher.production.whereabouts import placed
from publisher.sources.plain import read_source
from publisher.typesetting.characters import unseen_characters

ORIGINAL = "original"  # the language of an issue as it was printed, whichever that is
_ROUTINE = frozenset(rule.code for rule in RULES)


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue that was edited but not printed."""

    issue: Issue
    accounts: Accounts
    problems: tuple[Problem, ...]
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """An issue as it leaves the copydesk, with all that was needed to make it; `ledger_json` is canonical."""

    plan: IssuePlan
    galley: Galley
    ledger: Ledger
    ledger_json: str
    issue: Issue
    accounts: Accounts
    problems: tuple[Problem, ...]


def edit(manifest: Path, house: House, report: Report) -> Edited:
    """Carry an issue from its manifest through the copydesk."""
    report("manifest")
    plan = resolve.read_plan(manifest, house)
    report("sources")
    galley = galley_of(plan, house)
    marked = marked_of(plan)
    report("copydesk")
    edited = desk.edit(plan, galley)
    contents = structure.compose(edited.copy, plan.contents, marked)
    accounts = account(edited.copy)
    _prove(galley, edited, accounts)
    ledger_json = record.to_json(edited.ledger)
    issue = Issue(
        id=plan.id,
        kind=plan.kind,
        periodical=plan.periodical,
        title=plan.title,
        number=plan.number,
        running_number=plan.running_number,
        date=plan.date,
        revision=plan.revision,
        rights=plan.rights,
        unknown=plan.unknown,
        contents=contents,
        cover=plan.cover,
        print_order=plan.print_order,
        imprint=plan.imprint,
        sources=tuple(_digests(plan, galley)),
        manifest=f"{plan.periodical.code}/{Path(plan.manifest).name}",
        manifest_sha256=plan.manifest_sha256,
        ledger_sha256=hashlib.sha256(ledger_json.encode()).hexdigest(),
        corrections=sum(changes_words(correction.edit) for correction in edited.ledger),
        queries=edited.queries,
        readings=plan.readings,
        evaluation=plan.evaluation,
        ean_variant=plan.ean_variant,
        ean_add_on=plan.ean_add_on,
        qr_codes=plan.qr_codes,
        changes=changes_of(edited.copy, edited.ledger, _ROUTINE),
        routine=routine_counts(edited.ledger, _ROUTINE),
    )
    headings.verify(plan, issue)
    pull_quotes.verify(plan, issue)
    unseen = placed(unseen_characters(issue), plan, issue)
    found = (*_names_not_found(plan, issue), *conformance_withheld(issue, plan.place), *unseen)
    problems = (*plan.warnings, *edited.problems, *found)
    return Edited(plan, galley, edited.ledger, ledger_json, issue, accounts, problems)


def marked_of(plan: IssuePlan) -> structure.Marked:
    """Return the articles of ours by id; an issue without any loads no Markdown."""
    references = {article.id: article.markdown for article in plan.articles() if article.markdown}
    if not references:
        return {}
    from publisher.sources.marked import parse_article

    return {id_: parse_article(reference, id_) for id_, reference in references.items()}


def _prove(galley: Galley, edited: desk.Edited, accounts: Accounts) -> None:
    """Stop the issue if the ledger does not replay or a character is unaccounted for: our mistake, not the editor's."""
    if replay(galley, edited.ledger) != edited.copy:
        raise InternalError(Problem("copydesk/no-replay"))
    characters = sum(len(line) for source in galley.sources for line in source.lines)
    characters += sum(source.line_ends for source in galley.sources)
    if accounts.unplaced or accounts.total != characters:
        values = {"total": accounts.total, "characters": characters, "unplaced": accounts.unplaced}
        raise FidelityError(Problem("copydesk/unaccounted", values=values))


def galley_of(plan: IssuePlan, house: House) -> Galley:
    """Return the sources of a plan, read."""
    return Galley(tuple(_source(ref, house) for ref in plan.sources))


def _source(ref: SourceRef, house: House) -> Source:
    """Return a source, made of bytes that have the digest the manifest was checked against.

    A complaint about its bytes names the path a person can open.
    """
    data = ref.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != ref.sha256:
        raise SourceError(Problem("house/changed-meanwhile", Place(house.shown(ref.path))))
    return read_source(data, ref.id, ref.shown, house.shown(ref.path))


def style_of(plan: IssuePlan, house: House) -> Style:
    """Return the style a plan asks for, with the options it sets."""
    return style_reader.read_style(plan.style.name, plan.style.options, house, plan.style.place, plan.periodical.folder)


def _digests(plan: IssuePlan, galley: Galley) -> Iterator[SourceDigest]:
    for source in galley.sources:
        yield SourceDigest(source.path, source.sha256, sum(map(len, source.lines)) + source.line_ends)
    for article in plan.articles():
        if article.markdown:
            yield SourceDigest(article.markdown.shown, record.digest(article.markdown.text), len(article.markdown.text))


def _names_not_found(plan: IssuePlan, issue: Issue) -> Iterator[Problem]:
    """Yield a warning for every name of a byline that does not stand where the manifest says it does."""
    articles = {article.id: article for article in issue.articles()}
    for planned in plan.articles():
        article = articles.get(planned.id)
        if planned.byline and planned.byline.inline and article:
            text = "".join(article.paragraphs()).replace(" ", "")
            for name in planned.byline.names:
                if name.replace(" ", "") not in text:
                    values = {"name": name, "article": planned.id}
                    yield Problem("copydesk/name-not-found", planned.byline.place, values, Severity.WARNING)


def silent(_: str) -> None:
    """Report nothing."""


def edit_in(manifest: Path, house: House, language: str) -> Edited:
    """Return an issue as it leaves the copydesk, in another script if that is asked for; nothing is reported."""
    edited = edit(manifest, house, silent)
    if language == ORIGINAL:
        return edited
    from publisher.production.deriving import derive, languages_of

    (found,) = languages_of(edited.plan, (language,))
    return edited if found == ORIGINAL else derive(edited, found)


def check(manifest: Path, house: House, language: str = ORIGINAL) -> Checked:
    """Return every problem of an issue, where its characters went, and its open queries; nothing is written.

    The issue is set as for an EPUB, so that pictures and characters that cannot be printed are found as well. With a
    language, problems and queries of that edition are among them.
    """
    edited = edit_in(manifest, house, language)
    problems = (*edited.problems, *_unprintable(edited, house))
    return Checked(edited.issue, edited.accounts, problems, edited.issue.open_queries)


def load(manifest: Path, house: House, language: str = ORIGINAL) -> Issue:
    """Return an issue as the copydesk leaves it."""
    return edit_in(manifest, house, language).issue


def _unprintable(edited: Edited, house: House) -> tuple[Problem, ...]:
    """Return what keeps an edited issue from being set: its pictures, its characters, its style."""
    from publisher.typesetting.pages import typeset

    style = style_of(edited.plan, house)
    try:
        typeset(edited.issue, style, "epub", house)
    except ReissueError as error:
        return placed(error.problems, edited.plan, edited.issue)
    return ()
