"""A folder of finished files read back: whole, changed, with another manifest or another source, moved elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue import edition_record
from publisher.problems import ExitCode
from publisher.production import Wanted, proof
from publisher.production.reading_back import ReadBack, read_back
from publisher.proof.checks import Kind, State
from tests.calls import carry_out
from tests.unit.proof.readback.lamps import ISSUE, Lamps

Change = Callable[[Path], None]


@pytest.fixture
def home(book: Lamps, tmp_path: Path) -> Path:
    """Return a copy of everything: `dengshi` with manifest and sources, `output` with the finished files."""
    return Path(shutil.copytree(book.folder.parents[2], tmp_path / "home"))


def folder_in(home: Path) -> Path:
    return home / "output" / "dengshi" / "2026-02"


def house_in(home: Path) -> House:
    return replace(House.here(), root=home)


def found_in(home: Path, manifest: Path | None = None) -> ReadBack:
    return read_back(folder_in(home), house_in(home), manifest)


def failed(found: ReadBack) -> dict[str, list[str]]:
    return {
        path.name: codes
        for path, sections in found.sections.items()
        if (codes := [check.code for section in sections for check in section.failed()])
    }


def written(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def html_alone(home: Path) -> None:
    """Leave of the finished files the HTML file and the ledger, as if nothing else had been asked for."""
    path = folder_in(home) / edition_record.NAME
    record = edition_record.read(path.read_bytes())
    kept = tuple(file for file in record.files if file.edition in {"html", "ledger"})
    for file in set(record.files) - set(kept):
        (folder_in(home) / file.name).unlink()
    path.write_bytes(edition_record.written(replace(record, files=kept)))


def test_whole_folder_is_its_issue(home: Path) -> None:
    found = found_in(home)
    assert (failed(found), found.problems, found.exit_code) == ({}, (), ExitCode.DONE)
    assert {path.name for path in found.sections} == {
        *(f"{ISSUE}.{each}" for each in ("epub", "html", "txt")),
        "ledger.json",
    }


def test_changed_file_is_named_and_what_was_changed_in_it(home: Path) -> None:
    written(folder_in(home) / f"{ISSUE}.html", "停了六年", "停了七年")
    found = found_in(home)
    assert failed(found) == {f"{ISSUE}.html": ["block-words"]}
    assert [problem.code for problem in found.problems] == ["proof/mixed-set"]


def test_ledger_that_was_changed_does_not_make_the_files_wrong(home: Path) -> None:
    written(folder_in(home) / "ledger.json", "folio", "barcode")
    assert failed(found_in(home)) == {"ledger.json": ["ledger-of-manifest"]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda home: written(home / "dengshi/2026-02.yaml", "第2期", "第3期"), "proof/changed-manifest"),
        (lambda home: (home / "dengshi/2026-02.yaml").unlink(), "proof/no-manifest"),
        (lambda home: written(home / "dengshi/page.txt", "六年", "七年"), "manifest/changed-source"),
        (lambda home: (home / "dengshi/page.txt").unlink(), "manifest/missing-source"),
        (lambda home: written(home / "dengshi/articles/bridge.md", "半夜", "深夜"), "proof/changed-source"),
    ],
    ids=["manifest changed", "manifest gone", "source changed", "source gone", "article changed"],
)
def test_what_cannot_be_derived_again_is_named_and_nothing_is_compared(change: Change, code: str, home: Path) -> None:
    change(home)
    found = found_in(home)
    assert [problem.code for problem in found.problems] == [code]
    assert found.exit_code is ExitCode.SOURCE
    sections = [section for each in found.sections.values() for section in each]
    assert {(section.kind, section.state, section.note) for section in sections} == {
        (Kind.COLLATION, State.SKIPPED, "not-compared")
    }


def test_manifest_that_moved_is_found_where_the_option_says(home: Path) -> None:
    (home / "dengshi").rename(home / "elsewhere")
    assert [problem.code for problem in found_in(home).problems] == ["proof/no-manifest"]
    found = found_in(home, Path("elsewhere/2026-02.yaml"))
    assert found.problems == ()


def test_record_that_cannot_be_read_is_a_problem(home: Path) -> None:
    (folder_in(home) / edition_record.NAME).write_text("{", encoding="utf-8")
    found = found_in(home)
    assert [problem.code for problem in found.problems] == ["proof/bad-set-record"]


@pytest.mark.parametrize("where", ["../../../dengshi/2026-02.yaml\0", "x" * 5000, "..", "no/where.yaml"])
def test_record_of_a_manifest_that_cannot_be_is_a_problem(where: str, home: Path) -> None:
    path = folder_in(home) / edition_record.NAME
    record = edition_record.read(path.read_bytes())
    path.write_bytes(edition_record.written(replace(record, manifest=where)))
    assert [problem.code for problem in found_in(home).problems] == ["proof/no-manifest"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda record: replace(record, tool="0.0.1"), "proof/other-version"),
        (
            lambda record: replace(record, files=tuple(replace(file, language="fr") for file in record.files)),
            "copydesk/no-such-conversion",
        ),
    ],
    ids=["another version", "a language there is not"],
)
def test_what_the_record_says_amiss_is_named(
    change: Callable[[edition_record.EditionRecord], edition_record.EditionRecord], code: str, home: Path
) -> None:
    path = folder_in(home) / edition_record.NAME
    path.write_bytes(edition_record.written(change(edition_record.read(path.read_bytes()))))
    found = found_in(home)
    assert [problem.code for problem in found.problems] == [code]
    assert failed(found) == {}


def test_record_may_not_name_a_file_elsewhere(home: Path) -> None:
    path = folder_in(home) / edition_record.NAME
    record = edition_record.read(path.read_bytes())
    away = tuple(replace(file, name=f"../../../output/dengshi/2026-02/{file.name}") for file in record.files)
    path.write_bytes(edition_record.written(replace(record, files=away)))
    assert found_in(home).sections == {}


def test_proof_of_a_folder_compares_what_has_no_validator(home: Path) -> None:
    html_alone(home)
    report = proof([folder_in(home)], house_in(home), Wanted())
    assert [(each.name, each.kind, [section.name for section in each.sections]) for each in report.proofs] == [
        (f"output/dengshi/2026-02/{ISSUE}.html", "html", ["text", "added"]),
        ("output/dengshi/2026-02/ledger.json", "json", ["ledger"]),
    ]
    assert report.exit_code is ExitCode.DONE


def test_folder_above_stands_for_the_folders_in_it(home: Path) -> None:
    html_alone(home)
    written(folder_in(home) / f"{ISSUE}.html", "停了六年", "停了七年")
    report = proof([home / "output"], house_in(home), Wanted())
    assert [problem.code for problem in report.problems] == ["proof/mixed-set", "proof/collation"]
    assert report.exit_code is ExitCode.FIDELITY


def test_command_says_which_words_differ_and_ends_with_7(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    html_alone(home)
    written(folder_in(home) / f"{ISSUE}.html", "停了六年", "停了七年")
    monkeypatch.chdir(home)
    done = carry_out(("proof", "output", "--format", "json"), capsys)
    problem = next(each for each in json.loads(done.out)["problems"] if each["code"] == "proof/collation")
    assert "停了[六]年" in problem["message"]
    assert done.code == ExitCode.FIDELITY
