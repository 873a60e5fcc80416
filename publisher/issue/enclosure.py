"""What an archive copy encloses: files with names of their own, and how safe a name is.

Names are relative paths with `/`, the same on every machine. It reads and writes no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

MOST_FILES = 5000
MOST_BYTES = 1_000_000_000  # of all files together, unpacked
_LONGEST_PART = 255  # bytes in UTF-8: what file systems hold
_LONGEST_NAME = 1000
_FORBIDDEN = re.compile(r'[\\:*?"<>|]')
_RESERVED = frozenset(
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
    """A file inside an archive copy."""

    name: str
    data: bytes
    relationship: Relationship
    description: str

    @property
    def media_type(self) -> str:
        """The media type its name stands for; bytes of no known kind otherwise."""
        return media_type_of(self.name)


def media_type_of(name: str) -> str:
    """Return the media type a file's name stands for; templates are plain text."""
    suffix = PurePosixPath(name).suffix.lower()
    return "text/plain" if suffix == ".j2" else _MEDIA_TYPES.get(suffix, "application/octet-stream")


def is_safe(name: str) -> bool:
    """Say whether a name may be written below a folder on any machine, and nowhere else."""
    parts = name.split("/")
    return len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME and all(map(_is_safe_part, parts))


def _is_safe_part(part: str) -> bool:
    if part in {"", ".", ".."} or part[-1] in " ." or part[0] == " " or _FORBIDDEN.search(part):
        return False
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in part):
        return False
    return part.partition(".")[0].upper() not in _RESERVED and len(part.encode()) <= _LONGEST_PART


def clashes(names: Iterable[str]) -> Iterator[str]:
    """Yield every name that some file system takes for one before it, and a folder that is a file already."""
    taken: dict[str, bool] = {}  # folded name → whether it is a file
    for name in names:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        folders = [str(each) for each in PurePosixPath(folded).parents][:-1]
        if folded in taken or any(taken.get(folder) for folder in folders):
            yield name
        taken |= dict.fromkeys(folders, False) | {folded: True}
