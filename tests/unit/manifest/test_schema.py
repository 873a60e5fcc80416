from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from publisher import production
from publisher.manifest.schema import json_schema
from tests.unit.manifest.desk import ARTICLE, HEAD, PERIODICAL


def errors(which: Any, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema(which))
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("which", ["periodical", "issue", "style"])
def test_schemas_are_valid_and_say_what_they_are(which):
    schema = json_schema(which)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"].startswith("Reissue: ")
    assert all(part.get("description") for part in schema["properties"].values())


@pytest.mark.parametrize(
    "lines",
    [
        'x-note: {a: "b"}',
        'style: "base"',
        'style: {name: "base", columns: 2}',
        'cover: {from: "1-3", x-a: "b"}',
        'readings: {"何川": "He, Chuan"}',
        'accessibility: {certified_by: "小组", date: "2026-03"}',
        'style: {name: "base", contents_headings: true}',
        'cover: {alt: "江", lettering: true}',
        'style: {name: "base", picture_long_side_px: 1200, picture_quality: 80, picture_budget_kb: 900}',
        'decisions: [{drop: "1", reason: "folio"}, {answer: "q-1a2b3c4d", as: "accept"}, {join: ["1", "2"]}]',
    ],
)
def test_the_issue_schema_takes_what_the_reader_takes(lines):
    assert not errors("issue", HEAD + ARTICLE + lines + "\n")


@pytest.mark.parametrize(
    "text",
    [
        'captions: [{picture: "a.png", decorative: true}]',
        'title: "a"',
        'title: {from: "1"}',
        'byline: ["a"]',
        'byline: "a"',
        'design: {opening: "page", columns: 3, boxed: true, pull_quotes: ["a"]}',
        'headings: ["1", "2"]',
    ],
)
def test_fields_may_be_short(text):
    assert not errors("issue", HEAD + ARTICLE + f"    {text}\n")


@pytest.mark.parametrize(
    "lines",
    [
        'titel: "a"',
        "running_number: -1",
        'kind: "weekly"',
        'style: {opening: "spread"}',
        'decisions: [{dorp: "1"}]',
        "style: {colums: 2}",
        "title: null",
        'readings: ["何川"]',
        'readings: {"何川": ""}',
        'accessibility: {date: "2026-03"}',
    ],
)
def test_the_issue_schema_refuses_what_the_reader_refuses(lines):
    assert errors("issue", HEAD + ARTICLE + lines + "\n")


def test_the_periodical_schema_takes_a_periodical():
    assert not errors("periodical", PERIODICAL + 'defaults: {articles: {lang: "en"}}\n')
    assert not errors("periodical", PERIODICAL + 'readings: {"河湾": "Hewan"}\n')
    assert errors("periodical", PERIODICAL.replace("zh-Hans", "zh"))


@pytest.mark.parametrize("design", ["{opening: spread}", "{columns: 4}", '{quotes: ["a"]}', "{columns: 0}"])
def test_the_issue_schema_refuses_a_design_there_is_not(design):
    assert errors("issue", HEAD + ARTICLE + f"    design: {design}\n")


def test_the_tool_s_schema_knows_the_options_that_its_styles_declare():
    validator = jsonschema.Draft202012Validator(production.schema("issue"))
    taken = {
        colour: not list(validator.iter_errors(yaml.safe_load(f'{HEAD}{ARTICLE}style: {{accent: "{colour}"}}\n')))
        for colour in ("#1f4e79", "blue")
    }
    assert taken == {"#1f4e79": True, "blue": False}


def test_a_style_that_declares_options_is_valid():
    own = 'schema: [{name: "rule_pt", type: "number", range: [0, 4], default: 0.5, zh: "线", en: "Rules."}]\n'
    assert not errors("style", own)
    assert errors("style", own.replace("number", "figure"))
