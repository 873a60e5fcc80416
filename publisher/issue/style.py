"""How an issue looks, as data: the folders of a style, its options, its labels and the faces it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Furniture(StrEnum):
    """Whether pages carry running heads and folios, covers and contents, or only the text."""

    FULL = "full"
    NONE = "none"


class WritingMode(StrEnum):
    """Which way the lines run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class Opener(StrEnum):
    """How an article opens: with a head above its text, or with a page of its own."""

    HEAD = "head"
    PAGE = "page"


class Fonts(StrEnum):
    """Whether an edition for screens carries the faces of its style, and in which format; HTML takes WOFF2 always."""

    NONE = "none"
    EMBED = "embed"
    EMBED_WOFF2 = "embed-woff2"


class SparsePages(StrEnum):
    """Whether a page less than a third full is avoided: what stands before it closes up, or shares with it."""

    AVOID = "avoid"
    ALLOW = "allow"


class CorrectionsPage(StrEnum):
    """Whether a page before the colophon tells the reader what was corrected."""

    NONE = "none"
    LIST = "list"


class ContentsColumns(StrEnum):
    """In how many columns a printed contents page is set; auto takes two where one would need a second page."""

    ONE = "1"
    TWO = "2"
    AUTO = "auto"


class ImprintPlace(StrEnum):
    """Where the imprint of a PDF stands; auto: below the contents if it fits and has no bars, else on its own page."""

    AUTO = "auto"
    CONTENTS = "contents"
    ALONE = "alone"
    END = "end"


class OriginalPages(StrEnum):
    """Whether a PDF prints the page of the original in the margin beside the beginning of an article."""

    NONE = "none"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class StyleOptions:
    """Everything a manifest may set about the page. Lengths say their unit.

    Attributes:
        columns: columns of the body text.
        run_on: articles follow each other on one page; otherwise each begins a page.
        modules: stories stand side by side in modules, as in a newspaper, where lines are level and articles run on.
        sparse_pages: whether pages less than a third full are avoided.
        measure: characters a line holds in one column; margins give way to it.
        lines: lines a page holds; the text block is `lines` times the leading high.
        opening: how articles and interviews open that do not say it themselves.
        contents_headings: whether a reader's menu lists the headings inside articles below their titles.
        picture_long_side_px: the longer side a picture of the EPUB may have; larger ones are reduced.
        picture_quality: of JPEGs made for the EPUB, of 100.
        picture_budget_kb: what all pictures of an EPUB together, cover apart, may weigh; 0 sets no limit.
        fonts: which faces EPUB and HTML carry; as a rule none, so that readers use their own.
        corrections_page: whether the issue lists its corrections.
        contents_columns: columns of the printed contents.
        imprint_place: where the imprint of a PDF stands.
        opening_heads: whether a running head stands above an article that begins a page too.
        original_pages: whether pages of the printed original stand in the margin of a PDF.
        barcode_percent: size of the barcode; at 100 a module is 0.33 mm wide.
    """

    width_mm: float = 185.0
    height_mm: float = 260.0
    columns: int = 2
    column_gap_em: float = 2.0
    measure: int = 22
    lines: int = 41
    font_size_pt: float = 9.5
    leading_pt: float = 15.5
    inner_margin_mm: float = 20.0
    top_margin_mm: float = 22.0
    run_on: bool = False
    modules: bool = False
    sparse_pages: SparsePages = SparsePages.AVOID
    writing_mode: WritingMode = WritingMode.HORIZONTAL
    furniture: Furniture = Furniture.FULL
    opening: Opener = Opener.HEAD
    contents_headings: bool = False
    fonts: Fonts = Fonts.NONE
    picture_long_side_px: int = 1600
    picture_quality: int = 85
    picture_budget_kb: int = 0
    corrections_page: CorrectionsPage = CorrectionsPage.NONE
    contents_columns: ContentsColumns = ContentsColumns.AUTO
    imprint_place: ImprintPlace = ImprintPlace.AUTO
    opening_heads: bool = True
    original_pages: OriginalPages = OriginalPages.NONE
    barcode_percent: int = 100


class DeclaredKind(StrEnum):
    """What sort of value an option takes that a style declares for itself."""

    FLAG = "flag"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    COLOUR = "colour"


OwnValue = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Declared:
    """An option that a style declares: what it may be, what it is as a rule, and what it does, in two languages."""

    name: str
    kind: DeclaredKind
    default: str
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class FaceRequest:
    """A face the style asks for: its name in CSS, weight, and the families that may serve, best first."""

    name: str
    weight: int
    families: tuple[str, ...]
    use: str = "text"


@dataclass(frozen=True, slots=True)
class Style:
    """A style, resolved.

    Attributes:
        folders: from the style itself up to its oldest parent; `shown` as messages name them.
        labels: by language.
        own: values of the options that the style and its parents declare.
        declared: those options.
    """

    name: str
    folders: tuple[Path, ...]
    options: StyleOptions
    labels: Mapping[str, Mapping[str, str]]
    faces: tuple[FaceRequest, ...]
    shown: tuple[str, ...] = ()
    own: Mapping[str, OwnValue] = field(default_factory=dict)
    declared: tuple[Declared, ...] = ()

    def shown_file(self, name: str) -> str:
        """Return how messages name the nearest file of this name; one that is nowhere is missed in the style itself."""
        shown = self.shown or (f"styles/{self.name}",)
        found = (where for folder, where in zip(self.folders, shown, strict=False) if (folder / name).is_file())
        return f"{next(found, shown[0])}/{name}"

    def file(self, name: str) -> Path | None:
        """Return the nearest file of this name in the chain of folders, or None."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def files(self, pattern: str) -> dict[str, Path]:
        """Return relative name → path of all files that match, the child's file hiding its parent's."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found.update({path.relative_to(folder).as_posix(): path for path in sorted(folder.glob(pattern))})
        return dict(sorted(found.items()))
