"""What the doctor finds on a machine that has everything, and on one that has nothing: each lack has a remedy."""

from __future__ import annotations

import collections
import shutil
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from publisher.doctor import Finding, examine, machine
from publisher.house import House
from publisher.typesetting import faces

Usage = collections.namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape of shutil's own
PROOFING = {"Java", "EPUBCheck", "qpdf", "PDFBox Preflight", "veraPDF", "Node", "Chromium", "Ace by DAISY"}
FONTS = {"Song: Noto Serif CJK SC", "Hei: Noto Sans CJK SC", "Kai: LXGW WenKai"}


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Return a house without a program on its path and without a font."""
    monkeypatch.setattr(faces, "_FOLDERS", ())
    return House(tmp_path, tmp_path, environ={"PATH": str(tmp_path), "HOME": str(tmp_path), "EPUBCHECK_JAR": "none"})


def found_in(house: House, system: str = "Linux") -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(house, system)}


def tool(house: House, name: str, says: str) -> None:
    path = house.root / name
    path.write_text(f"#!/bin/sh\necho '{says}' >&2\n", encoding="utf-8")
    path.chmod(0o755)


def test_bare_machine_lacks_fonts_and_tools_and_each_has_a_remedy(bare: House) -> None:
    findings = found_in(bare)
    missing = {name for name, finding in findings.items() if not finding.found}
    assert missing >= FONTS | PROOFING - {"PDFBox Preflight"}  # its jars lie where the system put them
    assert [name for name, finding in findings.items() if not finding.remedy] == []


def test_only_what_a_build_needs_is_required(bare: House) -> None:
    optional = {name for name, finding in found_in(bare).items() if not finding.is_required}
    assert optional == PROOFING | {"cache", "memory", "terminal"}


def test_remedy_is_the_systems_own(bare: House) -> None:
    linux, mac = found_in(bare, "Linux"), found_in(bare, "Darwin")
    assert linux["Pango"].remedy == "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    assert mac["Pango"].remedy == "brew install pango"
    assert mac["Song: Noto Serif CJK SC"].remedy == "brew install --cask font-noto-serif-cjk-sc"
    assert mac["Java"].remedy == "brew install openjdk"


def test_tool_tells_its_version(bare: House) -> None:
    for name, says in (
        ("java", 'openjdk version "17.0.15"'),
        ("chromium", "Chromium 156.0.8078.79"),
        ("node", "v20.1.0"),
    ):
        tool(bare, name, says)
    findings = found_in(bare)
    assert [findings[name].version for name in ("Java", "Chromium", "Node")] == ["17.0.15", "156.0.8078.79", "20.1.0"]


def test_tool_that_does_not_answer_is_here_without_a_version(bare: House) -> None:
    tool(bare, "qpdf", "no number")
    assert (found_in(bare)["qpdf"].found, found_in(bare)["qpdf"].version) == (True, "")


def test_font_is_named_with_its_file_and_digest() -> None:
    findings = [finding for finding in examine(House.here()) if finding.needed_for == "song"]
    (song,) = findings
    assert song.found
    assert song.detail.startswith(("NotoSerifCJK-Regular.", "SourceHanSerif"))
    assert "SHA-256 " in song.detail


def test_python_and_weasyprint_are_found_here() -> None:
    found = {finding.name: finding.version for finding in examine(House.here()) if finding.found}
    assert found["WeasyPrint"] == "70.0"
    assert found["Python"].startswith("3.")


# --- the machine itself ----------------------------------------------------------------


def test_disk_without_room_is_a_lack(bare: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 90_000_000))
    output = found_in(bare)["output"]
    assert (output.found, output.is_required, output.version) == (False, True, "0.1 GB")
    assert output.detail == str(bare.root)
    assert output.remedy == "-o DIR"


def test_folder_that_takes_no_files_is_a_lack(bare: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != bare.root)
    findings = found_in(bare)
    assert not findings["output"].found
    assert findings["temporary"].found


def test_cache_that_does_not_exist_yet_is_judged_by_where_it_will_be(bare: House) -> None:
    cache = found_in(bare)["cache"]
    assert cache.found
    assert cache.detail == str(bare.root / ".cache" / "reissue")
    assert not (bare.root / ".cache").exists()


def test_house_without_a_cache_lacks_one(bare: House) -> None:
    nowhere = House(bare.root, bare.root, environ=dict(bare.environ) | {"REISSUE_CACHE": ""})
    assert not found_in(nowhere)["cache"].found


@pytest.mark.parametrize(("free", "found"), [(machine._MEMORY - 1, False), (machine._MEMORY, True)])
def test_little_memory_is_a_lack(bare: House, monkeypatch: pytest.MonkeyPatch, free: int, *, found: bool) -> None:
    monkeypatch.setattr(machine, "_free_memory", lambda: free)
    assert found_in(bare)["memory"].found is found


def test_system_that_does_not_tell_its_memory_is_not_judged(bare: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_free_memory", lambda: None)
    assert "memory" not in found_in(bare)


def test_memory_of_this_machine_is_known() -> None:
    assert (machine._free_memory() or 0) > 10_000_000


@pytest.mark.parametrize(("encoding", "found"), [("UTF8", True), ("ascii", False), ("gb2312", False)])
def test_terminal_must_speak_utf8(bare: House, monkeypatch: pytest.MonkeyPatch, encoding: str, *, found: bool) -> None:
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding=encoding))
    terminal = found_in(bare)["terminal"]
    assert (terminal.found, terminal.version.lower()) == (found, encoding.lower())
