"""A finished edition: which file, how large, which digest, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontUsed:
    """A face that was cut for this issue: its name, the file it came from, the digests of both."""

    name: str
    family: str
    file: str
    sha256: str
    cut_sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Print:
    """One printed edition.

    Attributes:
        edition: "epub", "pdf", "html" or "txt".
        file: name of the file.
        pages: number of pages of a PDF, 0 for an edition without pages.
        first_pages: article id → folio of its first page in this edition; empty for an EPUB.
    """

    edition: str
    file: str
    sha256: str
    size: int
    pages: int
    first_pages: tuple[tuple[str, str], ...] = ()
    fonts: tuple[FontUsed, ...] = ()
