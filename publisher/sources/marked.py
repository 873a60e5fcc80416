"""Articles of ours in Markdown: takes a MarkdownRef, gives blocks and notes with ids and the lines they were set from.

Pictures are found and must lie in the periodical's folder. It repairs nothing, and HTML never passes through as markup.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from markdown_it.tree import SyntaxTreeNode

from publisher.issue.blocks import (
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Note,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
)
from publisher.issue.galley import Span
from publisher.issue.inlines import Inline, Strong, Text, plain
from publisher.issue.plan import MarkdownRef
from publisher.problems import ManifestError, Place, Problem
from publisher.sources.dialect import CONTAINERS, Objection, parse
from publisher.sources.inline_marks import inlines_of, inlines_of_text

_LINE_END = re.compile(r"\r\n|\r|\n")
_CAPTION = re.compile(r"表(：|[0-9]+　)")
_DECORATIVE = "{.decorative}"  # right behind a picture
_SPEAKER = re.compile(r"([^：:，。？！、；\s]{1,12})[：:]\s*")
_QUESTIONERS = frozenset({"问", "問", "Q"})
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SUSPICIOUS = re.compile(r"^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|%[0-9A-Fa-f]{2}|[\x00-\x1f\x7f-\x9f]")


def parse_article(ref: MarkdownRef, article_id: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks and the notes of an article.

    Blocks are named `<article_id>-b0001` in the order of `walk`, those of notes behind those of the body; notes
    `<article_id>-n01` by their number.

    Raises:
        ManifestError: a picture is missing or misplaced, a block or a note is not what it should be.
    """
    parsed = parse(ref.text)
    article = _Article(ref, article_id, _LINE_END.split(ref.text))
    for objection in parsed.objections:
        article.object(objection)
    body = [node for node in parsed.tree.children if node.type != "footnote_block"]
    blocks = article.blocks(body)
    notes = tuple(
        article.note(node)
        for tail in parsed.tree.children
        if tail.type == "footnote_block"
        for node in tail.children
        if node.type == "footnote"
    )
    if article.problems:
        raise ManifestError(*article.problems)
    return blocks, notes


