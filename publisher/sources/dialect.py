"""The Markdown dialect of articles: takes text, gives markdown-it's token tree and what the rules objected to.

CommonMark with tables and footnotes; HTML, entities, indented code and reference definitions are plain text, because
they would change or swallow words. Ruby `{漢|hàn}`, spans `[…]{.name}` and blocks `:::verse` are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

CONTAINERS = ("lang", "qa", "verse")
DEPTH_LIMIT = 40
_PLAIN = ("html_block", "code", "reference", "lheading", "html_inline", "entity")
_WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RUBY = re.compile(r"\{([^{}|\s]+)\|([^{}|\n]+)\}")
_SPAN_END = re.compile(r"\{\.(name|book)\}")
_CALL = re.compile(r"\[\^([^\s\]]+)\]")
_CONTAINER = re.compile(r":{3,}[ \t]*(?P<name>[a-z]*)[ \t]*(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Objection:
    """Something a rule objected to: the code of a problem, a line of the text from 0, and the values of its message."""

    code: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as markdown-it sees it, and what its rules objected to."""

    tree: SyntaxTreeNode
    objections: tuple[Objection, ...]


def parse(text: str) -> Parsed:
    """Return the tree of a text; one nested too deeply is an objection and has an empty tree."""
    env: dict[str, Any] = {"objections": [], "text": text}
    tokens = _parser().parse(text, env)
    objections: list[Objection] = env["objections"]
    for label, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            line = _line_of(text, f"[^{label[1:]}]:")
            objections.append(Objection("manifest/note-not-called", line, {"label": label[1:]}))
    deepest = max(tokens, key=_depth, default=None)
    if deepest is not None and _depth(deepest) >= DEPTH_LIMIT:
        line = deepest.map[0] if deepest.map else 0
        objections.append(Objection("manifest/too-deep", line, {"limit": str(DEPTH_LIMIT)}))
        tokens = []
    return Parsed(SyntaxTreeNode(tokens), tuple(objections))


def is_web(href: str) -> bool:
    """Say whether a link leads to the web or to a letter box."""
    return _WEB.match(href) is not None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEPTH_LIMIT + 2}).enable("table")
    footnote_plugin(parser, inline=False)
    parser.disable(list(_PLAIN))
    parser.inline.ruler.at("emphasis", _stress)
    parser.inline.ruler.before("link", "ruby", _ruby)
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.after("footnote_ref", "lost_call", _lost_call)
    parser.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "blockquote", "list"]})
    parser.validateLink = _may_link  # type: ignore[method-assign]  # markdown-it's own way to set it
    parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]  # as above: the words stay as typed
    normalized = parser.normalizeLink
    parser.normalizeLink = lambda url: normalized(url) if is_web(url) else url  # type: ignore[method-assign]  # as above
    return parser


def _may_link(url: str) -> bool:
    """Say whether a link or a picture may name this: the web, a letter box, or a plain path."""
    return is_web(url) or not _SCHEME.match(url.strip())


def _depth(token: Token) -> int:
    return token.level + max((child.level for child in token.children or ()), default=0)


def _line_of(text: str, words: str) -> int:
    lines = re.split(r"\r\n|\r|\n", text)
    return next((number for number, line in enumerate(lines) if words in line), 0)


def _stress(state: StateInline, silent: bool) -> bool:
    """Read a run of `*`: it opens before and closes after anything that is no space.

    CommonMark asks for a space or a mark beside it, which Chinese does not have: `**重要。**然后` would stay open.
    """
    if silent or state.src[state.pos] != "*":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    length = end - state.pos
    for _ in range(length):
        state.push("text", "", 0).content = "*"
        token = len(state.tokens) - 1
        opens, closes = not after.isspace(), not before.isspace()
        state.delimiters.append(Delimiter(ord("*"), length, token, -1, opens, closes))
    state.pos = end
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("ruby", "", 0)
        token.content, token.info = match[1], match[2].strip()
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    match = _SPAN_END.match(state.src, end + 1, state.posMax) if end > state.pos + 1 else None
    if not match:
        return False
    if not silent:
        kind, start, limit = match[1], state.pos + 1, state.posMax
        state.push(f"{kind}_open", "", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", "", -1)
        state.posMax = limit
    state.pos = match.end()
    return True


def _lost_call(state: StateInline, silent: bool) -> bool:
    """Object to the call of a note that is nowhere defined; it has passed the footnote rule by."""
    match = _CALL.match(state.src, state.pos, state.posMax)
    if match and not silent:
        line = _line_of(state.env["text"], match[0])
        state.env["objections"].append(Objection("manifest/note-missing", line, {"label": match[1]}))
    return False


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block between `:::name` and `:::`; blocks may stand inside each other."""
    opening = _CONTAINER.fullmatch(_line(state, start))
    if not opening:
        return False
    if silent:
        return True
    name, rest = opening["name"], opening["rest"].strip()
    if name not in CONTAINERS:
        state.env["objections"].append(Objection("manifest/unknown-container", start, {"name": f"{name}{rest}"[:40]}))
    closing = _closing_line(state, start, end)
    if closing is None:
        state.env["objections"].append(Objection("manifest/open-container", start, {"name": f":::{name}"}))
        closing = end
    state.push(f"{name or 'unknown'}_open", "", 1).map = [start, min(closing + 1, end)]
    state.tokens[-1].info = rest
    if name == "verse":
        _verse_lines(state, start + 1, closing)
    else:
        parent, limit = state.parentType, state.lineMax
        state.parentType, state.lineMax = "container", closing
        state.md.block.tokenize(state, start + 1, closing)
        state.parentType, state.lineMax = parent, limit
    state.push(f"{name or 'unknown'}_close", "", -1)
    state.line = closing + 1
    return True


def _verse_lines(state: StateBlock, start: int, end: int) -> None:
    """Push a token for every line and for every gap between stanzas."""
    for number in range(start, end):
        line = _line(state, number)
        if not line.strip():
            state.push("stanza", "", 0)
            continue
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = line.rstrip(), [number, number + 1], []


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    depth = 1
    for number in range(start + 1, end):
        if match := _CONTAINER.fullmatch(_line(state, number)):
            depth += 1 if match["name"] or match["rest"].strip() else -1
            if not depth:
                return number
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
