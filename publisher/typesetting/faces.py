"""Finds faces among the fonts of this machine: takes the families a style asks for, gives files, digests and coverage.

Files whose names look like the family are opened first, the others only if those do not serve. It cuts nothing and
downloads nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publisher.house import House
from publisher.issue.style import FaceRequest

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_HOME_FOLDERS = (".local/share/fonts", ".fonts", "Library/Fonts")
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
# The beginning of a language tag → the letters of the region whose forms its readers expect; the longest one counts.
_REGIONS = {
    "zh": "SC",
    "zh-hant": "TC",
    "zh-tw": "TC",
    "zh-hant-hk": "HK",
    "zh-hant-mo": "HK",
    "zh-hk": "HK",
    "zh-mo": "HK",
}
_REGIONS |= {"ja": "JP", "ko": "KR"}
QUOTES = frozenset(map(ord, "“”‘’"))
_HAN, _STOP = ord("一"), ord("。")
_OFF_CENTRE = 0.1  # of an advance
_FAMILY_NAMES = (1, 16)  # of the name table: family, typographic family


@dataclass(frozen=True, slots=True)
class Face:
    """A face that was found.

    Attributes:
        index: of the face in its file, for collections.
        sha256: digest of the file.
        characters: code points the face has shapes for.
        narrow_quotes: whether “” are drawn for Western text, narrower than an ideograph.
        centres_stops: whether 。 stands in the middle of its cell, as in Taiwan and Hong Kong.
    """

    request: FaceRequest
    family: str
    path: Path
    index: int
    sha256: str
    characters: frozenset[int]
    narrow_quotes: bool = False
    centres_stops: bool = False


def find_face(request: FaceRequest, language: str, house: House) -> Face | None:
    """Return the first family of the request that is installed in the weight asked for, or None.

    `{region}` in a family's name stands for the letters of the language: SC, TC, HK, JP, KR.
    """
    region = region_of(language)
    folders = _font_folders(house)
    for name in request.families:
        family = name.replace("{region}", region)
        if found := _located(family, request.weight, folders):
            path, index = found
            digest = _digest(path, path.stat().st_mtime_ns)
            narrow, centred = _has_narrow_quotes(path, index), _centres_stops(path, index)
            return Face(request, family, path, index, digest, _coverage(path, index), narrow, centred)
    return None


def region_of(language: str) -> str:
    """Return the region whose forms a language is printed in; Simplified ones where nothing is said."""
    tag = language.lower()
    beginnings = [start for start in _REGIONS if tag == start or tag.startswith(f"{start}-")]
    return _REGIONS[max(beginnings, key=len)] if beginnings else "SC"


def _font_folders(house: House) -> tuple[Path, ...]:
    home = house.environ.get("HOME", "")
    given = [Path(part) for part in house.environ.get("REISSUE_FONTS", "").split(":") if part]
    own = [Path(home) / part for part in _HOME_FOLDERS] if home else []
    return tuple(folder for folder in (*given, *own, *map(Path, _FOLDERS)) if folder.is_dir())


@cache
def _located(family: str, weight: int, folders: tuple[Path, ...]) -> tuple[Path, int] | None:
    wanted = _squeezed(family)
    files = _font_files(folders)
    likely = [path for path in files if _looks_like(path, wanted)]
    others = [path for path in files if path not in set(likely)]
    for path in (*likely, *others):
        for index, names, found_weight in _members(path, path.stat().st_mtime_ns):
            if wanted in names and found_weight == weight:
                return path, index
    return None


@cache
def _font_files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return tuple(path for path in found if path.suffix.lower() in _SUFFIXES and path.is_file())


def _squeezed(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _looks_like(path: Path, wanted: str) -> bool:
    stem = _squeezed(path.stem.partition("-")[0])
    return wanted.startswith(stem) or stem.startswith(wanted)


@cache
def _members(path: Path, _modified: int) -> tuple[tuple[int, frozenset[str], int], ...]:
    """Return index, family names and weight of every face in a file; a file that is no font has none."""
    from fontTools.ttLib import TTLibError  # type: ignore[import-untyped]  # fontTools has no stubs

    try:
        return tuple(_read_members(path))
    except (TTLibError, OSError, KeyError, ValueError):
        return ()


def _read_members(path: Path) -> Iterator[tuple[int, frozenset[str], int]]:
    from fontTools.ttLib import TTCollection, TTFont

    if path.suffix.lower() in {".ttc", ".otc"}:
        with TTCollection(path, lazy=True) as collection:
            fonts = list(enumerate(collection.fonts))
            yield from ((index, _family_names(font), int(font["OS/2"].usWeightClass)) for index, font in fonts)
    else:
        with TTFont(path, lazy=True) as font:
            yield 0, _family_names(font), int(font["OS/2"].usWeightClass)


def _family_names(font: Any) -> frozenset[str]:
    records = font["name"].names
    return frozenset(_squeezed(record.toUnicode()) for record in records if record.nameID in _FAMILY_NAMES)


@cache
def _digest(path: Path, _modified: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _coverage(path: Path, index: int) -> frozenset[int]:
    import uharfbuzz

    blob = uharfbuzz.Blob.from_file_path(str(path))
    return frozenset(uharfbuzz.Face(blob, index).unicodes)


@cache
def _has_narrow_quotes(path: Path, index: int) -> bool:
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index))
    glyphs = [font.get_nominal_glyph(code) for code in (min(QUOTES), _HAN)]
    if not all(glyphs):
        return False
    quote, han = (font.get_glyph_h_advance(glyph) for glyph in glyphs)
    return bool(quote < han)


@cache
def _centres_stops(path: Path, index: int) -> bool:
    """Say whether the ink of 。 lies about the middle of its cell."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index))
    glyph = font.get_nominal_glyph(_STOP)
    extents = font.get_glyph_extents(glyph) if glyph else None
    if not extents:
        return False
    middle = (extents.x_bearing + extents.width / 2) / font.get_glyph_h_advance(glyph)
    return bool(abs(middle - 0.5) < _OFF_CENTRE)
