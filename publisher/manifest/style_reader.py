"""Reads a style: takes its name and the options a manifest sets, gives a Style with the chain of its parents resolved.

Parents are read first and overridden by their children: options and labels key by key, faces as a whole. A style may
declare options of its own, and its children and manifests set them like any other. It does not open templates, style
sheets or fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher.house import House
from publisher.issue.style import Declared, FaceRequest, OwnValue, Style, StyleOptions
from publisher.manifest.declared import allowed_own, declarations, own_schema, typed_own
from publisher.manifest.nearest import listed, nearest
from publisher.manifest.options import OPTIONS, allowed_values, misfit, typed_option
from publisher.manifest.paths import shown_path
from publisher.manifest.reader import read_yaml
from publisher.manifest.schema import FaceForm, StyleForm
from publisher.manifest.style_folders import STYLES, Shelf, find_style, names_on, shelves
from publisher.manifest.validation import fill
from publisher.manifest.written import Written, WrittenList, WrittenMap, problem
from publisher.problems import ManifestError, Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class _Link:
    """One style of the chain: its folder and what its style.yaml says."""

    folder: Path
    form: StyleForm
    shelf: Shelf


def read_style(
    name: str, options: Sequence[tuple[str, object]], house: House, place: Place | None, periodical: Path | None = None
) -> Style:
    """Return the style `name` with `options` on top.

    Args:
        name: name of a folder of the periodical's styles or of the house's.
        options: names and values as written in the manifest.
        house: knows where the styles are.
        place: where the manifest asks for the style; an option that knows its own place is reported there.
        periodical: its folder; None looks among the house's styles alone.

    Raises:
        ManifestError: the style or a parent is unknown or not valid, parents go in a circle, or an option is bad.
    """
    chain = _chain(name, house, place, periodical)
    problems: list[Problem] = []
    declared = _declared(chain, problems)
    values = _Values({option.name: option for option in declared}, problems)
    for link in reversed(chain):
        own = link.form.options.model_extra if link.form.options else None
        values.add(tuple((own or {}).items()), None)
    values.add(options, place)
    labels = _labels(chain, house, problems)
    if problems:
        raise ManifestError(*problems)
    resolved = replace(StyleOptions(), **values.common)  # type: ignore[arg-type]  # names and types were checked one by one
    if found := misfit(resolved):
        side, needed, there = found
        raise ManifestError(
            problem("manifest/style-misfit", place, style=name, side=side, needed=f"{needed:.1f}", there=f"{there:.1f}")
        )
    faces = next((link.form.faces for link in chain if link.form.faces), ())
    folders = tuple(link.folder for link in chain)
    shown = tuple(_shown(link, house) for link in chain)
    return Style(name, folders, resolved, labels, tuple(map(_face, faces)), shown, values.own, tuple(declared))


def style_names(house: House, periodical: Path | None = None) -> tuple[str, ...]:
    """Return the names of the styles there are."""
    return names_on(shelves(house, periodical))


def declared_schema(house: House, styles: Sequence[str] = ()) -> dict[str, Any]:
    """Return the JSON Schema of the options that styles of the house declare; of all of them if none is named."""
    found: dict[tuple[str, str], Declared] = {}
    for name in styles or style_names(house):
        chain = _chain(name, house, None, None)
        found |= {(option.name, repr(option)): option for option in _declared(chain, [])}
    return own_schema(tuple(found.values()))


def _chain(name: str, house: House, place: Place | None, periodical: Path | None) -> list[_Link]:
    """Return the style and its parents, the style itself first.

    A periodical's style may extend the tool's style of its own name.
    """
    chain: list[_Link] = []
    wanted: str | None = name
    while wanted is not None:
        searched = shelves(house, periodical)
        if any(link.shelf.is_local and link.folder.name == wanted for link in chain):
            searched = tuple(shelf for shelf in searched if not shelf.is_local)
        folder, shelf = find_style(wanted, searched, house, place)
        if folder in {link.folder for link in chain}:
            circle = " → ".join([*(link.folder.name for link in chain), wanted])
            raise ManifestError(problem("manifest/style-circle", place, circle=circle))
        chain.append(_link(folder, shelf, house))
        parent = chain[-1].form.extends
        wanted, place = (str(parent), parent.place) if parent else (None, place)
    return chain


def _link(folder: Path, shelf: Shelf, house: House) -> _Link:
    path = folder / "style.yaml"
    tree, problems = read_yaml(path, shown_path(path, house))
    form, problems = fill(StyleForm, tree, problems)
    if form is None or any(found.severity is Severity.ERROR for found in problems):
        raise ManifestError(*problems)
    return _Link(folder, form, shelf)


def _shown(link: _Link, house: House) -> str:
    """Return how messages name a style's folder: the tool's own lie in no folder of the user's."""
    return shown_path(link.folder, house) if link.shelf.is_local else f"{STYLES}/{link.folder.name}"


