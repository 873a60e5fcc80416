"""What an archive copy must hold so that an issue can be built from it alone: every file that a build reads.

Takes an edited issue and where its files lie, gives them with names as `reissue extract` will lay them out: a folder
`manifests/<periodical>` with the sources where periodical.yaml looks for them. What comes with the tool is named by its
digest and not enclosed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from publisher.house import House
from publisher.issue.build_record import FileDigest
from publisher.issue.enclosure import MOST_BYTES, MOST_FILES, Enclosed, Relationship, clashes, is_safe
from publisher.issue.issue import Issue
from publisher.issue.plan import IssuePlan
from publisher.issue.style import Style
from publisher.manifest.resolve import PERIODICAL
from publisher.problems import Place, Problem, ReissueError

_MANIFESTS = "manifests"

Named = tuple[str, Path, str]  # name in the copy, where it lies, what it is


def home_of(plan: IssuePlan) -> str:
    """Return the name of the periodical's folder in a copy."""
    return f"{_MANIFESTS}/{plan.periodical.code}"


def inputs_of(plan: IssuePlan, issue: Issue, style: Style, house: House, manifest: Path) -> tuple[Enclosed, ...]:
    """Return every file that a build of the issue reads and that does not come with the tool.

    Raises:
        ReissueError: a name cannot be written everywhere, two files want one name, or there is too much.
    """
    found: dict[str, Named] = {}
    problems: list[Problem] = []
    for name, path, description in (*_named(plan, issue, manifest), *_styles(plan, style, house)):
        if name not in found:
            found[name] = name, path, description
        elif path.read_bytes() != found[name][1].read_bytes():
            problems.append(Problem("archive/two-files-one-name", Place(plan.manifest), {"file": name}))
    problems += _misnamed(found, plan)
    size = sum(path.stat().st_size for _, path, _ in found.values())
    if size > MOST_BYTES or len(found) > MOST_FILES:
        values = {"files": len(found), "size": size // 10**6, "most": MOST_FILES, "limit": MOST_BYTES // 10**6}
        problems.append(Problem("archive/too-much", Place(plan.manifest), values))
    if problems:
        raise ReissueError(*problems)
    read = ((name, path.read_bytes(), description) for name, path, description in found.values())
    return tuple(Enclosed(name, data, Relationship.SOURCE, description) for name, data, description in read)


def paths_of(plan: IssuePlan, issue: Issue, style: Style, house: House, manifest: Path) -> tuple[Path, ...]:
    """Return where every file lies that a build of the issue reads and that does not come with the tool."""
    return tuple(path for _, path, _ in (*_named(plan, issue, manifest), *_styles(plan, style, house)))


def style_files_of(style: Style, house: House) -> tuple[FileDigest, ...]:
    """Return the digests of a style's files that come with the tool."""
    own = house.styles.resolve()
    folders = [folder for folder in style.folders if folder.resolve().is_relative_to(own)]
    files = {path.relative_to(own).as_posix(): path for folder in folders for path in _files(folder.resolve())}
    return tuple(digest_of(f"styles/{name}", path.read_bytes()) for name, path in sorted(files.items()))


def digest_of(name: str, data: bytes, stored: str = "") -> FileDigest:
    """Return name, digest and size of a file, and what it is called inside a copy."""
    return FileDigest(name, hashlib.sha256(data).hexdigest(), len(data), stored)


def _named(plan: IssuePlan, issue: Issue, manifest: Path) -> Iterator[Named]:
    """Yield every file with its name in the copy, what it is in the language of archives."""
    home, folder = home_of(plan), plan.periodical.folder
    yield f"{home}/{manifest.name}", manifest, "清单 manifest of the issue"
    yield f"{home}/{PERIODICAL}", folder / PERIODICAL, "刊物说明 description of the periodical"
    for ref in plan.sources:
        yield _joined(home, plan.sources_root, ref.shown), ref.path, "提取文字 extracted text"
    for name, path in plan.named:
        yield _joined(home, name), path, "清单所指的文件 file named by the manifest"
    for picture in _pictures(issue):
        yield _joined(home, picture), folder / picture, "图片 picture"


def _styles(plan: IssuePlan, style: Style, house: House) -> Iterator[Named]:
    """Yield the files of the styles that lie in the periodical's folder; the tool's own are not enclosed."""
    home, own = plan.periodical.folder.resolve(), house.styles.resolve()
    for folder in (folder.resolve() for folder in style.folders):
        if folder.is_relative_to(home) and not folder.is_relative_to(own):
            for path in _files(folder):
                yield _joined(home_of(plan), path.relative_to(home).as_posix()), path, "版式 style of the periodical"


def _pictures(issue: Issue) -> Iterable[str]:
    shown = (figure.picture for article in issue.articles() for figure in article.figures())
    return dict.fromkeys(picture for picture in shown if picture)


def _joined(*parts: str) -> str:
    return PurePosixPath(*parts).as_posix()


def _files(folder: Path) -> list[Path]:
    """Return the files of a style, those of hidden folders and of interpreters apart."""
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in inside if not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)]


def _misnamed(names: Iterable[str], plan: IssuePlan) -> Iterator[Problem]:
    names = list(names)
    wrong = [("archive/unsafe-name", name) for name in names if not is_safe(name)]
    wrong += [("archive/doubled-name", name) for name in clashes(names)]
    return (Problem(code, Place(plan.manifest), {"file": name}) for code, name in wrong)
