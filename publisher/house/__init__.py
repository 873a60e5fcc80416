"""The one door to the outside world: paths, the clock, the environment and the atomic writer.

It gives the rooms what they would otherwise read from the machine: where styles and sources lie, what time it is,
where a tool stands. It does not read manifests or fonts itself; rooms ask it for a path and read through it. How files
come to be whole or not there is said in `writing` and `leases`, what the system's refusals mean in `refusals`.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from publisher.house.keepsakes import keep, kept, program_digest
from publisher.house.leases import clear_away, temporary_folder
from publisher.house.refusals import naming, refusal
from publisher.house.writing import folder_in_the_making, write_atomically

__all__ = [
    "House",
    "explain_page",
    "explained_codes",
    "folder_in_the_making",
    "keep",
    "kept",
    "naming",
    "program_digest",
    "refusal",
    "styles_folder",
    "temporary_folder",
    "write_atomically",
]

_PACKAGE = Path(__file__).parents[1]
# What a process of ours that reads strangers' files is told of the one that starts it.
_SHELTERED = (
    "PATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "SYSTEMROOT",
    "TMPDIR",
    "TEMP",
)
_EPOCH = re.compile(r"[0-9]{1,11}")  # up to the year 5138; anything else is no moment


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process that lays out pages or develops pictures may take.

    Attributes:
        seconds: for one layout, or for one picture; 0 lets the work say how long is sane.
        memory_mb: of address space, in megabytes of 1024 × 1024 bytes.
    """

    seconds: float = 0.0
    memory_mb: int = 4096

    @property
    def memory(self) -> int:
        """Return the limit of memory in bytes."""
        return self.memory_mb * 1024**2


@dataclass(frozen=True, slots=True)
class House:
    """Paths, clock and environment of one run.

    Attributes:
        root: folder that relative paths of the command line start from.
        styles: folder of the styles: the checkout's `styles/`, or the copy inside an installed wheel.
        sources: folder given by --sources or REISSUE_SOURCES; None leaves it to the manifest.
        environ: the environment variables of the run.
        limits: of the processes that lay out pages and develop pictures.
    """

    root: Path
    styles: Path
    sources: Path | None = None
    environ: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()

    @classmethod
    def here(cls, sources: Path | None = None, root: Path | None = None) -> House:
        """Return the house of this machine, this folder and this environment."""
        given = os.environ.get("REISSUE_SOURCES")
        root = (root or Path.cwd()).resolve()
        chosen = sources or (Path(given) if given else None)
        return cls(root, styles_folder(), root / chosen if chosen else None, dict(os.environ))

    @property
    def is_dated(self) -> bool:
        """Whether SOURCE_DATE_EPOCH dates the build; otherwise the issue's own date does."""
        return self.environ.get("SOURCE_DATE_EPOCH", "").isdigit()

    def moment(self, fallback: datetime) -> datetime:
        """Return the moment the build is dated, in UTC: SOURCE_DATE_EPOCH, or else `fallback` (the issue's date)."""
        epoch = self.environ.get("SOURCE_DATE_EPOCH", "")
        if not _EPOCH.fullmatch(epoch):
            return fallback.astimezone(UTC)
        return datetime.fromtimestamp(int(epoch), UTC)

    def shown(self, path: Path) -> str:
        """Return a path as a person types it in this folder: relative below it, absolute elsewhere."""
        absolute = (self.root / path).resolve()
        return absolute.relative_to(self.root).as_posix() if absolute.is_relative_to(self.root) else absolute.as_posix()

    @property
    def cache(self) -> Path | None:
        """Folder for what can be made again: REISSUE_CACHE, or below XDG_CACHE_HOME or HOME; None where there is none.

        An empty REISSUE_CACHE means that nothing is kept. Source: XDG Base Directory Specification 0.8 (relative
        paths in XDG_CACHE_HOME are passed over).
        """
        given = self.environ.get("REISSUE_CACHE")
        if given is not None:
            return self.root / given if given else None
        below = (
            self.environ.get("XDG_CACHE_HOME", ""),
            self.environ.get("HOME", "") and f"{self.environ['HOME']}/.cache",
        )
        return next((Path(folder) / "reissue" for folder in below if folder.startswith("/")), None)

    @property
    def temporary(self) -> Path:
        """Folder for what lives no longer than a run: where TMPDIR says, or the system."""
        return Path(tempfile.gettempdir())

    def cache_for(self, kind: str) -> Path | None:
        """Return the folder of one kind of thing in the cache, made if need be, and freed of what was never finished.

        None where nothing can be kept; nor is a folder trusted that belongs to somebody else.
        """
        if self.cache is None:
            return None
        folder = self.cache / kind
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_ours = folder.stat().st_uid == os.getuid()
        except OSError:
            return None
        if not is_ours:
            return None
        clear_away(folder)
        return folder

    def sheltered(self) -> dict[str, str]:
        """Return the environment of a process of ours that reads what nobody vouches for; it imports this program."""
        kept = {name: self.environ[name] for name in _SHELTERED if name in self.environ}
        return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(_PACKAGE.parent), "PYTHONHASHSEED": "0"}

    def tool(self, name: str) -> Path | None:
        """Return where an outside program stands, or None."""
        found = shutil.which(name, path=self.environ.get("PATH"))
        return Path(found) if found else None


def styles_folder() -> Path:
    """Return the folder of the styles, in a wheel or in a checkout."""
    packed = _PACKAGE / "_styles"
    return packed if packed.is_dir() else _PACKAGE.parent / "styles"


def explain_page(code: str, lang: str) -> str | None:
    """Return the explain page of a code as Markdown, or None if the code is unknown.

    Pages stand in publisher/explain/<room>.<lang>.md, one `## <code>` section each.
    """
    page = _PACKAGE / "explain" / f"{code.partition('/')[0]}.{lang}.md"
    if not page.is_file():
        return None
    for section in page.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        if heading.strip() == code:
            return body.strip()
    return None


def explained_codes(lang: str) -> tuple[str, ...]:
    """Return every code that has an explain page in `lang`, sorted."""
    pages = sorted((_PACKAGE / "explain").glob(f"*.{lang}.md"))
    sections = (section for page in pages for section in page.read_text(encoding="utf-8").split("\n## ")[1:])
    return tuple(sorted(section.partition("\n")[0].strip() for section in sections))
