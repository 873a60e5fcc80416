"""What an issue contains → YAML: takes articles, advertisements, sections and sheets, gives lines in the usual order.

Every entry is written at the margin it will stand at, so that long lists break at the right column. It writes neither
the head of an issue nor its decisions about all sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from publisher.issue.corrections import Role
from publisher.issue.design import Design
from publisher.issue.plan import (
    AdvertisementPlan,
    ArticleKind,
    ArticlePlan,
    BylinePlan,
    CaptionPlan,
    EntryPlan,
    FieldPlan,
    SectionPlan,
    SheetPlan,
)
from publisher.issue.qr import QrCode
from publisher.manifest.decision_writer import Pen, given, switched
from publisher.manifest.yaml_text import Pairs, comment, flow, flow_list, flow_map, quoted

Notes = Mapping[str, Sequence[str]]
_FIELDS = ("kicker", "title", "subtitle", "deck", "byline", "dateline", "affiliation", "editor", "source_note")
_ROLE_KEYS = {
    Role.HEADING: "headings",
    Role.SUBHEADING: "subheadings",
    Role.ATTRIBUTION: "attributions",
    Role.VERSE: "verse",
    Role.QUOTATION: "quotations",
    Role.QUESTION: "questions",
    Role.LIST_ITEM: "list_items",
}


@dataclass(frozen=True)
class EntryWriter:
    """Writes entries with the remarks that belong to them; `margin` is always the column of the entry's keys."""

    pen: Pen
    notes: Notes = field(default_factory=dict)

    def entries(self, entries: Sequence[EntryPlan], margin: int) -> list[str]:
        """Return a run of entries as items of a list, a blank line between them."""
        lines: list[str] = []
        for number, entry in enumerate(entries):
            lines += ["", *self.item(entry, margin)] if number else self.item(entry, margin)
        return lines

    def item(self, entry: EntryPlan, margin: int) -> list[str]:
        """Return an entry as an item of a list, its remarks above it."""
        first, *rest = self.entry(entry, margin)
        return [*self.remarks(entry.id, margin - 2), f"{' ' * (margin - 2)}- {first[margin:]}", *rest]

    def remarks(self, owner: str, margin: int) -> list[str]:
        """Return the comment above an entry, a key or a decision."""
        return [line for note in self.notes.get(owner, ()) for line in comment(note, margin)]

    def entry(self, entry: EntryPlan, margin: int) -> list[str]:
        """Return the lines of an entry with everything that stands in it."""
        lines = self.header(entry, margin)
        if isinstance(entry, ArticlePlan):
            lines += self.decisions(entry, margin)
        if isinstance(entry, SectionPlan | SheetPlan) and entry.entries:
            lines += [f"{' ' * margin}contents:", *self.entries(entry.entries, margin + 4)]
        return lines

    def header(self, entry: EntryPlan, margin: int) -> list[str]:
        """Return the lines of an entry above its contents or its decisions."""
        match entry:
            case ArticlePlan():
                return list(self._article(entry, margin))
            case AdvertisementPlan():
                return list(self._advertisement(entry, margin))
            case SectionPlan():
                label = f"{' ' * margin}section: {quoted(entry.label)}"
                return [label, *self.pen.lines("from", entry.ranges, margin)]
            case SheetPlan():
                return list(self._sheet(entry, margin))
            case _:
                assert_never(entry)

    def decisions(self, article: ArticlePlan, margin: int) -> list[str]:
        """Return the decisions about an article, their remarks above them."""
        lines = [f"{' ' * margin}decisions:"] if article.decisions else []
        for number, decision in enumerate(article.decisions, 1):
            lines += self.remarks(f"{article.id} decision {number}", margin + 2)
            lines += self.pen.decision(decision, margin + 2)
        return lines

    def _article(self, article: ArticlePlan, margin: int) -> Iterator[str]:
        is_photos = article.kind is ArticleKind.PHOTOS
        named = [("photos" if is_photos else "article", quoted(article.id))]
        if not is_photos and article.kind is not ArticleKind.ARTICLE:
            named.append(("kind", quoted(article.kind.value)))
        yield from _block(named, margin)
        for name in _FIELDS:
            value: FieldPlan | BylinePlan | None = getattr(article, name)
            if isinstance(value, BylinePlan):
                yield from self._byline(value, margin)
            elif value is not None:
                yield from self._field(name, value, margin)
        said = [pair for key in ("page", "rights", "lang") for pair in given(key, getattr(article, key))]
        said += [] if article.in_contents else [("in_contents", "false")]
        yield from _block([*said, *given("writing_mode", article.writing_mode)], margin)
        if article.line_breaks:
            heads = [flow([*map(quoted, head.lines)]) for head in article.line_breaks]
            yield from flow_list(heads, "line_breaks:", margin)
        yield from qr_items(article.qr_codes, margin)
        yield from _design(article.design, margin)
        yield from self._text(article, margin)
        yield from _scans(article.scan, margin)

    def _text(self, article: ArticlePlan, margin: int) -> Iterator[str]:
        if article.markdown:
            yield f"{' ' * margin}text: {{markdown: {quoted(article.markdown.shown)}}}"
        yield from self.pen.lines("text", article.ranges, margin)
        for role in article.roles:
            yield from flow_list([*map(self.pen.address, role.ranges)], f"{_ROLE_KEYS[role.role]}:", margin)
        if article.captions:
            yield f"{' ' * margin}captions:"
        for caption in article.captions:
            yield from flow_map(self._caption(caption), "- ", margin + 2)

    def _advertisement(self, entry: AdvertisementPlan, margin: int) -> Iterator[str]:
        said = [*given("title", entry.title), *switched("kept", entry.kept)]
        yield from _block([("advertisement", quoted(entry.id)), *said], margin)
        yield from self.pen.lines("from", entry.ranges, margin)
        yield from _block([*given("picture", entry.picture), *given("alt", entry.alt)], margin)

    def _sheet(self, entry: SheetPlan, margin: int) -> Iterator[str]:
        yield from _block([("sheet", quoted(entry.number)), *given("name", entry.name)], margin)
        for key, names in (("editors", entry.editors), ("proofreaders", entry.proofreaders)):
            if names:
                yield from flow_list([*map(quoted, names)], f"{key}:", margin)
        yield from self.pen.lines("from", entry.ranges, margin)
        yield from _scans(entry.scan, margin)

    def _field(self, name: str, value: FieldPlan, margin: int) -> list[str]:
        if value.text is not None and not value.ranges and not value.inline:
            return _block([(name, quoted(value.text))], margin)
        reading = [("text", quoted(value.text))] if value.text is not None else []
        pairs = [*self.pen.pairs("from", value.ranges), *reading, *switched("inline", value.inline)]
        return flow_map(pairs, f"{name}:", margin)

    def _byline(self, value: BylinePlan, margin: int) -> list[str]:
        pairs = [("names", flow([*map(quoted, value.names)])), *given("role", value.role)]
        pairs += self.pen.pairs("from", value.ranges)
        return flow_map([*pairs, *switched("inline", value.inline)], "byline:", margin)

    def _caption(self, caption: CaptionPlan) -> Pairs:
        credit = [("credit", quoted(caption.credit))] if caption.credit is not None else []
        where = [*self.pen.pairs("from", caption.ranges), *self.pen.pairs("credit_from", caption.credit_ranges)]
        shown = [*given("picture", caption.picture), *given("alt", caption.alt)]
        return [*where, *credit, *shown, *switched("decorative", caption.decorative)]


def _block(pairs: Iterable[tuple[str, str]], margin: int) -> list[str]:
    return [f"{' ' * margin}{key}: {value}" for key, value in pairs]


def qr_items(codes: Sequence[QrCode], margin: int) -> list[str]:
    """Return the lines of QR codes; none where there are none."""
    lines = [f"{' ' * margin}qr_codes:"] if codes else []
    for code in codes:
        lines += flow_map([("url", quoted(code.url)), ("label", quoted(code.label))], "- ", margin + 2)
    return lines


def _design(design: Design, margin: int) -> list[str]:
    pairs = [*given("opening", design.opener), *switched("boxed", design.boxed)]
    pairs += [("columns", str(design.columns))] if design.columns else []
    if design.pull_quotes:
        pairs.append(("pull_quotes", flow([*map(quoted, design.pull_quotes)])))
    return flow_map(pairs, "design:", margin) if pairs else []


def _scans(scans: Sequence[str], margin: int) -> list[str]:
    return flow_list([*map(quoted, scans)], "scan:", margin) if scans else []
