"""Reads YAML as people type it: takes a file, gives a tree of written values with places, and every problem of form.

Scalars stay strings; duplicate keys, aliases, anchors and tags are problems; `x-` keys are left out. Size and depth are
limited before anything is built. It does not know which keys are allowed: that is the business of the forms.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from publisher.manifest.written import Script, Tree, Written, WrittenList, WrittenMap, problem
from publisher.problems import ManifestError, Place, Problem

SIZE_LIMIT = 5 * 1024 * 1024
DEPTH_LIMIT = 60
_MOST_PROBLEMS = 200
_BOM = "\ufeff"
# C0 without tab and line ends, DEL, C1 with NEL, the separators that PyYAML takes for line ends, and what XML refuses.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"[ \t]+#")
_REPLACEMENT = "\ufffd"


def read_script(path: Path, shown: str) -> tuple[Script, list[Problem]]:
    """Return a text file decoded, with its control characters reported and replaced one for one.

    Raises:
        ManifestError: the file cannot be opened, is too large, or is not UTF-8.
    """
    data = _bytes(path, shown)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = Script(shown, before).place(len(before))
        byte = f"0x{data[error.start]:02X}"
        raise ManifestError(problem("manifest/not-utf8", Place(shown, place.line, place.column), byte=byte)) from None
    problems = []
    if text.startswith(_BOM):
        text = text[1:]
        problems.append(problem("manifest/byte-order-mark", Place(shown, 1, 1)))
    script = Script(shown, _CONTROL.sub(_REPLACEMENT, text), sha256=hashlib.sha256(data).hexdigest())
    for match in _first(_CONTROL.finditer(text)):
        place = script.place(match.start())
        problems.append(problem("manifest/control-character", place, character=_name(match[0])))
    return script, problems


def read_tree(script: Script) -> tuple[WrittenMap, list[Problem]]:
    """Return the mapping that a YAML text holds, and what is wrong with its form.

    Raises:
        ManifestError: the text is no YAML, too deep, more than one document, or not a mapping.
    """
    composer = _Composer(script)
    tree = composer.document()
    if not isinstance(tree, WrittenMap):
        place = tree.place if tree is not None else Place(script.shown, script.first_line, 1)
        raise ManifestError(*composer.problems, problem("manifest/not-mapping", place))
    return tree, composer.problems


def read_yaml(path: Path, shown: str) -> tuple[WrittenMap, list[Problem]]:
    """Return the mapping in a YAML file, and what is wrong with its form; raises ManifestError as its two steps do."""
    script, problems = read_script(path, shown)
    try:
        tree, more = read_tree(script)
    except ManifestError as error:
        raise ManifestError(*problems, *error.problems) from None
    return tree, problems + more


def _bytes(path: Path, shown: str) -> bytes:
    try:
        found = path.stat()
        if found.st_size > SIZE_LIMIT:
            raise ManifestError(problem("manifest/too-large", Place(shown), size=found.st_size, limit=SIZE_LIMIT))
        if stat.S_ISFIFO(found.st_mode) or stat.S_ISCHR(found.st_mode):  # it may have no end
            raise ManifestError(problem("manifest/unreadable", Place(shown), reason="no regular file"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise ManifestError(problem("manifest/unreadable", Place(shown), reason=reason)) from None


def _first(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    return (match for match, _ in zip(matches, range(_MOST_PROBLEMS), strict=False))


def _index(mark: object) -> int:
    return int(getattr(mark, "index", 0))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _events(text: str) -> Iterator[yaml.Event]:
    """Return the events of a text: libyaml's, ten times as fast, where it reads it to the end.

    What it stumbles over PyYAML's own parser reads once more: its words stand in our messages.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast:
        with suppress(yaml.YAMLError, ValueError):
            return iter(list(yaml.parse(text, Loader=fast)))
    return iter(yaml.parse(text, Loader=yaml.SafeLoader))


@dataclass(slots=True)
class _Composer:
    """Builds the tree from the events of PyYAML's parser, and collects what is wrong on the way."""

    script: Script
    problems: list[Problem] = field(default_factory=list)
    _events: Iterator[yaml.Event] = field(init=False)

    def __post_init__(self) -> None:
        self._events = _events(self.script.text)

    def document(self) -> Tree | None:
        """Return what the one document of the text holds, or None for an empty text."""
        tree: Tree | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    raise ManifestError(*self.problems, problem("manifest/several-documents", self._place(event)))
                tree = self._value(self._next(), 1)
        return tree

    def _next(self) -> yaml.Event:
        try:
            return next(self._events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = self.script.place(mark.index if mark else 0)
            tab = mark and self.script.text[mark.index : mark.index + 1] == "\t"
            code = "manifest/tab" if tab else "manifest/not-yaml"
            raise ManifestError(*self.problems, problem(code, place, detail=error.problem or "?")) from None
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            detail = str(error).splitlines()[0] if str(error) else type(error).__name__
            place = Place(self.script.shown, self.script.first_line)
            raise ManifestError(*self.problems, problem("manifest/not-yaml", place, detail=detail)) from None

    def _place(self, event: yaml.Event) -> Place:
        return self.script.place(_index(event.start_mark), _index(event.end_mark))

    def _report(self, code: str, place: Place, /, **values: object) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem(code, place, **values))

    def _value(self, event: yaml.Event, depth: int) -> Tree:
        place = self._place(event)
        if depth > DEPTH_LIMIT:
            raise ManifestError(*self.problems, problem("manifest/too-deep", place, limit=DEPTH_LIMIT))
        self._refuse_properties(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = WrittenList(place)
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(value := self._value(inner, depth + 1))
                self._refuse_nothing(value, inner, "-", value.place)
            return items
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        return Written("", place)

    def _refuse_properties(self, event: yaml.Event, place: Place) -> None:
        if getattr(event, "anchor", None) is not None:
            self._report("manifest/alias", place, name=getattr(event, "anchor", ""))
        if (tag := getattr(event, "tag", None)) is not None:
            self._report("manifest/tag", place, tag=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Written:
        text = event.value
        if match := _CONTROL.search(text):
            self._report("manifest/control-character", place, character=_name(match[0]))
            text = _CONTROL.sub(_REPLACEMENT, text)
        if event.style in {"|", ">"}:
            text = text.rstrip("\n")
        cut = not event.style and _COMMENT.match(self.script.text, _index(event.end_mark)) is not None
        return Written(text, place, cut=cut)

    def _refuse_nothing(self, value: Tree, event: yaml.Event, key: str, place: Place) -> None:
        if isinstance(event, yaml.ScalarEvent) and not event.style and value == "" and not event.tag:
            value.place = place
            self._report("manifest/empty-value", place, key=key)

    def _mapping(self, place: Place, depth: int) -> WrittenMap:
        made, seen = WrittenMap(place), dict[str, Place]()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            inner = self._next()
            value = self._value(inner, depth + 1)
            if not isinstance(key, Written):
                self._report("manifest/bad-key", key.place)
                continue
            if not seen:
                made.place = key.place
            if key in seen:
                self._report("manifest/duplicate-key", key.place, key=key, first=seen[key])
                continue
            seen[str(key)] = key.place
            if not key.startswith("x-"):
                self._refuse_nothing(value, inner, key, key.place)
                made.put(str(key), value, key.place)
        return made
