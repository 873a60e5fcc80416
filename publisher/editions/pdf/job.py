"""The layout job of an issue: takes its pages and its faces, gives everything the renderer needs and nothing else.

It lays out nothing and reads no file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from publisher.editions.layout import Job, Presswork
from publisher.editions.sharing import flow_of
from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.plan import IssueKind
from publisher.issue.style import Style, WritingMode
from publisher.problems import ManifestError, Problem
from publisher.typesetting.housepages import house_pages
from publisher.typesetting.pages import Pages
from publisher.typesetting.pictures import Picture
from publisher.typesetting.typecase import Cut


def job_of(issue: Issue, style: Style, pages: Pages, cuts: Iterable[Cut]) -> Job:
    """Return the layout job of an issue: two documents and everything they refer to."""
    cuts = tuple(cuts)
    files = {sheet.href: sheet.text.encode() for sheet in pages.stylesheets}
    files |= {cut.href: cut.data for cut in cuts}
    files |= {picture.href: picture.data for picture in pages.pictures}
    families = tuple(sorted({cut.family for cut in cuts}))
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"reissue:{issue.id}:{issue.language}:{issue.revision}:pdf")
    bound_right = style.options.writing_mode is WritingMode.VERTICAL
    flow = flow_of(issue, style, pages)
    return Job(pages.front, pages.back, files, families, identifier.hex, flow, bound_right=bound_right)


def with_presswork(job: Job, issue: Issue, style: Style, pages: Pages, house: House) -> tuple[Job, tuple[Picture, ...]]:
    """Return the job with what a printing house gets, and the pictures that may fill its last pages.

    Raises:
        ReissueError: the profile of the press, or a picture that may fill a page, cannot be used.
    """
    order = issue.print_order
    is_paper = issue.kind is not IssueKind.MAGAZINE or bool(job.flow and job.flow.modules)
    fillers, pictures = house_pages(issue, style, pages.title, house)
    presswork = Presswork(
        inks=order.inks.value,
        profile=_profile(issue),
        condition=order.condition,
        binding=order.binding.value,
        paper_mm=order.paper_mm,
        marks=order.marks,
        has_cover=not is_paper and pages.page("cover") is not None,
        fillers=fillers,
    )
    files = {**job.files, **{picture.href: picture.data for picture in pictures}}
    return replace(job, presswork=presswork, files=files), pictures


def _profile(issue: Issue) -> bytes:
    """Return the ICC profile of the press; nothing if none is known."""
    order = issue.print_order
    if order.profile is None:
        return b""
    from publisher.editions.pdf.inks import LARGEST_PROFILE, UnusableProfileError, check_profile

    with (issue.periodical.folder / order.profile).open("rb") as stream:
        data = stream.read(LARGEST_PROFILE + 1)
    try:
        check_profile(data)
    except UnusableProfileError as error:
        values = {"file": order.profile, "found": str(error)}
        raise ManifestError(Problem("editions/unusable-profile", order.place, values)) from None
    return data
