"""Half of a pair lost: 校内校活动, where the issue writes 校内校外 elsewhere and goes on with 校内 and 校外 here.

Takes passages, gives findings. It knows the pairs of directions only; a pair the issue does not have is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Standing, Verdict, found
from publisher.copydesk.misreadings.usage import Usage
from publisher.issue.marks import HAN
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-lost"
_SIDES = ("上下", "内外", "內外", "前后", "前後", "左右", "里外", "裡外")
_OPPOSITES = {one: two for pair in _SIDES for one, two in ((pair[0], pair[1]), (pair[1], pair[0]))}
_HALVES = re.compile(rf"(?P<noun>[{HAN}])(?P<side>[{''.join(_OPPOSITES)}])(?P=noun)(?P<next>.?)")
_NOT_NOUNS = frozenset("一不无没有以之又再很太最更无無沒")
_FEWEST = 2  # times the whole pair stands elsewhere


def lost_halves(passage: Passage, lexicon: Lexicon, usage: Usage) -> Iterator[Finding]:
    """Yield the places of one passage where the second side of a pair is lost."""
    for match in _HALVES.finditer(passage.text):
        noun, side, following = match["noun"], match["side"], match["next"]
        other = _OPPOSITES[side]
        if noun in _NOT_NOUNS or following in _OPPOSITES or lexicon.has(noun + following):
            continue
        whole = noun + side + noun + other
        if usage.elsewhere(whole, passage) < _FEWEST or _stands_so_elsewhere(match[0], usage):
            continue
        rest = passage.text[: match.start()] + passage.text[match.end() :]
        is_sure = noun + side in rest and noun + other in rest and passage.standing is Standing.TEXT
        goes_on = f"，本段另有“{noun}{side}”“{noun}{other}”" if is_sure else ""
        verdict = Verdict(CODE, f"别处作“{whole}”{goes_on}", 0.93 if is_sure else 0.6, is_sure)
        at = match.end("side") + 1
        yield from found(passage, verdict, [Change(at, at, other)])


def _stands_so_elsewhere(words: str, usage: Usage) -> bool:
    return usage.count(words) > 1
