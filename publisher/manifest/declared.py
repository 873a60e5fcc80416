"""Options that a style declares for itself: takes the forms of style.yaml, gives what each may be, and typed values.

A template or a style sheet reads them as `own.<name>`; a manifest sets them like any other option. It reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from publisher.issue.style import Declared, DeclaredKind, OwnValue
from publisher.manifest.options import DECIMAL, OPTIONS
from publisher.manifest.schema import DeclaredForm
from publisher.manifest.written import problem
from publisher.problems import Problem

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBERS = {DeclaredKind.WHOLE, DeclaredKind.NUMBER}
_LARGEST = 100_000.0
_ENDS = 2


def declarations(forms: Iterable[DeclaredForm], known: Iterable[str]) -> tuple[list[Declared], list[Problem]]:
    """Return the options that a style declares, and what is wrong with those it cannot; `known` ones exist already."""
    found: list[Declared] = []
    problems: list[Problem] = []
    taken = {*OPTIONS, *known}
    for form in forms:
        name = str(form.name)
        made = _declared(form)
        if not _NAME.fullmatch(name) or name in taken:
            problems.append(problem("manifest/declared-name", form.name.place, name=name[:60]))
        elif made is None or typed_own(made, made.default) is None:
            problems.append(problem("manifest/declared-option", form.place, name=name))
        else:
            found.append(made)
        taken.add(name)
    return found, problems


def typed_own(option: Declared, written: str) -> OwnValue | None:
    """Return the value of a declared option, or None if it is not allowed; see `allowed_own`."""
    match option.kind:
        case DeclaredKind.FLAG:
            return {"true": True, "false": False}.get(written)
        case DeclaredKind.CHOICE:
            return written if written in option.choices else None
        case DeclaredKind.COLOUR:
            return written.lower() if _COLOUR.fullmatch(written) else None
        case DeclaredKind.WHOLE | DeclaredKind.NUMBER:
            return _number(option, written)


def _number(option: Declared, written: str) -> float | None:
    if not DECIMAL.fullmatch(written) or (option.kind is DeclaredKind.WHOLE and not written.isdigit()):
        return None
    number = int(written) if option.kind is DeclaredKind.WHOLE else float(written)
    return number if option.low <= number <= option.high else None


def allowed_own(option: Declared) -> str:
    """Return what a declared option may be, in signs that need no language."""
    if option.kind is DeclaredKind.FLAG:
        return "true, false"
    if option.kind is DeclaredKind.COLOUR:
        return "#000000–#ffffff"
    return ", ".join(option.choices) or f"{option.low:g}–{option.high:g}"


def own_schema(options: Sequence[Declared]) -> dict[str, Any]:
    """Return the JSON Schema of declared options; two styles may mean different things by one name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for option in options:
        found.setdefault(option.name, []).append(_schema_of(option))
    return {name: ways[0] if len(ways) == 1 else {"anyOf": ways} for name, ways in found.items()}


def _schema_of(option: Declared) -> dict[str, Any]:
    said = {"description": f"{option.en} {option.zh}"}
    match option.kind:
        case DeclaredKind.FLAG:
            return {"type": "boolean"} | said
        case DeclaredKind.CHOICE:
            return {"type": "string", "enum": list(option.choices)} | said
        case DeclaredKind.COLOUR:
            return {"type": "string", "pattern": f"^{_COLOUR.pattern}$"} | said
        case DeclaredKind.WHOLE | DeclaredKind.NUMBER:
            kind = "integer" if option.kind is DeclaredKind.WHOLE else "number"
            return {"type": kind, "minimum": option.low, "maximum": option.high} | said


def _declared(form: DeclaredForm) -> Declared | None:
    """Return the option, or None where its kind asks for a range or for choices that are not there."""
    low, high = 0.0, 0.0
    if form.kind in _NUMBERS:
        ends = [str(end) for end in form.range_]
        if len(ends) != _ENDS or not all(DECIMAL.fullmatch(end) for end in ends):
            return None
        low, high = (float(end) for end in ends)
    if (form.kind is DeclaredKind.CHOICE) != bool(form.choices) or not 0 <= low <= high <= _LARGEST:
        return None
    choices = tuple(str(choice) for choice in form.choices)
    return Declared(str(form.name), form.kind, str(form.default), low, high, choices, str(form.zh), str(form.en))
