"""Who signed an article, and where: bylines, datelines, signatures and the credits of pictures as one Byline of a plan.

Takes the units of one article, gives BylinePlan and FieldPlan. Names stay as printed; nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.ranges import ranges_of
from publisher.copydesk.drafting.reading import PageReading
from publisher.issue.plan import BylinePlan, FieldPlan

_NO_NAME = 0.35  # a word at most this likely to be a name, before one that is likelier, is an office
_LOOKED_AT = 120  # characters at either end of a paragraph


def signed(page: PageReading, head: Sequence[int], flow: Sequence[int]) -> tuple[BylinePlan | None, FieldPlan | None]:
    """Return byline and dateline of an article: from its byline, else from its text, else from its only picture."""
    lines = [unit for unit in head if page.kind(unit) is Kind.BYLINE]
    bodies = [unit for unit in flow if page.kind(unit) is Kind.BODY]
    dateline = forms.dateline(page.text(bodies[0])[:_LOOKED_AT]) if bodies else None
    dated = FieldPlan(dateline.text, inline=True) if dateline and dateline.text else None
    if lines:
        return _from_lines(page, lines), dated
    if dateline and dateline.names:
        return BylinePlan(dateline.names, dateline.role, inline=True), dated
    if bodies and (found := forms.signature(page.text(bodies[-1])[-_LOOKED_AT:])):
        return BylinePlan(found.names, found.role, inline=True), dated
    if not bodies:
        return _from_credit(page, flow), dated
    return None, dated


def _from_lines(page: PageReading, lines: Sequence[int]) -> BylinePlan | None:
    """Return what the lines under a title say; single characters in a column are one name."""
    texts = [page.text(unit) for unit in lines]
    if all(len(text) == 1 for text in texts):
        texts = ["".join(texts)]
    names: list[str] = []
    roles: list[str] = []
    for text in texts:
        found = forms.bylines(text)
        if not found:
            role, listed = _listed(text)
            names, roles = [*names, *listed], [*roles, *role]
        names += [name for credit in found for name in credit.names]
        roles += [credit.role for credit in found if credit.role]
    if not names:
        return None
    return BylinePlan(tuple(dict.fromkeys(names)), "/".join(dict.fromkeys(roles)), ranges_of(lines, page.units))


def _listed(text: str) -> tuple[list[str], list[str]]:
    """Return role and names of a line that is a bullet, perhaps an office, and names."""
    names = list(forms.names(text.lstrip("□■○●◎☆★ \u3000")))
    if len(names) > 1 and forms.is_name(names[0]) < _NO_NAME and forms.is_name(names[1]) > forms.is_name(names[0]):
        return names[:1], names[1:]
    return [], names


def _from_credit(page: PageReading, flow: Sequence[int]) -> BylinePlan | None:
    """Return whoever took the only picture of a piece without text."""
    found = [forms.caption_credit(page.text(unit)) for unit in flow if page.kind(unit) is Kind.CREDIT]
    if len(found) != 1 or found[0] is None or not found[0].names:
        return None
    return BylinePlan(found[0].names, found[0].role)
