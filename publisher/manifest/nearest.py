"""What a person may have meant: takes a wrong word and the words there are, gives the nearest. It corrects nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like `word`, or an empty string if none is near."""
    return next(iter(get_close_matches(word[:80].lower(), sorted(known), n=1, cutoff=0.6)), "")


def listed(known: Iterable[str]) -> str:
    """Return the known words as one line."""
    return ", ".join(sorted(known))