@dataclass(slots=True)
class _Article:
    """An article on its way: names blocks, finds their lines and pictures, collects problems."""

    ref: MarkdownRef
    id: str
    lines: Sequence[str]
    problems: list[Problem] = field(default_factory=list)
    _count: int = 0

    def object(self, objection: Objection) -> None:
        """Take an objection of the dialect for a problem."""
        values = dict(objection.values)
        if objection.code == "manifest/unknown-container":
            near = get_close_matches(values["name"], CONTAINERS, n=1)
            values |= {"known": ", ".join(f":::{name}" for name in CONTAINERS), "near": "".join(near)}
        self._report(objection.code, objection.line, **values)

    def note(self, node: SyntaxTreeNode) -> Note:
        """Return a note."""
        number = int(node.meta["id"]) + 1
        blocks = self.blocks(child for child in node.children if child.type != "footnote_anchor")
        return Note(f"{self.id}-n{number:02}", number, blocks, tuple(span for block in blocks for span in block.origin))

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Return the blocks of a run of nodes; a paragraph that names the table below it becomes its caption."""
        blocks: list[Block] = []
        caption: SyntaxTreeNode | None = None
        waiting = list(nodes)
        for index, node in enumerate(waiting, 1):
            if index < len(waiting) and waiting[index].type == "table" and _is_caption(node):
                caption = node
                continue
            blocks += self._table(node, caption) if node.type == "table" else self._block(node)
            caption = None
        return tuple(blocks)

    def _block(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                level = 1 if node.tag in {"h1", "h2"} else 2
                return (Heading(self._name(), level, self._inlines(node), self._origin(node)),)
            case "blockquote":
                return (Quotation(self._name(), self.blocks(node.children), self._origin(node)),)
            case "bullet_list" | "ordered_list":
                return (self._list(node),)
            case "fence":
                lines = node.content.rstrip("\n")
                return (Paragraph(self._name(), (Text(lines),), self._origin(node)),) if lines else ()
            case "hr":
                return (Ornament(self._name(), self._origin(node)),)
            case "verse":
                return (Verse(self._name(), self._stanzas(node), self._origin(node)),)
            case "qa":
                return tuple(self._exchange(block) for block in self.blocks(node.children))
            case "lang":
                return (self._passage(node),)
            case _:
                return self.blocks(node.children)

    def _paragraph(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        parts = node.children[0].children if node.children else []
        images = [part for part in parts if part.type == "image"]
        inner = [leaf for leaf in node.walk() if leaf.type == "image"]
        if not inner:
            return (Paragraph(self._name(), self._inlines(node), self._origin(node)),)
        marked = {index - 1 for index, part in enumerate(parts) if part.content.strip() == _DECORATIVE}
        alone = all(_stands_beside_pictures(part) for part in parts)
        if not alone or len(images) != len(inner):
            self._report("manifest/picture-in-text", _first_line(node))
            return ()
        ornaments = [part for index, part in enumerate(parts) if index in marked]
        return tuple(self._figure(image, node, decorative=image in ornaments) for image in images)

    def _figure(self, image: SyntaxTreeNode, paragraph: SyntaxTreeNode, *, decorative: bool) -> Figure:
        caption, _, credit = str(image.attrs.get("title", "")).partition("｜")
        said = inlines_of_text(caption.strip())
        picture = self._picture(str(image.attrs.get("src", "")), _first_line(paragraph))
        if decorative and image.content:
            self._report("manifest/decorative-with-alt", _first_line(paragraph), alt=image.content)
        captions, origin = (said,) if said else (), self._origin(paragraph)
        return Figure(self._name(), picture, image.content, captions, credit.strip(), origin, decorative)

    def _picture(self, written: str, line: int) -> str | None:
        """Return a picture's path relative to the periodical's folder; one outside or missing is a problem."""
        shown = PurePosixPath(self.ref.shown)
        root = self.ref.path.parents[len(shown.parts) - 1]
        path = posixpath.normpath(posixpath.join(shown.parent.as_posix(), written))
        values = {"file": written, "root": root.name}
        if not written or _SUSPICIOUS.search(written) or path.startswith("../") or not _stays(root, path):
            self._report("manifest/path-outside-root", line, **values)
            return None
        if not _is_file(root / path):
            self._report("manifest/missing-file", line, **values)
        return path

    def _list(self, node: SyntaxTreeNode) -> Itemised:
        name = self._name()
        items = tuple(self.blocks(item.children) for item in node.children)
        start = int(node.attrs.get("start", 1))
        return Itemised(name, node.type == "ordered_list", start, items, self._origin(node))

    def _table(self, node: SyntaxTreeNode, caption: SyntaxTreeNode | None) -> tuple[Table]:
        rows = [row for part in node.children for row in part.children]
        cells = [tuple(self._inlines(cell) for cell in row.children) for row in rows]
        align = tuple(_alignment(cell) for cell in rows[0].children) if rows else ()
        header = cells[0] if cells and any(cells[0]) else ()
        said = _without_prefix(self._inlines(caption), "表：") if caption else ()
        origin = (self._origin(caption) if caption else ()) + self._origin(node)
        return (Table(self._name(), said, header, tuple(cells[1:]), align, origin),)

    def _stanzas(self, node: SyntaxTreeNode) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
        stanzas: list[list[tuple[Inline, ...]]] = [[]]
        for line in node.children:
            if line.type == "stanza":
                stanzas.append([])
            else:
                stanzas[-1].append(self._checked(line))
        return tuple(tuple(stanza) for stanza in stanzas if stanza)

    def _exchange(self, block: Block) -> Block:
        """Return a paragraph that begins with a speaker as a speech; other blocks stay what they are."""
        if not isinstance(block, Paragraph) or not block.inlines:
            return block
        first = block.inlines[0]
        words = plain((first,)) if isinstance(first, Text | Strong) else ""
        match = _SPEAKER.match(words)
        if not match or (isinstance(first, Strong) and match.end() != len(words)):
            return block
        speech = _without_prefix(block.inlines, match[0])
        return Exchange(block.id, match[1] in _QUESTIONERS, match[1], speech, block.origin)

    def _passage(self, node: SyntaxTreeNode) -> Passage:
        lang = node.info.strip()
        if not _LANGUAGE_TAG.fullmatch(lang):
            self._report("manifest/bad-language", _first_line(node), value=lang[:40])
        return Passage(self._name(), lang, self.blocks(node.children), self._origin(node))

    def _inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        return self._checked(node.children[0]) if node.children else ()

    def _checked(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        if any(leaf.type == "image" for leaf in node.walk()):
            self._report("manifest/picture-in-text", _first_line(node))
        return inlines_of(node, self.id)

    def _name(self) -> str:
        self._count += 1
        return f"{self.id}-b{self._count:04}"

    def _origin(self, node: SyntaxTreeNode) -> tuple[Span, ...]:
        """Return the spans of a node's lines, numbered as in the file."""
        first, last = node.map or (0, 0)
        return tuple(
            Span(self.ref.shown, self.ref.first_line + number, 0, len(self.lines[number]))
            for number in range(first, min(last, len(self.lines)))
            if self.lines[number].strip()
        )

    def _report(self, code: str, line: int, /, **values: str) -> None:
        text = self.lines[line] if line < len(self.lines) else ""
        place = Place(self.ref.opened or self.ref.shown, self.ref.first_line + line, 1, text, len(text.rstrip()) or 1)
        self.problems.append(Problem(code, place, values))


def _stands_beside_pictures(part: SyntaxTreeNode) -> bool:
    """Say whether a part of a paragraph is a picture, a break, or the mark of a decorative picture."""
    return part.type in {"image", "softbreak", "hardbreak"} or part.content.strip() in {"", _DECORATIVE}


def _first_line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def _is_caption(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and bool(node.children) and _CAPTION.match(node.children[0].content) is not None


def _alignment(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def _without_prefix(inlines: tuple[Inline, ...], prefix: str) -> tuple[Inline, ...]:
    """Return the inlines without the words they begin with, if the first of them holds these words."""
    first, rest = inlines[0], inlines[1:]
    if isinstance(first, Strong) and plain((first,)) == prefix:
        return rest
    if not isinstance(first, Text) or not first.text.startswith(prefix):
        return inlines
    left = first.text.removeprefix(prefix)
    return (Text(left), *rest) if left else rest


def _stays(root: Path, path: str) -> bool:
    try:
        return (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
