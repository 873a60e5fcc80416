"""Fills a form: takes a tree of written values, gives the filled form and every problem, each at its place.

pydantic's errors are turned into Problems here and nowhere else. It does not look at files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from publisher.manifest.forms import Form, RefusedError
from publisher.manifest.written import WrittenMap, place_at, problem
from publisher.problems import Problem

Filled = TypeVar("Filled", bound=Form)


def fill(form: type[Filled], tree: WrittenMap, already: list[Problem]) -> tuple[Filled | None, list[Problem]]:
    """Return the filled form, or None, and all problems: those already known and those found now.

    Where a value has a problem already, no second one is reported at the same place.
    """
    unknown: list[Problem] = []
    filled: Filled | None = None
    found: list[Problem] = []
    try:
        filled = form.model_validate(tree, context=unknown)
    except ValidationError as error:
        found = [_problem(dict(detail), tree) for detail in error.errors(include_url=False)]
    known_places = {known.place for known in already}
    fresh = [new for new in unknown + found if new.place not in known_places or new.code == "manifest/missing-key"]
    problems = already + fresh
    return (None if problems else filled), problems


def _problem(detail: Mapping[str, Any], tree: WrittenMap) -> Problem:
    path = tuple(step for step in detail["loc"] if not str(step).startswith("<"))
    place = place_at(tree, path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    refusal = detail.get("ctx", {}).get("error")
    if isinstance(refusal, RefusedError):
        return problem(refusal.code, place, **({"key": name} | refusal.values))
    if detail["type"] == "missing":
        return problem("manifest/missing-key", place, key=name)
    expected = "[…, …]" if "tuple" in detail["type"] else "{…: …}"
    return problem("manifest/wrong-type", place, key=name, expected=expected)
