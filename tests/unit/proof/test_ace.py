"""Ace as a section of a report: its report is believed, its exit code is not, and it leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from publisher.house import House
from publisher.proof import ace
from publisher.proof.checks import Section, State

FINDING = {
    "earl:test": {"dct:title": "image-alt", "earl:impact": "critical"},
    "earl:result": {"dct:description": "the picture\n has no words"},
}


def report(outcome: str, *findings: object) -> str:
    subject = {"earl:testSubject": {"url": "a0001.xhtml"}, "assertions": findings}
    release = {"doap:release": {"doap:revision": "1.4.6"}}
    return json.dumps({"earl:result": {"earl:outcome": outcome}, "earl:assertedBy": release, "assertions": [subject]})


def section(tmp_path: Path, script: str, said: str = "", seconds: int = 20, **environ: str) -> Section:
    """Return what comes of an Ace that is a shell script; `$OUT` is its folder, `$SAID` a report it may copy."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tmp_path / "said.json").write_text(said, encoding="utf-8")
    head = f'#!/bin/sh\nPATH=/usr/bin:/bin\nOUT="$4"\nSAID="{tmp_path}/said.json"\nmkdir -p "$OUT"\n'
    for name, text in {"ace-cli": head + script, "chromium": "#!/bin/sh\n"}.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    house = House(tmp_path, tmp_path, environ={"PATH": str(tools), **environ})
    return ace.section(tmp_path / "a.epub", house, seconds)


def test_a_book_that_passes_passes_whatever_the_exit_code(tmp_path: Path) -> None:
    found = section(tmp_path, 'cp "$SAID" "$OUT/report.json"; exit 3', report("pass"))
    assert (found.state, found.standard, found.data["documents"]) == (State.PASSED, "Ace by DAISY 1.4.6", 1)


def test_findings_are_named_by_rule_weight_and_document(tmp_path: Path) -> None:
    found = section(tmp_path, 'cp "$SAID" "$OUT/report.json"', report("fail", FINDING))
    (check,) = found.failed()
    (finding,) = check.findings
    assert (finding.thing, finding.detail) == ("a0001.xhtml", "image-alt (critical): the picture has no words")


def test_an_ace_without_a_report_is_skipped_and_says_its_last_words(tmp_path: Path) -> None:
    found = section(tmp_path, "echo one; echo Cannot find module >&2; exit 0")
    assert (found.state, found.note) == (State.SKIPPED, "broke")
    assert found.checks[0].findings[0].detail == "Cannot find module"


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"earl:assertedBy": 3}'])
def test_a_report_that_is_none_is_no_verdict(tmp_path: Path, said: str) -> None:
    assert section(tmp_path, 'cp "$SAID" "$OUT/report.json"', said).note == "broke"


def test_an_ace_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "started"
    found = section(tmp_path, f'sleep 600 & echo $! > "{started}"; wait', seconds=1)
    assert (found.note, found.checks[0].findings[0].detail) == ("broke", "1 s")
    assert not _runs(int(started.read_text(encoding="utf-8")))


def _runs(process: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def test_ace_runs_in_a_folder_of_its_own_that_is_gone_afterwards(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    section(
        tmp_path,
        f'echo "$HOME $PWD $PUPPETEER_EXECUTABLE_PATH" > "{seen}"; cp "$SAID" "$OUT/report.json"',
        report("pass"),
    )
    home, here, browser = seen.read_text(encoding="utf-8").split()
    assert home == here != os.environ.get("HOME")
    assert not Path(home).exists()
    assert browser == str(tmp_path / "tools" / "chromium")


def test_without_ace_or_browser_the_section_says_how_to_get_them(tmp_path: Path) -> None:
    found = ace.section(tmp_path / "a.epub", House(tmp_path, tmp_path, environ={"PATH": str(tmp_path)}))
    assert (found.state, found.note) == (State.SKIPPED, "absent")
    assert "ace-cli" in found.remedy
    assert "chromium" in found.remedy


def test_reissue_ace_names_a_program_or_a_script_for_node(tmp_path: Path) -> None:
    for name in ("ace.js", "ace", "node"):
        (tmp_path / name).write_text("", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environ = {"PATH": str(tmp_path)}

    def command(named: str) -> tuple[str, ...] | None:
        return ace.command_of(House(tmp_path, tmp_path, environ={**environ, "REISSUE_ACE": named}))

    assert command("ace.js") == (str(tmp_path / "node"), str(tmp_path / "ace.js"))
    assert command("ace") == (str(tmp_path / "ace"),)
    assert command("none") is None
