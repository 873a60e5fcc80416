"""Labels round a name: 【编辑：…】, （作者单位：…） and their kind, found by form alone.

Takes a line, gives where the label's content stands. It does not say whose it is.
"""

from __future__ import annotations

import re

from publisher.issue.corrections import Role

_OPEN, _CLOSE = "[\\[【［(（]", "[\\]】］)）]"
_EDITOR = "(?:责任编辑|责编|编辑|组稿|校对|实习编辑|执行编辑|值班编辑|责任校对)"
_PATTERNS = {
    Role.EDITOR: re.compile(rf"\s*{_OPEN}\s*{_EDITOR}\s*[:：/／]?\s*(?P<inner>[^\[\]【】]{{2,40}}?)\s*{_CLOSE}\s*"),
    Role.AFFILIATION: re.compile(rf"\s*{_OPEN}\s*(?:作者单位|作者系|作者为)\s*[:：]?\s*(?P<inner>.+?)\s*{_CLOSE}\s*"),
}
EDITOR_AT_END = re.compile(rf"{_OPEN}\s*{_EDITOR}\s*[:：/／]\s*[^\[\]【】()（）]{{2,20}}{_CLOSE}\s*$")


def content(role: Role, text: str) -> tuple[int, int]:
    """Return where the content of a label stands in a line of this role: the whole line where it has no label."""
    pattern = _PATTERNS.get(role)
    match = pattern.fullmatch(text) if pattern else None
    return match.span("inner") if match else (0, len(text))


def is_label(role: Role, text: str) -> bool:
    """Say whether the whole line is a label of this role."""
    pattern = _PATTERNS.get(role)
    return bool(pattern and pattern.fullmatch(text))
