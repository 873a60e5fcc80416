"""What an archive copy encloses: files with names of their own, and how safe a name is.

Names are relative paths with `/`, the same on every machine. It reads and writes no file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

MOST_FILES = 5000
MOST_BYTES = 1_000_000_000  # of all files together, unpacked
_LONGEST_PART = 255  # bytes in UTF-8: what file systems hold
_LONGEST_NAME = 1000
_FORBIDDEN = re.compile(r'[\\:*?"<>|]')
RESERVED = frozenset(  # names of devices, which are no files on some systems
    {"CON", "PRN", "AUX", "NUL", *(f"{name}{digit}" for name in ("COM", "LPT") for digit in range(10))}
)
_MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".icc": "application/vnd.iccprofile",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


class Relationship(StrEnum):
    """How an enclosed file stands to the document. Source: ISO 19005-3, 6.8."""

    SOURCE = "Source"  # what the document was made of
    DATA = "Data"  # what was noted while it was made
    SUPPLEMENT = "Supplement"  # the same, or more, in a form that is easier to use


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside an archive copy.

    Attributes:
        name: where it will lie again, a path.
        stored: its name in the PDF, no path, so that any PDF program can save it.
    """

    name: str
    data: bytes
    relationship: Relationship
    description: str
    stored: str = ""

    @property
    def media_type(self) -> str:
        """The media type its name stands for; bytes of no known kind otherwise."""
        return media_type_of(self.name)


def media_type_of(name: str) -> str:
    """Return the media type a file's name stands for; templates are plain text."""
    suffix = PurePosixPath(name).suffix.lower()
    return "text/plain" if suffix == ".j2" else _MEDIA_TYPES.get(suffix, "application/octet-stream")


def stored_names(names: Iterable[str]) -> dict[str, str]:
    """Return path → name in the PDF: the last part of the path, with as many before it as tell it from others."""
    paths = {name: PurePosixPath(name).parts for name in names}
    stored: dict[str, str] = {}
    for depth in range(1, max(map(len, paths.values()), default=0) + 1):
        left = {name: "-".join(parts[-depth:]) for name, parts in paths.items() if name not in stored}
        taken = Counter(map(_folded, (*stored.values(), *left.values())))
        stored |= {name: short for name, short in left.items() if taken[_folded(short)] == 1 and is_safe(short)}
    return {name: stored.get(name) or _numbered(name) for name in paths}


def _numbered(name: str) -> str:
    """Return a name for a path whose own words will not do: too long, or another's."""
    return hashlib.sha256(name.encode()).hexdigest()[:16] + PurePosixPath(name).suffix


def is_safe(name: str) -> bool:
    """Say whether a name may be written below a folder on any machine, and nowhere else."""
    parts = name.split("/")
    return len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME and all(map(_is_safe_part, parts))


def _is_safe_part(part: str) -> bool:
    if part in {"", ".", ".."} or part[-1] in " ." or part[0] == " " or _FORBIDDEN.search(part):
        return False
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in part):
        return False
    return part.partition(".")[0].upper() not in RESERVED and len(part.encode()) <= _LONGEST_PART


def clashes(names: Iterable[str]) -> Iterator[str]:
    """Yield every name that some file system takes for one before it, and a folder that is a file already."""
    taken: dict[str, bool] = {}  # folded name → whether it is a file
    for name in names:
        folded = _folded(name)
        folders = [str(each) for each in PurePosixPath(folded).parents][:-1]
        if folded in taken or any(taken.get(folder) for folder in folders):
            yield name
        taken |= dict.fromkeys(folders, False) | {folded: True}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
