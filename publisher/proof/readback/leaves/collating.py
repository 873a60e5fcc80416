"""The collation of printed pages: takes the bytes of a PDF and what must stand in it, gives the sections of a proof.

The pages as typesetting makes them again are held against the issue, then every character that the PDF shows against
those pages; then what leads from one place to another, what the file says of itself, and the shapes of its glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.issue.style import WritingMode
from publisher.proof.checks import Check, Finding, Kind, Section
from publisher.proof.pdf.destinations import labels as label_ranges
from publisher.proof.pdf.document import UNREADABLE, Document, opened
from publisher.proof.readback.added import root_of
from publisher.proof.readback.book.texts import found_units, text_checks
from publisher.proof.readback.expected import Expected, Setting
from publisher.proof.readback.findings import check, parted, quoted
from publisher.proof.readback.leaves.docinfo import docinfo_checks
from publisher.proof.readback.leaves.drawn import Shown, shown_on
from publisher.proof.readback.leaves.folding import unfolded
from publisher.proof.readback.leaves.following import Followed, Parting, follow
from publisher.proof.readback.leaves.leaders import leader_faults
from publisher.proof.readback.leaves.order import crossed_rows, disorder, displacement, parted_facts, strayed_marks
from publisher.proof.readback.leaves.pagination import Pagination, leaves_of
from publisher.proof.readback.leaves.paper import as_book
from publisher.proof.readback.leaves.plates import count, plate_checks
from publisher.proof.readback.leaves.script import Script, script_of, squeezed
from publisher.proof.readback.leaves.shapes import shape_faults
from publisher.proof.readback.leaves.wayfinding import Wayfinding
from publisher.proof.readback.reading import read_page
from publisher.proof.readback.wanted import names_of

MEDIUM = "pdf"
_BOOKLET, _COVER = ".booklet.pdf", ".print-cover.pdf"
_BEHIND_A_COVER = frozenset({3})  # of the four pages of a cover, the first that does not follow the one before
_ON_PAPER = (_BOOKLET, _COVER, ".print.pdf")
_BESIDE = "original-page"
_AROUND = 6  # characters shown on either side of a difference


@dataclass(frozen=True, slots=True)
class Leaves:
    """A PDF read back.

    Attributes:
        is_part: the file holds some pages of the issue only, as a cover does.
    """

    document: Document
    pages: tuple[tuple[Shown, ...], ...]
    script: Script
    pagination: Pagination
    followed: Followed
    is_part: bool


def collate_leaves(data: bytes, name: str, expected: Expected) -> tuple[Section, ...]:
    """Return what comes of comparing a PDF with its issue; the end of `name` says which edition it is.

    `expected` must hold a setting of the medium `pdf`.
    """
    try:
        leaves = leaves_read(data, name, expected)
    except UNREADABLE as error:
        reason = " ".join(str(error).split()).rpartition(">: ")[2][:200] or type(error).__name__
        return (Section("text", Kind.COLLATION, "", (check("opens", [Finding(detail=reason)]),)),)
    setting = expected.settings[MEDIUM]
    text = (*_as_issue(expected, setting), *_printed(leaves, is_added=False), _unseen(leaves))
    added = (*_printed(leaves, is_added=True), *_around(leaves, setting))
    return (
        Section("text", Kind.COLLATION, "", text, data=_figures(leaves)),
        Section("added", Kind.COLLATION, "", added, data={"characters": _characters(leaves, is_added=True)}),
        _glyphs(leaves, expected),
        Section("links", Kind.RULES, "", tuple(_links(leaves, name)), data={"links": _count(leaves)}),
        _pictures(leaves, name, setting),
        Section("metadata", Kind.RULES, "", tuple(docinfo_checks(leaves.document, name, expected))),
    )


def leaves_read(data: bytes, name: str, expected: Expected) -> Leaves:
    """Return a PDF with its characters found among those it is to show."""
    document, setting = opened(data), expected.settings[MEDIUM]
    script, issue_name = script_of(setting), squeezed(setting.title)
    pages = shown_on(document)
    is_part = name.endswith(_COVER)
    if is_part or name.endswith(_BOOKLET):
        widths = [_width(page.boxes["MediaBox"]) for page in document.pages]
        pages = unfolded(pages, widths, bound_right=expected.options.writing_mode is WritingMode.VERTICAL)
    heads = frozenset({issue_name, *script.running.values()}) - {""}
    labels = list(map(_last_number, pages)) if is_part else _labels(document, len(pages))
    beside = frozenset(strand.text for strand in script.strands if strand.kind == _BESIDE)
    leaves = leaves_of(pages, labels, heads, beside)
    shown = [each for leaf in leaves for each in leaf.shown]
    followed = follow(script.strands, shown, _BEHIND_A_COVER if is_part else frozenset())
    pagination = Pagination(leaves, script, followed, issue_name)
    return Leaves(document, pages, script, pagination, followed, is_part)


def _pictures(leaves: Leaves, name: str, setting: Setting) -> Section:
    checks = plate_checks(leaves.document, setting, is_whole=not leaves.is_part, is_on_paper=name.endswith(_ON_PAPER))
    return Section("pictures", Kind.RULES, "", checks, data={"pictures": count(leaves.document)})


def _figures(leaves: Leaves) -> dict[str, int]:
    return {"characters": _characters(leaves, is_added=False), "pages": len(leaves.pagination.leaves)}


def _characters(leaves: Leaves, *, is_added: bool) -> int:
    """Return how many characters were read where they should stand: of the issue, or of what is added to it."""
    strands = leaves.script.strands
    return sum(
        spot.end - spot.start
        for number, spots in leaves.followed.spots.items()
        for spot in spots
        if bool(strands[number].kind) is is_added
    )


def _count(leaves: Leaves) -> int:
    return sum(len(page.annotations) for page in leaves.document.pages)


def _width(box: tuple[float, float, float, float] | None) -> float:
    return box[2] - box[0] if box else 0.0


def _last_number(shown: tuple[Shown, ...]) -> str:
    """Return the number that is drawn last on a page of a cover, which has no labels; empty if there is none."""
    return next((text for each in reversed(shown) if (text := squeezed(each.text)).isdecimal()), "")


def _labels(document: Document, count: int) -> list[str]:
    """Return the label of every page; its number where the file gives none."""
    found = [str(index + 1) for index in range(count)]
    ranges = sorted(label_ranges(document) or [])
    for at, (first, written) in enumerate(ranges):
        end = ranges[at + 1][0] if at + 1 < len(ranges) else count
        style, prefix, start = written.split("|", 2) if written.count("|") == 2 else ("", written, "1")
        for index in range(max(first, 0), min(end, count)):
            found[index] = prefix + (str(int(start) + index - first) if style == "D" else "")
    return found


# --- checks ---


def _as_issue(expected: Expected, setting: Setting) -> Iterator[Check]:
    """Yield whether the pages that typesetting makes again say what the issue says."""
    names = names_of(expected.issue)
    readings = {page.file: read_page(as_book(root_of(page)), names) for page in setting.pages}
    units = found_units(readings)
    yield from text_checks(units, expected.issue, setting.words)


def _printed(leaves: Leaves, *, is_added: bool) -> Iterator[Check]:
    """Yield whether everything that is shown is said, and the other way round: the issue's words, or added ones."""
    strands = leaves.script.strands
    partings = [each for each in leaves.followed.partings if bool(strands[each.strand].kind) is is_added]
    if leaves.is_part:
        partings = [each for each in partings if each.seen or leaves.followed.spots.get(each.strand)]
    prefix = "added-" if is_added else ""
    yield check(f"{prefix}misprinted", _findings(leaves, [each for each in partings if each.wanted and each.seen]))
    yield check(f"{prefix}lost", _findings(leaves, [each for each in partings if not each.seen]))
    yield check(f"{prefix}surplus", _findings(leaves, [each for each in partings if not each.wanted]))
    if not is_added:
        yield check("printed-order", disorder(leaves.script, leaves.followed))
        rules = (displacement, crossed_rows, strayed_marks, parted_facts)
        strayed = [each for rule in rules for each in rule(leaves.script, leaves.followed)]
        yield check("printed-places", strayed)


