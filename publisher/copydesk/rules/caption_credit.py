"""Cuts the credit off the end of a caption.

Does: `□某某/摄` or `□某某 摄` behind the last stop of a caption becomes its credit.
Why: caption and credit are set apart and are different data; extraction glues them into one line.
Example: `渡船靠岸。□何川/摄` → caption `渡船靠岸。` and credit `□何川/摄`.
Leaves alone: captions without the bullet or the stop, and captions whose credit the manifest gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.credits.captions import caption_credit
from publisher.copydesk.rule import Page, Proposal, Rule, reassigned
from publisher.issue.corrections import Role


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a change of role for every credit that ends a caption."""
    for slip in page.placed():
        if slip.role is not Role.CAPTION:
            continue
        reading = page.reading(slip)
        credit = caption_credit(reading.text)
        caption = reading.text[: credit.start].rstrip() if credit else ""
        if credit and caption:
            span = reading.source_span(len(caption), len(reading.text))
            yield Proposal(reassigned(slip, span, Role.CREDIT), reading.text[credit.start : credit.end])


RULE = Rule("copydesk/caption-credit", propose)
