"""A manifest as it was typed: takes its text, gives its keys, entries, decisions and addresses with where each stands.

Positions are code points of the text, so that pieces can be replaced without touching a byte between them. It checks no
more than that the text is a mapping in YAML: what it means is the business of `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from publisher.issue.addresses import LineRange
from publisher.manifest.decision_forms import VERBS
from publisher.manifest.drafted import KEY, Record, record_of
from publisher.manifest.entry_forms import ENTRY_KINDS
from publisher.manifest.forms import ADDRESS
from publisher.manifest.reader import read_tree
from publisher.manifest.written import Script
from publisher.problems import ManifestError

_ADDRESSES = frozenset(
    {
        "from",
        "credit_from",
        "headings",
        "subheadings",
        "attributions",
        "verse",
        "quotations",
        "questions",
        "list_items",
        *VERBS,
    }
    - {"answer"}
)
_NO_ADDRESSES = frozenset({"sources", "style"})
_CONTAINERS = frozenset({"section", "sheet"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of the text: from `start` up to `end`; `column` is where its first character stands, from 0."""

    start: int
    end: int
    column: int


@dataclass(frozen=True)
class TypedAddress:
    """A line address as it stands in the text, quotation marks left out."""

    spot: Spot
    lines: LineRange
    names_source: bool


@dataclass(frozen=True)
class TypedItem:
    """A decision: its text, its addresses, its verb, who took it."""

    spot: Spot
    addresses: tuple[TypedAddress, ...]
    verb: str
    by: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class TypedEntry:
    """An entry of the contents.

    Attributes:
        kind: article, photos, advertisement, section or sheet.
        id: as typed; the label or number of a section or sheet.
        spot: the whole entry without its dash.
        header: what stands above its contents or its decisions.
        addresses: those of the header.
        inner: what stands in it.
        decisions: of an article.
        tail: its contents or its decisions with their key.
        is_odd: its keys do not stand in the usual order, so an editor has been at it.
    """

    kind: str
    id: str
    spot: Spot
    header: Spot
    addresses: tuple[TypedAddress, ...]
    inner: tuple[TypedEntry, ...]
    decisions: tuple[TypedItem, ...]
    tail: Spot | None
    is_odd: bool = False

    @property
    def is_container(self) -> bool:
        """Whether other entries stand in it."""
        return self.kind in _CONTAINERS

    def leaves(self) -> Iterator[TypedEntry]:
        """Yield the articles and advertisements in it, or itself."""
        if not self.is_container:
            yield self
        for entry in self.inner:
            yield from entry.leaves()


