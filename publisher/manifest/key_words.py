"""What every key of a manifest means, in Chinese, and an example of it: takes a form, gives what keys.json says of it.

English stands with the keys themselves. Editors that know the JSON Schema show both, and docs/manifest.md is made of
them. It checks nothing: the tests see to it that no key is without its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publisher.manifest.forms import Form

_OF_OPTIONS = "StyleOptions"


@dataclass(frozen=True, slots=True)
class KeyWords:
    """What is said of a key: in Chinese, in English where no form says it, and an example of its value in YAML."""

    zh: str = ""
    en: str = ""
    example: str = ""


def words_of(form: type[Form]) -> dict[str, KeyWords]:
    """Return what is said of a form (under the empty key) and of its keys; a form knows what its parents are told."""
    found: dict[str, KeyWords] = {}
    for each in reversed(form.__mro__):
        found |= _table().get(each.__name__, {})
    own = _table().get(form.__name__, {}).get("", KeyWords())
    return found | {"": own}


def option_words() -> Mapping[str, KeyWords]:
    """Return what is said of every option that all styles have."""
    return _table()[_OF_OPTIONS]


def forms() -> dict[str, type[Form]]:
    """Return every form people fill in, by the name of its class."""
    return {form.__name__: form for form in _below(Form)}


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for child in form.__subclasses__():
        yield child
        yield from _below(child)


@cache
def _table() -> dict[str, dict[str, KeyWords]]:
    said = json.loads((Path(__file__).parent / "keys.json").read_text(encoding="utf-8"))
    return {form: {key: KeyWords(**words) for key, words in keys.items()} for form, keys in said.items()}
