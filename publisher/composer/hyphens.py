"""Where Western words may be parted: takes a word and a language, gives places.

Words inside Chinese text are taken for English. The patterns are Pyphen's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{6,}")
_LEFT, _RIGHT = 2, 3  # letters that stay and letters that go, at least


def parted(text: str, language: str) -> list[int]:
    """Return the places, in characters, where a hyphen may end a line; none in names in capitals."""
    dictionary = _dictionary(language)
    if dictionary is None:
        return []
    return [
        word.start() + at
        for word in _WORD.finditer(text)
        if not word[0][1:].isupper()
        for at in dictionary.positions(word[0])
    ]


@cache
def _dictionary(language: str) -> Any:
    import pyphen

    wanted = "en_US" if not language or language.startswith(("zh", "ja")) else pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=wanted, left=_LEFT, right=_RIGHT) if wanted else None
