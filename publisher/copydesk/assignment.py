"""The best one-to-one pairing of two sets, where not everything need be paired.

Takes the worth of every possible pair, gives the pairs whose worths sum highest. Small and exact; it knows nothing
of text.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


def best_pairs(worth: Mapping[tuple[Left, Right], float]) -> set[tuple[Left, Right]]:
    """Return the pairs of greatest total worth; pairs worth nothing or less are never taken."""
    useful = {pair: value for pair, value in worth.items() if value > 0}
    chosen: set[tuple[Left, Right]] = set()
    for cluster in _clusters(useful):
        chosen |= _solve({pair: useful[pair] for pair in cluster})
    return chosen


def _clusters(worth: Mapping[tuple[Left, Right], float]) -> list[list[tuple[Left, Right]]]:
    """Return the pairs by connected group: pairs that share no side are solved apart."""
    by_left: dict[Left, list[tuple[Left, Right]]] = defaultdict(list)
    by_right: dict[Right, list[tuple[Left, Right]]] = defaultdict(list)
    for pair in worth:
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    seen: set[tuple[Left, Right]] = set()
    groups = []
    for start in worth:
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            pair = waiting.pop()
            group.append(pair)
            for other in (*by_left[pair[0]], *by_right[pair[1]]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        groups.append(group)
    return groups


def _solve(worth: dict[tuple[Left, Right], float]) -> set[tuple[Left, Right]]:
    """Return the best pairing of one group (the Hungarian method with potentials, after Kuhn and Munkres)."""
    lefts = sorted({left for left, _ in worth}, key=repr)
    rights = sorted({right for _, right in worth}, key=repr)
    columns = len(rights) + len(lefts)  # a column of its own for every row that stays unpaired
    cost = [
        [-worth.get((left, right), -math.inf) for right in rights]
        + [0.0 if other == row else math.inf for other in range(len(lefts))]
        for row, left in enumerate(lefts)
    ]
    owner = _hungarian(cost, columns)
    return {(lefts[row], rights[column]) for column, row in enumerate(owner) if row >= 0 and column < len(rights)}


def _hungarian(cost: list[list[float]], columns: int) -> list[int]:
    """Return the row of every column (-1 for none) of a cheapest assignment of all rows."""
    rows = len(cost)
    prices = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [rows] * (columns + 1)
    for row in range(rows):
        owner[columns] = row
        column, way = _cheapest_path(cost, prices, owner)
        while column != columns:
            owner[column] = owner[way[column]]
            column = way[column]
    return [row if row < rows else -1 for row in owner[:columns]]


def _cheapest_path(
    cost: list[list[float]], prices: tuple[list[float], list[float]], owner: list[int]
) -> tuple[int, list[int]]:
    """Return the free column that the newest row reaches most cheaply, and the way back; prices are updated."""
    row_price, column_price = prices
    rows, columns = len(cost), len(owner) - 1
    column, way = columns, [columns] * (columns + 1)
    least, used = [math.inf] * (columns + 1), [False] * (columns + 1)
    while owner[column] != rows or column == columns:
        used[column] = True
        here = owner[column]
        for other in (each for each in range(columns) if not used[each]):
            price = cost[here][other] - row_price[here] - column_price[other]
            if price < least[other]:
                least[other], way[other] = price, column
        following = min((each for each in range(columns) if not used[each]), key=least.__getitem__)
        step = least[following]
        for other in range(columns + 1):
            if used[other]:
                row_price[owner[other]] += step
                column_price[other] -= step
            else:
                least[other] -= step
        column = following
    return column, way
