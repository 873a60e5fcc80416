"""Which files a manifest may name: takes a folder and a written path, gives the file inside it or refuses.

A path is refused before anything is opened: absolute, with `..`, a backslash, a percent escape, a control character, or
leading out through a symbolic link. It does not read files.
"""

from __future__ import annotations

import re
from pathlib import Path

from publisher.house import House
from publisher.manifest.written import Written, problem
from publisher.problems import Problem

_SUSPICIOUS = re.compile(r"^[/~]|^[A-Za-z]:|\\|%[0-9A-Fa-f]{2}|[\x00-\x1f\x7f-\x9f]|(^|/)\.\.(/|$)")


def shown_path(path: Path, house: House) -> str:
    """Return a path as a person would type it: relative to the house's root where it lies in it; empty for the root."""
    if path == house.root:
        return ""
    return path.relative_to(house.root).as_posix() if path.is_relative_to(house.root) else path.as_posix()


def inside(root: Path, written: str) -> Path | None:
    """Return the path below `root` that a manifest names, resolved, or None if it may not be named."""
    if not written or _SUSPICIOUS.search(written):
        return None
    try:
        found, base = (root / written).resolve(), root.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return found if found.is_relative_to(base) else None


def is_file(path: Path) -> bool:
    """Say whether a regular file is there; a name the system cannot hold is no file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def existing(root: Path, written: Written, problems: list[Problem]) -> Path | None:
    """Return a file of the periodical that the manifest names, or None with a problem added."""
    found = inside(root, written)
    if found is None:
        problems.append(problem("manifest/path-outside-root", written.place, file=written, root=root.name))
    elif not is_file(found):
        problems.append(problem("manifest/missing-file", written.place, file=written, root=root.name))
        return None
    return found
