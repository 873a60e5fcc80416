"""What an import needs to know before anything is read: which periodical, which issue, where sources will lie.

Takes the path of the manifest to come and the files that have arrived, gives names for all of them. It opens
periodical.yaml and nothing else, and writes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.issue.periodical import Periodical
from publisher.manifest.ids import check_code, check_issue_id
from publisher.manifest.paths import inside, is_file, shown_path
from publisher.manifest.reader import read_yaml
from publisher.manifest.resolve import PERIODICAL, periodical_of
from publisher.manifest.schema import PeriodicalForm
from publisher.manifest.validation import fill
from publisher.manifest.writer import Inherited
from publisher.manifest.written import Written, problem
from publisher.problems import ManifestError, Place, Problem, SourceError, UsageError

UNTITLED = "（刊名未载）"
_COPIES = "sources"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrived: the id it gets, the path the manifest will write, its bytes, and where a copy must go."""

    id: str
    path: Path
    shown: str
    data: bytes
    copy: Path | None


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture that arrived: the path the manifest will write, and where a copy must go."""

    path: Path
    shown: str
    copy: Path | None


@dataclass(frozen=True, slots=True)
class Masthead:
    """The periodical an issue belongs to.

    Attributes:
        inherited: what an existing periodical.yaml says, whose style is its own business; None if there is none yet.
        root: folder of the sources.
    """

    periodical: Periodical
    inherited: Inherited | None
    root: Path

    @property
    def is_new(self) -> bool:
        """Whether periodical.yaml is still to be written."""
        return self.inherited is None


def masthead_of(manifest: Path, house: House) -> Masthead:
    """Return the periodical of a manifest: what periodical.yaml beside it says, or a new one named for the folder.

    Raises:
        ManifestError: periodical.yaml is not valid.
        UsageError: the name of the folder or of the manifest will not do for an id.
    """
    folder = manifest.parent
    page = folder / PERIODICAL
    if not is_file(page):
        code = Written(folder.name.lower(), Place(shown_path(manifest, house)))
        _refuse(check_code(code) or check_issue_id(Written(f"{code}-{manifest.stem}", code.place), code, manifest.stem))
        return Masthead(Periodical(str(code), UNTITLED, "zh-Hans", folder), None, house.sources or folder)
    tree, problems = read_yaml(page, shown_path(page, house))
    form, problems = fill(PeriodicalForm, tree, problems)
    if form is None:
        raise ManifestError(*problems)
    written = Written(f"{form.periodical}-{manifest.stem}", Place(shown_path(manifest, house)))
    _refuse(check_code(form.periodical) or check_issue_id(written, form.periodical, manifest.stem))
    root = house.sources or inside(folder, form.sources_root) or folder
    return Masthead(periodical_of(form, folder), Inherited(form.kind), root)


def manifest_path(manifest: Path, house: House, *, update: bool) -> Path:
    """Return where the manifest lies or will lie; raises UsageError if it is there and should not be, or is not."""
    path = (house.root / manifest).resolve()
    if update and not is_file(path):
        raise UsageError(problem("cli/nothing-to-update", Place(house.shown(path))))
    if not update and path.exists():
        raise UsageError(problem("cli/manifest-exists", Place(house.shown(path))))
    return path


def arrivals(paths: Sequence[Path], root: Path, house: House) -> tuple[Arrival, ...]:
    """Return what becomes of each file: one outside the sources' folder is to be copied into it.

    Raises:
        SourceError: a file is not there.
        UsageError: a file lies outside a folder that was named with --sources.
    """
    missing = [path for path in paths if not is_file(path)]
    if missing:
        raise SourceError(*(problem("source/missing", Place(house.shown(path))) for path in missing))
    made: list[Arrival] = []
    for path in paths:
        name = _unique(_id_of(path.stem), [each.id for each in made])
        shown = _below(path, root)
        if shown is None and house.sources is not None:
            values = {"file": house.shown(path), "root": house.shown(house.sources)}
            raise UsageError(problem("manifest/path-outside-root", None, **values))
        copied = f"{_COPIES}/{_unique(_file_name(path), [each.shown.removeprefix(f'{_COPIES}/') for each in made])}"
        made.append(Arrival(name, path, shown or copied, path.read_bytes(), None if shown else root / copied))
    return tuple(made)


def plates(pictures: Path, folder: Path, house: House) -> tuple[Plate, ...]:
    """Return the pictures in a folder by name, those outside the periodical's folder to be copied into `pictures/`."""
    if not pictures.is_dir():
        raise UsageError(problem("cli/no-folder", None, option="--pictures", path=house.shown(pictures)))
    made: list[Plate] = []
    for path in sorted(each for each in pictures.iterdir() if each.suffix.lower() in _PICTURES and is_file(each)):
        shown = _below(path, folder)
        copied = f"pictures/{_unique(_file_name(path), [each.shown.removeprefix('pictures/') for each in made])}"
        made.append(Plate(path, shown or copied, None if shown else folder / copied))
    return tuple(made)


def copies(
    came: Sequence[Arrival], pictures: Sequence[Plate], manifest: Path, house: House, *, update: bool
) -> dict[Path, bytes]:
    """Return the copies to be written; raises UsageError if another file is in the way.

    An update may replace a copy whose digest stands in the manifest: it is the one that the last import made.
    """
    known = manifest.read_text(encoding="utf-8", errors="replace") if update else ""
    wanted = {each.copy: each.data for each in came if each.copy} | {
        plate.copy: plate.path.read_bytes() for plate in pictures if plate.copy
    }
    files: dict[Path, bytes] = {}
    for path, data in wanted.items():
        there = path.read_bytes() if path.exists() else None
        if there == data:
            continue
        if there is not None and hashlib.sha256(there).hexdigest() not in known:
            raise UsageError(problem("cli/file-exists", Place(house.shown(path))))
        files[path] = data
    return files


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise UsageError(*problems)


def _below(path: Path, root: Path) -> str | None:
    """Return a file's path below the sources' folder as a manifest may write it, or None."""
    resolved, base = path.resolve(), root.resolve()
    if not resolved.is_relative_to(base):
        return None
    shown = resolved.relative_to(base).as_posix()
    return shown if inside(root, shown) == resolved else None


def _id_of(stem: str) -> str:
    return re.sub(r"[^a-z0-9_.-]+", "-", stem.lower()).strip("-._") or "main"


def _file_name(path: Path) -> str:
    return re.sub(r"[^\w.-]+", "-", path.name).lstrip("-.") or "source.txt"


def _unique(name: str, taken: Sequence[str]) -> str:
    numbers = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in numbers if each not in taken)
