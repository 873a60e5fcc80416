"""White on a newspaper page: heads take it up where that fills the page, else it stays below."""

from __future__ import annotations

from publisher.editions.makeup import Band, MadeUp, Stack
from publisher.editions.whiting import whited


def page(room: int, *whites: int, is_divided: bool = False) -> MadeUp:
    stacks = tuple(Stack(first, 1, (f"s{first}",), white) for first, white in enumerate(whites))
    return MadeUp((Band(stacks, 20, is_divided),), room)


def test_heads_take_up_the_white_of_their_stack() -> None:
    shared = whited([page(0, 0, 2, 5)], {"s0", "s1", "s2"})
    assert shared.opened == {"s0": 0, "s1": 2, "s2": 3}
    assert [stack.white for stack in shared.pages[0].bands[0].stacks] == [0, 0, 2]


def test_page_nearly_full_is_filled() -> None:
    shared = whited([page(3, 0)], {"s0"})
    assert shared.opened == {"s0": 3}
    assert shared.pages[0].bands[0].height == 23


def test_last_page_far_from_full_keeps_its_white_at_the_foot() -> None:
    assert whited([page(30, 0)], {"s0"}).opened == {"s0": 0}


def test_page_before_the_last_is_brought_nearer_to_full() -> None:
    assert whited([page(30, 0), page(0, 0)], {"s0"}).pages[0].bands[0].height == 22


def test_story_without_a_head_is_not_opened() -> None:
    shared = whited([page(3, 0)], set())
    assert (shared.opened, shared.pages[0].bands[0].height) == ({}, 20)


def test_page_a_story_leaves_for_the_next_is_not_opened() -> None:
    assert whited([page(0, 0, is_divided=True), page(0, 0)], {"s0"}).opened == {"s0": 0}
