"""EPUBCheck as a source of problems: its words, weights and places, and what happens when it cannot run."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.editions.epub.package import Item, Package
from publisher.editions.epub.writer import epub_bytes
from publisher.house import House
from publisher.problems import Severity, ToolError
from publisher.proof.epub import epubcheck, epubcheck_jar


def house_with(folder: Path, java: str | None, **environ: str) -> House:
    """Return a house whose Java is a script that prints what is given, or that has none."""
    if java is not None:
        program = folder / "java"
        program.write_text(f"#!/bin/sh\n{java}\n", encoding="utf-8")
        program.chmod(0o755)
    return House(folder, folder, environ={"PATH": str(folder), **environ})


def saying(folder: Path, *messages: Mapping[str, object]) -> str:
    (folder / "report.json").write_text(json.dumps({"messages": messages}), encoding="utf-8")
    return f"/bin/cat '{folder / 'report.json'}'; exit 1"


def test_messages_become_problems_with_weight_and_place(tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    located: dict[str, object] = {"ID": "RSC-005", "severity": "ERROR", "message": "an  attribute\nis missing"}
    located["locations"] = [
        {"path": "EPUB/a.xhtml", "line": 7, "column": 3},
        {"path": "EPUB/b.xhtml", "line": -1, "column": -1},
    ]
    java = saying(
        tmp_path,
        {
            "ID": "PKG-003",
            "severity": "FATAL",
            "message": "not a zip",
            "locations": [{"path": str(book), "line": -1, "column": -1}],
        },
        located,
        {"ID": "NAV-011", "severity": "WARNING", "message": "order", "locations": []},
        {"ID": "CSS-028", "severity": "USAGE", "message": "faces", "locations": []},
    )
    problems = epubcheck(book, house_with(tmp_path, java))
    told = {(str(problem.values["id"]), problem.severity, str(problem.place)) for problem in problems}
    assert told == {
        ("PKG-003", Severity.ERROR, "book.epub"),
        ("RSC-005", Severity.ERROR, "book.epub/EPUB/a.xhtml:7:3"),
        ("RSC-005", Severity.ERROR, "book.epub/EPUB/b.xhtml"),
        ("NAV-011", Severity.WARNING, "book.epub"),
        ("CSS-028", Severity.NOTE, "book.epub"),
    }
    assert "EPUBCheck RSC-005: an attribute is missing" in {problem.message() for problem in problems}


@pytest.mark.parametrize(
    ("java", "environ", "code"),
    [
        (None, {}, "proof/no-java"),
        ("exit 0", {"EPUBCHECK_JAR": "gone.jar"}, "proof/no-epubcheck"),
        ("echo 'Killed' >&2; exit 137", {}, "proof/epubcheck-broke"),
    ],
)
def test_missing_or_broken_tool_is_a_tool_error(
    tmp_path: Path, java: str | None, environ: dict[str, str], code: str
) -> None:
    with pytest.raises(ToolError) as caught:
        epubcheck(tmp_path / "book.epub", house_with(tmp_path, java, **environ))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_jar_of_ones_own_is_taken(tmp_path: Path) -> None:
    (tmp_path / "own.jar").write_bytes(b"")
    assert epubcheck_jar(house_with(tmp_path, None, EPUBCHECK_JAR="own.jar")) == tmp_path / "own.jar"


@pytest.mark.slow
def test_book_without_navigation_is_refused(tmp_path: Path) -> None:
    page = Item(
        "a", "a.xhtml", "application/xhtml+xml", b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p/></body></html>"
    )
    package = Package("zh-Hans", (), (page,), ("a",), ())
    book = tmp_path / "book.epub"
    book.write_bytes(epub_bytes(package, {}, "x", "urn:uuid:0", datetime(2031, 1, 1, tzinfo=UTC)))
    assert zipfile.is_zipfile(book)
    problems = epubcheck(book, House.here(root=tmp_path))
    assert "RSC-005" in {problem.values["id"] for problem in problems if problem.severity is Severity.ERROR}
