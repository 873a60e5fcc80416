"""Which characters and words one script of Chinese has for those of another: OpenCC's dictionaries, read and walked.

Takes the name of an OpenCC configuration and a text, gives pieces: what stood there, what it becomes, which dictionary
says so, and what else it might have become. Put together they read as OpenCC's own conversion; it decides nothing
about the ones that might be otherwise.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any, Protocol

_HEADER = b"OPENCC_MARISA_0.2.5"
_USAGE = frozenset({"TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev"})


class DictionaryError(LookupError):
    """The installed OpenCC has no dictionaries of the form that is read here."""


class Kind(StrEnum):
    """What spoke for a piece: nothing, a single character, a phrase of the dictionary, or a word of the region."""

    SAME = "same"
    CHARACTER = "character"
    PHRASE = "phrase"
    USAGE = "usage"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what it becomes.

    Attributes:
        options: everything the dictionary offers for it, the result first; one entry where it is in no doubt.
        file: the dictionary that spoke last, empty where none did.
    """

    source: str
    result: str
    kind: Kind = Kind.SAME
    options: tuple[str, ...] = ()
    file: str = ""


class Table(Protocol):
    """What gives the longest entry that begins at a place of a text."""

    def match(self, text: str, at: int, spared: frozenset[str]) -> Entry | None:
        """Return the entry, or None."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a dictionary: key, values, and the file it stands in."""

    key: str
    values: tuple[str, ...]
    file: str


class Dictionary:
    """One file of OpenCC."""

    def __init__(self, file: str, entries: dict[str, tuple[str, ...]]) -> None:
        self.file, self.entries = file, entries
        lengths: dict[str, set[int]] = {}
        for key in entries:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {char: sorted(found, reverse=True) for char, found in lengths.items()}

    def match(self, text: str, at: int, spared: frozenset[str]) -> Entry | None:
        """Return the longest entry that begins here and is not spared."""
        for length in self._lengths.get(text[at], ()):
            key = text[at : at + length]
            if key in self.entries and key not in spared:
                return Entry(key, self.entries[key], self.file)
        return None


@dataclass(frozen=True)
class Group:
    """Several tables: the longest entry of all of them, or that of the first one that has any."""

    tables: tuple[Table, ...]
    is_union: bool

    def match(self, text: str, at: int, spared: frozenset[str]) -> Entry | None:
        """Return the entry the group settles on."""
        found = (table.match(text, at, spared) for table in self.tables)
        if not self.is_union:
            return next((entry for entry in found if entry), None)
        return max((entry for entry in found if entry), key=lambda entry: len(entry.key), default=None)


