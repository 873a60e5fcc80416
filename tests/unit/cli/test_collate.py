"""`reissue collate`: the apparatus, JSON and the page, and what is said about a wrong choice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import Call
from tests.unit.proof.collated import write

Reissue = Callable[..., Call]


@pytest.fixture
def manifest(tmp_path: Path) -> str:
    folder = tmp_path / "dengshi"
    folder.mkdir()
    return str(write(folder))


def test_apparatus_goes_to_standard_output_in_the_language_asked_for(reissue: Reissue, manifest: str) -> None:
    call = reissue("collate", manifest, "--lang", "zh")
    assert (call.code, call.err) == (0, "")
    assert "10行：「说:“未了才上」→「说:“末了才上」  editor/emend (编辑)  形近误识" in call.out


def test_a_rule_may_be_named_without_its_room(reissue: Reissue, manifest: str) -> None:
    call = reissue("collate", manifest, "--rule", "hard-wrap", "--article", "i0001")
    assert "copydesk/hard-wrap" in call.out
    assert "fullwidth-marks" not in call.out


def test_json_holds_columns_corrections_and_queries(reissue: Reissue, manifest: str) -> None:
    data = json.loads(reissue("collate", manifest, "--format", "json", "--rule", "editor/emend").out)
    assert {entry["rule"] for entry in data["corrections"]} == {"editor/emend"}
    assert len(data["queries"]) == 2
    assert data["accounts"]["unplaced"] == 0


def test_html_is_written_and_its_path_printed(reissue: Reissue, manifest: str, tmp_path: Path) -> None:
    call = reissue("collate", manifest, "--html", "out/page.html")
    assert (call.code, call.out) == (0, "out/page.html\n")
    assert (tmp_path / "out" / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rule", "hard-rap"), "cli/unknown-code"),
        (("--article", "i0009"), "cli/bad-choice"),
        (("--most", "95%"), "cli/bad-confidence"),
        (("--least", "nan"), "cli/bad-confidence"),
    ],
)
def test_a_choice_that_does_not_exist_is_a_mistake_of_usage(
    reissue: Reissue, manifest: str, words: tuple[str, ...], code: str
) -> None:
    call = reissue("collate", manifest, *words)
    assert call.code == 2
    assert code in call.err
