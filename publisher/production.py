"""The whole flow from manifest to finished editions, as one list of steps.

Takes the path of a manifest and the house, gives what each command needs. It knows the order of the rooms and nothing
of their work.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from publisher.copydesk import desk, headings, inline_names, structure
from publisher.copydesk.draft import Identity, draft
from publisher.copydesk.pictures import attached
from publisher.doctor import Finding, examine
from publisher.editions.edition import Edition
from publisher.editions.epub import EpubEdition
from publisher.editions.pdf import PdfEdition
from publisher.house import House, folder_in_the_making, write_atomically
from publisher.issue import record, summary
from publisher.issue.accounts import Accounts, account
from publisher.issue.copy import replay
from publisher.issue.corrections import Edit, Ledger, Replace
from publisher.issue.descriptions import conformance_withheld
from publisher.issue.galley import Galley, Source
from publisher.issue.issue import Issue, SourceDigest
from publisher.issue.plan import (
    AnswerDecision,
    ArticlePlan,
    Decision,
    IssuePlan,
    QueryDecision,
    SheetPlan,
    SourceRef,
)
from publisher.issue.plan_changes import with_articles
from publisher.issue.print import Print
from publisher.issue.queries import Query
from publisher.issue.style import Style
from publisher.manifest import arrival, resolve, style_reader
from publisher.manifest import scaffold as scaffolding
from publisher.manifest import schema as schemas
from publisher.manifest.drafted import Drafted, all_decisions, draft_text
from publisher.manifest.update import read_manifest, update_issue
from publisher.manifest.workbench import Change, Updated
from publisher.manifest.writer import Inherited, write_periodical
from publisher.problems import FidelityError, InternalError, Place, Problem, ReissueError, SourceError
from publisher.proof import collation
from publisher.proof.typography import measuring
from publisher.sources.language import language_of
from publisher.sources.marked import parse_article
from publisher.sources.plain import read_source
from publisher.typesetting.pages import typeset

_PRINTERS: dict[str, Edition] = {"epub": EpubEdition(), "pdf": PdfEdition()}
EDITIONS: tuple[str, ...] = tuple(_PRINTERS)
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue that was edited but not printed."""

    issue: Issue
    accounts: Accounts
    problems: tuple[Problem, ...]
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """An issue that was printed: its files stand in `folder`."""

    issue_id: str
    title: str
    articles: int
    characters: int
    prints: tuple[Print, ...]
    problems: tuple[Problem, ...]
    seconds: float
    folder: Path
    queries: int = 0


@dataclass(frozen=True, slots=True)
class _Edited:
    """An issue as it leaves the copydesk, with all that was needed to make it."""

    plan: IssuePlan
    galley: Galley
    ledger: Ledger
    issue: Issue
    accounts: Accounts
    problems: tuple[Problem, ...]


def build(manifest: Path, house: House, editions: tuple[str, ...], output: Path, report: Report) -> Built:
    """Print the editions of an issue into output/<periodical>/<rest of the id>/; nothing is left there if a step fails.

    Raises:
        ReissueError: whatever made the issue impossible, with every problem found until then.
    """
    began = time.monotonic()
    edited = _edit(manifest, house, report)
    style = _style(edited.plan, house)
    issue = edited.issue
    folder = output / issue.periodical.code / issue.id.removeprefix(f"{issue.periodical.code}-")
    with folder_in_the_making(folder) as making:
        prints: list[Print] = []
        for name in editions:
            report(name)
            prints.append(_PRINTERS[name].print(issue, style, house, making))
        report("records")
        _write_records(edited, tuple(prints), making)
    return Built(
        issue_id=issue.id,
        title=f"{issue.periodical.title} {issue.number}".strip(),
        articles=sum(1 for _ in issue.articles()),
        characters=sum(len(text) for article in issue.articles() for text in article.paragraphs()),
        prints=tuple(prints),
        problems=edited.problems,
        seconds=time.monotonic() - began,
        folder=folder,
        queries=len(issue.queries),
    )


def check(manifest: Path, house: House) -> Checked:
    """Return every problem of an issue, where its characters went, and its open queries; nothing is written."""
    edited = _edit(manifest, house, _silent)
    _style(edited.plan, house)
    return Checked(edited.issue, edited.accounts, edited.problems, edited.issue.queries)


def show(manifest: Path, house: House, after: str) -> dict[str, object]:
    """Return the issue as plain data, as it stands after the galley, the copydesk or typesetting."""
    if after == "galley":
        galley = _galley(resolve.read_plan(manifest, house), house)
        return {"sources": [{"id": each.id, "path": each.path, "lines": list(each.lines)} for each in galley.sources]}
    edited = _edit(manifest, house, _silent)
    if after == "typesetting":
        pages = typeset(edited.issue, _style(edited.plan, house), "epub", house)
        return {"pages": [{"file": page.file, "title": page.title, "xhtml": page.xhtml} for page in pages.pages]}
    return summary.summary(edited.issue)


