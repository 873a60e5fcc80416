"""Signatures: who signed at the end of a paragraph, （本报记者 某某） or behind a bullet.

Takes a paragraph and looks at no more than its tail, gives a Credit. Credits of pictures and of suppliers are not
signatures, and a bare name counts only in brackets.
"""

from __future__ import annotations

import re

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.bylines import BULLETS
from publisher.copydesk.credits.folding import fold
from publisher.copydesk.credits.people import Credit, crafts, merged, people

_TAIL = 120  # characters at the end of a paragraph that may be a signature
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]$")
_STOP = re.compile(r"[。！？!?…”）)](?=.)")
_STOPPED = re.compile(r"[。！？!?…”’」』）)]\s*$")
_BULLETS = re.compile(rf"[{re.escape(BULLETS)}\s]*")
_NOT_SIGNED = (roles.PICTURE_CRAFTS - roles.TEXT_CRAFTS) | {"供稿", "整理", "摄制", "投稿", "来稿"}
_LEAST_BARE = 0.7


def signature(text: str) -> Credit | None:
    """Return who signed a paragraph at its end; `start` is where the brackets or the bullet stand."""
    offset = max(0, len(text) - _TAIL)
    tail = text[offset:].rstrip()
    found = _in_brackets(tail) or _behind_stop(tail)
    if found is None:
        return None
    credit = merged(found[0], found[1], offset + found[2], offset + len(tail))
    if crafts(credit) & _NOT_SIGNED or not credit.names:
        return None
    return credit if credit.role or (credit.form != "role" and credit.confidence >= _LEAST_BARE) else None


def _in_brackets(tail: str) -> tuple[tuple[Credit, ...], str, int] | None:
    bracket = _BRACKETED.search(fold(tail))
    credited = people(tail, *bracket.span(1)) if bracket else ()
    if not bracket or not credited:
        return None
    stands_off = not tail[: bracket.start()].strip() or _STOPPED.search(tail[: bracket.start()])
    return (credited, "bracket", bracket.start()) if stands_off or any(each.role for each in credited) else None


def _behind_stop(tail: str) -> tuple[tuple[Credit, ...], str, int] | None:
    stops = [stop.end() for stop in _STOP.finditer(tail)]
    bullet = _BULLETS.match(tail, stops[-1]) if stops else None
    credited = people(tail, bullet.end(), len(tail)) if bullet else ()
    if not bullet or not credited:
        return None
    return credited, "bullet" if bullet.group().strip() else "role", bullet.start()
