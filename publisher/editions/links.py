"""The links of a document: takes its finished pages, leaves one place to click for each link.

WeasyPrint gives every box inside a link a link of its own. What links say in words is the business of `structure`.
"""

from __future__ import annotations

from typing import Any


def one_link_each(document: Any) -> None:
    """Take away the links that boxes have from the link around them."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]
