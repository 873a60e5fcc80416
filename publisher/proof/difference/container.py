"""An EPUB's zip, opened without trust: takes the bytes of a file, gives members by their exact names, in memory.

Nothing is unpacked to a disk. A name that could lead out of a folder, one name twice, encryption, and more bytes than
a book has are refused before anything is read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from publisher.problems import Place, Problem, SourceError

MAX_FILE = 500_000_000
MAX_MEMBERS = 10_000
MAX_MEMBER = 64_000_000
MAX_TOTAL = 1_000_000_000
MAX_RATIO = 200  # of a member above `SMALL`: text seldom packs better than one to ten
SMALL = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DRIVE = re.compile(r"[A-Za-z]:")
_MIMETYPE = b"application/epub+zip"


@dataclass(frozen=True)
class Container:
    """The members of one EPUB."""

    shown: str
    archive: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raises SourceError for one that is missing, damaged or larger than it says."""
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_MEMBER + 1)
        except KeyError:
            raise _refused("proof/not-an-epub", self.shown, reason=name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _refused("proof/bad-archive", self.shown, reason=f"{name}: {error}") from None
        if len(data) > MAX_MEMBER:
            raise _refused("proof/archive-size", self.shown, name=name)
        return data


def opened(path: Path, shown: str) -> Container:
    """Return the members of an EPUB file; raises SourceError as `contained` does."""
    if path.stat().st_size > MAX_FILE:
        raise _refused("proof/archive-size", shown, name=path.name)
    return contained(path.read_bytes(), shown)


def contained(data: bytes, shown: str) -> Container:
    """Return the members of an EPUB.

    Raises:
        SourceError: it is no zip, no EPUB, or not what an honest EPUB looks like.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise _refused("proof/bad-archive", shown, reason=str(error)) from None
    members = archive.infolist()
    _check_names(members, shown)
    _check_sizes(members, shown)
    for each in members:
        if each.flag_bits & 0x1:
            raise _refused("proof/archive-encrypted", shown, name=each.filename)
        if each.compress_type not in _METHODS:
            raise _refused("proof/bad-archive", shown, reason=f"{each.filename}: method {each.compress_type}")
    container = Container(shown, archive)
    if not members or members[0].filename != "mimetype" or container.read("mimetype").strip() != _MIMETYPE:
        raise _refused("proof/not-an-epub", shown, reason="mimetype")
    return container


def _check_names(members: list[zipfile.ZipInfo], shown: str) -> None:
    # What stands in the file counts: the library cuts names at a zero byte and mends them for the system it runs on.
    names = [each.orig_filename for each in members]
    doubled = [name for name, count in Counter(names).items() if count > 1]
    for name in [*doubled, *(name for name in names if not _is_plain(name))]:
        raise _refused("proof/archive-name", shown, name=ascii(name)[1:-1])


def _is_plain(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    is_clean = not any(ord(char) < 0x20 or char in '\\:*?"<>|\x7f' for char in name)
    return bool(name) and is_clean and not _DRIVE.match(name) and not any(part in {"", ".", ".."} for part in parts)


def _check_sizes(members: list[zipfile.ZipInfo], shown: str) -> None:
    total = sum(each.file_size for each in members)
    large = (
        each.filename
        for each in members
        if each.file_size > MAX_MEMBER or (each.file_size > SMALL and each.file_size > MAX_RATIO * each.compress_size)
    )
    name = next(large, None)
    if name is not None or total > MAX_TOTAL or len(members) > MAX_MEMBERS:
        raise _refused("proof/archive-size", shown, name=name or f"{len(members)} / {total}")


def _refused(code: str, shown: str, **values: object) -> SourceError:
    return SourceError(Problem(code, Place(shown), values))
