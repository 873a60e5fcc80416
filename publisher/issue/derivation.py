"""How an issue in another script was made: from which language, by which converter, with how many changes and doubts.

Takes nothing, gives the values that manifest, colophon and records need. An issue as it was
printed has no derivation.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.issue.queries import Query
from publisher.problems import Place

# Language of an original → the languages it can be turned into.
DERIVED_FROM = {"zh-Hans": ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK"), "zh-Hant": ("zh-Hans",)}


@dataclass(frozen=True, slots=True)
class SetReading:
    """A word that is to read so in the derived edition: kept, or turned into something else than the dictionary's.

    Attributes:
        article: where it holds; empty for the whole issue.
        is_lasting: said for every issue of the periodical, and so not to be missed in one.
    """

    word: str
    reading: str
    article: str = ""
    is_lasting: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DerivedPlan:
    """An edition in another script as the manifest asks for it; the issue's readings stand before the periodical's."""

    language: str
    readings: tuple[SetReading, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a derived issue knows about its making.

    Attributes:
        original: language of the issue it was made from.
        converter: program, version and configuration (OpenCC 1.4.2 s2twp).
        corrections: how many corrections the second ledger holds.
        queries: what the conversion leaves open.
        ledger_sha256: digest of the second ledger.
    """

    original: str
    converter: str
    corrections: int
    queries: tuple[Query, ...]
    ledger_sha256: str
