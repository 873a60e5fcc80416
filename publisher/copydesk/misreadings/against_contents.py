"""A headline and its entry on the contents page: the reading that the rest of the issue has is the right one.

Takes disagreements of contents page and text, gives findings. Only a headline that is a character off, and only where
the issue supports one side alone, is sure; names of authors are always asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publisher.copydesk.contents import Disagreement
from publisher.copydesk.misreadings.passage import Finding
from publisher.issue.galley import Span

CODE = "copydesk/misreading-contents"
_SHORTEST = 4  # characters of a headline that is recognised by the rest of it


def against_contents(each: Iterable[Disagreement], owner_of: Callable[[Span], str]) -> Iterator[Finding]:
    """Yield a finding for every disagreement; the text's reading is the printed one unless the page errs."""
    for one in each:
        is_slip = one.kind == "title" and _one_character(one.contents, one.text)
        where = f"目录第 {one.entry.page} 页" if one.entry.page else "目录"
        if is_slip and one.supported == "text":
            evidence = f"正文题名作“{one.text}”，本期别处从之"
            yield Finding(CODE, "", one.entry.spans[0], one.contents, one.text, evidence, 0.9, is_sure=True)
            continue
        is_sure = is_slip and one.supported == "contents"
        said = {"contents": "，本期别处从之", "text": "，本期别处不从", None: ""}[one.supported]
        confidence = {"contents": 0.9 if is_sure else 0.8, "text": 0.2, None: 0.5}[one.supported]
        evidence = f"{where}作“{one.contents}”{said}"
        yield Finding(CODE, owner_of(one.span), one.span, one.text, one.contents, evidence, confidence, is_sure)


def _one_character(one: str, other: str) -> bool:
    """Say whether two headlines of one length differ in a single character."""
    same_length = len(one) == len(other) >= _SHORTEST
    return same_length and sum(first != second for first, second in zip(one, other, strict=True)) == 1
