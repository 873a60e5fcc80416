"""Runs one layout in a process of its own: takes a job, gives a finished PDF and what happened on the way.

The process gets a folder with everything it may read, a time limit and a memory limit; when it overruns it is killed
with everything it started. It knows nothing of issues or styles.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from publisher.editions.flow import Flow
from publisher.house import House
from publisher.problems import InternalError, Problem, ReissueError, ToolError

BASE_URL = "file:///reissue/"  # served from memory; no folder of this machine enters the PDF
MEMORY_LIMIT = 4 * 1024**3
_SECONDS = 300
_CHARACTERS_PER_SECOND = 400
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
# Fontconfig offers the fonts of the job and nothing of this machine: no other face can slip in.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}/files/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be laid out.

    Attributes:
        front, back: the two documents; `front` may be empty. Page numbers of `front` are read from `back`.
        files: name → bytes of everything the documents refer to.
        families: the only font families that may end up in the PDF.
        identifier: of the PDF, 16 bytes in hexadecimal.
        flow: the articles that may share pages; None leaves every break to the style sheet.
        bound_right: whether the pages of the issue turn from left to right.
        picture_px: width and height of a picture to be made of the first page; None makes none.
        seconds: time limit; 0 reckons one from the length of the text.
    """

    front: str
    back: str
    files: Mapping[str, bytes]
    families: tuple[str, ...]
    identifier: str
    flow: Flow | None = None
    seconds: float = 0.0
    memory: int = MEMORY_LIMIT
    bound_right: bool = False
    picture_px: tuple[int, int] | None = None

    def time_limit(self) -> float:
        """Return the seconds the job may take."""
        return self.seconds or _SECONDS + len(self.front + self.back) / _CHARACTERS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Laid:
    """A finished layout: the PDF, its number of pages, the page (from 1) every anchor stands on, and the picture."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    picture: bytes = b""


def lay_out(job: Job, house: House, name: str) -> Laid:
    """Return the layout of a job; `name` names the issue in messages.

    Raises:
        ToolError: WeasyPrint is not the version the composer was made for.
        ReissueError: the layout has problems, took too long or died.
    """
    with tempfile.TemporaryDirectory(prefix="reissue-") as place:
        folder = Path(place)
        _lay_down(job, folder)
        _run(job, folder, house, name)
        return _collected(folder, name)


def _lay_down(job: Job, folder: Path) -> None:
    for file, data in job.files.items():
        path = folder / "files" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "fonts.conf").write_text(_FONTS.format(folder=folder), encoding="utf-8")
    wanted = {
        "flow": _written_flow(job.flow) if job.flow else None,
        "front": job.front,
        "back": job.back,
        "families": job.families,
        "identifier": job.identifier,
        "memory": job.memory,
        "bound_right": job.bound_right,
        "picture_px": job.picture_px,
    }
    (folder / "job.json").write_text(json.dumps(wanted, ensure_ascii=False), encoding="utf-8")


def _written_flow(flow: Flow) -> list[object]:
    modules = list(astuple(flow.modules)) if flow.modules else None
    named = [flow.order, sorted(flow.apart), sorted(flow.whole)]
    return [*named, flow.top, flow.height, flow.is_free, flow.avoids_sparse, modules]


def _run(job: Job, folder: Path, house: House, name: str) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "publisher.editions.renderer", str(folder)]
    with (folder / "stderr").open("wb") as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=folder,
            env=_environment(house, folder),
            start_new_session=True,
        )
        try:
            status = process.wait(job.time_limit())
        except subprocess.TimeoutExpired:
            values = {"issue": name, "seconds": round(job.time_limit())}
            raise ReissueError(Problem("editions/renderer-timeout", None, values)) from None
        finally:
            _end(process)
    if status:
        values = {"issue": name, "status": _said(status), "reason": _last_words(folder / "stderr")}
        raise InternalError(Problem("editions/renderer-crashed", None, values))


def _environment(house: House, folder: Path) -> dict[str, str]:
    kept = {name: house.environ[name] for name in _KEPT if name in house.environ}
    package = str(Path(__file__).parents[2])
    fixed = {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(folder)}
    return {**kept, **fixed, "PYTHONPATH": package, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and everything it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _said(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else str(status)


def _last_words(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""


def _collected(folder: Path, name: str) -> Laid:
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    problems = [Problem(found["code"], None, {"issue": name, **found["values"]}) for found in result["problems"]]
    if any(problem.code == "editions/unknown-weasyprint" for problem in problems):
        raise ToolError(*problems)
    if problems:
        raise ReissueError(*problems)
    picture = folder / "result.jpg"
    data = picture.read_bytes() if picture.exists() else b""
    return Laid((folder / "result.pdf").read_bytes(), result["pages"], result["anchors"], data)
