"""What a part of a page is, for reading systems and screen readers: takes a name, gives epub:type and role together.

Templates and navigation take both from here, so no page says one thing to the one and another to the other. Plain ARIA
without a counterpart in EPUB (img, presentation) stands in the templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import jinja2


@dataclass(frozen=True, slots=True)
class Semantics:
    """The word of EPUB's vocabulary, and the role that goes with it; None where ARIA has none or an element says it."""

    epub_type: str
    role: str | None = None


class Escaped(str):
    """Markup that is escaped already; a template does not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


# Source: EPUB 3 Structural Semantics Vocabulary 1.1; Digital Publishing WAI-ARIA Module 1.1; the pairs follow the EPUB
# Type to ARIA Role Authoring Guide 1.1. doc-cover is for the picture of a cover alone, so a cover page has no role.
TABLE: Mapping[str, Semantics] = {
    "abstract": Semantics("abstract", "doc-abstract"),
    "backlink": Semantics("backlink", "doc-backlink"),
    "backmatter": Semantics("backmatter"),
    "bodymatter": Semantics("bodymatter"),
    "colophon": Semantics("colophon", "doc-colophon"),
    "cover": Semantics("cover"),
    "footnote": Semantics("footnote", "doc-footnote"),
    "footnotes": Semantics("footnotes"),
    "frontmatter": Semantics("frontmatter"),
    "imprint": Semantics("imprint"),
    "landmarks": Semantics("landmarks"),
    "loi": Semantics("loi"),
    "lot": Semantics("lot"),
    "noteref": Semantics("noteref", "doc-noteref"),
    "page-list": Semantics("page-list", "doc-pagelist"),
    "pagebreak": Semantics("pagebreak", "doc-pagebreak"),
    "qna": Semantics("qna", "doc-qna"),
    "subtitle": Semantics("subtitle", "doc-subtitle"),
    "toc": Semantics("toc", "doc-toc"),
}


@jinja2.pass_context
def semantics(context: jinja2.runtime.Context, name: str) -> Escaped:
    """Return both attributes for a template, a space before each; nothing on paper, where nobody reads them."""
    if context.get("medium") == "pdf":
        return Escaped()
    meant = TABLE[name]
    role = f' role="{meant.role}"' if meant.role else ""
    return Escaped(f' epub:type="{meant.epub_type}"{role}')
