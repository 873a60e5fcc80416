"""Where styles lie: takes a name and the folder of a periodical, gives the folder of the style, known to be harmless.

A periodical's own styles (`styles/<name>/` beside its manifests) go before the tool's. Their files are looked at before
any is opened: plain files of ordinary size, UTF-8, inside their folder. It does not read style.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.manifest.ids import CODE
from publisher.manifest.nearest import listed, nearest
from publisher.manifest.paths import is_file, shown_path
from publisher.manifest.reader import read_script
from publisher.manifest.written import problem
from publisher.problems import ManifestError, Place, Problem

STYLES = "styles"
_MOST_FILES = 500
_READ = {".yaml", ".css", ".j2"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of styles, and whether somebody else than the tool has filled it."""

    folder: Path
    is_local: bool


def shelves(house: House, periodical: Path | None) -> tuple[Shelf, ...]:
    """Return the folders styles are looked for in, in this order."""
    local = [Shelf(periodical / STYLES, is_local=True)] if periodical else []
    return (*local, Shelf(house.styles, is_local=False))


def names_on(searched: tuple[Shelf, ...]) -> tuple[str, ...]:
    """Return the names of the styles there are."""
    return tuple(sorted({path.parent.name for shelf in searched for path in shelf.folder.glob("*/style.yaml")}))


def find_style(name: str, searched: tuple[Shelf, ...], house: House, place: Place | None) -> tuple[Path, Shelf]:
    """Return the folder of a style and the shelf it was found on.

    Raises:
        ManifestError: there is none of that name, or a file in it may not be read.
    """
    for shelf in searched:
        folder = shelf.folder / name
        if CODE.fullmatch(name) and is_file(folder / "style.yaml"):
            if shelf.is_local and (problems := list(_harmful(folder, house))):
                raise ManifestError(*problems)
            return folder, shelf
    names = names_on(searched)
    values = {"style": name[:60], "known": listed(names), "near": nearest(name, names)}
    raise ManifestError(problem("manifest/unknown-style", place, **values))


def _harmful(folder: Path, house: House) -> Iterator[Problem]:
    """Yield what is wrong with the files of a style: links that lead out, what is no file, what is no text."""
    root = folder.resolve()
    if folder.is_symlink() or not root.is_relative_to(folder.parent.parent.resolve()):
        yield problem("manifest/style-outside", Place(shown_path(folder, house)), file=folder.name)
        return
    for number, path in enumerate(sorted(folder.rglob("*"))):
        place = Place(shown_path(path, house))
        inside = path.relative_to(folder).as_posix()
        if number >= _MOST_FILES:
            yield problem("manifest/style-crowded", Place(shown_path(folder, house)), limit=_MOST_FILES)
            return
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield problem("manifest/style-outside", place, file=inside)
        elif path.is_file() and path.suffix in _READ:
            yield from _unreadable(path, shown_path(path, house))


def _unreadable(path: Path, shown: str) -> Iterator[Problem]:
    try:
        read_script(path, shown)
    except ManifestError as error:
        yield from error.problems
