"""What must stand in the files of an output folder: takes its edition.json, gives an Expected for each language.

Manifest and sources are read again and held to their digests, the recorded ledgers are replayed, the articles composed
and the pages set once more. The finished files have no part in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.copydesk import structure
from publisher.house import House
from publisher.issue import edition_record
from publisher.issue.dates import IssueDate
from publisher.issue.edition_record import EditionRecord
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.problems import Place, Problem, SourceError, ToolError
from publisher.production.castings import faces_of
from publisher.production.editing import Edited, edit, marked_of, silent, style_of
from publisher.production.witness import file_digest
from publisher.proof.checks import Finding, Kind, Section
from publisher.proof.readback import ledger, provenance
from publisher.proof.readback.added import added_in
from publisher.proof.readback.expected import Expected, SetPage, Setting
from publisher.proof.readback.findings import check
from publisher.proof.readback.pixels import plate
from publisher.typesetting.pages import Pages, typeset
from publisher.typesetting.stylesheets import Medium

_SHORT = 12  # hexadecimal digits of a digest that are shown
_MEDIA: Mapping[str, Medium] = {
    "epub": "epub",
    "html": "html",
    "txt": "html",
    "pdf": "pdf",
    "pdf-print": "pdf",
    "pdf-print-cover": "pdf",
    "pdf-booklet": "pdf",
    "pdf-archive": "pdf",
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must stand in a folder.

    Attributes:
        languages: by language as the record has it; empty for the original.
        ledgers: by the name of the ledger's file, what came of replaying it.
    """

    record: EditionRecord
    languages: Mapping[str, Expected]
    ledgers: Mapping[str, Section]


def read_record(folder: Path, house: House) -> EditionRecord:
    """Return the record of a folder; raises SourceError where there is none, or none that can be read."""
    path = folder / edition_record.NAME
    try:
        return edition_record.read(path.read_bytes())
    except FileNotFoundError:
        raise SourceError(Problem("proof/no-set-record", Place(house.shown(folder)))) from None
    except OSError as error:
        reason = error.strerror or str(error)
    except ValueError as error:
        reason = str(error)[:80]
    raise SourceError(Problem("proof/bad-set-record", Place(house.shown(path)), {"reason": reason}))


def expected(folder: Path, house: House, manifest: Path | None = None) -> Expectation:
    """Return what must stand in the files of a folder.

    Args:
        folder: an output folder with its edition.json.
        house: of the proof; the build's date is taken from the record.
        manifest: where it lies now; None looks where the record says.

    Raises:
        SourceError: the record, the manifest or a source is missing, unreadable or another than was built.
        ManifestError: the manifest is not valid.
    """
    of = read_record(folder, house)
    house = _house_of(of, folder, house)
    edited = _edited(of, folder, house, manifest)
    style = style_of(edited.plan, house)
    languages: dict[str, Expected] = {}
    ledgers: dict[str, Section] = {}
    for language in dict.fromkeys(file.language for file in of.files):
        media = {_MEDIA[file.edition] for file in of.files if file.language == language and file.edition in _MEDIA}
        issue, ledgers[_ledger_name(of, language)] = _proved(edited, language, folder, of)
        languages[language] = _expected(issue, style, sorted(media), house)
    return Expectation(of, languages, ledgers)


def _house_of(of: EditionRecord, folder: Path, house: House) -> House:
    """Return the house as it was for the build: its date, and its sources if nobody says where they lie now."""
    environ = {name: value for name, value in house.environ.items() if name != "SOURCE_DATE_EPOCH"}
    dated = environ | ({"SOURCE_DATE_EPOCH": of.epoch} if of.epoch else {})
    sources = house.sources or (folder / of.sources if of.sources else None)
    return replace(house, environ=dated, sources=sources)


def _edited(of: EditionRecord, folder: Path, house: House, manifest: Path | None) -> Edited:
    """Return the issue edited again from the manifest it was built of, no other."""
    path = house.root / manifest if manifest else folder / of.manifest
    try:
        path = path.resolve()
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(Problem("proof/no-manifest", Place(str(path)), {"reason": reason})) from error
    place = Place(house.shown(path))
    if found != of.manifest_sha256:
        values = {"recorded": of.manifest_sha256[:_SHORT], "found": found[:_SHORT]}
        raise SourceError(Problem("proof/changed-manifest", place, values))
    _expect_unchanged(of, path, house)
    return edit(path, house, silent)


def _expect_unchanged(of: EditionRecord, manifest: Path, house: House) -> None:
    """Stop if an article of ours, a picture, a style or the periodical is not the one the files were built from.

    Extracted text is held to the digests of the manifest.
    """
    problems, home = [], Path(house.shown(manifest)).parent
    for each in of.inputs:
        found = file_digest(manifest.parent / each.name)
        if found != each.sha256:
            values = {"recorded": each.sha256[:_SHORT], "found": found[:_SHORT] or "-"}
            problems.append(Problem("proof/changed-input", Place((home / each.name).as_posix()), values))
    if problems:
        raise SourceError(*problems)


