"""The words of the command line: both languages say as much, and the locale chooses."""

from __future__ import annotations

import json
from pathlib import Path
from string import Formatter

import pytest

from publisher.cli import words


def catalogue(lang: str) -> dict[str, str | list[str]]:
    path = Path(words.__file__).with_name(f"words.{lang}.json")
    loaded: dict[str, str | list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_both_languages_have_the_same_keys_and_blanks() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert chinese.keys() == english.keys()
    assert [key for key in chinese if blanks(chinese[key]) != blanks(english[key])] == []


def blanks(text: str | list[str]) -> set[str]:
    whole = text if isinstance(text, str) else "\n".join(text)
    return {name for _, name, _, _ in Formatter().parse(whole) if name}


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({}, "en"),
    ],
)
def test_locale_chooses_the_language(environ: dict[str, str], lang: str) -> None:
    assert words.language_of(environ) == lang
