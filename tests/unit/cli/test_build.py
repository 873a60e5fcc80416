"""`reissue build`: what goes to which stream, which exit code wins, and that one issue does not stop the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import production
from publisher.problems import FidelityError, ManifestError, Place, Problem, Severity, ToolError
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State
from tests.calls import Call

Reissue = Callable[..., Call]
Make = Callable[..., production.Built]
FILES = "output/jiangan/2031-02/a.epub\noutput/jiangan/2031-02/a.pdf\n"


@pytest.fixture
def builds(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[dict[str, production.Built | Exception]], list[tuple[object, ...]]]:
    """Return a function that sets what becomes of each manifest and returns the calls production receives."""

    def prepare(outcomes: dict[str, production.Built | Exception]) -> list[tuple[object, ...]]:
        calls: list[tuple[object, ...]] = []

        def build(
            manifest: Path,
            house: object,
            editions: object,
            output: Path,
            report: Callable[[str], None],
            languages: tuple[str, ...],
        ) -> object:
            calls.append((manifest, editions, output) if languages == ("original",) else (manifest, languages))
            report("copydesk")
            outcome = outcomes[manifest.name]
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(production, "build", build)
        return calls

    return prepare


def test_standard_output_carries_the_paths_alone(reissue: Reissue, builds: Callable, built: Make) -> None:
    builds({"a.yaml": built()})
    call = reissue("build", "a.yaml")
    assert (call.code, call.out) == (0, FILES)
    assert "a.yaml: copydesk" in call.err
    assert "12,345" in call.err


def test_quiet_says_nothing_on_success(reissue: Reissue, builds: Callable, built: Make) -> None:
    builds(
        {"a.yaml": built(Problem("cli/bad-number", values={"option": "x", "value": "y"}, severity=Severity.WARNING))}
    )
    call = reissue("build", "a.yaml", "-q")
    assert (call.code, call.out, call.err) == (0, FILES, "")


def test_one_failing_issue_does_not_stop_the_next(reissue: Reissue, builds: Callable, built: Make) -> None:
    builds({"a.yaml": RuntimeError("boom"), "b.yaml": built()})
    call = reissue("build", "a.yaml", "b.yaml")
    assert (call.code, call.out) == (70, FILES)
    assert "cli/internal" in call.err
    assert "RuntimeError: boom" in call.err
    assert "Traceback" not in call.err


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_gravest_exit_code_wins(reissue: Reissue, builds: Callable, built: Make, jobs: str) -> None:
    problem = Problem("cli/no-folder", values={"option": "-C", "path": "x"})
    builds({"a.yaml": ManifestError(problem), "b.yaml": FidelityError(problem), "c.yaml": ToolError(problem)})
    assert reissue("build", "a.yaml", "b.yaml", "c.yaml", "--jobs", jobs).code == 7


@pytest.mark.parametrize(("severity", "code"), [(Severity.ERROR, 1), (Severity.WARNING, 0), (Severity.NOTE, 0)])
def test_problem_of_severity_error_gives_exit_code_1(
    reissue: Reissue, builds: Callable, built: Make, severity: Severity, code: int
) -> None:
    builds({"a.yaml": built(Problem("cli/no-folder", None, {"option": "-C", "path": "x"}, severity))})
    assert reissue("build", "a.yaml").code == code


def test_problems_are_sorted_by_place_on_standard_error(reissue: Reissue, builds: Callable) -> None:
    late, early = (Problem("cli/file-exists", Place("m.yaml", line, 3, "key: x")) for line in (20, 3))
    builds({"a.yaml": ManifestError(late, early)})
    call = reissue("build", "a.yaml")
    assert call.err.index("m.yaml:3:3: error") < call.err.index("m.yaml:20:3: error")
    assert "    3 | key: x\n      |   ^\n" in call.err


def test_json_is_one_document_and_the_whole_answer(reissue: Reissue, builds: Callable, built: Make) -> None:
    builds({"a.yaml": built(), "b.yaml": ManifestError(Problem("cli/file-exists", Place("m.yaml", 3)))})
    call = reissue("build", "a.yaml", "b.yaml", "--format", "json", "-q")
    data = json.loads(call.out)
    assert (call.code, data["exit"], call.err) == (3, 3, "")
    assert [issue["exit"] for issue in data["issues"]] == [0, 3]
    assert data["issues"][0]["prints"][1]["path"] == "output/jiangan/2031-02/a.pdf"
    assert data["issues"][1]["problems"][0]["place"]["line"] == 3


def test_folder_of_option_c_is_where_paths_begin(
    reissue: Reissue, builds: Callable, built: Make, tmp_path: Path
) -> None:
    (tmp_path / "desk").mkdir()
    calls = builds({"a.yaml": built()})
    reissue("-C", "desk", "build", "a.yaml", "-o", "out", "--edition", "pdf,epub,pdf")
    assert calls == [(tmp_path / "desk" / "a.yaml", ("epub", "pdf"), tmp_path / "desk" / "out")]


def test_same_manifest_twice_is_built_once(reissue: Reissue, builds: Callable, built: Make) -> None:
    calls = builds({"a.yaml": built()})
    reissue("build", "a.yaml", "a.yaml")
    assert len(calls) == 1


def test_traceback_of_our_own_mistake_is_printed_with_vv(reissue: Reissue, builds: Callable) -> None:
    builds({"a.yaml": RuntimeError("boom")})
    assert "Traceback (most recent call last)" in reissue("build", "a.yaml", "-vv").err


def test_file_the_system_refuses_is_a_problem_with_its_path(reissue: Reissue, builds: Callable) -> None:
    builds({"a.yaml": PermissionError(13, "Permission denied", "out/x")})
    call = reissue("build", "a.yaml")
    assert call.code == 1
    assert "out/x: error house/not-permitted" in call.err


def test_markup_in_a_name_is_not_read_as_style(reissue: Reissue, builds: Callable) -> None:
    builds({"[red]a.yaml": ManifestError(Problem("cli/no-folder", values={"option": "[bold]", "path": "[/x]"}))})
    call = reissue("build", "[red]a.yaml")
    assert call.code == 3
    assert "[bold] names a folder that does not exist: [/x]" in call.err


def test_colour_is_used_only_if_asked_outside_a_terminal(reissue: Reissue, builds: Callable) -> None:
    builds({"a.yaml": ManifestError(Problem("cli/no-folder", values={"option": "-C", "path": "x"}))})
    assert "\x1b[" not in reissue("build", "a.yaml").err
    assert "\x1b[" in reissue("build", "a.yaml", "--color", "always").err


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("--language", "zh-Hant-TW"), ("zh-Hant-TW",)),
        (("--language", "original,zh-Hant-TW", "--language", "zh-Hant-HK"), ("original", "zh-Hant-TW", "zh-Hant-HK")),
    ],
)
def test_languages_are_a_list_and_may_be_said_again(
    reissue: Reissue,
    builds: Callable[[dict[str, production.Built | Exception]], list[tuple[object, ...]]],
    words: tuple[str, ...],
    asked: tuple[str, ...],
    tmp_path: Path,
) -> None:
    calls = builds({"a.yaml": ManifestError()})
    reissue("build", "a.yaml", *words)
    assert [call[1] for call in calls] == [asked]


# --- build --proof ---------------------------------------------------------------------


def proofing(monkeypatch: pytest.MonkeyPatch, *sections: Section) -> list[list[Path]]:
    """Make the proof find what is given; return the list of what it was asked about."""
    asked: list[list[Path]] = []

    def proof(paths: list[Path], house: object, wanted: production.Wanted, lang: str) -> Report:
        assert wanted.everything
        asked.append(paths)
        problems = [Problem("proof/collation", Place("a.epub"), VALUES) for section in sections if section.failed()]
        return Report((Proof("a.epub", "epub", "0" * 64, sections=sections, problems=tuple(problems)),))

    monkeypatch.setattr(production, "proof", proof)
    return asked


VALUES = {"section": "text", "count": 1, "checks": "blocks", "first": "渡 ≠ 度"}
RIGHT = Section("text", Kind.COLLATION, "", (Check("blocks", State.PASSED),), data={"characters": 12})
WRONG = Section("text", Kind.COLLATION, "", (Check("blocks", State.FAILED, "", (Finding(detail="渡 ≠ 度"),), 1),))
SKIPPED = Section("ace", Kind.VALIDATOR, "Ace by DAISY", note="absent", remedy="npm install ace")


def test_proof_reads_back_what_was_just_built(
    reissue: Reissue, builds: Callable, built: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = proofing(monkeypatch, RIGHT, SKIPPED)
    builds({"a.yaml": built(), "b.yaml": ToolError(Problem("proof/no-java"))})
    call = reissue("build", "a.yaml", "b.yaml", "--proof")
    assert [[path.name for path in paths] for paths in asked] == [["2031-02"]]
    assert (call.code, call.out) == (5, FILES)
    assert "its text is that of its sources, character for character" in call.err
    assert "skipped: not installed" in call.err
    assert "the editions stand in" not in call.err


def test_proof_that_finds_faults_has_its_exit_code_and_leaves_the_editions(
    reissue: Reissue, builds: Callable, built: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofing(monkeypatch, WRONG)
    builds({"a.yaml": built()})
    call = reissue("build", "a.yaml", "--proof", "-q")
    assert (call.code, call.out) == (7, FILES)
    assert "a.epub: error proof/collation" in call.err
    assert "the editions stand in output/jiangan/2031-02 all the same" in call.err


def test_json_of_a_build_holds_its_proof(
    reissue: Reissue, builds: Callable, built: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofing(monkeypatch, WRONG)
    builds({"a.yaml": built()})
    call = reissue("build", "a.yaml", "--proof", "--format", "json")
    data = json.loads(call.out)
    assert (call.code, data["exit"], data["issues"][0]["exit"], data["proof"]["exit"]) == (7, 7, 0, 7)
    assert data["proof"]["files"][0]["sections"][0]["state"] == "failed"
    assert data["proof"]["problems"][0]["code"] == "proof/collation"


def test_nothing_is_proofed_that_was_not_asked_for_or_not_built(
    reissue: Reissue, builds: Callable, built: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = proofing(monkeypatch, RIGHT)
    builds({"a.yaml": built(), "b.yaml": RuntimeError("boom")})
    assert "proof" not in json.loads(reissue("build", "a.yaml", "--format", "json").out)
    reissue("build", "b.yaml", "--proof")
    assert asked == []
