"""How likely words without a page number are the label of a section (栏目).

Takes the words of one line, gives points: below nought they are more likely something else. It knows no neighbours
but what it is told of them.
"""

from __future__ import annotations

import re

from publisher.copydesk.contents.titles import fold
from publisher.copydesk.contents.tokens import closed_up
from publisher.copydesk.contents.words import SECTION_ENDINGS, SECTIONS
from publisher.copydesk.credits.names import is_name
from publisher.issue.marks import HAN

_LIKE_A_LABEL = re.compile(rf"[{HAN}A-Za-z0-9·“”‘’「」『』、&・\-—]+")
_LONGEST = 12
NEVER = -100.0


def label_weight(text: str, *, stands_apart: bool) -> float:
    """Return the points of a line as a label; `stands_apart` says that blank lines or marks set it off."""
    words = closed_up(text)
    key = fold(words)
    if not 1 <= len(key) <= _LONGEST or not _LIKE_A_LABEL.fullmatch(words) or words.startswith("—"):
        return NEVER
    if key in SECTIONS or key.startswith(("本期", "本刊")):
        return 2.5 + (0.5 if stands_apart else 0.0)
    score = 0.4 + (0.8 if stands_apart else 0.0) + (0.8 if words.endswith(SECTION_ENDINGS) else 0.0)
    score += 0.3 if len(key) <= 5 else 0.0 if len(key) <= 7 else -0.6
    score -= 1.0 if is_name(key) >= 0.6 else 0.0
    return score - (0.6 if len(key) == 1 else 0.0)
