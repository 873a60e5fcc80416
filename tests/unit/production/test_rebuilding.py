"""A build compared with its record: every difference has a name, equal bytes are said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.issue.build_record import BuildRecord, FileDigest, FontFile
from publisher.problems import Severity
from publisher.production.rebuilding import differences
from tests.unit.shelf.copies import MANIFEST, a_record

THEN = a_record()
OTHER = "0" * 64


def told(now: BuildRecord) -> list[tuple[str, str]]:
    """Return code and message of what differs, but for the note on equal bytes."""
    found = differences(THEN, now, "a.record.json")
    assert all(str(each.place) == "a.record.json" for each in found)
    loud = [each for each in found if each.code != "archive/same-bytes"]
    assert all(each.severity is Severity.WARNING for each in loud)
    return [(each.code, each.message("en")) for each in loud]


def test_nothing_differs_but_one_note_is_given() -> None:
    (note,) = differences(THEN, THEN, "a.record.json")
    assert (note.code, note.severity) == ("archive/same-bytes", Severity.NOTE)
    assert note.values["files"] == "dengshi-2026-02.epub, dengshi-2026-02.pdf"


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ((("pango", "1.52.1"), ("reissue", "0.1.0")), "pango is 1.52.1, was 1.50.12"),
        ((("reissue", "0.1.0"),), "pango is -, was 1.50.12"),
        ((("pango", "1.50.12"), ("reissue", "0.1.0"), ("segno", "1.6")), "segno is 1.6, was -"),
    ],
)
def test_library_is_named_with_both_versions(versions: tuple[tuple[str, str], ...], message: str) -> None:
    assert told(replace(THEN, versions=versions)) == [("archive/other-version", message)]


def test_other_code_of_the_same_version_is_named() -> None:
    assert [code for code, _ in told(replace(THEN, program=OTHER))] == ["archive/other-program"]
    later = replace(THEN, program=OTHER, versions=(("pango", "1.50.12"), ("reissue", "0.2.0")))
    assert told(later) == [("archive/other-version", "reissue is 0.2.0, was 0.1.0")]


def test_font_is_named_with_its_file() -> None:
    font = FontFile("Noto Serif CJK SC", "NotoSerifCJK-Regular.ttc", OTHER)
    message = "the font Noto Serif CJK SC (NotoSerifCJK-Regular.ttc) is 000000000000, was ffffffffffff"
    assert told(replace(THEN, fonts=(font,))) == [("archive/other-font", message)]


def test_edition_that_was_not_made_again_misses_no_font() -> None:
    assert told(replace(THEN, fonts=(), prints=THEN.prints[:1])) == []
    assert [code for code, _ in told(replace(THEN, fonts=()))] == ["archive/other-font"]


def test_inputs_styles_and_dates_are_named() -> None:
    files = tuple(replace(each, sha256=OTHER) if each.name == MANIFEST else each for each in THEN.files)
    styles = (replace(THEN.style_files[0], sha256=OTHER),)
    now = replace(THEN, files=files, style_files=styles, epoch="1767225600")
    assert [code for code, _ in told(now)] == ["archive/other-date", "archive/changed-input", "archive/other-style"]
    assert MANIFEST in told(now)[1][1]


def test_other_bytes_are_named_and_equal_ones_beside_them() -> None:
    epub, pdf = THEN.prints
    now = replace(THEN, prints=(epub, replace(pdf, sha256=OTHER), FileDigest("a.html", OTHER, 1)))
    assert [code for code, _ in told(now)] == ["archive/other-bytes"]
    assert "dengshi-2026-02.pdf" in told(now)[0][1]
    (note,) = [each for each in differences(THEN, now, "a") if each.code == "archive/same-bytes"]
    assert note.values["files"] == epub.name
