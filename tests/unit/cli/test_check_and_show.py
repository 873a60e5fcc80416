"""`reissue check` and `reissue show`: problems, accounts and the issue on standard output, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher import production
from publisher.issue.accounts import Accounts
from publisher.issue.galley import Span
from publisher.issue.queries import Query
from publisher.problems import ManifestError, Place, Problem, Severity, SourceError
from tests.calls import Call

Reissue = Callable[..., Call]
ACCOUNTS = Accounts(900, 12, 40, (("barcode", 13), ("folio", 5)), 0, 25, 30)


@dataclass(frozen=True)
class Named:
    id: str


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that sets what the check of every manifest finds."""

    def prepare(*problems: Problem, error: Exception | None = None) -> None:
        queries = (Query("q-1a2b3c4d", "copydesk/open-end", "x", Span("main", 3, 0, 4), "渡囗", "渡口"),)

        def check(manifest: Path, house: object, _language: str) -> production.Checked:
            if error and manifest.name == "b.yaml":
                raise error
            return production.Checked(Named("jiangan-2031-02"), ACCOUNTS, problems, queries)  # type: ignore[arg-type]  # only the id is read

        monkeypatch.setattr(production, "check", check)

    return prepare


def test_check_prints_problems_and_accounts_to_standard_output(reissue: Reissue, checks: Callable) -> None:
    checks(Problem("cli/file-exists", Place("m.yaml", 3), severity=Severity.WARNING))
    call = reissue("check", "a.yaml")
    assert (call.code, call.err) == (0, "")
    assert "m.yaml:3: warning cli/file-exists" in call.out
    assert "not printed: barcode" in call.out
    assert "1,025" in call.out
    assert "queries that wait for the editor: 1" in call.out


def test_open_queries_are_listed_with_both_readings(reissue: Reissue, checks: Callable) -> None:
    checks()
    call = reissue("check", "--open", "a.yaml")
    assert 'q-1a2b3c4d  main:3  "渡囗" → "渡口"' in call.out
    assert "copydesk/open-end, confidence 0.50" in call.out
    assert "characters" not in call.out


def test_check_goes_on_after_a_manifest_that_is_not_valid(reissue: Reissue, checks: Callable) -> None:
    checks(error=SourceError(Problem("cli/file-exists", Place("main.txt"))))
    call = reissue("check", "b.yaml", "a.yaml", "--lang", "zh")
    assert call.code == 4
    assert "main.txt: 错误 cli/file-exists" in call.out
    assert "不印：条码" in call.out


def test_check_as_json_has_accounts_queries_and_problems(reissue: Reissue, checks: Callable) -> None:
    checks(Problem("cli/file-exists", Place("m.yaml", 3)))
    call = reissue("check", "a.yaml", "--format", "json")
    issue = json.loads(call.out)["issues"][0]
    assert call.code == 1
    assert issue["accounts"]["drops"] == {"barcode": 13, "folio": 5}
    assert issue["accounts"]["total"] == 1025
    assert issue["queries"][0]["id"] == "q-1a2b3c4d"
    assert issue["problems"][0]["code"] == "cli/file-exists"


def test_show_prints_text_or_json_of_the_step_asked_for(reissue: Reissue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(production, "show", lambda _manifest, _house, after, _language: {"after": after, "标题": "桥"})
    monkeypatch.setattr(production, "show_text", lambda _manifest, _house, after, _language: f"{after}\n桥\n")
    assert reissue("show", "a.yaml").out == "copydesk\n桥\n"
    assert json.loads(reissue("show", "a.yaml", "--format", "json", "--after", "galley").out) == {
        "after": "galley",
        "标题": "桥",
    }


def test_show_of_a_wrong_manifest_gives_its_problems_and_exit_code(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> str:
        raise ManifestError(Problem("cli/file-exists", Place("m.yaml", 3)))

    monkeypatch.setattr(production, "show_text", refuse)
    call = reissue("show", "a.yaml")
    assert (call.code, call.out) == (3, "")
    assert "m.yaml:3: error" in call.err
