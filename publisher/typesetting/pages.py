"""An issue as pages: takes the issue, a style and a medium, gives XHTML with contents, style sheets and pictures.

For an EPUB every page is a document; for a PDF the same bodies are bound into two, front matter and the rest, for HTML
into one. It cuts no faces and lays out no line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from publisher.house import House
from publisher.issue.article import Article
from publisher.issue.blocks import Figure, Table
from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.issue.plan import ArticleKind
from publisher.issue.style import CorrectionsPage, Fonts, Furniture, Style, WritingMode
from publisher.problems import ManifestError, Problem, ReissueError
from publisher.typesetting.articles import ArticleSetter, PageBreak, Placed, placed_articles
from publisher.typesetting.characters import illegal_characters
from publisher.typesetting.contents import ContentsEntry, Listed, contents_of, listed, name_of
from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.matter import MatterSetter
from publisher.typesetting.pictures import Picture, pictures_of, turned
from publisher.typesetting.pictures.darkroom import darkroom
from publisher.typesetting.semantics import Escaped
from publisher.typesetting.stylesheets import Medium, Stylesheet, stylesheets_of
from publisher.typesetting.symbols import symbols_of
from publisher.typesetting.templates import Templates
from publisher.typesetting.words import Words, words_for

FACES_SHEET = "css/faces.css"
MATTER = {
    "cover": "cover",
    "contents": "frontmatter",
    "imprint": "backmatter",
    "corrections": "backmatter",
    "colophon": "backmatter",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page file.

    Attributes:
        id: of the article, or the name of the matter (cover, contents, imprint, corrections, colophon).
        file: ASCII name, relative to the folder of the pages.
        kind: cover, contents, imprint, corrections, colophon, article, photos or advertisement.
        is_vertical: whether its lines run from top to bottom; pages turn the other way only where the style says so.
        body: what stands inside the body element.
        xhtml: the whole document; empty where pages are bound.
    """

    id: str
    file: str
    kind: str
    title: str
    body: str
    xhtml: str
    epub_type: str
    is_vertical: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """An issue, set.

    Attributes:
        title: the name the issue goes by, with number or date.
        contents: the one tree of contents.
        figures, tables: lists of what is shown, in reading order.
        page_breaks: pages of the printed original, in reading order.
        front, back: for a PDF, the documents bound from the pages; `front` is empty where there is no contents page.
            For HTML, `back` is the one document.
    """

    language: str
    title: str
    medium: Medium
    pages: tuple[Page, ...]
    contents: tuple[ContentsEntry, ...]
    stylesheets: tuple[Stylesheet, ...]
    pictures: tuple[Picture, ...]
    page_breaks: tuple[PageBreak, ...]
    labels: Words
    figures: tuple[Listed, ...] = ()
    tables: tuple[Listed, ...] = ()
    front: str = ""
    back: str = ""

    def page(self, kind: str) -> Page | None:
        """Return the first page of a kind, or None."""
        return next((page for page in self.pages if page.kind == kind), None)


def typeset(issue: Issue, style: Style, medium: Medium, house: House) -> Pages:
    """Return the issue set in the style for one medium.

    Raises:
        ReissueError: a picture cannot be printed, a character cannot stand in XML, the style is at fault.
    """
    if problems := illegal_characters(issue):
        raise ReissueError(*problems)
    return _Setting(issue, style, medium, house).pages()


def sheet_names(style: Style, sheets: Iterable[Stylesheet]) -> list[str]:
    """Return the names of the style sheets that a page for a screen links; that of the faces first, if it has any."""
    faces = [] if style.options.fonts is Fonts.NONE else [FACES_SHEET]
    return [*faces, *(sheet.href for sheet in sheets)]


