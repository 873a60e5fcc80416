"""One name spelt two ways: people in credits, and terms between quotation marks.

Takes names with their places and passages, gives queries and nothing else: whether two spellings are one person or one
thing, only an editor can say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from publisher.copydesk.credits.spellings import spellings
from publisher.copydesk.misreadings.alike import ALIKE
from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Standing, Verdict, found
from publisher.issue.galley import Span
from publisher.issue.marks import HAN
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-name"
_TERM = re.compile(rf"[“「《](?P<term>[{HAN}]{{3,14}})[”」》]")
_USUAL = 2  # times the usual spelling stands in the issue at least
_ALIKE_NAMES = 0.6  # likeness of two names that stand once each
_GAIN = 4.0  # nats by which the usual spelling is likelier, unless the characters are alike


def people(names: Iterable[tuple[str, Span]], owner_of: Callable[[Span], str]) -> Iterator[Finding]:
    """Yield a query for every rarer spelling of a name in credits."""
    for group in spellings(names):
        usual, *others = group.spellings
        if len(usual.spans) < _USUAL and group.likeness < _ALIKE_NAMES:
            continue
        for other in others:
            counts = f"本期“{usual.name}”{len(usual.spans)} 处，“{other.name}”{len(other.spans)} 处"
            span = other.spans[0]
            yield Finding(CODE, owner_of(span), span, other.name, usual.name, counts, round(group.likeness * 0.8, 2))


def terms(passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield a query for every quoted term that stands once and is a character off one that stands twice."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        if passage.standing is not Standing.CONTENTS:
            for match in _TERM.finditer(passage.text):
                places[match["term"]].append((number, match.start("term")))
    by_rest: dict[tuple[str, int], list[str]] = defaultdict(list)
    for term in places:
        for at in range(len(term)):
            by_rest[term[:at] + term[at + 1 :], at].append(term)
    for (_, at), alike in by_rest.items():
        usual = max(alike, key=lambda term: len(places[term]))
        for rare in alike:
            if len(places[usual]) < _USUAL or len(places[rare]) > 1 or not _is_misread(usual, rare, at, lexicon):
                continue
            number, start = places[rare][0]
            verdict = Verdict(CODE, f"本期别处 {len(places[usual])} 次作“{usual}”", 0.6)
            yield from found(passages[number], verdict, [Change(start + at, start + at + 1, usual[at])])


def _is_misread(usual: str, rare: str, at: int, lexicon: Lexicon) -> bool:
    if usual[at] in ALIKE.get(rare[at], ()):
        return True
    if usual == rare or rare[at - 1 : at] == "一":  # 一户一策 beside 一村一策
        return False
    gain = lexicon.words(lexicon.folded(usual))[0] - lexicon.words(lexicon.folded(rare))[0]
    return gain >= _GAIN
