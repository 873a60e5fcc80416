"""Turns filled forms into the plan of an issue's contents: takes entries and decisions, gives EntryPlans and Decisions.

Addresses get their source, pictures and Markdown files are found, ids are checked. It does not look at the text of
sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import assert_never

from publisher.issue.addresses import LineRange
from publisher.issue.corrections import Role
from publisher.issue.design import UNDESIGNED, Design
from publisher.issue.line_breaks import HeadPlan
from publisher.issue.plan import (
    AdvertisementPlan,
    ArticlePlan,
    BylinePlan,
    CaptionPlan,
    EntryPlan,
    FieldPlan,
    MarkdownRef,
    RolePlan,
    SectionPlan,
    SheetPlan,
)
from publisher.manifest.decisions import decide
from publisher.manifest.entry_forms import (
    AdvertisementForm,
    ArticleForm,
    BodyForm,
    BylineForm,
    CaptionForm,
    DesignForm,
    EntryForm,
    FieldForm,
    MatterForm,
    PhotosForm,
    SectionForm,
    SheetForm,
)
from publisher.manifest.forms import Address
from publisher.manifest.front_matter import open_article
from publisher.manifest.ids import check_entry_id
from publisher.manifest.nearest import listed, nearest
from publisher.manifest.paths import existing
from publisher.manifest.schema import ArticleDefaultsForm
from publisher.manifest.symbol_forms import qr_codes
from publisher.manifest.written import Written, problem
from publisher.problems import Problem

_ROLES = (
    ("headings", Role.HEADING),
    ("subheadings", Role.SUBHEADING),
    ("attributions", Role.ATTRIBUTION),
    ("verse", Role.VERSE),
    ("quotations", Role.QUOTATION),
    ("questions", Role.QUESTION),
    ("list_items", Role.LIST_ITEM),
)


@dataclass(slots=True)
class Composition:
    """What the making of one issue's contents needs, and the problems met on the way.

    Attributes:
        issue: id of the issue.
        folder: of the periodical; pictures and Markdown files lie in it.
        shown_folder: the folder as messages name it, empty for the house's root.
        sources: ids of the sources, in the order of the manifest.
        defaults: what articles inherit.
        ids: ids of articles and advertisements met so far.
        named: files of the periodical that were named so far, as they were written.
    """

    issue: str
    folder: Path
    shown_folder: str
    sources: tuple[str, ...]
    defaults: ArticleDefaultsForm
    problems: list[Problem] = field(default_factory=list)
    ids: list[Written] = field(default_factory=list)
    named: dict[str, Path] = field(default_factory=dict)
    _labels: dict[str, int] = field(default_factory=dict)

    def entries(self, forms: Iterable[EntryForm]) -> tuple[EntryPlan, ...]:
        """Return the plans of a run of entries."""
        return tuple(self._entry(form) for form in forms)

    def ranges(self, addresses: Iterable[Address]) -> tuple[LineRange, ...]:
        """Return addresses with the source they mean; one whose source is unknown is a problem and left out."""
        return tuple(lines for address in addresses if (lines := self.range(address)))

    def range(self, address: Address) -> LineRange | None:
        """Return an address with the source it means, or None with a problem."""
        if not self.sources:
            if not any(known.code == "manifest/no-sources" for known in self.problems):
                self.problems.append(problem("manifest/no-sources", address.place))
            return None
        source = address.source or self.sources[0]
        if source not in self.sources:
            values = {"source": source, "known": listed(self.sources), "near": nearest(source, self.sources)}
            self.problems.append(problem("manifest/unknown-source", address.place, **values))
            return None
        return LineRange(source, address.first, address.last, address.start, address.end, address.place)

    def opened(self, inside: str) -> str:
        """Return a path of the periodical's folder as messages name it."""
        return f"{self.shown_folder}/{inside}" if self.shown_folder else inside

    def picture(self, written: Written | None) -> str | None:
        """Return the path of a picture relative to the periodical's folder, or None."""
        if written is None:
            return None
        found = self.file(written)
        return found.relative_to(self.folder.resolve()).as_posix() if found else None

    def file(self, written: Written) -> Path | None:
        """Return a file of the periodical that is named, or None with a problem."""
        found = existing(self.folder, written, self.problems)
        if found is not None:
            self.named[PurePosixPath(written).as_posix()] = found
        return found

    def _scans(self, written: Iterable[Written]) -> tuple[str, ...]:
        return tuple(found for each in written if (found := self.picture(each)))

    def _name(self, letter: str) -> str:
        self._labels[letter] = self._labels.get(letter, 0) + 1
        return f"{self.issue}-{letter}{self._labels[letter]:02}"

    def _entry(self, form: EntryForm) -> EntryPlan:
        match form:
            case SectionForm():
                return self._section(form)
            case SheetForm():
                return self._sheet(form)
            case AdvertisementForm():
                return self._advertisement(form)
            case ArticleForm() | PhotosForm():
                return self._article(form)
            case _:
                assert_never(form)

    def _section(self, form: SectionForm) -> SectionPlan:
        name = self._name("s")
        ranges = self.ranges(form.from_)
        return SectionPlan(name, str(form.section), form.section.place, ranges, self.entries(form.contents))

    def _sheet(self, form: SheetForm) -> SheetPlan:
        return SheetPlan(
            id=self._name("p"),
            number=str(form.sheet),
            name=str(form.name),
            place=form.sheet.place,
            editors=_plain(form.editors),
            proofreaders=_plain(form.proofreaders),
            ranges=self.ranges(form.from_),
            entries=self.entries(form.contents),
            scan=self._scans(form.scan),
        )

    def _advertisement(self, form: AdvertisementForm) -> AdvertisementPlan:
        self.ids.append(form.advertisement)
        self.problems += check_entry_id(form.advertisement, self.issue, "a")
        return AdvertisementPlan(
            id=str(form.advertisement),
            place=form.advertisement.place,
            title=str(form.title),
            kept=form.kept,
            ranges=self.ranges(form.from_),
            picture=self.picture(form.picture),
            alt=str(form.alt),
        )

    def _article(self, form: ArticleForm | PhotosForm) -> ArticlePlan:
        before = len(self.problems)
        self.ids.append(form.id)
        self.problems += check_entry_id(form.id, self.issue, "i")
        ranges, markdown, matter = self._body(form)
        roles = ((role, self.ranges(getattr(form, name))) for name, role in _ROLES)
        plan = ArticlePlan(
            id=str(form.id),
            kind=form.kind,
            place=form.id.place,
            title=self._field(matter.title),
            kicker=self._field(matter.kicker),
            subtitle=self._field(matter.subtitle),
            deck=self._field(matter.deck),
            byline=self._byline(matter.byline),
            dateline=self._field(matter.dateline),
            affiliation=self._field(matter.affiliation),
            editor=self._field(matter.editor),
            source_note=self._field(matter.source_note),
            page=str(matter.page),
            rights=str(matter.rights or self.defaults.rights),
            lang=str(matter.lang or self.defaults.lang or ""),
            in_contents=matter.in_contents,
            line_breaks=tuple(HeadPlan(_plain(lines), lines[0].place) for lines in matter.line_breaks),
            writing_mode=matter.writing_mode,
            qr_codes=qr_codes(matter.qr_codes),
            design=_design(matter.design),
            quoted_at=tuple(quote.place for quote in matter.design.pull_quotes) if matter.design else (),
            ranges=ranges,
            markdown=markdown,
            roles=tuple(RolePlan(role, lines) for role, lines in roles if lines),
            captions=tuple(self._caption(caption) for caption in form.captions),
            decisions=decide(form.decisions, self),
            scan=self._scans(form.scan),
        )
        if len(self.problems) == before and _is_empty(plan):
            self.problems.append(problem("manifest/no-text", plan.place, id=plan.id))
        return plan

    def _body(self, form: ArticleForm | PhotosForm) -> tuple[tuple[LineRange, ...], MarkdownRef | None, MatterForm]:
        """Return the lines of an article or its Markdown, and what is said about it: the manifest's word goes first."""
        body = form.text or BodyForm.blank()
        if body.markdown is None:
            return self.ranges(body.from_ or ()), None, form
        if body.from_ is not None:
            self.problems.append(problem("manifest/two-texts", body.markdown.place, id=form.id))
        path = self.file(body.markdown)
        if path is None:
            return (), None, form
        inside = path.relative_to(self.folder.resolve()).as_posix()
        opened = open_article(path, inside, self.opened(inside), self.problems)
        if opened is None:
            return (), None, form
        own = {name: getattr(form, name) for name in MatterForm.model_fields if name in form.model_fields_set}
        return (), opened.ref, opened.matter.model_copy(update=own)

    def _field(self, form: FieldForm | None) -> FieldPlan | None:
        if form is None or (form.text == "" and not form.from_):
            return None
        if form.text is None and not form.from_:
            self.problems.append(
                problem("manifest/wrong-type", form.place, key="text / from", expected=FieldForm.expected)
            )
        text = None if form.text is None else str(form.text)
        return FieldPlan(text, self.ranges(form.from_), form.inline, form.place)

    def _byline(self, form: BylineForm | None) -> BylinePlan | None:
        if form is None:
            return None
        role = str(form.role or self.defaults.byline_role)
        return BylinePlan(_plain(form.names), role, self.ranges(form.from_), form.inline, form.place)

    def _caption(self, form: CaptionForm) -> CaptionPlan:
        if form.decorative and form.alt:
            self.problems.append(problem("manifest/decorative-with-alt", form.alt.place, alt=form.alt))
        return CaptionPlan(
            ranges=self.ranges(form.from_),
            credit_ranges=self.ranges(form.credit_from),
            credit=None if form.credit is None else str(form.credit),
            picture=self.picture(form.picture),
            alt=str(form.alt),
            decorative=form.decorative,
            place=form.place,
        )


def _design(form: DesignForm | None) -> Design:
    if form is None:
        return UNDESIGNED
    return Design(form.opening, form.columns or 0, form.boxed, _plain(form.pull_quotes))


def _is_empty(plan: ArticlePlan) -> bool:
    """Say whether an article has no text and takes nothing else from the sources."""
    fields = (plan.title, plan.kicker, plan.subtitle, plan.deck, plan.byline, plan.dateline, plan.source_note)
    return not (plan.markdown or plan.ranges or plan.captions or any(part and part.ranges for part in fields))


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(text) for text in texts)
