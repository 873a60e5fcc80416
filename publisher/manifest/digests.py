"""Finds the extracted files a manifest names: takes source forms and the sources root, gives checked SourceRefs.

Every file is read once, for its digest. It does not decode anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from publisher.issue.plan import SourceRef
from publisher.manifest.paths import inside, is_file
from publisher.manifest.schema import SourceForm
from publisher.manifest.written import problem
from publisher.problems import Problem

SIZE_LIMIT = 50_000_000  # bytes: a hundred times the text of a thick magazine


def find_sources(
    forms: Iterable[SourceForm], root: Path, shown_root: str
) -> tuple[tuple[SourceRef, ...], list[Problem], list[Problem]]:
    """Return the sources, the problems of the manifest, and the problems of the files themselves."""
    refs: list[SourceRef] = []
    of_manifest: list[Problem] = []
    of_files: list[Problem] = []
    for form in forms:
        path = inside(root, form.file)
        if path is None:
            of_manifest.append(problem("manifest/path-outside-root", form.file.place, file=form.file, root=shown_root))
        elif found := _check(form, path, shown_root):
            of_files.append(found)
        else:
            refs.append(SourceRef(str(form.id), path, str(form.file), str(form.sha256), form.id.place))
    return tuple(refs), of_manifest, of_files


def _check(form: SourceForm, path: Path, shown_root: str) -> Problem | None:
    if not is_file(path):
        return problem("manifest/missing-source", form.file.place, file=form.file, root=shown_root)
    try:
        if (size := path.stat().st_size) > SIZE_LIMIT:
            values = {"file": form.file, "size": size, "limit": SIZE_LIMIT}
            return problem("manifest/large-source", form.file.place, **values)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return problem("manifest/unreadable-source", form.file.place, file=form.file, reason=error.strerror or "?")
    if digest == form.sha256:
        return None
    return problem(
        "manifest/changed-source", form.sha256.place, file=form.file, expected=form.sha256[:12], found=digest[:12]
    )
