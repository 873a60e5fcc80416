"""Every key has its words in both languages and an example that its form takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest

from publisher.manifest import schema
from publisher.manifest.forms import Form
from publisher.manifest.key_words import forms, option_words, words_of
from publisher.manifest.options import OPTIONS
from publisher.manifest.reader import read_yaml
from publisher.manifest.schema import json_schema
from publisher.manifest.validation import fill

KEYS = [(form, key) for form in forms().values() for key in tuple(form.keys())]


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


@pytest.mark.parametrize(("form", "key"), KEYS, ids=named)
def test_key_is_explained_in_chinese_and_english(form: type[Form], key: str) -> None:
    field = next(field for name, field in form.model_fields.items() if key in {name, field.alias})
    words = words_of(form)[key]
    assert words.zh.endswith(("。", "……"))
    assert words.example
    assert (field.description or "").endswith((".", "…"))


def required(form: type[Form]) -> set[str]:
    return {field.alias or name for name, field in form.model_fields.items() if field.is_required()}


@pytest.mark.parametrize(("form", "key"), KEYS, ids=named)
def test_example_of_a_key_is_taken_by_its_form(form: type[Form], key: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(f"{key}: {words_of(form)[key].example}\n", encoding="utf-8")
    tree, unread = read_yaml(path, "example.yaml")
    _, problems = fill(form, tree, unread)
    others = required(form) - {key}
    assert not [each for each in problems if each.code != "manifest/missing-key" or each.values["key"] not in others]


def test_example_that_does_not_fit_is_found(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text('kind: "weekly"\n', encoding="utf-8")
    tree, unread = read_yaml(path, "example.yaml")
    assert "manifest/bad-value" in {each.code for each in fill(schema.IssueForm, tree, unread)[1]}


def test_every_form_is_explained_and_nothing_else_is() -> None:
    said = json.loads((Path(schema.__file__).parent / "keys.json").read_text(encoding="utf-8"))
    assert all(words_of(form)[""].zh for name, form in forms().items() if form.where)
    assert {name for name in said if name not in forms()} == {"StyleOptions"}
    assert not [
        (name, key) for name, form in forms().items() for key in said.get(name, {}) if key not in {"", *form.keys()}
    ]


def test_every_option_is_explained_in_both_languages() -> None:
    assert option_words().keys() == OPTIONS.keys()
    assert all(words.zh and words.en for words in option_words().values())


@pytest.mark.parametrize("which", ["periodical", "issue", "style"])
def test_schema_says_everything_in_both_languages(which: Literal["periodical", "issue", "style"]) -> None:
    whole = json_schema(which)
    forms_of = [whole, *(part.get("anyOf", [part])[-1] for part in whole.get("$defs", {}).values())]
    told = [part["description"] for form in forms_of for part in (form, *form.get("properties", {}).values())]
    assert len(told) > 10
    assert not [words for words in told if not re.search(r"[A-Za-z]{2}.* .*[\u4e00-\u9fff]", words)]
