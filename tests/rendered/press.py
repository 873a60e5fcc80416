"""Builds what these tests read: takes a manifest or a new periodical, gives finished editions in a folder.

The command runs as a person runs it, in a process of its own, with an environment that is said out loud. It reads
nothing back: `reading` does.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from publisher.house import House

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
SECONDS = 300
EDITIONS = "epub,html,txt,pdf,pdf-archive"
PLAIN = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1", "CI": "true"}
FAR = {  # another zone and language, and nothing kept from an earlier build
    "TZ": "Pacific/Kiritimati",
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "",
    "PYTHONHASHSEED": "4711",
    "REISSUE_CACHE": "",
}
OF_THIS_CHECKOUT = {"PYTHONPATH": str(ROOT)}  # the program tested is the one beside the tests
_CACHE = tempfile.TemporaryDirectory(prefix="reissue-tests-")
KEPT = {"REISSUE_CACHE": _CACHE.name}  # covers and templates, made once a worker
OF_THE_SHELL = ("PYTHON", "REISSUE", "LC_", "SOURCE_DATE_EPOCH")

_OF_THE_TESTS: dict[str, tuple[Path, None, str]] = {
    "qingyan/2026-01": (ROOT / "tests" / "rendered" / "qingyan" / "2026-01.yaml", None, "epub,pdf"),
    "zhaigang/2026-03": (ROOT / "tests" / "browser" / "zhaigang" / "2026-03.yaml", None, "epub"),
}

Shown = dict[str, Any]


@dataclass(frozen=True)
class Finished:
    """An issue that was built: its manifest, where its sources lie, its folder, and what `show` says of it."""

    manifest: Path
    sources: Path | None
    folder: Path
    shown: Shown

    @property
    def epub(self) -> Path:
        (found,) = self.folder.glob("*.epub")
        return found

    @property
    def pdf(self) -> Path:
        """The PDF for screens, whose name has nothing between the issue and the suffix."""
        return min(self.folder.glob("*.pdf"), key=lambda path: len(path.name))

    @property
    def house(self) -> House:
        return House(ROOT, ROOT / "styles", self.sources, {"PATH": os.environ["PATH"]})

    def file(self, edition: str) -> Path:
        """Return the file of an edition by its suffix."""
        (found,) = self.folder.glob(f"*.{edition}")
        return found

    def articles(self) -> list[Shown]:
        articles: list[Shown] = self.shown["articles"]
        return articles

    def record(self, name: str) -> Shown:
        """Return one of the two records beside the editions."""
        data: Shown = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return data


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; two large files that differ are not laid side by side when a test fails."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def reissue(*words: str | Path, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder and an environment; return what it said, whatever its exit code."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_SHELL)}
    return subprocess.run(
        [str(Path(sys.executable).with_name("reissue")), *map(str, words)],
        cwd=cwd,
        env=inherited | PLAIN | KEPT | OF_THIS_CHECKOUT | environ,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def built_once(name: str, shelf: Path) -> Finished:
    """Build `<periodical>/<issue>` in every edition it is tested in; who comes later finds it on the shelf.

    The shelf is one for all workers of a run; a worker that wants what another one is building waits for it.
    """
    manifest, sources, editions = _OF_THE_TESTS.get(name) or _of_the_checkout(name)
    folder = shelf / name.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "shown.json"
        if not known.exists():
            made = built_from(manifest, folder, sources, editions)
            known.write_text(json.dumps(made.shown), encoding="utf-8")
        return Finished(manifest, sources, _folder_of(manifest, folder), json.loads(known.read_text(encoding="utf-8")))


def _of_the_checkout(name: str) -> tuple[Path, Path | None, str]:
    """Return manifest, sources and editions of an issue; a magazine is made for a printing house as well."""
    editions = EDITIONS if "paper" in name else f"{EDITIONS},pdf-print,pdf-booklet"
    return ROOT / "manifests" / f"{name}.yaml", None if name.startswith("hewan/") else SEEDS, editions


def built_from(
    manifest: Path, folder: Path, sources: Path | None = None, edition: str = "epub,pdf", **environ: str
) -> Finished:
    """Build the issue of a manifest into an empty folder; `edition` as the command takes it."""
    where = ("--sources", sources) if sources else ()
    done = reissue("build", manifest, *where, "--edition", edition, "-o", folder, "-q", cwd=folder, **environ)
    assert done.returncode == 0, done.stderr
    shown = reissue("show", manifest, *where, "--format", "json", cwd=folder)
    assert shown.returncode == 0, shown.stderr
    return Finished(manifest, sources, _folder_of(manifest, folder), json.loads(shown.stdout))


def _folder_of(manifest: Path, output: Path) -> Path:
    return output / manifest.parent.name / manifest.stem


def written_style(folder: Path, style: str) -> None:
    """Give a periodical that `reissue init` made another style, as an editor would."""
    path = folder / "periodical.yaml"
    text = path.read_text(encoding="utf-8")
    assert 'style: "base"' in text
    path.write_text(text.replace('style: "base"', f"style: {style}"), encoding="utf-8")


def real(name: str, group: str) -> Any:
    """Return a real issue as a parameter; it is skipped where the extracted text is not beside the checkout."""
    absent = pytest.mark.skipif(not SEEDS.is_dir(), reason="the extracted issues (../shared/seeds) are not here")
    return pytest.param(name, marks=[absent, pytest.mark.xdist_group(group)], id=name)
