"""Articles out of a page: which text belongs to which headline, and in which order.

Takes classed units and the seams between them, gives one Draft an article: headline units, flow units in reading order,
where the joins are, and how sure all that is. It reads no plan and writes no manifest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.copydesk.classing.classify import Classed
from publisher.copydesk.classing.kinds import FLOW, FURNITURE, HEADLINES, Kind
from publisher.copydesk.seams import Seam
from publisher.copydesk.units import Unit

_HEAD = HEADLINES | {Kind.BYLINE, Kind.SECTION}
_ENDS = frozenset({Kind.EDITOR, Kind.AFFILIATION, Kind.SOURCE_NOTE})
_TEXT = frozenset({Kind.BODY, Kind.VERSE, Kind.HEADING, Kind.ATTRIBUTION})


@dataclass
class Head:
    """Units that stand over a text: banner, kicker, title, subtitle, deck, byline."""

    units: list[int] = field(default_factory=list)

    def of(self, kinds: Sequence[Classed], kind: Kind) -> list[int]:
        """Return the units of one kind."""
        return [unit for unit in self.units if kinds[unit].kind is kind]


@dataclass
class Fragment:
    """Units that stand in one run: nothing is cut out of it, nothing comes between.

    Attributes:
        head: the headline it begins under, if any.
        after_end: an end mark (editor, affiliation, source) stands right before it.
        begins_anew: its first unit opens an article by itself (a dateline).
    """

    units: list[int]
    head: int | None = None
    after_end: bool = False
    begins_anew: bool = False


@dataclass
class Piece:
    """An article in the making: its head (an index, or None), and its fragments in reading order."""

    head: int | None
    fragments: list[Fragment] = field(default_factory=list)

    @property
    def units(self) -> list[int]:
        """All units of the flow, in reading order."""
        return [unit for fragment in self.fragments for unit in fragment.units]


def heads_of(units: Sequence[Unit], kinds: Sequence[Classed]) -> tuple[list[Head], dict[int, int]]:
    """Return the heads in printed order, and for each of their units the head it belongs to."""
    heads: list[Head] = []
    owner: dict[int, int] = {}
    fresh = True
    for index in range(len(units)):
        kind = kinds[index].kind
        if kind not in _HEAD and not (kind is Kind.AFFILIATION and not fresh and index - 1 in owner):
            fresh = fresh or (kind not in FURNITURE and not _is_date_under_title(kinds, index))
            continue
        if fresh or _begins_another(heads[-1], kinds, kind, index):
            heads.append(Head())
            fresh = False
        heads[-1].units.append(index)
        owner[index] = len(heads) - 1
    return heads, owner


def _is_date_under_title(kinds: Sequence[Classed], index: int) -> bool:
    """Say whether an attribution stands between a title and its byline: when the speech was made."""
    if kinds[index].kind is not Kind.ATTRIBUTION or not 0 < index < len(kinds) - 1:
        return False
    return kinds[index - 1].kind in HEADLINES and kinds[index + 1].kind is Kind.BYLINE


def _begins_another(head: Head, kinds: Sequence[Classed], kind: Kind, index: int) -> bool:
    """Say whether a headline unit right behind another one opens a head of its own."""
    has_title, has_byline = bool(head.of(kinds, Kind.TITLE)), bool(head.of(kinds, Kind.BYLINE))
    if kind in (Kind.SECTION, Kind.KICKER):
        return has_title or has_byline
    if kind is Kind.TITLE:
        last = max(head.of(kinds, Kind.TITLE), default=None)
        return has_byline or (last is not None and last != index - 1)
    return False


def fragments_of(
    units: Sequence[Unit],
    kinds: Sequence[Classed],
    owner: dict[int, int],
    joins: Sequence[Seam],
    datelines: frozenset[int],
) -> list[Fragment]:
    """Return the runs of text, cut at headlines and end marks, and wherever a seam leads away or comes in from afar."""
    cut_before, cut_after = _cuts(kinds, joins)
    fragments: list[Fragment] = []
    head: int | None = None
    after_end, open_run = False, False
    for index in range(len(units)):
        kind = kinds[index].kind
        if index in owner and kind is not Kind.AFFILIATION:
            head, open_run, after_end = owner[index], False, False
            continue
        if kind in FURNITURE or kind in (Kind.IMPRINT, Kind.COVER):
            continue
        if kind in _ENDS and kind not in FLOW:
            if fragments and index not in owner:
                fragments[-1].units.append(index)
                after_end, head = True, None
                open_run = False
            continue
        anew = index in datelines and open_run and _has_text(fragments[-1], kinds)
        if not open_run or index in cut_before or anew:
            fragments.append(Fragment([], head, after_end, anew))
            head, after_end, open_run = None, False, True
        fragments[-1].units.append(index)
        if index in cut_after:
            open_run = False
    return fragments


def _has_text(fragment: Fragment, kinds: Sequence[Classed]) -> bool:
    return any(kinds[unit].kind in (Kind.BODY, Kind.VERSE) for unit in fragment.units)


def _cuts(kinds: Sequence[Classed], joins: Sequence[Seam]) -> tuple[set[int], set[int]]:
    """Return the units before and behind which a run is cut: the ends of seams whose halves are not in sequence."""
    before: set[int] = set()
    after: set[int] = set()
    for seam in joins:
        between = range(min(seam.left, seam.right) + 1, max(seam.left, seam.right))
        if seam.right < seam.left and not any(kinds[unit].kind in _HEAD for unit in between):
            after.add(seam.right)
        apart = seam.right < seam.left or any(kinds[unit].kind in _TEXT | _HEAD for unit in between)
        if apart:
            before.add(seam.right)
            after.add(seam.left)
    return before, after


def pieces_of(heads: Sequence[Head], fragments: Sequence[Fragment], joins: Sequence[Seam]) -> list[Piece]:
    """Return the articles: fragments brought under heads, chains of seams first, what stands between them after."""
    home = {unit: number for number, fragment in enumerate(fragments) for unit in fragment.units}
    follows: dict[int, int] = {}
    for seam in joins:
        left, right = home.get(seam.left), home.get(seam.right)
        if left is not None and right is not None and left != right and right not in follows.values():
            follows[left] = right
    chains = _chains(len(fragments), follows)
    owners = _owners(fragments, chains)
    by_owner: dict[int, list[list[int]]] = defaultdict(list)
    for chain in chains:
        by_owner[owners[chain[0]]].append(chain)
    pieces = []
    for owner in sorted(by_owner):
        runs = sorted(by_owner[owner], key=lambda chain: chain[0])
        head = next(
            (fragments[each].head for chain in runs for each in chain if fragments[each].head is not None), None
        )
        pieces.append(Piece(head, [fragments[each] for chain in runs for each in chain]))
    bare = set(range(len(heads))) - {piece.head for piece in pieces}
    pieces += [Piece(head) for head in sorted(bare)]
    return sorted(pieces, key=lambda piece: _first(piece, heads))


def _first(piece: Piece, heads: Sequence[Head]) -> int:
    starts = list(piece.units[:1])
    if piece.head is not None:
        starts += heads[piece.head].units[:1]
    return min(starts, default=0)


def _chains(count: int, follows: dict[int, int]) -> list[list[int]]:
    """Return the fragments in chains of seams; a circle is cut at its first fragment in print."""
    targets = set(follows.values())
    chains: list[list[int]] = []
    seen: set[int] = set()
    for start in [*(each for each in range(count) if each not in targets), *range(count)]:
        if start in seen:
            continue
        chain = [start]
        seen.add(start)
        while follows.get(chain[-1], start) not in seen:
            chain.append(follows[chain[-1]])
            seen.add(chain[-1])
        chains.append(chain)
    return chains


def _owners(fragments: Sequence[Fragment], chains: Sequence[list[int]]) -> dict[int, int]:
    """Return for every chain (by its first fragment) the number of the article it belongs to.

    The number is that of the first fragment that gave the article its head, so that articles stay in printed order.
    """
    chain_of = {each: chain[0] for chain in chains for each in chain}
    members = {chain[0]: chain for chain in chains}
    owner: dict[int, int] = {}
    of_head: dict[int, int] = {}
    for chain in chains:
        headed = [each for each in chain if fragments[each].head is not None or fragments[each].begins_anew]
        if headed:
            head = fragments[headed[0]].head
            owner[chain[0]] = headed[0] if head is None else of_head.setdefault(head, headed[0])
    for chain in chains:
        beside = [chain_of[each - 1] for each in chain[1:] if each and _is_one_run(fragments[each])]
        known = [owner[key] for key in beside if key in owner]
        if chain[0] not in owner and known:
            owner[chain[0]] = known[0]
    for number, fragment in enumerate(fragments):
        key = chain_of[number]
        if key in owner:
            continue
        owner[key] = _neighbour(number, fragment, fragments, chain_of, members, owner)
    return owner


def _is_one_run(fragment: Fragment) -> bool:
    """Say whether a fragment was cut off the one printed before it by a seam only."""
    return fragment.head is None and not fragment.after_end and not fragment.begins_anew


def _neighbour(
    number: int,
    fragment: Fragment,
    fragments: Sequence[Fragment],
    chain_of: dict[int, int],
    members: dict[int, list[int]],
    owner: dict[int, int],
) -> int:
    """Return the article of a run that has neither head nor seam: its neighbour's, as the print suggests."""
    if fragment.after_end or number == 0:
        return _same_run(number, fragments, chain_of, owner)
    before = chain_of[number - 1]
    goes_on_elsewhere = any(each > number for each in members[before] if each != number - 1)
    if goes_on_elsewhere and before in owner:
        return _unfinished(number, fragments, chain_of, owner, owner[before])
    return owner.get(before, number)


def _same_run(number: int, fragments: Sequence[Fragment], chain_of: dict[int, int], owner: dict[int, int]) -> int:
    """Return the owner of the nearest later fragment of the same run, where a seam gave it one; else a new article."""
    for later in range(number + 1, len(fragments)):
        if fragments[later].head is not None or fragments[later].after_end:
            break
        if chain_of[later] in owner:
            return owner[chain_of[later]]
    return number


def _unfinished(
    number: int, fragments: Sequence[Fragment], chain_of: dict[int, int], owner: dict[int, int], current: int
) -> int:
    """Return the latest earlier article without an end mark: it owns what is printed between two halves of another."""
    finished = {owner.get(chain_of[each - 1]) for each in range(1, number + 1) if fragments[each].after_end}
    for earlier in range(number - 1, max(-1, number - 12), -1):
        other = owner.get(chain_of[earlier])
        if other is not None and other != current and other not in finished:
            return other
    return current
