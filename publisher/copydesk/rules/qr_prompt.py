"""Drops the words printed beside a QR code.

Does: drops a short line that asks the reader to scan a code, and the short line that goes on in the same block.
Why: the code itself is lost in extraction, and the prompt interrupts the article it stands beside.
Example: `扫码观看视频` / `听渡口的号子` → dropped.
Leaves alone: sentences about scanning (`游客扫码即可租车，`), and lines of more than sixteen characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.copy import Slip
from publisher.issue.corrections import DropReason, Role
from publisher.issue.marks import CHINESE_MARKS

PROMPT = re.compile(
    r"\s*(?:请|微信|手机|欢迎)?(?:扫码|扫一扫|扫描(?:上方|下方|左侧|右侧|本页)?二维码|长按(?:识别)?二维码|识别二维码)"
    r"(?:观看|收看|收听|看|听|阅读|关注|下载|了解|查看|学习|进入|获取|报名|投稿|订阅|加入)[^，。；：]{0,10}\s*"
)
_LONGEST = 16


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every prompt, and for the short line without marks that directly follows it."""
    slips = list(page.placed())
    for slip, following in zip(slips, [*slips[1:], None], strict=False):
        if not _is_prompt(page, slip):
            continue
        text = page.reading(slip).text.strip()
        yield Proposal(dropped(slip, slip.span, DropReason.QR_PROMPT), text)
        if following is not None and _goes_on(page, slip, following) and not _is_prompt(page, following):
            evidence = f"{text}|{page.reading(following).text.strip()}"
            yield Proposal(dropped(following, following.span, DropReason.QR_PROMPT), evidence)


def _is_prompt(page: Page, slip: Slip) -> bool:
    text = page.reading(slip).text.strip()
    return slip.role is Role.BODY and len(text) <= _LONGEST and bool(PROMPT.fullmatch(text))


def _goes_on(page: Page, prompt: Slip, slip: Slip) -> bool:
    text = page.reading(slip).text.strip()
    is_next_line = (slip.span.source, slip.span.line) == (prompt.span.source, prompt.span.line + 1)
    is_short = len(text) <= _LONGEST and not any(char in CHINESE_MARKS for char in text)
    return is_next_line and slip.role is Role.BODY and slip.owner == prompt.owner and is_short


RULE = Rule("copydesk/qr-prompt", propose)
