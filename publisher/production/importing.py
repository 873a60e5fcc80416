"""From extracted text to a manifest: takes files, writes a draft with everything the copydesk found in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from publisher.copydesk import desk
from publisher.copydesk.draft import Identity, draft
from publisher.copydesk.pictures import attached
from publisher.house import House, write_atomically
from publisher.issue.decisions import QueryDecision
from publisher.issue.galley import Galley
from publisher.issue.plan import SourceRef
from publisher.manifest import arrival, resolve
from publisher.manifest.drafted import Drafted, all_decisions, draft_text
from publisher.manifest.update import read_manifest, update_issue
from publisher.manifest.workbench import Change, Updated
from publisher.manifest.writer import Inherited, write_periodical
from publisher.problems import Place, Problem, ReissueError, SourceError
from publisher.production.editing import galley_of
from publisher.sources.language import language_of
from publisher.sources.plain import read_source
from publisher.version import VERSION


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
        edited = desk.edit(plan, galley_of(plan, house))
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
    return Drafted(plan, galley, notes, inherited, VERSION), periodical