def show_text(manifest: Path, house: House, after: str) -> str:
    """Return the issue as a text for people, as it stands after the step asked for."""
    if after == "copydesk":
        return "\n".join(summary.outline(_edit(manifest, house, _silent).issue))
    return json.dumps(show(manifest, house, after), ensure_ascii=False, indent=1)


def doctor(house: House) -> tuple[Finding, ...]:
    """Return what this machine has and lacks."""
    return examine(house)


def schema(which: Literal["periodical", "issue", "style"]) -> dict[str, object]:
    """Return the JSON Schema of a periodical, an issue or a style."""
    return schemas.json_schema(which)


def scaffold(folder: Path, code: str) -> dict[str, str]:
    """Return the files of a new periodical, name → text."""
    return scaffolding.scaffold(folder, code)


def _edit(manifest: Path, house: House, report: Report) -> _Edited:
    """Carry an issue from its manifest through the copydesk."""
    report("manifest")
    plan = resolve.read_plan(manifest, house)
    report("sources")
    galley = _galley(plan, house)
    marked = {
        article.id: parse_article(article.markdown, article.id) for article in plan.articles() if article.markdown
    }
    report("copydesk")
    edited = desk.edit(plan, galley)
    contents = structure.compose(edited.copy, plan.contents, marked)
    accounts = account(edited.copy)
    _prove(galley, edited, accounts)
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
        imprint=plan.imprint,
        sources=tuple(_digests(plan, galley)),
        manifest=f"{plan.periodical.code}/{Path(plan.manifest).name}",
        manifest_sha256=plan.manifest_sha256,
        ledger_sha256=record.digest(edited.ledger),
        corrections=sum(_changes_words(correction.edit) for correction in edited.ledger),
        queries=edited.queries,
        readings=plan.readings,
        evaluation=plan.evaluation,
    )
    headings.verify(plan, issue)
    problems = (
        *plan.warnings,
        *edited.problems,
        *inline_names.not_found(plan, issue),
        *conformance_withheld(issue, plan.place),
    )
    return _Edited(plan, galley, edited.ledger, issue, accounts, problems)


def _changes_words(edit: Edit) -> bool:
    """Say whether an edit changes a visible character: what a colophon counts as a correction."""
    return isinstance(edit, Replace) and bool(edit.before.strip() or edit.after.strip())


def _prove(galley: Galley, edited: desk.Edited, accounts: Accounts) -> None:
    """Stop the issue if the ledger does not replay or a character is unaccounted for: our mistake, not the editor's."""
    if replay(galley, edited.ledger) != edited.copy:
        raise InternalError(Problem("copydesk/no-replay"))
    characters = sum(len(line) for source in galley.sources for line in source.lines)
    characters += sum(source.line_ends for source in galley.sources)
    if accounts.unplaced or accounts.total != characters:
        values = {"total": accounts.total, "characters": characters, "unplaced": accounts.unplaced}
        raise FidelityError(Problem("copydesk/unaccounted", values=values))


def _galley(plan: IssuePlan, house: House) -> Galley:
    return Galley(tuple(_source(ref, house) for ref in plan.sources))


def _source(ref: SourceRef, house: House) -> Source:
    """Return a source; a complaint about its bytes names the path a person can open."""
    return read_source(ref.path.read_bytes(), ref.id, ref.shown, house.shown(ref.path))


def _style(plan: IssuePlan, house: House) -> Style:
    return style_reader.read_style(plan.style.name, plan.style.options, house, plan.style.place)


def _digests(plan: IssuePlan, galley: Galley) -> Iterator[SourceDigest]:
    for source in galley.sources:
        yield SourceDigest(source.path, source.sha256, sum(map(len, source.lines)) + source.line_ends)
    for article in plan.articles():
        if article.markdown:
            yield SourceDigest(article.markdown.shown, record.digest(article.markdown.text), len(article.markdown.text))


