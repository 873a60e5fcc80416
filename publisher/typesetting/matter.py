"""Front and back matter: cover, contents, imprint, corrections, colophon, made from what the issue knows about itself.

Takes an issue, its contents and the words of a language, gives bodies of pages. Nothing here is invented: what is not
known is said to be unknown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.house import House
from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.issue.marks import width_em
from publisher.issue.plan import IssueKind
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.contentsroom import ContentsRoom, room_for
from publisher.typesetting.corrections import corrections_list
from publisher.typesetting.geometry import POINTS_PER_MM, Geometry
from publisher.typesetting.headlines import Headlines
from publisher.typesetting.imprint import Imprint, comes_first, imprint_of, stands_alone
from publisher.typesetting.pictures import COVER_HREF, Picture
from publisher.typesetting.stylesheets import Medium
from publisher.typesetting.templates import Templates
from publisher.typesetting.words import Words
from publisher.version import VERSION

_HIGHLIGHTS = 6
_MASTHEAD_PT = 96.0
_MASTHEAD_EM = 1.08  # a character of the masthead with the white behind it
_ASIDE = 3  # highlights beside the masthead
_ASIDE_SCALE = 1.2
_LEAST_ASIDE_EM = 12
_FIELD = 0.4  # of a cover without a picture: the field of colour, as in css/pdf.css.j2; so are the four below
_AROUND_LIST_MM = 37
_HIGHLIGHT_SCALE = 1.6
_HIGHLIGHT_LINES = 2.3  # of the leading: the section above a highlight, its rule and the white round it
_HIGHLIGHT_LINE = 1.4
_NEARLY_THE_PAGE = 0.04  # by how much a cover's shape may differ from the page's


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of a cover without a picture."""

    section: str
    label: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterSetter:
    """Sets everything around the articles; `geometry` is that of the contents, `level` that of the cover."""

    issue: Issue
    templates: Templates
    words: Words
    medium: Medium
    pictures: Mapping[str, Picture]
    geometry: Geometry
    level: Geometry

    def _render(self, name: str, **values: object) -> str:
        common = {"issue": self.issue, "words": self.words, "medium": self.medium, "pictures": self.pictures}
        return self.templates.render(f"templates/{name}.xhtml.j2", **common, **values).strip() + "\n"

    def cover(self, contents: tuple[ContentsEntry, ...]) -> str:
        """Return the body of the cover; that of an EPUB shows the one picture of the cover and nothing else."""
        alt = cover_alt(self.issue, self.words)
        if self.medium == "epub":
            return self._render("cover-page", href=COVER_HREF, alt=alt)
        return self._render(
            "cover",
            cover_lines=cover_lines(self.issue, self.words),
            masthead_pt=self._masthead_pt(),
            fills_page=self._fills_page(),
            **self._cover_list(contents),
            **self._cover_aside(contents),
            weekday=self._weekday(),
            guide=guide(contents),
            link=self._link,
            alt=alt,
        )

    def _cover_list(self, contents: tuple[ContentsEntry, ...]) -> dict[str, object]:
        """Return the highlights that fit below the masthead, and the white between them in points."""
        options = self.level.options
        room = (options.height_mm * (1 - _FIELD) - _AROUND_LIST_MM) * POINTS_PER_MM
        line_em = self.level.text_width / (options.font_size_pt * _HIGHLIGHT_SCALE)
        shown, used = list[Highlight](), 0.0
        for highlight in highlights(contents):
            width = width_em(highlight.label) + sum(width_em(name) + 1 for name in highlight.authors)
            used += (_HIGHLIGHT_LINES + _HIGHLIGHT_LINE * math.ceil(width / line_em)) * self.level.leading
            if self.medium == "pdf" and used > room:
                used = room
                break
            shown.append(highlight)
        white = min((room - used) / max(len(shown), 1), 2 * self.level.leading)
        return {"highlights": shown, "list_gap": round(max(white, 0.0), 2)}

    def _fills_page(self) -> bool:
        """Say whether the picture of a cover has the shape of the page, so that the bleed cuts off nothing else."""
        picture = self.pictures.get(self.issue.cover.picture or "")
        page = self.level.options.width_mm / self.level.options.height_mm
        return picture is not None and abs(picture.width / picture.height / page - 1) <= _NEARLY_THE_PAGE

    def _cover_aside(self, contents: tuple[ContentsEntry, ...]) -> dict[str, object]:
        """Return the highlights that stand beside the masthead above a picture, and how wide they may be in points.

        Where a masthead leaves no room, or the titles are longer than a line, there are none.
        """
        size = self.level.options.font_size_pt
        taken = self._masthead_pt() * _MASTHEAD_EM * max(width_em(self.issue.periodical.title), 1.0)
        room = self.level.text_width - taken - 2 * size
        fitting = [each for each in highlights(contents) if width_em(each.label) * size * _ASIDE_SCALE <= room]
        shown = fitting[:_ASIDE] if self.medium == "pdf" and room >= _LEAST_ASIDE_EM * size else []
        return {"beside_masthead": shown, "aside_pt": round(max(room, 0.0), 1)}

    def _weekday(self) -> str:
        """Return the day of the week of a date that is exact to the day; else nothing."""
        date = self.issue.date
        return self.words(f"weekday-{date.moment().isoweekday()}") if date and date.day else ""

    def _masthead_pt(self) -> float:
        """Return the size at which the masthead fills the width, within bounds."""
        width = max(width_em(self.issue.periodical.title), 1.0) * _MASTHEAD_EM
        return round(min(self.level.text_width / width, _MASTHEAD_PT), 1)

    def contents(self, contents: tuple[ContentsEntry, ...]) -> str:
        """Return the body of the contents page; page numbers of a PDF are filled in when the layout is known."""
        room = self._room(contents)
        return self._render("contents", contents=contents, link=self._link, room=room, heads=Headlines())

    def corrections(self, contents: tuple[ContentsEntry, ...]) -> str:
        """Return the body of the page of corrections."""
        return self._render("corrections", listed=corrections_list(self.issue, contents, self.words), link=self._link)

    def _link(self, entry: ContentsEntry) -> str:
        """Return where an entry leads: to a page of an EPUB, elsewhere inside the one document."""
        return entry.target.href if self.medium == "epub" else f"#{entry.target.anchor}"

    def _room(self, contents: tuple[ContentsEntry, ...]) -> ContentsRoom:
        imprint = self._imprint
        return room_for(contents, imprint.height(self.geometry), self.geometry, is_large=imprint.has_symbols)

    @property
    def _imprint(self) -> Imprint:
        return imprint_of(self.issue, self.words, self.geometry.options.barcode_percent)

    def imprint_comes_first(self) -> bool:
        """Say whether the imprint stands before the articles."""
        return comes_first(self.issue, self.geometry)

    def imprint(self, contents: tuple[ContentsEntry, ...]) -> str:
        """Return the body of the imprint; empty where a newspaper has nothing to say that its nameplate does not.

        It stands at the foot of the contents if it fits there, else on a page of its own; in a newspaper and behind
        vertical contents, above the colophon.
        """
        imprint = self._imprint
        is_newspaper = self.issue.kind is IssueKind.NEWSPAPER
        if is_newspaper and not imprint.has_symbols and self._nameplate_says(imprint):
            return ""
        comes_first, room = self.imprint_comes_first(), self._room(contents)
        place = self.geometry.options.imprint_place
        is_alone = stands_alone(imprint, place, comes_first=comes_first, holds_imprint=room.holds_imprint)
        space = room.space if comes_first else 0.0
        return self._render("imprint", imprint=imprint, stands_alone=is_alone, page=self.level, space=space)

    def _nameplate_says(self, imprint: Imprint) -> bool:
        said = {self.words("field-title"), self.words("field-number"), self.words("date"), self.words("publisher")}
        return {fact.label for fact in imprint.facts} <= said

    def colophon(self, house: House) -> str:
        """Return the body of the colophon: what the reissue was made from, and what is missing, mended or in doubt."""
        return self._render(
            "colophon", paragraphs=self._paragraphs(), sources=self.issue.sources, facts=self._colophon_facts(house)
        )

    def _paragraphs(self) -> list[str]:
        issue, words = self.issue, self.words
        between = words("between-things")
        paragraphs = [words("made-from")]
        if issue.unknown:
            paragraphs.append(words("unknown", things=between.join(issue.unknown)))
        if issue.periodical.supplied:
            names = (self._field_name(name) for name in issue.periodical.supplied)
            paragraphs.append(words("by-the-editor", fields=between.join(names)))
        withheld = [item.title or words("withheld-untitled") for item in issue.withheld()]
        if withheld:
            paragraphs.append(words("withheld", count=len(withheld), titles=between.join(withheld)))
        if issue.derivation:
            paragraphs.append(words("converted", original=self._language_name(issue.derivation.original)))
        if issue.periodical.invented:
            paragraphs.append(words("invented"))
        return paragraphs

    def _language_name(self, language: str) -> str:
        return self.words(f"language-{language}")

    def _field_name(self, name: str) -> str:
        key = f"field-{name}"
        return self.words(key) if key in self.words.labels else name

    def _colophon_facts(self, house: House) -> list[tuple[str, str]]:
        issue, words = self.issue, self.words
        moment = house.moment(IssueDate(1980).moment())
        made_on = IssueDate(moment.year, moment.month, moment.day) if house.is_dated else issue.date
        facts = [
            (words("manifest"), f"{issue.manifest}　{issue.manifest_sha256[:12]}".strip("　")),
            (words("corrections"), words("corrections-value", count=issue.corrections)),
            (words("ledger"), issue.ledger_sha256[:12]),
            (words("open-queries"), words("open-queries-value", count=len(issue.queries)) if issue.queries else ""),
            *self._conversion_facts(),
            (words("revision"), words("revision-value", number=issue.revision)),
            (words("made"), words("tool", version=VERSION)),
            (words("made-on"), words.date(made_on) if made_on else ""),
            (words("rights"), issue.rights),
        ]
        return [(label, value) for label, value in facts if value]

    def _conversion_facts(self) -> list[tuple[str, str]]:
        """Return what a colophon says of an edition in another script: converter, ledger, what is open."""
        made, words = self.issue.derivation, self.words
        if made is None:
            return []
        asked = words("open-queries-value", count=len(made.queries)) if made.queries else ""
        return [
            (words("conversion"), f"{made.converter}　{words('corrections-value', count=made.corrections)}"),
            (words("conversion-ledger"), made.ledger_sha256[:12]),
            (words("conversion-queries"), asked),
        ]