def _ledger_data(of: EditionRecord, language: str, folder: Path) -> bytes:
    """Return the bytes of a recorded ledger; none where it is not there, which fails every check of it."""
    name = _ledger_name(of, language)
    if name:
        with suppress(OSError):
            return (folder / name).read_bytes()
    return b""


def _ledger_name(of: EditionRecord, language: str) -> str:
    return next((file.name for file in of.files if (file.edition, file.language) == ("ledger", language)), "")


def _proved(edited: Edited, language: str, folder: Path, of: EditionRecord) -> tuple[Issue, Section]:
    """Return the issue in one language as its recorded ledger makes it, and what became of that ledger."""
    data = _ledger_data(of, language, folder)
    issue, made, found = _derived(edited, language, data) if language else _original(edited, data)
    checks = (*made.checks, check("words-of-slips", found))
    return issue, Section("ledger", Kind.COLLATION, "", checks, data=made.figures)


def _original(edited: Edited, data: bytes) -> tuple[Issue, ledger.Replayed, Iterable[Finding]]:
    sources = [(each.path, each.sha256) for each in edited.issue.sources]
    made = ledger.replayed(data, edited.galley, sources, edited.ledger)
    if made.copy is None:
        return edited.issue, made, ()
    composed = structure.compose(made.copy, edited.plan.contents, marked_of(edited.plan))
    issue = replace(edited.issue, contents=composed)
    of_ours = {article.id for article in edited.plan.articles() if article.markdown}
    printed = [article for article in issue.articles() if article.id not in of_ours]
    return issue, made, provenance.unfounded(printed, made.copy)


def _derived(edited: Edited, language: str, data: bytes) -> tuple[Issue, ledger.Replayed, Iterable[Finding]]:
    from publisher.production.deriving import derive, languages_of

    (known,) = languages_of(edited.plan, (language,))
    derived = derive(edited, known)
    sources = [(each.path, each.sha256) for each in derived.galley.sources]
    made = ledger.replayed(data, derived.galley, sources, derived.ledger, edited.issue.ledger_sha256)
    return derived.issue, made, provenance.unfounded_lines(derived.issue, made.copy) if made.copy else ()


def _expected(issue: Issue, style: Style, media: Iterable[Medium], house: House) -> Expected:
    moment = house.moment((issue.date or IssueDate(1980)).moment())
    settings = {str(medium): _setting(issue, style, medium, house) for medium in media}
    added = {medium: tuple(added_in(setting.pages)) for medium, setting in settings.items()}
    return Expected(issue, moment, added, settings, style.options)


def _setting(issue: Issue, style: Style, medium: Medium, house: House) -> Setting:
    pages = typeset(issue, style, medium, house)
    made = tuple(SetPage(each.file, each.id, each.kind, each.title, each.xhtml or each.body) for each in pages.pages)
    words, title = pages.labels.labels, pages.title
    if medium == "epub":
        return Setting(made, words, dict(_files_of_book(issue, style, pages, house)), title)
    if medium == "html":
        return Setting(
            (SetPage("", "", "html", title, pages.back),), words, _one_file(issue, style, pages, house), title
        )
    lettering = {picture.href: picture.words for picture in pages.pictures if picture.words}
    faces = faces_of(issue, style, pages, house) if medium == "pdf" else ()
    plates = {each.href: found for each in pages.pictures if (found := plate(each.data))}
    return Setting(made, words, title=title, lettering=lettering, faces=faces, plates=plates)


def _one_file(issue: Issue, style: Style, pages: Pages, house: House) -> dict[str, bytes]:
    """Return what the pages for HTML give, by the name of its edition."""
    from publisher.editions.html.edition import cuts_for, document
    from publisher.editions.text.edition import page_lines

    text = "".join(f"{line.text}\n" for line in page_lines(pages))
    return {"txt": text.encode(), "html": document(pages, cuts_for(issue, style, pages, house))}


def _files_of_book(issue: Issue, style: Style, pages: Pages, house: House) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an EPUB by name, without a drawn cover that cannot be drawn here."""
    from publisher.editions.epub.edition import bind, cuts_for
    from publisher.editions.epub.package import package_document
    from publisher.typesetting.pictures import COVER_HREF

    moment = house.moment((issue.date or IssueDate(1980)).moment())
    is_drawn = pages.page("cover") is not None and all(each.href != COVER_HREF for each in pages.pictures)
    cover = _drawn_cover(issue, style, pages, house) if is_drawn else b""
    cuts = cuts_for(issue, style, pages, house)
    bound = bind(issue, style, pages, cuts, cover or (b"drawn" if is_drawn else b""), moment)
    can_compare = cover or not is_drawn
    yield from ((item.href, item.data) for item in bound.package.items if can_compare or item.href != COVER_HREF)
    yield from bound.beside.items()
    yield "content.opf", package_document(bound.package)


def _drawn_cover(issue: Issue, style: Style, pages: Pages, house: House) -> bytes:
    """Return the cover that the style draws, nothing where a face for it is not on this machine."""
    from publisher.editions.cover import designed_cover

    try:
        return designed_cover(issue, style, pages.contents, house)
    except ToolError:
        return b""
