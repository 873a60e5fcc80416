"""What the composer asks of WeasyPrint: every name it uses is on the list, and a WeasyPrint that differs is refused."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from publisher.composer import weasy
from publisher.composer.weasy import names
from publisher.editions import layout
from publisher.house import Limits
from publisher.problems import ExitCode, ToolError
from tests.unit.typesetting import whole_issue as wi

ROOM = Path(weasy.__file__).parent


def used() -> Iterator[str]:
    """Yield every name the room imports from inside WeasyPrint."""
    for file in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint."):
                module = (node.module or "").removeprefix("weasyprint.")
                yield from (f"{module}.{alias.name}" for alias in node.names)


def replaced() -> Iterator[str]:
    """Yield every name that `places` sets to a function of ours."""
    modules = {
        "_block": "layout.block",
        "_inline": "layout.inline",
        "_preferred": "layout.preferred",
        "_text": "draw.text",
        "_tags": "pdf.tags",
    }
    for node in ast.walk(ast.parse((ROOM / "places.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
            target = node.targets[0]
            if isinstance(target.value, ast.Name) and target.value.id in modules:
                yield f"{modules[target.value.id]}.{target.attr}"


@pytest.mark.parametrize("name", sorted({*used(), *replaced()}))
def test_name_taken_from_weasyprint_is_checked(name: str) -> None:
    known = {*names.SIGNATURES, *names.VALUES}
    assert name in known or name.replace("layout.inline.", "layout.percent.") in known


def test_eight_functions_are_replaced() -> None:
    assert len(set(replaced())) == 8


def test_installed_weasyprint_is_the_one() -> None:
    assert version("weasyprint") == names.VERSION
    names.verify()


def test_other_version_is_refused() -> None:
    with pytest.raises(names.UnknownWeasyPrintError, match=r"WeasyPrint 71\.0, wanted 70\.0"):
        names.verify("71.0")


@pytest.mark.parametrize(
    ("name", "signature"), [("layout.inline.text_align", "(context, line)"), ("layout.inline.no_such", "(box)")]
)
def test_other_signature_and_missing_name_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, signature: str
) -> None:
    monkeypatch.setitem(names.SIGNATURES, name, signature)
    with pytest.raises(names.UnknownWeasyPrintError, match=name):
        names.verify()


def test_missing_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "VALUES", ("text.ffi.no_such",))
    with pytest.raises(names.UnknownWeasyPrintError, match=r"text\.ffi\.no_such is missing"):
        names.verify()


@pytest.mark.slow
def test_layout_with_another_weasyprint_is_a_tool_that_is_missing(tmp_path: Path) -> None:
    """The renderer as it runs, but for the version the composer was made for."""
    job = layout.Job("", "<!DOCTYPE html><html><head><title>x</title></head><body>x</body></html>", {}, (), "ab" * 16)
    layout._lay_down(job, tmp_path, Limits())
    code = (
        "import sys; from pathlib import Path; from publisher.composer.weasy import names; names.VERSION = '1.0'; "
        "from publisher.editions.renderer import main; main(Path(sys.argv[1]))"
    )
    environment = layout._environment(wi.house(), tmp_path)
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, cwd=tmp_path)
    with pytest.raises(ToolError) as caught:
        layout._collected(tmp_path, "weiting-2032-05")
    assert caught.value.problems[0].code == "editions/unknown-weasyprint"
    assert caught.value.exit_code is ExitCode.TOOL