@dataclass(frozen=True)
class Conversion:
    """One configuration of OpenCC: how a text is cut into segments, and the tables each segment goes through."""

    name: str
    segments: Table | None
    chain: tuple[Table, ...]

    def pieces(self, text: str, spared: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
        """Return the text piece by piece; `spared` are words of the region's tables that are not to be changed."""
        return tuple(piece for segment in self._cut(text) for piece in self._converted(segment, spared))

    def regional(self, text: str) -> str:
        """Return what the tables of the region make of characters that are of the other script already."""
        for table in self.chain[1:]:
            text = "".join(piece.result for piece in _walked(table, text, frozenset()))
        return text

    def usage(self) -> dict[str, tuple[str, ...]]:
        """Return the words of the region with what each becomes, in the forms of the first step."""
        files = (file for file in _files(self.chain) if file.file in _USAGE)
        return {key: values for file in files for key, values in file.entries.items()}

    def _cut(self, text: str) -> Iterator[str]:
        """Yield the segments: entries of the dictionary, and what stands between two of them."""
        begun, at = 0, 0
        while self.segments and at < len(text):
            entry = self.segments.match(text, at, frozenset())
            if entry is None:
                at += 1
                continue
            yield from (part for part in (text[begun:at], entry.key) if part)
            begun = at = at + len(entry.key)
        if text[begun:]:
            yield text[begun:]

    def _converted(self, segment: str, spared: frozenset[str]) -> Iterator[Piece]:
        pieces = list(_walked(self.chain[0], segment, frozenset()))
        for table in self.chain[1:]:
            pieces = list(_refined(pieces, table, spared))
        yield from pieces


def _walked(table: Table, text: str, spared: frozenset[str]) -> Iterator[Piece]:
    """Yield a text as one table converts it, character by character where it has no entry."""
    at = 0
    while at < len(text):
        entry = table.match(text, at, spared)
        if entry is None:
            yield Piece(text[at], text[at])
            at += 1
            continue
        yield Piece(entry.key, entry.values[0], _kind(entry), entry.values, entry.file)
        at += len(entry.key)


def _files(tables: tuple[Table, ...]) -> Iterator[Dictionary]:
    for table in tables:
        if isinstance(table, Group):
            yield from _files(table.tables)
        elif isinstance(table, Dictionary):
            yield table


def _kind(entry: Entry) -> Kind:
    if entry.file in _USAGE and entry.values[0] != entry.key:
        return Kind.USAGE
    return Kind.CHARACTER if len(entry.key) == 1 else Kind.PHRASE


def _refined(pieces: list[Piece], table: Table, spared: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces after one more table: cut where both readings have a seam."""
    text = "".join(piece.result for piece in pieces)
    later = list(_walked(table, text, spared))
    before, behind = list(_ends(piece.result for piece in pieces)), list(_ends(piece.source for piece in later))
    one = other = 0
    for seam in sorted({*before} & {*behind}):
        first, second = bisect_right(before, seam, one), bisect_right(behind, seam, other)
        yield _merged(pieces[one:first], later[other:second], table, spared)
        one, other = first, second


def _ends(parts: Iterator[str]) -> Iterator[int]:
    """Yield where each part ends, counted from the beginning of the first."""
    return accumulate(map(len, parts))


_RANK = tuple(Kind)


def _merged(first: list[Piece], later: list[Piece], table: Table, spared: frozenset[str]) -> Piece:
    source, result = "".join(piece.source for piece in first), "".join(piece.result for piece in later)
    kind = max((piece.kind for piece in (*first, *later) if piece.file), key=_RANK.index, default=Kind.SAME)
    file = next((piece.file for piece in (*later, *first) if piece.file), "")
    if kind is Kind.USAGE or len(first) > 1:
        options: tuple[str, ...] = (result,)
    else:
        offered = ("".join(piece.result for piece in _walked(table, each, spared)) for each in first[0].options)
        options = tuple(dict.fromkeys((result, *offered)))
    return Piece(source, result, kind, options if file else (), file)


@cache
def conversion(name: str) -> Conversion:
    """Return the configuration of the installed OpenCC (s2twp, tw2s …), read once a process.

    Raises:
        DictionaryError: OpenCC is there without it, or its dictionaries have another form.
    """
    try:
        config = json.loads(_folder().joinpath(f"{name}.json").read_text(encoding="utf-8"))
        segmented = config.get("segmentation")
        chain = tuple(_table(step["dict"]) for step in config["conversion_chain"])
        return Conversion(name, _table(segmented["dict"]) if segmented else None, chain)
    except (OSError, KeyError, ValueError, struct.error) as error:
        raise DictionaryError(name) from error


def version() -> str:
    """Return the version of OpenCC."""
    import opencc

    return str(opencc.__version__)


def _folder() -> Any:
    import opencc

    return resources.files(opencc) / "clib" / "share" / "opencc"


def _table(config: dict[str, Any]) -> Table:
    """Return a table as a configuration describes it; entries that few fonts can print are left aside."""
    if config["type"] != "group":
        return _dictionary(config["file"].removesuffix(".ocd2"))
    inner = tuple(_table(each) for each in config["dicts"] if not each.get("may_output_tofu"))
    return Group(inner, config.get("match_policy") == "union")


@cache
def _dictionary(name: str) -> Dictionary:
    """Return one file: a trie of its keys, then for each key how many values it has and how long they are."""
    from marisa_trie import Trie  # type: ignore[import-not-found]  # a compiled module without stubs

    data = _folder().joinpath(f"{name}.ocd2").read_bytes()
    if not data.startswith(_HEADER):
        raise DictionaryError(name)
    trie = Trie().frombytes(data[len(_HEADER) :])
    rest = data[len(_HEADER) + len(trie.tobytes()) :]
    count, size = struct.unpack_from("<II", rest)
    text, at, entries = 8, 8 + size, dict[str, tuple[str, ...]]()
    for key in range(count):
        (values,) = struct.unpack_from("<H", rest, at)
        lengths = struct.unpack_from(f"<{values}H", rest, at + 2)
        at += 2 + 2 * values
        found = []
        for length in lengths:
            found.append(rest[text : text + length].rstrip(b"\0").decode())
            text += length
        entries[trie.restore_key(key)] = tuple(found)
    return Dictionary(name, entries)