def _findings(leaves: Leaves, partings: Iterable[Parting]) -> Iterator[Finding]:
    for each in partings:
        strand = leaves.script.strands[each.strand]
        end = each.at + len(each.wanted)
        before, after = strand.text[max(0, each.at - _AROUND) : each.at], strand.text[end : end + _AROUND]
        words = parted(before + each.wanted + after, before + each.seen + after)
        yield Finding(each.page, f"{strand.document} {strand.block}", words)


def _unseen(leaves: Leaves) -> Check:
    pages = leaves.pagination.leaves
    return check("unseen", (_hidden(each) for leaf in pages for each in leaf.shown if each.is_unseen))


def _hidden(shown: Shown) -> Finding:
    return Finding(shown.page, "", quoted(shown.text))


def _around(leaves: Leaves, setting: Setting) -> Iterator[Check]:
    """Yield what stands around the text; of a part of an issue nothing is asked that only the whole can tell."""
    if leaves.is_part:
        return
    pages = leaves.pagination
    yield check("folios", pages.folios())
    yield check("running-heads", pages.heads())
    yield check("contents-numbers", pages.numbers())
    yield check("leaders", leader_faults(leaves.script, leaves.followed))
    yield check("page-labels", pages.labels(setting.words.get("cover", "")))


def _glyphs(leaves: Leaves, expected: Expected) -> Section:
    """Return whether every glyph is that of its characters; without the faces, what the fonts say of themselves."""
    faces = {face.name: face for face in expected.settings[MEDIUM].faces}
    languages = dict.fromkeys(
        (expected.issue.language, *(each.lang for each in expected.issue.articles() if each.lang))
    )
    found = shape_faults(leaves.pages, faces, tuple(languages))
    data = {"glyphs": found.compared, "uncompared": found.unseen}
    note = "no-faces" if found.unseen else ""
    return Section("glyphs", Kind.COLLATION, "", (check("glyph-shapes", found.wrong),), note, data=data)


def _links(leaves: Leaves, name: str) -> Iterator[Check]:
    ways = Wayfinding(leaves.document, leaves.script, leaves.followed)
    if name.endswith(_ON_PAPER):
        yield ways.loose()
    else:
        yield from ways.checks()
