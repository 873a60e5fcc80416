"""Articles as pages: takes an article and where it stands in the issue, gives the body of its page.

It fills in the templates of a style; what an article looks like is the style's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publisher.issue.article import Article
from publisher.issue.blocks import Note
from publisher.issue.inlines import NoteCall
from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.issue.marks import width_em
from publisher.issue.plan import ArticleKind
from publisher.issue.style import OriginalPages
from publisher.typesetting import views
from publisher.typesetting.contents import name_of
from publisher.typesetting.design import Dress, dress_of
from publisher.typesetting.geometry import Geometry
from publisher.typesetting.headlines import Headlines
from publisher.typesetting.pictures import Picture
from publisher.typesetting.runninghead import running_head
from publisher.typesetting.spans import spans_of
from publisher.typesetting.stylesheets import Medium
from publisher.typesetting.symbols import qr_symbols
from publisher.typesetting.templates import Templates
from publisher.typesetting.words import Words

_RUNNING_SHARE = 0.62  # of the width of the text: how long a running head may be
_RUNNING_SCALE = 0.8
TITLE_SCALE = 2.8  # of the text size, as in css/pdf.css.j2; so is every other scale
_LEAD_TITLE_SCALE = 2.7  # of the first title on a page of many columns, the largest there
_TITLE_BESIDE_SCALE = 1.7
_OPENER_SCALE = 3.4  # of a title on an opening page beside a picture, on one without, as in css/pdf-features.css.j2
_TYPE_OPENER_SCALE = 5.0
_PANEL = 0.8  # of the text width: the panel of words before a picture
_SUBTITLE_SCALE = 1.3
_HEADING_SCALE = 1.05
_FOOT_SCALE = 0.84


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of the printed original begins: its number as printed, and the anchor that marks it."""

    label: str
    file: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A section or sheet whose first printed article is at hand."""

    id: str
    label: str
    depth: int
    innermost: bool
    is_sheet: bool = False
    number: str = ""
    name: str = ""
    editors: tuple[str, ...] = ()
    proofreaders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """The section an article stands in; `opened` where it is the section's first."""

    id: str
    label: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with its place in the issue."""

    article: Article
    file: str
    path: tuple[Section | Sheet, ...]
    opens: tuple[Opening, ...]
    section: SectionLabel | None
    page_break: PageBreak | None
    is_advertisement: bool


@dataclass(slots=True)
class _FirstTimes:
    seen: set[str] = field(default_factory=set)

    def __call__(self, name: str) -> bool:
        first = name not in self.seen
        self.seen.add(name)
        return first


@dataclass(slots=True)
class _Calls:
    counted: Counter[str] = field(default_factory=Counter)

    def __call__(self, note: str) -> str:
        self.counted[note] += 1
        return views.call_id(note, self.counted[note])


def placed_articles(issue: Issue, words: Words) -> Iterator[Placed]:
    """Yield every printed article with the file it gets, the sections it opens and the printed page it begins."""
    opened: set[str] = set()
    pages: set[str] = set()
    advertisements = set(_advertised(issue.contents))
    for number, (path, article) in enumerate(issue.articles_with_path(), 1):
        file = f"a{number:04}.xhtml"
        opens = tuple(_openings(path, opened, words))
        section = next((part for part in reversed(path) if isinstance(part, Section)), None)
        label = SectionLabel(section.id, section.label, section.id in {part.id for part in opens}) if section else None
        page = PageBreak(article.page, file, f"page-{len(pages) + 1:04}") if article.page not in {"", *pages} else None
        yield Placed(article, file, path, opens, label, page, article.id in advertisements)
        opened.update(part.id for part in path)
        pages.add(article.page)
        pages.discard("")


def _advertised(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Section | Sheet):
            yield from _advertised(node.nodes)
        elif isinstance(node, Advertisement) and node.article:
            yield node.article.id


def _openings(path: tuple[Section | Sheet, ...], opened: set[str], words: Words) -> Iterator[Opening]:
    innermost = next((part.id for part in reversed(path) if isinstance(part, Section)), "")
    for depth, part in enumerate(path, 1):
        if part.id in opened:
            continue
        if isinstance(part, Section):
            yield Opening(part.id, part.label, depth, part.id == innermost)
        else:
            name = words("sheet", number=part.number, name=part.name).strip()
            yield Opening(part.id, part.name, depth, False, True, part.number, name, part.editors, part.proofreaders)  # noqa: FBT003 - two flags in the order of the fields


@dataclass(frozen=True, slots=True)
class ArticleSetter:
    """Sets articles in one style for one medium."""

    templates: Templates
    words: Words
    medium: Medium
    geometry: Geometry
    pictures: Mapping[str, Picture]
    language: str

    def body(self, placed: Placed) -> str:
        """Return the body of the article's page."""
        article = placed.article
        dress = dress_of(article, self.geometry, self.pictures, is_print=self.medium == "pdf")
        called = views.calls_of_notes(article)
        return self.templates.render(
            "templates/article.xhtml.j2",
            article=article,
            depth=len(placed.path) + 1,
            opens=placed.opens,
            section=placed.section,
            is_advertisement=placed.is_advertisement,
            page_break=placed.page_break,
            name=name_of(article, self.words),
            running=self._running(placed),
            codes=qr_symbols(article.qr_codes),
            opening_heads=self.geometry.options.opening_heads,
            original_page=self._original_page(article),
            language=self.language,
            medium=self.medium,
            is_vertical=self.geometry.is_vertical,
            words=self.words,
            pictures=self.pictures,
            dress=dress,
            title_em=self._title_em(article, dress),
            title_may_shrink=not self._stands_beside(article) and not dress.has_page,
            subtitle_em=self._room(dress) / (self.geometry.options.font_size_pt * _SUBTITLE_SCALE),
            spans=spans_of(self.geometry) if self.medium == "pdf" else (),
            heads=Headlines(article.line_breaks),
            column_em=dress.division.measure * dress.division.size / (self._size * _HEADING_SCALE),
            table_em=dress.division.measure,
            foot_fits=self._foot_width(article) <= dress.division.measure,
            uncalled_notes=[note for note in article.notes if note.id not in called],
            note_of=lambda call: self._note(article, call),
            first_call=_FirstTimes(),
            next_call=_Calls(),
            calls_of=lambda note: [views.call_id(note, number) for number in range(1, called[note] + 1)],
            ranks=views.ranks(article),
        )

    def _note(self, article: Article, call: NoteCall) -> Note | None:
        return views.note_of(article, call)

    def _running(self, placed: Placed) -> str:
        """Return the words of the running head: the section and the title, which may be shortened."""
        sheet = next((part for part in placed.path if isinstance(part, Sheet)), None)
        section = placed.section.label if placed.section else ""
        if sheet:
            section = self.words("sheet", number=sheet.number, name=sheet.name).strip()
        size = self.geometry.options.font_size_pt * _RUNNING_SCALE
        widest = self.geometry.text_width * _RUNNING_SHARE / size
        title = placed.article.heading_text()
        return running_head(section, title, widest, self.words("between-running")) or self.words("untitled")

    def _original_page(self, article: Article) -> str:
        """Return what stands in the margin beside an article: the page of the original it begins on, if wanted."""
        wanted = self.geometry.options.original_pages is OriginalPages.MARGIN and article.page
        return self.words("original-page-beside", page=article.page) if wanted else ""

    def _stands_beside(self, article: Article) -> bool:
        """Say whether the head stands in the first column beside the pictures: photos on a page of many columns."""
        return article.kind is ArticleKind.PHOTOS and self.geometry.options.columns > 2

    @property
    def _size(self) -> float:
        return self.geometry.options.font_size_pt

    def _room(self, dress: Dress) -> float:
        """Return how wide the head may be, in points."""
        if dress.has_page:
            return self.geometry.text_width * (_PANEL if dress.picture else 1.0)
        return self.geometry.text_width - 2 * dress.division.padding

    def _title_em(self, article: Article, dress: Dress) -> float:
        """Return how many em of the title's size the head is wide."""
        if dress.has_page:
            return self._room(dress) / (self._size * (_OPENER_SCALE if dress.picture else _TYPE_OPENER_SCALE))
        if self._stands_beside(article):
            return self.geometry.options.measure / _TITLE_BESIDE_SCALE
        scale = TITLE_SCALE if self.geometry.options.columns <= 2 else _LEAD_TITLE_SCALE
        return self._room(dress) / (self._size * scale)

    def _foot_width(self, article: Article) -> float:
        """Return how many em of the text size the lines of the foot take up if set in one."""
        fields = {"affiliation": article.affiliation, "source-note": article.source_note, "editor": article.editor}
        printed = [(key, field) for key, field in fields.items() if field and not field.inline]
        lines = [self.words.labelled(key, field) + field.text for key, field in printed]
        return (sum(width_em(line) for line in lines) + len(lines)) * _FOOT_SCALE
