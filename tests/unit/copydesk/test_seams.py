"""Seams: which line goes on in which, on evidence, all of a page at once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.copydesk.assignment import best_pairs
from publisher.copydesk.seams import NEXT, Piece, Seam, Witnesses, breaks_off, seams
from publisher.lexicon import lexicon

LONG = "船工们把缆绳一圈一圈绕在石桩上，岸上的人看着他们绕，谁也没有说话，"


def found(*pieces: Piece) -> dict[int, Seam]:
    witnesses = Witnesses(lexicon(), pieces)
    opens = [piece for piece in pieces if breaks_off(piece.text) or piece.jump_to]
    return {seam.left: seam for seam in seams(witnesses, opens, window=40)}


def test_open_line_goes_on_in_the_next() -> None:
    joined = found(Piece(0, "渡口的石阶被水", 1), Piece(1, "磨得发亮，走上去要扶着墙。"))
    assert joined[0].right == 1
    assert NEXT in joined[0].evidence


def test_closed_line_goes_on_in_nothing() -> None:
    assert not found(Piece(0, "渡口的石阶被水磨得发亮。", 1), Piece(1, "走上去要扶着墙。"))


def test_word_across_the_seam_beats_the_next_line() -> None:
    pieces = (Piece(0, f"{LONG}这座码头的社", 1), Piece(1, "“再等一等。”他说。"), Piece(2, "会效益谁也说不清楚。"))
    assert found(*pieces)[0].right == 2


def test_open_quote_is_closed_where_it_closes() -> None:
    pieces = (
        Piece(0, f"{LONG}碑上写着“大水过石上", 1),
        Piece(1, "十二月的河面很静。"),
        Piece(4, "第七级，一概停渡”，字迹还看得清楚。", headlines=0),
    )
    assert found(*pieces)[0].right == 4


def test_jump_lines_find_each_other_over_a_headline() -> None:
    pieces = (
        Piece(0, f"{LONG}经人辨认，", 1, jump_to="3"),
        Piece(1, "另一篇的开头在这里。", headlines=1),
        Piece(9, "是一条旧规矩。", headlines=1, jump_from="2"),
    )
    assert found(*pieces)[0].right == 9


@pytest.mark.parametrize("opening", ["一、先说渡口", "本报讯 记者何川报道：渡口", "（二）再说石阶", "——渡口纪事"])
def test_line_that_opens_a_paragraph_continues_none(opening: str) -> None:
    assert not found(Piece(0, "渡口的石阶被水", 1), Piece(1, opening))


def test_indented_line_continues_none() -> None:
    assert not found(Piece(0, "渡口的石阶被水", 1), Piece(1, "磨得发亮的是石桩。", indented=True))


def test_item_of_a_list_stands_alone() -> None:
    assert not found(Piece(0, "书名：《渡口旧事》", 1), Piece(1, "作者：何川"))


def test_no_paragraph_goes_on_in_itself() -> None:
    joined = found(Piece(0, "社会主", 1), Piece(1, "义新农村建设为社会主"))
    assert len(joined) <= 1


def test_confidence_grows_with_the_evidence() -> None:
    weak, strong = Seam(0, 1, 1.3, ()), Seam(0, 1, 6.0, ())
    assert 0.5 < weak.confidence < strong.confidence < 1


@given(st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 3)), st.floats(-2, 5), max_size=10))
def test_pairing_is_the_best_of_all(worth: dict[tuple[int, int], float]) -> None:
    lefts = sorted({left for left, _ in worth})
    rights: list[int | None] = [*sorted({right for _, right in worth}), *[None] * len(lefts)]
    orders = itertools.permutations(rights, len(lefts))
    best = max(
        (sum(value_of(worth, pair) for pair in zip(lefts, order, strict=False)) for order in orders), default=0.0
    )
    assert sum(worth[pair] for pair in best_pairs(worth)) == pytest.approx(best)


def value_of(worth: dict[tuple[int, int], float], pair: tuple[int, int | None]) -> float:
    left, right = pair
    return 0.0 if right is None else max(0.0, worth.get((left, right), 0.0))


def test_lexicon_reads_traditional_text_too() -> None:
    assert lexicon().seam("提升養", "老服務")[1] == "养老"
    assert lexicon().seam("我们", "就一定")[1] == ""