class Outline:
    """One manifest."""

    def __init__(self, text: str, shown: str) -> None:
        """Read the text; raises ManifestError if it is not a mapping in plain YAML, without aliases or doubled keys."""
        self.text = text
        self.script = Script(shown, text)
        _, problems = read_tree(self.script)  # limits of depth come before any node is made
        if problems:
            raise ManifestError(*problems)
        self._root = _mapping(yaml.compose(text, Loader=yaml.SafeLoader))

    @cached_property
    def keys(self) -> dict[str, Spot]:
        """Every key at the top with its value."""
        return {
            key.value: Spot(key.start_mark.index, self._end(value), key.start_mark.column) for key, value in self._root
        }

    @cached_property
    def sources(self) -> tuple[dict[str, tuple[str, Spot]], ...]:
        """Every source: key → what is typed, and where."""
        return tuple(
            {key.value: (value.value, self._inside(value)) for key, value in _mapping(item) if _is_scalar(value)}
            for item in self._items("sources")
        )

    @cached_property
    def first_source(self) -> str:
        """Id of the source that addresses need not name."""
        return next((source["id"][0] for source in self.sources if "id" in source), "")

    @cached_property
    def entries(self) -> tuple[TypedEntry, ...]:
        """The contents."""
        return tuple(self._entry(node) for node in self._items("contents"))

    @cached_property
    def decisions(self) -> tuple[TypedItem, ...]:
        """The decisions about all sources."""
        return tuple(self._item(node) for node in self._items("decisions"))

    def addresses_of(self, key: str) -> tuple[TypedAddress, ...]:
        """Return the addresses below a key at the top."""
        pairs = [(name, value) for name, value in self._root if name.value == key and key not in _NO_ADDRESSES]
        return tuple(self._addresses(pairs))

    @cached_property
    def record(self) -> Record | None:
        """What the last draft left in its last line."""
        value = next((value for key, value in self._root if key.value == KEY), None)
        return record_of(_plain(value)) if value is not None else None

    def line_start(self, at: int) -> int:
        """Return where the line of a position begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return where the line of a position ends, its line end included."""
        match = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(self.text, at)
        return match.end() if match else len(self.text)

    def remark(self, at: int) -> Spot | None:
        """Return the comment lines right above the line of a position, or None."""
        end = start = self.line_start(at)
        while start and re.match(r"[ \t]*#", self.text[(above := self.line_start(start - 1)) : start]):
            start = above
        return Spot(start, end, 0) if start < end else None

    def _items(self, key: str) -> list[yaml.Node]:
        found = next((value for name, value in self._root if name.value == key), None)
        return list(found.value) if isinstance(found, yaml.SequenceNode) else []

    def _entry(self, node: yaml.Node) -> TypedEntry:
        pairs = _mapping(node)
        kind, name = next(((key.value, value) for key, value in pairs if key.value in ENTRY_KINDS), ("", None))
        last = "contents" if kind in _CONTAINERS else "decisions"
        at, tail = next(((place, pair) for place, pair in enumerate(pairs) if pair[0].value == last), (-1, None))
        spot = Spot(node.start_mark.index, self._end(node), node.start_mark.column)
        items = _sequence(tail[1]) if tail else []
        end = tail[0].start_mark.index if tail else spot.end
        while end > spot.start and self.text[end - 1].isspace():
            end -= 1
        return TypedEntry(
            kind=kind,
            id=name.value if name is not None and _is_scalar(name) else "",
            spot=spot,
            header=Spot(spot.start, end, spot.column),
            addresses=tuple(self._addresses([pair for pair in pairs if pair is not tail])),
            inner=tuple(self._entry(item) for item in items) if kind in _CONTAINERS else (),
            decisions=() if kind in _CONTAINERS else tuple(self._item(item) for item in items),
            tail=Spot(tail[0].start_mark.index, self._end(tail[1]), tail[0].start_mark.column) if tail else None,
            is_odd=0 <= at < len(pairs) - 1,
        )

    def _item(self, node: yaml.Node) -> TypedItem:
        pairs = _mapping(node)
        said = {key.value: value.value for key, value in pairs if _is_scalar(value)}
        verb = next((key.value for key, _ in pairs if key.value in VERBS), "")
        spot = Spot(node.start_mark.index, self._end(node), node.start_mark.column)
        words = tuple(said.get(key, "") for key in ("printed", "proposed", "wrong", "right", "text", "answer"))
        return TypedItem(spot, tuple(self._addresses(pairs)), verb, said.get("by", ""), words)

    def _addresses(self, pairs: list[tuple[yaml.Node, yaml.Node]]) -> Iterator[TypedAddress]:
        is_piece = any(key.value in {"article", "photos"} for key, _ in pairs)
        for key, value in pairs:
            is_address = key.value in _ADDRESSES or (key.value == "text" and is_piece)
            if isinstance(value, yaml.MappingNode):
                yield from self._addresses(value.value)
            elif is_address:
                scalars = [value] if _is_scalar(value) else _sequence(value)
                yield from (found for scalar in scalars if (found := self._address(scalar)))
            elif isinstance(value, yaml.SequenceNode):
                for item in value.value:
                    yield from self._addresses(_mapping(item))

    def _address(self, node: yaml.Node) -> TypedAddress | None:
        match = ADDRESS.fullmatch(node.value) if _is_scalar(node) else None
        if not match:
            return None
        first = int(match["first"])
        start, end = (None if match[name] is None else int(match[name]) for name in ("start", "end"))
        lines = LineRange(match["source"] or self.first_source, first, int(match["last"] or first), start, end)
        return TypedAddress(self._inside(node), lines, match["source"] is not None)

    def _end(self, node: yaml.Node) -> int:
        """Return where the last word of a node ends: PyYAML lets a block end where the next thing begins."""
        if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False) or not node.value:
            end = int(node.end_mark.index)
            while end > node.start_mark.index and self.text[end - 1].isspace():
                end -= 1
            return end
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _inside(self, node: yaml.Node) -> Spot:
        """Return where the words of a scalar stand, without its quotation marks."""
        start, end = node.start_mark.index, node.end_mark.index
        quote = self.text[start : start + 1] in {'"', "'"}
        return Spot(start + quote, end - quote, node.start_mark.column)


def _mapping(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _sequence(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _is_scalar(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value
