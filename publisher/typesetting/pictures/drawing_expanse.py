"""How much a drawing draws: takes a cleaned tree, refuses one that refers to itself or multiplies without end.

`use`, patterns, masks and markers draw what stands elsewhere, so ten lines can ask for a thousand million shapes.
Elements are counted as often as they would be drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.typesetting.pictures.drawing_style import Rule, references, refused
from publisher.typesetting.pictures.drawing_tree import Node
from publisher.typesetting.pictures.drawing_words import XLINK

MAX_DRAWN = 200_000


def check_expanse(root: Node, rules: Iterable[Rule]) -> None:
    """Refuse a drawing in which something draws itself, or that draws too much.

    Raises:
        RefusedPictureError: it does.
    """
    _Counting(root, tuple(rule for rule in rules if rule.references)).check()


class _Counting:
    """Counts what each element with an id draws, everything it refers to included."""

    def __init__(self, root: Node, rules: tuple[Rule, ...]) -> None:
        self.root, self.rules = root, rules
        self.by_id = {node.attributes["", "id"]: node for node in _walk(root) if ("", "id") in node.attributes}
        self.counted: dict[str, int] = {}

    def check(self) -> None:
        for name in self.by_id:
            self._of(name, ())
        if self._drawn(self.root, ()) > MAX_DRAWN:
            raise refused(f"<use> × {MAX_DRAWN}")

    def _of(self, name: str, above: tuple[str, ...]) -> int:
        if name in above:
            raise refused(f"#{name} → #{name}")
        if len(above) > 60:
            raise refused("<use> …")
        if name not in self.counted:
            self.counted[name] = self._drawn(self.by_id[name], (*above, name)) if name in self.by_id else 0
        return self.counted[name]

    def _drawn(self, node: Node, above: tuple[str, ...]) -> int:
        total = 0
        for inner in _walk(node):
            total += 1 + sum(self._of(name, above) for name in self._referred(inner))
            if total > MAX_DRAWN:
                raise refused(f"<use> × {MAX_DRAWN}")
        return total

    def _referred(self, node: Node) -> Iterator[str]:
        for key, value in node.attributes.items():
            if key in {("", "href"), (XLINK, "href")}:
                yield from [value[1:]] if value.startswith("#") else []
            else:
                yield from references(value)
        classes = set(node.attributes.get(("", "class"), "").split())
        for rule in self.rules:
            named = rule.classes()
            if not named or named & classes:
                yield from rule.references


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from _walk(child)
