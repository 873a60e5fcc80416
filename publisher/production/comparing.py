"""Two issues compared: takes paths of manifests or finished editions, gives what differs between them.

A folder of finished editions stands for the EPUB in it, or else the HTML file. Which words differ is the business of
publisher.proof.
"""

from __future__ import annotations

from pathlib import Path

from publisher.house import House
from publisher.problems import Place, Problem, SourceError, UsageError
from publisher.production.editing import edit, silent
from publisher.proof.difference.changes import Difference, compare
from publisher.proof.difference.editions import epub_text, html_text
from publisher.proof.difference.texts import IssueText, issue_text

_MANIFESTS = (".yaml", ".yml")
_READ = {".epub": epub_text, ".html": html_text}


def diff(before: Path, after: Path, house: House) -> Difference:
    """Return what differs between an older issue and a newer one, each a manifest, an EPUB, an HTML file or a folder.

    Raises:
        UsageError: a file is of another kind. SourceError: it cannot be read or is not to be trusted.
    """
    return compare(_text(before, house), _text(after, house))


def _text(path: Path, house: House) -> IssueText:
    path = _chosen(path, house)
    shown = house.shown(path)
    if path.suffix.lower() in _MANIFESTS:
        return issue_text(edit(path, house, silent).issue, shown)
    if path.suffix.lower() not in _READ:
        beside = next((each for each in (path.with_suffix(suffix) for suffix in _READ) if each.is_file()), None)
        near = house.shown(beside) if beside else ""
        raise UsageError(Problem("proof/not-comparable", Place(shown), {"near": near}))
    if not path.is_file():
        raise SourceError(Problem("proof/no-edition", Place(shown)))
    return _READ[path.suffix.lower()](path, shown)


def _chosen(path: Path, house: House) -> Path:
    """Return the file that stands for a path: in a folder the original's EPUB, or else its HTML file.

    An edition in another script bears its language behind a full stop, and no issue id has one.
    """
    if not path.is_dir():
        return path
    for suffix in _READ:
        found = sorted(each for each in path.iterdir() if each.suffix == suffix and each.is_file())
        found = [each for each in found if "." not in each.stem] or found
        if len(found) == 1:
            return found[0]
    raise SourceError(Problem("proof/no-edition", Place(house.shown(path))))
