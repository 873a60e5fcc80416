"""The links of a document: takes its finished pages, leaves one place to click for each, and says in words what it is.

WeasyPrint gives every box inside a link a link of its own, and describes it by its target.

Source: ISO 14289-1, 7.18.5 (a link has an alternate description).
"""

from __future__ import annotations

import re
from typing import Any

_LEADER = re.compile(r"[.·]{3,}")
_LONGEST = 120


def one_link_each(document: Any) -> None:
    """Take away the links that boxes have from the link around them."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]


def describe_links(document: Any) -> None:
    """Give every link the words a reader sees, or those of its picture; one without any keeps its target."""
    for page in document.pages:
        for _, _, _, box in page.links:
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None and (words := _words(box)):
                annotation["Contents"] = f"<FEFF{words.encode('utf-16-be').hex()}>"


def _words(box: Any) -> str:
    from publisher.composer.weasy.margins import text_of

    words = " ".join(_LEADER.sub(" ", text_of(box)).split()) or _alternative(box)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


def _alternative(box: Any) -> str:
    own = box.element.get("alt", "") if box.element is not None else ""
    return own or next(filter(None, map(_alternative, getattr(box, "children", ()))), "")
