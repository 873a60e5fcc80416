"""Which articles may share pages: takes an issue, its style and its pages as set, gives what the layout is told."""

from __future__ import annotations

from publisher.editions.flow import Flow, Modules
from publisher.issue.issue import Issue
from publisher.issue.plan import IssueKind
from publisher.issue.style import SparsePages, Style, WritingMode
from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.pages import MATTER, Pages
from publisher.typesetting.spans import has_modules

_PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_MM = 96 / 25.4


def flow_of(issue: Issue, style: Style, pages: Pages) -> Flow | None:
    """Return which articles may share pages: all of a newspaper, or on a grid of modules; else all but photo pages.

    A photo page whose pictures are lost has nothing to fill a page with and shares one. An article whose lines run the
    other way than the issue's shares none.
    """
    if not style.options.run_on:
        return None
    articles = [page for page in pages.pages if page.kind in {"article", "photos", "advertisement"}]
    pictured = {article.id for article in issue.articles() if any(figure.picture for figure in article.figures())}
    is_vertical = style.options.writing_mode is WritingMode.VERTICAL
    turned = {page.id for page in articles if page.is_vertical is not is_vertical}
    apart = turned | {page.id for page in articles if page.kind == "photos" and page.id in pictured}
    top = style.options.top_margin_mm * _PIXELS_PER_MM
    height = style.options.lines * style.options.leading_pt * _PIXELS_PER_POINT
    modules = _modules(style)
    is_free = modules is not None or issue.kind is not IssueKind.MAGAZINE
    if modules:
        apart = turned
    matter = () if is_free or is_vertical else _matter_behind(pages)
    order = (*(page.id for page in articles), *matter)
    avoids = style.options.sparse_pages is SparsePages.AVOID
    return Flow(order, frozenset(apart), frozenset(matter), top, height, is_free, avoids, modules)


def _matter_behind(pages: Pages) -> tuple[str, ...]:
    """Return the ids of imprint and colophon as far as they follow the articles and may share their last page."""
    last = max((number for number, page in enumerate(pages.pages) if page.kind not in MATTER), default=0)
    behind = pages.pages[last + 1 :]
    return () if any(page.kind == "corrections" for page in behind) else tuple(f"page-{page.id}" for page in behind)


def _modules(style: Style) -> Modules | None:
    """Return the grid of modules, or None where stories do not stand side by side."""
    page, options = geometry_of(style.options), style.options
    if not has_modules(page):
        return None
    return Modules(options.columns, options.lines, options.leading_pt, page.text_width)
