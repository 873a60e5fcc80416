"""What the doctor finds on a machine that has everything outside Python, and on one that has nothing."""

from __future__ import annotations

from pathlib import Path

from publisher.doctor import examine
from publisher.house import House


def test_bare_machine_lacks_fonts_and_optional_tools_and_each_has_a_remedy(tmp_path: Path) -> None:
    findings = examine(House(tmp_path, tmp_path, environ={"PATH": str(tmp_path)}))
    missing = {finding.name for finding in findings if not finding.found}
    assert {"Song: Noto Serif CJK SC", "Hei: Noto Sans CJK SC", "Kai: LXGW WenKai", "Java", "Node"} <= missing
    assert [finding.name for finding in findings if not finding.remedy] == []


def test_java_epubcheck_and_node_are_not_needed_to_build(tmp_path: Path) -> None:
    findings = examine(House(tmp_path, tmp_path, environ={"PATH": str(tmp_path)}))
    assert {finding.name for finding in findings if not finding.is_required} == {
        "Java", "EPUBCheck", "qpdf", "PDFBox Preflight", "veraPDF", "Node",
    }  # fmt: skip


def test_tool_tells_its_version_and_a_font_its_family(tmp_path: Path) -> None:
    for name, says in (("java", 'openjdk version "17.0.15"'), ("fc-list", "Source Han Serif SC,思源宋体")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}' >&2\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    found = {
        each.name: each for each in examine(House(tmp_path, tmp_path, environ={"PATH": str(tmp_path)})) if each.found
    }
    assert found["Java"].version == "17.0.15"
    assert "Song: Source Han Serif SC" in found


def test_python_and_weasyprint_are_found_here() -> None:
    found = {finding.name: finding.version for finding in examine(House.here()) if finding.found}
    assert found["WeasyPrint"] == "70.0"
    assert found["Python"].startswith("3.")
