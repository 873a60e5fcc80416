"""Cuts the credit off the end of a caption.

Does: `□某某/摄` or `□某某 摄` behind the last stop of a caption becomes its credit.
Why: caption and credit are set apart and are different data; extraction glues them into one line.
Example: `渡船靠岸。□何川/摄` → caption `渡船靠岸。` and credit `□何川/摄`.
Leaves alone: captions without the bullet or the stop, and captions whose credit the manifest gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reassigned
from publisher.issue.corrections import Role

_KINDS = "(?:摄影报道|摄影|摄|文|图|供图|供稿|资料图|资料图片)"
_CREDIT = re.compile(
    rf"(?<=[。！？…”）\S])\s*(?:[□■◎●○]\s*[^□■。，！？]{{2,30}}|(?<=[。！？…”）])\s*[^□■。，！？\s][^□■。，！？]{{1,20}}\s*[/／]\s*{_KINDS})\s*$"
)


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a change of role for every credit that ends a caption."""
    for slip in page.placed():
        if slip.role is not Role.CAPTION:
            continue
        reading = page.reading(slip)
        if match := _CREDIT.search(reading.text):
            span = reading.source_span(match.start(), len(reading.text))
            yield Proposal(reassigned(slip, span, Role.CREDIT), match.group().strip())


RULE = Rule("copydesk/caption-credit", propose)
