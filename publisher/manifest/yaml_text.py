"""Plain values → YAML as a careful person types it: quoted strings, lists wrapped at 120 columns, comments.

Takes strings and lists of them, gives lines of text. It knows nothing of issues, and refuses what no manifest may hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from publisher.manifest.written import problem
from publisher.problems import ManifestError

COLUMNS = 120
Pairs = list[tuple[str, str]]
# What the reader refuses as well; tab and line ends can be written as escapes.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ITEM = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^",])+,?')  # of a list on one line, lists inside it broken up as well
_PLAIN_SPACES = " \u3000"
_BREAKS_AFTER = "，。、；：！？）》」』”"


def quoted(text: str) -> str:
    """Return a string in double quotes that YAML reads back as it was; what cannot be seen is written as an escape.

    Raises:
        ManifestError: `manifest/control-character` for what no manifest may hold.
    """
    if match := _REFUSED.search(text):
        raise ManifestError(problem("manifest/control-character", None, character=f"U+{ord(match[0]):04X}"))
    return f'"{"".join(map(_escaped, text))}"'


def flow_list(items: Sequence[str], head: str, indent: int) -> list[str]:
    """Return the lines of `head` and a list of written items, wrapped where it would be too wide.

    Args:
        items: as they are to be written.
        head: what stands before the list on its first line, `text:` or `- `.
        indent: column the head stands in.
    """
    return _flow(items, head, indent, "[]")


def flow_map(pairs: Sequence[tuple[str, str]], head: str, indent: int) -> list[str]:
    """Return the lines of `head` and a mapping of written values, wrapped where it would be too wide."""
    return _flow([f"{key}: {value}" for key, value in pairs], head, indent, "{}")


def flow(items: Sequence[str]) -> str:
    """Return a list of written items on one line."""
    return f"[{', '.join(items)}]"


def comment(text: str, indent: int) -> list[str]:
    """Return a remark as comment lines; what cannot be seen or would end the comment is shown as an escape."""
    room = COLUMNS - indent - 2
    return [f"{' ' * indent}# {part}" for line in text.splitlines() for part in _folded(_shown(line), room)]


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _flow(items: Sequence[str], head: str, indent: int, brackets: str) -> list[str]:
    margin, whole = " " * indent, f"{brackets[0]}{', '.join(items)}{brackets[1]}"
    line = f"{margin}{head}{' ' if head.endswith(':') else ''}{whole}"
    pieces = [piece.strip() for piece in _ITEM.findall(whole) if piece.strip()]
    if width(line) <= COLUMNS or len(pieces) < 2:
        return [line]
    lines, current = [], f"{margin}{head}"
    if head.endswith(":"):
        lines, current = [current], f"{margin}  "
    room = " " * (len(current) + 1)
    current += pieces[0]
    for piece in pieces[1:]:
        if width(f"{current} {piece}") > COLUMNS:
            lines.append(current)
            current = room + piece
        else:
            current += f" {piece}"
    return [*lines, current]


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    category = unicodedata.category(char)
    if category == "Cf" or (category == "Zs" and char not in _PLAIN_SPACES):
        return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
    return char


def _shown(text: str) -> str:
    return "".join(
        f"\\u{ord(char):04X}" if _REFUSED.match(char) or char == "\t" else char if char in '\\"' else _escaped(char)
        for char in text
    )


def _folded(text: str, room: int) -> Iterator[str]:
    """Yield a remark in lines of at most `room` columns, broken behind a mark or at a space where one is near."""
    while width(text) > room:
        end, used = 0, 0
        while used + width(text[end]) <= room:
            used += width(text[end])
            end += 1
        near = [at for at in range(max(1, end - 24), end + 1) if text[at - 1] in _BREAKS_AFTER or text[at - 1] == " "]
        cut = near[-1] if near else max(1, end)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text or not room:
        yield text