class _Setting:
    """One run of typesetting: the setters, and the order of the pages."""

    def __init__(self, issue: Issue, style: Style, medium: Medium, house: House) -> None:
        self.issue, self.style, self.medium, self.house = issue, style, medium, house
        self.words = words_for(style, issue.language)
        self.templates = Templates(style, house.cache_for("templates"))
        own = geometry_of(style.options)
        self.level, self.vertical = (own.turned(), own) if own.is_vertical else (own, own.turned())
        with darkroom(house) as develop:
            shown = pictures_of(issue, medium, style.options, develop)
        self.pictures = (*shown, *symbols_of(issue))
        by_name = {picture.name: picture for picture in self.pictures}
        on_its_side = by_name
        self.placed = tuple(placed_articles(issue, self.words))
        self.files = {item.article.id: item.file for item in self.placed}
        self.contents = contents_of(issue, self.files, self.words)
        upright = any(self._is_vertical(item.article) for item in self.placed) or own.is_vertical
        if upright and medium == "pdf":
            on_its_side = {name: turned(picture) for name, picture in by_name.items()}
            self.pictures += tuple(picture for name, picture in on_its_side.items() if picture is not by_name[name])
        self.sheets = stylesheets_of(style, medium, self.level, self.templates, self.vertical if upright else None)
        self.matter = MatterSetter(issue, self.templates, self.words, medium, by_name, own, self.level)
        self.setters = {
            geometry.is_vertical: ArticleSetter(self.templates, self.words, medium, geometry, shown, issue.language)
            for geometry, shown in ((self.level, by_name), (self.vertical, on_its_side))
        }

    def pages(self) -> Pages:
        """Return everything, bound for a PDF."""
        pages = tuple(page for page in (*self._front(), *self._middle(), *self._end()) if page.body.strip())
        front, back = self._bound(pages)
        return Pages(
            language=self.issue.language,
            title=self.words.issue_name(self.issue),
            medium=self.medium,
            pages=pages,
            contents=self.contents,
            stylesheets=self.sheets,
            pictures=self.pictures,
            page_breaks=tuple(item.page_break for item in self.placed if item.page_break),
            labels=self.words,
            figures=listed(self.issue, self.files, self.words, Figure),
            tables=listed(self.issue, self.files, self.words, Table),
            front=front,
            back=back,
        )

    @property
    def _furnished(self) -> bool:
        return self.style.options.furniture is Furniture.FULL

    @property
    def _is_bound_right(self) -> bool:
        return self.style.options.writing_mode is WritingMode.VERTICAL

    def _front(self) -> Iterable[Page]:
        if self._furnished:
            yield self._matter("cover", self.words("cover"), self.matter.cover(self.contents))
            yield self._matter("contents", self.words("contents"), self.matter.contents(self.contents))
            if self.matter.imprint_comes_first():
                yield self._matter("imprint", self.words("imprint"), self.matter.imprint(self.contents))

    def _middle(self) -> Iterable[Page]:
        return (self._article(item) for item in self.placed)

    def _end(self) -> Iterable[Page]:
        if self._furnished:
            if not self.matter.imprint_comes_first():
                yield self._matter("imprint", self.words("imprint"), self.matter.imprint(self.contents))
            if self.style.options.corrections_page is CorrectionsPage.LIST:
                body = self.matter.corrections(self.contents)
                yield self._matter("corrections", self.words("corrections-page"), body)
            yield self._matter("colophon", self.words("colophon"), self.matter.colophon(self.house))

    def _matter(self, kind: str, title: str, body: str) -> Page:
        # Cover, imprint and colophon stay level: a picture, and tables of facts with digests and Western words.
        is_vertical = kind == "contents" and self._is_bound_right
        return self._page(kind, f"{kind}.xhtml", kind, title, body, MATTER[kind], is_vertical=is_vertical)

    def _article(self, item: Placed) -> Page:
        article = item.article
        kind = "photos" if article.kind is ArticleKind.PHOTOS else "article"
        kind = "advertisement" if item.is_advertisement else kind
        name, is_vertical = name_of(article, self.words), self._is_vertical(article)
        body = self.setters[is_vertical].body(item)
        return self._page(article.id, item.file, kind, name, body, "bodymatter", is_vertical=is_vertical)

    def _is_vertical(self, article: Article) -> bool:
        """Say which way an article is set: as it says itself, else as the style does; plates as a rule are level."""
        usual = WritingMode.HORIZONTAL if article.kind is ArticleKind.PHOTOS else self.style.options.writing_mode
        return (article.writing_mode or usual) is WritingMode.VERTICAL

    def _page(
        self, id_: str, file: str, kind: str, title: str, body: str, epub_type: str, *, is_vertical: bool
    ) -> Page:
        if self.medium != "epub":
            return Page(id_, file, kind, title, body, "", epub_type, is_vertical)
        xhtml = self.templates.render(
            "templates/document.xhtml.j2",
            language=self.issue.language,
            title=title,
            stylesheets=sheet_names(self.style, self.sheets),
            kind=kind,
            epub_type=epub_type,
            body=Escaped(body),
            is_vertical=is_vertical,
            is_apart=not is_vertical and self.style.options.writing_mode is WritingMode.VERTICAL,
        )
        _check_wellformed(xhtml, file)
        return Page(id_, file, kind, title, body, xhtml, epub_type, is_vertical)

    def _bound(self, pages: tuple[Page, ...]) -> tuple[str, str]:
        """Return the documents bound from the pages: none for an EPUB, one for HTML, front matter and rest for a PDF.

        Without a contents page everything is the rest.
        """
        if self.medium != "pdf":
            return "", self._single(pages) if self.medium == "html" else ""
        middle = next((index for index, page in enumerate(pages) if page.file.startswith("a0")), len(pages))
        if not any(page.kind == "contents" for page in pages):
            middle = 0
        front = self._document(pages[:middle]) if middle else ""
        return front, self._document(pages[middle:])

    def _document(self, pages: tuple[Page, ...]) -> str:
        return self.templates.render(
            "templates/print.xhtml.j2",
            stylesheets=[sheet.href for sheet in self.sheets],
            furniture=str(self.style.options.furniture),
            pages=[_bound_page(page) for page in pages],
            **self._common(),
        )

    def _single(self, pages: tuple[Page, ...]) -> str:
        """Return all pages as one document: what stands before the articles, they themselves, what stands behind."""
        matter = [page.kind in MATTER for page in pages]
        first = matter.index(False) if False in matter else len(pages)
        last = len(pages) - (matter[::-1].index(False) if False in matter else 0)
        parts = {"front": pages[:first], "middle": pages[first:last], "back": pages[last:]}
        xhtml = self.templates.render(
            "templates/single.xhtml.j2",
            stylesheets=sheet_names(self.style, self.sheets),
            **{name: [_bound_page(page) for page in part] for name, part in parts.items()},
            **self._common(),
        )
        _check_wellformed(xhtml, "single.xhtml")
        return xhtml

    def _common(self) -> dict[str, object]:
        """Return what the heads of bound documents say."""
        issue, title = self.issue, self.words.issue_name(self.issue)
        moment = self.house.moment((issue.date or IssueDate(1980, 1, 1)).moment())
        return {
            "issue": issue,
            "language": issue.language,
            "title": title,
            "masthead": title,
            "authors": [issue.periodical.publisher] if issue.periodical.publisher else [],
            "description": issue.periodical.description,
            "generator": "Reissue",
            "created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "revision": self.words("revision-value", number=issue.revision),
        }


def _bound_page(page: Page) -> dict[str, object]:
    """Return what a binding template knows of a page."""
    facts = {"kind": page.kind, "id": page.id, "title": page.title, "is_vertical": page.is_vertical}
    return {**facts, "body": Escaped(page.body)}


def _check_wellformed(xhtml: str, file: str) -> None:
    try:
        ET.fromstring(xhtml)  # noqa: S314 - our own output, and it declares no entity
    except ET.ParseError as error:
        raise ManifestError(Problem("typesetting/malformed-page", None, {"file": file, "reason": str(error)})) from None