def _write_records(edited: _Edited, prints: tuple[Print, ...], folder: Path) -> None:
    """Write ledger.json (canonical, replayable) and problems.json (what is left to look at) beside the prints."""
    ids = {source.path: source.id for source in edited.galley.sources}
    sources = [
        {"id": ids.get(each.path, ""), "path": each.path, "sha256": each.sha256} for each in edited.issue.sources
    ]
    ledger = {"sources": sources, "ledger": _data(edited.ledger)}
    left = {
        "issue": edited.issue.id,
        "problems": [_flat(problem) for problem in edited.problems],
        "queries": [_data(query) for query in edited.issue.queries],
        "prints": [_data(each) for each in prints],
    }
    for name, data in (("ledger.json", ledger), ("problems.json", left)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _data(value: object) -> object:
    return json.loads(record.to_json(value))


def _flat(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "place": str(problem.place or ""), "message": problem.message("en")}


def _silent(_: str) -> None:
    """Report nothing."""


def collate(manifest: Path, house: House) -> collation.Collation:
    """Return source and edition of an issue side by side, with every correction and every query, answered ones too."""
    edited = _edit(manifest, house, _silent)
    plan = edited.plan
    scans = {entry.id: entry.scan for entry in plan.entries() if isinstance(entry, ArticlePlan | SheetPlan)}
    copy = replay(edited.galley, edited.ledger)
    queries = _with_answers(plan, edited)
    return collation.collate(copy, edited.ledger, edited.issue, edited.accounts, queries, scans)


def proof_typography(pdf: Path) -> measuring.Typography:
    """Return every measure of typography of a finished PDF, ours or not; raises SourceError if it cannot be read."""
    return measuring.typography(pdf)


def _with_answers(plan: IssuePlan, edited: _Edited) -> tuple[Query, ...]:
    """Return every query that is asked when nobody has answered yet, each with the answer the manifest gives it."""
    decisions = [*plan.decisions, *(each for article in plan.articles() for each in article.decisions)]
    answers = {each.query: each.answer for each in decisions if isinstance(each, AnswerDecision)}
    if not answers:
        return edited.issue.queries
    asked = desk.edit(_unanswered(plan), edited.galley).queries
    return tuple(replace(query, answer=answers.get(query.id)) for query in asked)


def _unanswered(plan: IssuePlan) -> IssuePlan:
    asked = with_articles(plan, lambda article: replace(article, decisions=_but_answers(article.decisions)))
    return replace(asked, decisions=_but_answers(plan.decisions))


def _but_answers(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    return tuple(each for each in decisions if not isinstance(each, AnswerDecision))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the files it wrote, the manifest last, and what an update kept, added and changed."""

    manifest: Path
    files: tuple[Path, ...]
    periodical_written: bool
    articles: int
    queries: int
    problems: tuple[Problem, ...]
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()


def import_issue(
    sources: tuple[Path, ...], manifest: Path, house: House, *, update: bool, pictures: Path | None = None
) -> Imported:
    """Write the draft of an issue, or work a new draft into the manifest that is there.

    Raises:
        UsageError: the manifest is there and `update` is not asked for, or the other way round; names that will not do.
        SourceError, ManifestError: what arrived, periodical.yaml or the manifest cannot be used.
    """
    masthead = arrival.masthead_of(manifest := arrival.manifest_path(manifest, house, update=update), house)
    came = arrival.arrivals([house.root / each for each in sources], masthead.root, house)
    galley = Galley(tuple(read_source(each.data, each.id, each.shown, house.shown(each.path)) for each in came))
    plates = arrival.plates(house.root / pictures, masthead.periodical.folder, house) if pictures else ()
    drafted, periodical = _drafted(galley, came, plates, masthead, manifest, house)
    files = arrival.copies(came, plates, manifest, house, update=update)
    if periodical:
        files[masthead.periodical.folder / resolve.PERIODICAL] = periodical.encode()
    shown = house.shown(manifest)
    made = update_issue(read_manifest(manifest, shown), drafted, shown) if update else Updated(draft_text(drafted))
    files[manifest] = made.text.encode()
    for path, data in files.items():
        write_atomically(path, data)
    try:
        plan = resolve.read_plan(manifest, house)
        edited = desk.edit(plan, _galley(plan, house))
        found, queries = (*plan.warnings, *edited.problems), len(edited.queries)
    except ReissueError as error:
        found, queries = error.problems, sum(isinstance(each, QueryDecision) for each in all_decisions(drafted.plan))
    counts = bool(periodical), sum(1 for _ in drafted.plan.articles()), queries
    return Imported(manifest, tuple(files), *counts, (*made.conflicts, *found), made.kept, made.added, made.changed)


def _drafted(
    galley: Galley,
    came: tuple[arrival.Arrival, ...],
    plates: tuple[arrival.Plate, ...],
    masthead: arrival.Masthead,
    manifest: Path,
    house: House,
) -> tuple[Drafted, str]:
    """Return the draft to be written, and the text of periodical.yaml if there is none yet."""
    shown = house.shown(manifest)
    own = masthead.periodical
    if masthead.is_new:
        own = replace(own, language=language_of(line for source in galley.sources for line in source.lines))
    made = draft(galley, Identity(f"{own.code}-{manifest.stem}", own, shown, Place(shown)))
    if not made.plan.contents:
        raise SourceError(*(Problem("source/empty", Place(source.opened)) for source in galley.sources))
    named = replace(own, title=made.title or own.title, supplied=() if made.title else ("title",))
    refs = zip(came, galley.sources, strict=True)
    sources = tuple(SourceRef(each.id, each.path, each.shown, text.sha256, Place(shown)) for each, text in refs)
    plan = replace(made.plan, periodical=named if masthead.is_new else own, sources=sources)
    plan, notes = attached(plan, galley, [plate.shown for plate in plates], made.notes)
    inherited = masthead.inherited or Inherited(plan.kind)
    periodical = write_periodical(named, plan.kind, plan.style.name) if masthead.is_new else ""
    return Drafted(plan, galley, notes, inherited, version("reissue")), periodical
