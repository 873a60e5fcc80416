"""Reads a style: takes its name and the options a manifest sets, gives a Style with the chain of its parents resolved.

Parents are read first and overridden by their children: options and labels key by key, faces as a whole. It does not
open templates, style sheets or fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.house import House
from publisher.issue.style import FaceRequest, Style, StyleOptions
from publisher.manifest.ids import CODE
from publisher.manifest.nearest import listed, nearest
from publisher.manifest.options import OPTIONS, allowed_values, misfit, typed_option
from publisher.manifest.paths import is_file, shown_path
from publisher.manifest.reader import read_yaml
from publisher.manifest.schema import FaceForm, StyleForm
from publisher.manifest.validation import fill
from publisher.manifest.written import Written, WrittenList, WrittenMap, problem
from publisher.problems import ManifestError, Place, Problem


@dataclass(frozen=True, slots=True)
class _Link:
    """One style of the chain: its folder and what its style.yaml says."""

    folder: Path
    form: StyleForm


def read_style(name: str, options: Sequence[tuple[str, object]], house: House, place: Place | None) -> Style:
    """Return the style `name` with `options` on top.

    Args:
        name: name of a folder of the house's styles.
        options: names and values as written in the manifest.
        house: knows where the styles are.
        place: where the manifest asks for the style; an option that knows its own place is reported there.

    Raises:
        ManifestError: the style or a parent is unknown or not valid, parents go in a circle, or an option is bad.
    """
    chain = _chain(name, house, place)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for link in reversed(chain):
        own = link.form.options.model_extra if link.form.options else None
        values |= _typed(tuple((own or {}).items()), None, problems)
    values |= _typed(options, place, problems)
    labels = _labels(chain, house, problems)
    if problems:
        raise ManifestError(*problems)
    resolved = replace(StyleOptions(), **values)  # type: ignore[arg-type]  # names and types were checked one by one
    if found := misfit(resolved):
        side, needed, there = found
        raise ManifestError(
            problem("manifest/style-misfit", place, style=name, side=side, needed=f"{needed:.1f}", there=f"{there:.1f}")
        )
    faces = next((link.form.faces for link in chain if link.form.faces), ())
    return Style(name, tuple(link.folder for link in chain), resolved, labels, tuple(_face(face) for face in faces))


def style_names(house: House) -> tuple[str, ...]:
    """Return the names of the styles there are."""
    return tuple(sorted(path.parent.name for path in house.styles.glob("*/style.yaml")))


def _chain(name: str, house: House, place: Place | None) -> list[_Link]:
    """Return the style and its parents, the style itself first."""
    chain: list[_Link] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in {link.folder.name for link in chain}:
            circle = " → ".join([*(link.folder.name for link in chain), wanted])
            raise ManifestError(problem("manifest/style-circle", place, circle=circle))
        chain.append(_link(wanted, house, place))
        parent = chain[-1].form.extends
        wanted, place = (str(parent), parent.place) if parent else (None, place)
    return chain


def _link(name: str, house: House, place: Place | None) -> _Link:
    path = house.styles / name / "style.yaml"
    if not CODE.fullmatch(name) or not is_file(path):
        names = style_names(house)
        near = nearest(name, names)
        raise ManifestError(problem("manifest/unknown-style", place, style=name[:60], known=listed(names), near=near))
    tree, problems = read_yaml(path, shown_path(path, house))
    form, problems = fill(StyleForm, tree, problems)
    if form is None:
        raise ManifestError(*problems)
    return _Link(path.parent, form)


def _typed(options: Sequence[tuple[str, object]], place: Place | None, problems: list[Problem]) -> dict[str, object]:
    """Return options with their types; those unknown or out of range are added to `problems`."""
    typed: dict[str, object] = {}
    for name, value in options:
        at = value.place if isinstance(value, Written | WrittenMap | WrittenList) else place
        if name not in OPTIONS:
            values = {"key": name, "where": "style", "near": nearest(name, OPTIONS), "known": listed(OPTIONS)}
            problems.append(problem("manifest/unknown-key", at, **values))
            continue
        made = typed_option(name, _as_written(value))
        if made is None:
            shown = _as_written(value) or "…"
            problems.append(
                problem("manifest/bad-style-option", at, option=name, value=shown, allowed=allowed_values(name))
            )
        else:
            typed[name] = made
    return typed


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
