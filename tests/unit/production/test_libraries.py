"""What a record says of the machine: every library that may show in a file, by version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from publisher.production import libraries
from publisher.version import VERSION

SHAPELESS = {"pydantic", "pypdf", "pyyaml", "rich"}  # they read YAML, proofread, or print to terminals


def test_every_library_of_the_project_is_recorded_or_known_to_shape_no_byte(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    recorded = set(dict(libraries.versions()))
    assert declared - recorded == SHAPELESS


@pytest.mark.parametrize("name", ["python", "weasyprint", "pango", "harfbuzz", "fontconfig", "freetype", "zlib"])
def test_what_sets_a_line_says_its_version(name: str) -> None:
    assert re.fullmatch(r"\d+(\.\d+)+", dict(libraries.versions())[name])


def test_tool_is_named_by_its_version() -> None:
    assert dict(libraries.versions())["reissue"] == VERSION


def test_library_that_is_not_there_has_no_version() -> None:
    assert libraries._package("no-such-library") == libraries._library("no-such", "no_version") == ""
