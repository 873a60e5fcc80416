"""What became of a rebuild: takes the record of a build, and what the same manifest gave now, says what differs.

A record lies beside a manifest that came out of an archive copy. Everything that differs is a warning of its own; the
bytes are compared in any case, since they may be equal all the same. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from publisher.issue.build_record import BuildRecord, FileDigest, FontFile, read
from publisher.issue.print import Print
from publisher.problems import Place, Problem, Severity
from publisher.production.archiving import record_of
from publisher.production.run import Run

_SHORT = 12  # hexadecimal digits of a digest that are shown
_NONE = "-"


def look_back(run: Run, prints: Sequence[Print], path: Path) -> tuple[Problem, ...]:
    """Return what differs between a run and the record of an earlier one; a record nobody can read is a warning.

    Raises:
        ReissueError: what the run read could not be enclosed once more.
    """
    shown = run.house.shown(path)
    try:
        then = read(path.read_bytes())
    except (OSError, ValueError) as error:
        return (_warning("archive/unreadable-record", Place(shown), reason=str(error)[:100]),)
    now, _ = record_of(run, prints)
    return differences(then, now, shown)


def differences(then: BuildRecord, now: BuildRecord, shown: str) -> tuple[Problem, ...]:
    """Return what differs between a recorded build and one of the same issue now; one quiet note if nothing does."""
    place = Place(shown)
    causes = [
        *_changed_inputs(then, now, place),
        *_other_tools(then, now, place),
        *_other_style(then, now, place),
        *_other_fonts(then, now, place),
    ]
    return (*causes, *_bytes(then, now, place))


def _changed_inputs(then: BuildRecord, now: BuildRecord, place: Place) -> Iterator[Problem]:
    if then.epoch != now.epoch:
        yield _warning("archive/other-date", place, recorded=then.epoch or _NONE, found=now.epoch or _NONE)
    for name, old, new in _unlike(_by_name(then.files), _by_name(now.files)):
        yield _warning("archive/changed-input", place, file=name, recorded=old[:_SHORT], found=new[:_SHORT])


def _other_tools(then: BuildRecord, now: BuildRecord, place: Place) -> Iterator[Problem]:
    old, new = dict(then.versions), dict(now.versions)
    for name, was, found in _unlike(old, new):
        yield _warning("archive/other-version", place, library=name, recorded=was, found=found)
    if old.get("reissue") == new.get("reissue") and then.program != now.program:
        values = {"recorded": then.program[:_SHORT], "found": now.program[:_SHORT]}
        yield _warning("archive/other-program", place, version=new.get("reissue", _NONE), **values)


def _other_style(then: BuildRecord, now: BuildRecord, place: Place) -> Iterator[Problem]:
    for name, old, new in _unlike(_by_name(then.style_files), _by_name(now.style_files)):
        yield _warning("archive/other-style", place, file=name, recorded=old[:_SHORT], found=new[:_SHORT])


def _other_fonts(then: BuildRecord, now: BuildRecord, place: Place) -> Iterator[Problem]:
    """Yield the faces that were set from other files; an edition that was not made now asked for none."""
    made = {each.name for each in now.prints}
    if not {each.name for each in then.prints} <= made:
        missing: Iterable[FontFile] = set(now.fonts) - set(then.fonts)
    else:
        missing = set(now.fonts) ^ set(then.fonts)
    for family, file in sorted({(font.family, font.file) for font in missing}):
        old, new = (_font(fonts, family, file) for fonts in (then.fonts, now.fonts))
        yield _warning("archive/other-font", place, family=family, file=file, recorded=old, found=new)


def _font(fonts: Iterable[FontFile], family: str, file: str) -> str:
    return next((font.sha256[:_SHORT] for font in fonts if (font.family, font.file) == (family, file)), _NONE)


def _bytes(then: BuildRecord, now: BuildRecord, place: Place) -> Iterator[Problem]:
    """Yield a warning for every file that came out otherwise, and one note that names those that are the same."""
    old, new = _by_name(then.prints), _by_name(now.prints)
    both = [name for name in old if name in new]
    for name in both:
        if old[name] != new[name]:
            values = {"file": name, "recorded": old[name][:_SHORT], "found": new[name][:_SHORT]}
            yield _warning("archive/other-bytes", place, **values)
    if same := [name for name in both if old[name] == new[name]]:
        yield Problem("archive/same-bytes", place, {"files": ", ".join(same)}, Severity.NOTE)


def _by_name(files: Iterable[FileDigest]) -> dict[str, str]:
    return {each.name: each.sha256 for each in files}


def _unlike(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, old value and new one of whatever differs, in order."""
    for name in sorted({*old, *new}):
        if old.get(name, "") != new.get(name, ""):
            yield name, old.get(name) or _NONE, new.get(name) or _NONE


def _warning(code: str, place: Place, **values: object) -> Problem:
    return Problem(code, place, values, Severity.WARNING)