def _declared(chain: Sequence[_Link], problems: list[Problem]) -> list[Declared]:
    """Return the options the styles of a chain declare, the oldest parent's first."""
    declared: list[Declared] = []
    for link in reversed(chain):
        found, wrong = declarations(link.form.declares, [option.name for option in declared])
        declared += found
        problems += wrong
    return declared


class _Values:
    """Options with their types, those of every style and those declared; what is unknown or bad becomes a problem."""

    def __init__(self, declared: Mapping[str, Declared], problems: list[Problem]) -> None:
        self.declared, self.problems = declared, problems
        self.common: dict[str, object] = {}
        self.own: dict[str, OwnValue] = {}
        for option in declared.values():
            self._put_own(option, option.default, None)

    def add(self, options: Sequence[tuple[str, object]], place: Place | None) -> None:
        """Put options on top of those there are."""
        for name, value in options:
            at = value.place if isinstance(value, Written | WrittenMap | WrittenList) else place
            if name in self.declared:
                self._put_own(self.declared[name], value, at)
            elif name in OPTIONS:
                self._put_common(name, value, at)
            else:
                known = {*OPTIONS, *self.declared}
                values = {"key": name, "where": "style", "near": nearest(name, known), "known": listed(known)}
                self.problems.append(problem("manifest/unknown-key", at, **values))

    def _put_own(self, option: Declared, value: object, at: Place | None) -> None:
        made = typed_own(option, _as_written(value))
        if made is None:
            self._refuse(option.name, value, allowed_own(option), at)
        else:
            self.own[option.name] = made

    def _put_common(self, name: str, value: object, at: Place | None) -> None:
        made = typed_option(name, _as_written(value))
        if made is None:
            self._refuse(name, value, allowed_values(name), at)
        else:
            self.common[name] = made

    def _refuse(self, name: str, value: object, allowed: str, at: Place | None) -> None:
        shown = _as_written(value) or "…"
        self.problems.append(problem("manifest/bad-style-option", at, option=name, value=shown, allowed=allowed))


def _as_written(value: object) -> str:
    """Return an option's value as a manifest would write it; what is no scalar becomes an empty string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def _labels(chain: Sequence[_Link], house: House, problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    """Return the labels by language, a child's over its parent's."""
    labels: dict[str, dict[str, str]] = {}
    for link in reversed(chain):
        for path in sorted(link.folder.glob("labels/*.yaml")):
            tree, found = read_yaml(path, shown_path(path, house))
            problems += found
            labels[path.stem] = labels.get(path.stem, {}) | _texts(tree, problems)
    return labels


def _texts(tree: WrittenMap, problems: list[Problem]) -> dict[str, str]:
    texts = {}
    for key, value in tree.items():
        if isinstance(value, Written) and not value.cut:
            texts[key] = str(value)
        elif isinstance(value, Written):
            problems.append(problem("manifest/cut-value", value.place, key=key, value=value))
        else:
            problems.append(problem("manifest/wrong-type", value.place, key=key, expected='"…"'))
    return texts


def _face(form: FaceForm) -> FaceRequest:
    return FaceRequest(str(form.name), form.weight, tuple(str(family) for family in form.families), str(form.use))
