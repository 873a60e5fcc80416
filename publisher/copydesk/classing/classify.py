"""Classes the units of a galley: the likeliest sequence of kinds, and how sure each is.

Takes a Sight, gives a kind and a confidence a unit. Features speak for a unit, the table of followers for the
sequence; the best path is found exactly (Viterbi), the confidence is the share of all paths that agree (forward and
backward sums).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from publisher.copydesk.classing.features import Sight
from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.classing.weights import BIAS, FOLLOWS, USUAL, WEIGHTS

_KINDS = tuple(Kind)
_STEP = [[FOLLOWS.get(one, {}).get(two, USUAL) for two in _KINDS] for one in _KINDS]
_ODDS = [[math.exp(step) for step in row] for row in _STEP]
_BEAM = 7.0  # nats below the best kind of a unit at which a kind is not followed up


@dataclass(frozen=True, slots=True)
class Classed:
    """What a unit is taken for, and how sure that is, from 0 to 1."""

    kind: Kind
    confidence: float


def classify(sight: Sight) -> tuple[Classed, ...]:
    """Return the kind of every unit, in printed order."""
    known: dict[int, dict[int, float]] = {}
    scores = [_scores(sight, index, known) for index in range(len(sight.units))]
    if not scores:
        return ()
    path = _best_path(scores)
    shares = _shares(scores)
    return tuple(Classed(_KINDS[kind], shares[index].get(kind, 0.0)) for index, kind in enumerate(path))


def explain(sight: Sight, index: int, kind: Kind) -> list[tuple[str, float]]:
    """Return what speaks for and against a kind, strongest first: the reason a person can read."""
    row = WEIGHTS[kind]
    found = [(name, row[name]) for name in sight.features(index) if row.get(name)]
    return sorted(found, key=lambda item: -abs(item[1]))


def _scores(sight: Sight, index: int, known: dict[int, dict[int, float]]) -> dict[int, float]:
    """Return the score of every kind that is not out of the question for a unit; units that look alike share it."""
    mask = sight.mask(index)
    if mask not in known:
        features = sight.features(index)
        rows = [WEIGHTS[kind] for kind in _KINDS]
        scores = [row.get(BIAS, 0.0) + sum(row.get(name, 0.0) for name in features) for row in rows]
        best = max(scores)
        known[mask] = {number: score for number, score in enumerate(scores) if score > best - _BEAM}
    return known[mask]


def _best_path(scores: list[dict[int, float]]) -> list[int]:
    best = dict(scores[0])
    origins: list[dict[int, int]] = []
    for here in scores[1:]:
        origin: dict[int, int] = {}
        now: dict[int, float] = {}
        for kind, score in here.items():
            before = max(best, key=lambda each: best[each] + _STEP[each][kind])
            origin[kind] = before
            now[kind] = best[before] + _STEP[before][kind] + score
        origins.append(origin)
        best = now
    path = [max(best, key=best.__getitem__)]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    path.reverse()
    return path


def _shares(scores: list[dict[int, float]]) -> list[dict[int, float]]:
    """Return, for every unit, the share of each kind over all sequences (forward and backward sums, scaled)."""
    own = [_weights(here) for here in scores]
    forward = [_scaled(own[0])]
    for here in own[1:]:
        last = list(forward[-1].items())
        reached = {
            kind: weight * sum(share * _ODDS[each][kind] for each, share in last) for kind, weight in here.items()
        }
        forward.append(_scaled(reached))
    backward = [dict.fromkeys(own[-1], 1.0)]
    for index in range(len(own) - 2, -1, -1):
        after = [(each, weight * backward[-1][each]) for each, weight in own[index + 1].items()]
        backward.append(_scaled({kind: sum(_ODDS[kind][each] * share for each, share in after) for kind in own[index]}))
    backward.reverse()
    pairs = zip(forward, backward, strict=True)
    return [_scaled({kind: ahead[kind] * behind[kind] for kind in ahead}) for ahead, behind in pairs]


def _weights(scores: dict[int, float]) -> dict[int, float]:
    top = max(scores.values())
    return {kind: math.exp(score - top) for kind, score in scores.items()}


def _scaled(shares: dict[int, float]) -> dict[int, float]:
    total = sum(shares.values())
    return {kind: share / total for kind, share in shares.items()}
