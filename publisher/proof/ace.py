"""What Ace by DAISY says of the accessibility of a finished EPUB.

Takes the path of a book, gives a Section. Ace starts Node and a browser, so it runs in a folder and a process group of
its own, both gone afterwards; its exit code says nothing, its report is read.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from publisher.house import House, temporary_folder
from publisher.proof.checks import Check, Finding, Kind, Section, State

REMEDY = "apt-get install nodejs npm chromium; npm install --global @daisy/ace-cli"
_PROGRAMS = ("ace-cli", "ace-puppeteer")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_TIME_LIMIT_S = 240
_PATIENCE_MS = "60000"  # Ace's own for the browser's first answer
_KEPT = 200


def section(path: Path, house: House, seconds: int = _TIME_LIMIT_S) -> Section:
    """Return Ace's verdict as a section of a report; skipped where it is not installed or gives no report."""
    command, browser = command_of(house), browser_of(house)
    if command is None or browser is None:
        return Section("ace", Kind.VALIDATOR, "Ace by DAISY", note="absent", remedy=REMEDY)
    with temporary_folder() as folder:
        report = folder / "report"
        words = [*command, "--force", "--silent", "--outdir", str(report), str(path.resolve())]
        fault = _run(words, _environment(house, folder, browser), folder, seconds)
        try:
            return _understood(json.loads((report / "report.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, LookupError, TypeError) as error:
            fault = fault or f"report.json: {type(error).__name__}"
    broken = Check("ace", State.SKIPPED, "", (Finding(detail=fault[:200]),), 1)
    return Section("ace", Kind.VALIDATOR, "Ace by DAISY", (broken,), note="broke")


def command_of(house: House) -> tuple[str, ...] | None:
    """Return the words that start Ace: what REISSUE_ACE names (a script runs in Node), or a program on the path."""
    given = house.environ.get("REISSUE_ACE", "")
    if not given:
        found = next((path for name in _PROGRAMS if (path := house.tool(name))), None)
        return (str(found),) if found else None
    path = house.root / given
    if not path.is_file():
        return None
    if path.suffix not in {".js", ".mjs", ".cjs"}:
        return (str(path),)
    node = house.tool("node")
    return (str(node), str(path)) if node else None


def browser_of(house: House) -> Path | None:
    """Return the browser Ace opens pages in: what PUPPETEER_EXECUTABLE_PATH names, or Chromium on the path."""
    if given := house.environ.get("PUPPETEER_EXECUTABLE_PATH"):
        named = house.root / given
        return named if named.is_file() else None
    return next((path for name in _BROWSERS if (path := house.tool(name))), None)


def _environment(house: House, folder: Path, browser: Path) -> dict[str, str]:
    """Return an environment whose home is the folder, so that settings and profile of the browser end there."""
    return {
        "PATH": house.environ.get("PATH", ""),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PUPPETEER_EXECUTABLE_PATH": str(browser),
        "ACE_TIMEOUT_INITIAL": _PATIENCE_MS,
    }


def _run(words: list[str], environ: Mapping[str, str], folder: Path, seconds: int) -> str:
    """Run Ace to its end, or end it with every process it started; return what went wrong, or nothing."""
    try:
        process = subprocess.Popen(
            words,
            env=dict(environ),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return error.strerror or type(error).__name__
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"{seconds} s"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def _understood(report: Mapping[str, Any]) -> Section:
    """Return what a report says; every finding is named by rule, weight and document."""
    release = report["earl:assertedBy"]["doap:release"]["doap:revision"]
    findings = tuple(_findings(report))
    is_refused = report["earl:result"]["earl:outcome"] != "pass"
    state = State.FAILED if is_refused else State.PASSED
    check = Check("accessible", state, "", findings[:_KEPT], max(len(findings), int(is_refused)))
    read = sorted({subject["earl:testSubject"]["url"].lstrip("/") for subject in report["assertions"]})
    data = {"documents": sum(name.endswith("xhtml") for name in read), "read": read}
    return Section("ace", Kind.VALIDATOR, f"Ace by DAISY {release}", (check,), data=data)


def _findings(report: Mapping[str, Any]) -> Iterator[Finding]:
    for subject in report["assertions"]:
        url = subject["earl:testSubject"]["url"]
        for found in subject["assertions"]:
            test = found["earl:test"]
            said = " ".join(str(found.get("earl:result", {}).get("dct:description", "")).split())
            yield Finding(0, url, f"{test['dct:title']} ({test['earl:impact']}): {said}"[:300])
