"""Links and anchors of Markdown pages: takes the text of a page, gives where its links lead and what others may name.

Anchors are made as GitHub makes them. It reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_LINKED_WORDS = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NO_ANCHOR = re.compile(r"[^\w\- ]")


def slug(heading: str) -> str:
    """Return the anchor of a heading: lower case, marks taken out, a hyphen for each space."""
    words = _LINKED_WORDS.sub(r"\1", heading).replace("`", "")
    return _NO_ANCHOR.sub("", words.strip().lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    """Return every anchor of a page; of headings alike the second has -1 behind it, the third -2."""
    found: dict[str, int] = {}
    for heading in _HEADING.findall(_FENCED.sub("", text)):
        base = slug(heading)
        number = found.get(base, 0)
        found[base] = number + 1
        if number:
            found[f"{base}-{number}"] = 1
    return set(found)


def links(text: str) -> Iterator[str]:
    """Yield where the links of a page lead, pictures included; what stands in code is no link."""
    yield from _LINK.findall(_CODE.sub("", _FENCED.sub("", text)))
