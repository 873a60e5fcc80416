"""Runs one layout in a process of its own: takes a job, gives a finished PDF and what happened on the way.

The process gets a folder with everything it may read, a time limit and a memory limit; when it overruns it is killed
with everything it started. It knows nothing of issues or styles.
"""

from __future__ import annotations

import errno
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from publisher.editions.flow import Flow
from publisher.house import House, Limits, naming, temporary_folder
from publisher.problems import InternalError, Problem, ReissueError, ToolError

PROFILE = "press.icc"  # the name of the profile in the folder of a job
NO_ROOM = 74  # status of a renderer whose folder cannot take what it made. Source: sysexits.h, EX_IOERR
_BEGIN = b"\n"  # what a renderer waits for: its job lies in the folder
_SECONDS = 300
_CHARACTERS_PER_SECOND = 400
# Fontconfig offers the fonts of the job and nothing of this machine: no other face can slip in.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}/files/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Presswork:
    """What a printing house gets of a layout; the values are those of an issue's print order.

    Attributes:
        profile: the ICC profile of the press, or nothing.
        has_cover: whether the first page is a cover, so that a cover spread is made.
        fillers: a document of pages that may fill the last sheet; empty where there are none.
    """

    inks: str
    profile: bytes
    condition: str
    binding: str
    paper_mm: float
    marks: bool
    has_cover: bool
    fillers: str = ""


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
        presswork: what a printing house gets; None if it gets nothing.
        picture_px: width and height of a picture to be made of the first page; None makes none.
    """

    front: str
    back: str
    files: Mapping[str, bytes]
    families: tuple[str, ...]
    identifier: str
    flow: Flow | None = None
    bound_right: bool = False
    presswork: Presswork | None = None
    picture_px: tuple[int, int] | None = None

    def seconds(self, limits: Limits) -> float:
        """Return how long the job may take; where nobody says, the length of its text does."""
        return limits.seconds or _SECONDS + len(self.front + self.back) / _CHARACTERS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Laid:
    """A finished layout.

    Attributes:
        pages: how many there are.
        anchors: the page, from 1, every anchor stands on.
        picture: of the first page, if it was asked for.
        press, spread: for the printing house, the pages and the cover spread, if they were asked for.
        sheets: how many pages `press` has.
        coarse: pictures too coarse for print: address, dots an inch, page from 1.
    """

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    picture: bytes = b""
    press: bytes = b""
    spread: bytes = b""
    sheets: int = 0
    coarse: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Renderer:
    """A layout process that waits for its job, and the folder it reads."""

    folder: Path
    process: subprocess.Popen[bytes]
    limits: Limits

    def lay_out(self, job: Job, name: str) -> Laid:
        """Return the layout of a job; `name` names the issue in messages. A renderer does one job.

        Raises:
            ToolError: WeasyPrint is not the version the composer was made for.
            ReissueError: the layout has problems, took too long or died.
        """
        seconds = job.seconds(self.limits)
        with naming(self.folder.parent):
            _lay_down(job, self.folder, self.limits)
        try:
            _begin(self.process)
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            values = {"issue": name, "seconds": f"{seconds:.0f}"}
            raise ReissueError(Problem("editions/renderer-timeout", None, values)) from None
        if (status := self.process.returncode) == NO_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder.parent))
        if status:
            values = {"issue": name, "status": _said(status), "reason": _last_words(self.folder / "stderr")}
            raise InternalError(Problem("editions/renderer-crashed", None, values))
        return _collected(self.folder, name)


@contextmanager
def renderer(house: House) -> Iterator[Renderer]:
    """Yield a renderer, which loads its libraries while its job is still being made; it ends with the block."""
    with temporary_folder() as folder:
        _lay_fonts(folder)
        process = _started(folder, house)
        try:
            yield Renderer(folder, process, house.limits)
        finally:
            _end(process)


def lay_out(job: Job, house: House, name: str) -> Laid:
    """Return the layout of a job; see `Renderer.lay_out`."""
    with renderer(house) as process:
        return process.lay_out(job, name)


def _lay_fonts(folder: Path) -> None:
    (folder / "files" / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "fonts.conf").write_text(_FONTS.format(folder=folder), encoding="utf-8")


def _lay_down(job: Job, folder: Path, limits: Limits) -> None:
    for file, data in job.files.items():
        path = folder / "files" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    wanted = {
        "flow": _written_flow(job.flow) if job.flow else None,
        "front": job.front,
        "back": job.back,
        "families": job.families,
        "identifier": job.identifier,
        "memory": limits.memory,
        "seconds": math.ceil(job.seconds(limits)),
        "bound_right": job.bound_right,
        "picture_px": job.picture_px,
        "presswork": asdict(job.presswork) | {"profile": ""} if job.presswork else None,
    }
    if job.presswork:
        (folder / PROFILE).write_bytes(job.presswork.profile)
    (folder / "job.json").write_text(json.dumps(wanted, ensure_ascii=False), encoding="utf-8")


def _written_flow(flow: Flow) -> list[object]:
    modules = list(astuple(flow.modules)) if flow.modules else None
    named = [flow.order, sorted(flow.apart), sorted(flow.whole)]
    return [*named, flow.top, flow.height, flow.is_free, flow.avoids_sparse, modules]


def _started(folder: Path, house: House) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-X", "utf8", "-m", "publisher.editions.renderer", str(folder)]
    with (folder / "stderr").open("wb") as errors:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=folder,
            env=_environment(house, folder),
            start_new_session=True,
        )


def _environment(house: House, folder: Path) -> dict[str, str]:
    fixed = {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder), "TMPDIR": str(folder)}
    return {**house.sheltered(), **fixed, "SOURCE_DATE_EPOCH": "0"}


def _begin(process: subprocess.Popen[bytes]) -> None:
    """Tell a renderer that its job lies there. Its input stays open: where it ends, the renderer knows that we have."""
    if process.stdin:
        with suppress(BrokenPipeError):  # it is dead already; its status says why
            process.stdin.write(_BEGIN)
            process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and everything it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin:
        with suppress(BrokenPipeError):  # what it did not read it never will
            process.stdin.close()


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
    files = {name: _bytes(folder / name) for name in ("result.pdf", "result.jpg", "press.pdf", "spread.pdf")}
    coarse = tuple((href, dots, page) for href, dots, page in result["coarse"])
    return Laid(
        files["result.pdf"],
        result["pages"],
        result["anchors"],
        files["result.jpg"],
        files["press.pdf"],
        files["spread.pdf"],
        result["sheets"],
        coarse,
    )


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