def cover_lines(issue: Issue, words: Words) -> list[str]:
    """Return number, running number and date as a cover prints them; what is not known is left out."""
    dated = words.date_beside_number(issue)
    running = words("running-number", number=issue.running_number) if issue.running_number else ""
    return list(dict.fromkeys(part for part in (issue.number, running, dated) if part))


def cover_alt(issue: Issue, words: Words) -> str:
    """Return the picture of a cover in words: whose it is, and what its picture shows."""
    name = words("between-numbers").join([issue.periodical.title, *cover_lines(issue, words)])
    return words("cover-of", issue=name) + (words("cover-shows", picture=issue.cover.alt) if issue.cover.alt else "")


def guide(contents: tuple[ContentsEntry, ...]) -> list[tuple[str, ContentsEntry]]:
    """Return the name of every sheet of a newspaper but the first, and the first story on it."""
    sheets = [entry for entry in contents if entry.kind == "sheet"]
    stories = [
        [leaf for leaf in sheet.walk() if leaf.target.anchor != sheet.id and not leaf.children] for sheet in sheets
    ]
    leads = [next((leaf for leaf in found if not leaf.untitled), None) for found in stories]
    return [(sheet.label, lead) for sheet, lead in zip(sheets[1:], leads[1:], strict=True) if lead]


def highlights(contents: tuple[ContentsEntry, ...]) -> list[Highlight]:
    """Return the first titled article of each section, then further ones, up to six, in the order of the contents."""
    found: list[tuple[int, int, Highlight]] = []
    for top in contents:
        leaves = [entry for entry in top.walk() if not entry.children and not entry.untitled]
        section = top.label if top.children else ""
        found += [
            (rank, len(found) + rank, Highlight(section, leaf.label, leaf.authors)) for rank, leaf in enumerate(leaves)
        ]
    chosen = sorted(found, key=lambda item: item[:2])[:_HIGHLIGHTS]
    return [highlight for _, _, highlight in sorted(chosen, key=lambda item: item[1])]
