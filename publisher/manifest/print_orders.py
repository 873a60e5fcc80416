"""The print order of an issue: takes what periodical and issue say to the printing house, gives one order.

An issue changes single keys of its periodical's. It opens no profile: whether one can be used is found where it is.
"""

from __future__ import annotations

from typing import Any

from publisher.issue.print_order import USUAL_PAPER_MM, Binding, Inks, PrintOrder
from publisher.manifest.contents import Composition
from publisher.manifest.print_forms import PrintForm
from publisher.manifest.written import Written, problem


def print_order(of_periodical: PrintForm | None, of_issue: PrintForm | None, work: Composition) -> PrintOrder:
    """Return the order of an issue: its own words on top of its periodical's; what is wrong goes to `work.problems`."""
    forms = [form for form in (of_issue, of_periodical) if form]

    def said(of: str, usual: Any) -> Any:
        return next((value for form in forms if (value := getattr(form, of)) is not None), usual)

    profile: Written | None = said("profile", None)
    inks = said("inks", Inks.CMYK if profile else Inks.GRAY)
    if inks is Inks.CMYK and not profile:
        work.problems.append(problem("manifest/inks-without-profile", forms[0].place))
    return PrintOrder(
        inks=inks,
        profile=work.picture(profile),
        condition=str(said("condition", "")),
        binding=said("binding", Binding.SADDLE),
        paper_mm=said("paper_mm", USUAL_PAPER_MM),
        marks=said("marks", usual=True),
        house_pages=tuple(found for each in said("house_pages", ()) if (found := work.picture(each))),
        place=profile.place if profile else None,
    )
