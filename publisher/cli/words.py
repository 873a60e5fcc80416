"""The words of the command line that are not problems: help, column heads, steps, in Chinese and English.

Takes a key and a language, gives the text of words.<lang>.json beside this module. Problems have their own catalogue
in publisher/messages; this module knows nothing of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

LANGUAGES = ("zh", "en")


def word(key: str, lang: str, **values: object) -> str:
    """Return the text of a key with its values filled in; raises KeyError for a key that has none."""
    return _words(lang)[key].format_map({name: str(value) for name, value in values.items()})


def word_or(key: str, fallback: str, lang: str) -> str:
    """Return the text of a key, or `fallback` for a key that has none."""
    return _words(lang).get(key, fallback)


def language_of(environ: Mapping[str, str]) -> str:
    """Return the language the locale asks for: "zh" for any Chinese one, else "en"."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


@cache
def _words(lang: str) -> dict[str, str]:
    path = Path(__file__).with_name(f"words.{lang}.json")
    entries = cast("dict[str, str | list[str]]", json.loads(path.read_text(encoding="utf-8")))
    return {key: text if isinstance(text, str) else "\n".join(text) for key, text in entries.items()}
