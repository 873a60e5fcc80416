"""The words of a collation, in Chinese and English: takes a key and a language, gives a text.

The texts stand in words.<lang>.json beside this module. It knows nothing of what they are used for.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import cast


def word(key: str, lang: str, **values: object) -> str:
    """Return the text of a key with its values filled in; raises KeyError for a key that has none."""
    return words(lang)[key].format_map({name: str(value) for name, value in values.items()})


def word_or(key: str, fallback: str, lang: str) -> str:
    """Return the text of a key, or `fallback` for a key that has none."""
    return words(lang).get(key, fallback)


@cache
def words(lang: str) -> dict[str, str]:
    """Return every text of a language by its key."""
    path = Path(__file__).with_name(f"words.{lang}.json")
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
