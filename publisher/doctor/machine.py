"""What the machine itself must give: room on its disks, memory, and a terminal that can show Chinese."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publisher.doctor.finding import Finding
from publisher.house import House

_ROOM = 500_000_000  # bytes: a thick issue in all editions, twice
_MEMORY = 1_500_000_000  # bytes: what laying out a thick issue takes
_GIGABYTE = 1_000_000_000


def look(house: House) -> Iterator[Finding]:
    """Yield disks, memory and terminal."""
    yield _disk("output", house.root, is_required=True)
    yield _disk("temporary", house.temporary, is_required=True)
    if house.cache:
        yield _disk("cache", house.cache, is_required=False)
    else:
        yield Finding(
            "cache", found=False, version="", needed_for="cache", remedy="HOME, REISSUE_CACHE", is_required=False
        )
    free = _free_memory()
    if free is not None:
        found = free >= _MEMORY
        yield Finding("memory", found, _gigabytes(free), "memory", "--jobs 1", is_required=False)
    encoding = sys.stdout.encoding or "?"
    yield Finding("terminal", _is_utf8(encoding), encoding, "terminal", "export LC_ALL=C.UTF-8", is_required=False)


def _disk(name: str, folder: Path, *, is_required: bool) -> Finding:
    """Return whether a folder, or the nearest one above it that exists, takes files and has room for them."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free
    can_write = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    found, version = can_write and free >= _ROOM, _gigabytes(free)
    remedy = {"output": "-o DIR", "temporary": "export TMPDIR=DIR", "cache": "export REISSUE_CACHE=DIR"}[name]
    return Finding(name, found, version, name, remedy, is_required, str(folder))


def _free_memory() -> int | None:
    """Return the bytes of memory that can be had, or None where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    with suppress(OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _gigabytes(size: int) -> str:
    return f"{size / _GIGABYTE:.1f} GB"


def _is_utf8(encoding: str) -> bool:
    with suppress(LookupError):
        return codecs.lookup(encoding).name == "utf-8"
    return False
