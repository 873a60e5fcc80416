"""How an issue looks, as data: the folders of a style, its options, its labels and the faces it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
        contents_headings: whether a reader's menu lists the headings inside articles below their titles.
        picture_long_side_px: the longer side a picture of the EPUB may have; larger ones are reduced.
        picture_quality: of JPEGs made for the EPUB, of 100.
        picture_budget_kb: what all pictures of an EPUB together, cover apart, may weigh; 0 sets no limit.
        fonts: which faces EPUB and HTML carry; as a rule none, so that readers use their own.
        corrections_page: whether the issue lists its corrections.
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
    contents_headings: bool = False
    fonts: Fonts = Fonts.NONE
    picture_long_side_px: int = 1600
    picture_quality: int = 85
    picture_budget_kb: int = 0
    corrections_page: CorrectionsPage = CorrectionsPage.NONE


@dataclass(frozen=True, slots=True)
class FaceRequest:
    """A face the style asks for: its name in CSS, weight, and the families that may serve, best first."""

    name: str
    weight: int
    families: tuple[str, ...]
    use: str = "text"


@dataclass(frozen=True, slots=True)
class Style:
    """A style, resolved: `folders` from the style itself up to its oldest parent; `labels` by language."""

    name: str
    folders: tuple[Path, ...]
    options: StyleOptions
    labels: Mapping[str, Mapping[str, str]]
    faces: tuple[FaceRequest, ...]

    def file(self, name: str) -> Path | None:
        """Return the nearest file of this name in the chain of folders, or None."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def files(self, pattern: str) -> dict[str, Path]:
        """Return relative name → path of all files that match, the child's file hiding its parent's."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found.update({path.relative_to(folder).as_posix(): path for path in sorted(folder.glob(pattern))})
        return dict(sorted(found.items()))
