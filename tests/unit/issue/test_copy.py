"""The copy on the desk: what may be applied, what is refused, what is read afterwards, and the way back."""

from __future__ import annotations

import pytest

from publisher.issue.copy import Desk, LedgerError, Slip, fresh, replay, trace, undo
from publisher.issue.corrections import (
    Author,
    Correction,
    Drop,
    DropReason,
    Edit,
    Join,
    Ledger,
    Move,
    Replace,
    Role,
    SetRole,
    Split,
    Stet,
    places_of,
)
from publisher.issue.galley import Galley, Span
from tests.unit.copydesk.manuscripts import galley

FIRST, SECOND = Span("a", 1, 0, 5), Span("a", 3, 0, 3)


@pytest.fixture
def lines() -> Galley:
    return galley("渡口复航了\n\n灯亮了\n")


def by_rule(edit: Edit) -> Correction:
    return Correction("copydesk/test", Author.RULE, edit)


def by_editor(edit: Edit) -> Correction:
    return Correction("editor/emend", Author.EDITOR, edit)


def at_work(lines: Galley, *edits: Edit) -> Desk:
    desk = Desk(fresh(lines))
    for edit in edits:
        desk.apply(by_editor(edit))
    return desk


def replaced(start: int, end: int, before: str, after: str) -> Replace:
    return Replace(Span("a", 1, start, end), before, after)


def test_fresh_copy_holds_every_printed_line_unplaced(lines: Galley) -> None:
    assert fresh(lines).slips == (Slip(FIRST), Slip(SECOND))


REFUSED = {
    "words that are not there": (replaced(0, 2, "度口", "渡口"), ()),
    "a character changed twice": (replaced(1, 3, "口复", "头"), (replaced(0, 2, "渡口", "渡头"),)),
    "a second insertion at one place": (replaced(2, 2, "", "又"), (replaced(2, 2, "", "再"),)),
    "an insertion inside changed words": (replaced(1, 1, "", "又"), (replaced(0, 2, "渡口", "渡头"),)),
    "words over the border of two slips": (replaced(1, 3, "口复", "头"), (Split(FIRST, 2),)),
    "a cut inside changed words": (Split(FIRST, 1), (replaced(0, 2, "渡口", "渡头"),)),
    "a cut at the end": (Split(FIRST, 5), ()),
    "a cut of a slip that was cut": (Split(FIRST, 3), (Split(FIRST, 2),)),
    "a second opening": (Split(FIRST, 0), (Split(FIRST, 0),)),
    "a second join": (Join(FIRST, SECOND), (Join(FIRST, SECOND),)),
    "a paragraph that continues itself": (Join(FIRST, FIRST), ()),
    "a join to nothing": (Join(Span("a", 2, 0, 0), SECOND), ()),
    "a move from where it does not stand": (Move(SECOND, None, None), ()),
    "a move behind itself": (Move(SECOND, SECOND, FIRST), ()),
    "a drop of what has another role": (Drop(FIRST, DropReason.FOLIO, Role.BODY, "x"), ()),
    "a drop of half a slip": (Drop(Span("a", 1, 0, 2), DropReason.FOLIO, Role.UNPLACED, ""), ()),
    "a second drop": (
        Drop(FIRST, DropReason.FOLIO, Role.UNPLACED, ""),
        (Drop(FIRST, DropReason.FOLIO, Role.UNPLACED, ""),),
    ),
    "a role for what was dropped": (
        SetRole(FIRST, "x", Role.BODY, "", Role.UNPLACED),
        (Drop(FIRST, DropReason.FOLIO, Role.UNPLACED, ""),),
    ),
}


@pytest.mark.parametrize(("edit", "before"), REFUSED.values(), ids=REFUSED)
def test_refused(lines: Galley, edit: Edit, before: tuple[Edit, ...]) -> None:
    desk = at_work(lines, *before)
    state = desk.copy()
    assert not desk.accepts(by_editor(edit))
    with pytest.raises(LedgerError):
        desk.apply(by_editor(edit))
    assert desk.copy() == state


def test_rule_may_not_take_away_words(lines: Galley) -> None:
    edit = replaced(0, 2, "渡口", "")
    assert Desk(fresh(lines)).accepts(by_editor(edit))
    with pytest.raises(LedgerError, match="spaces only"):
        Desk(fresh(lines)).apply(by_rule(edit))


def test_rule_may_take_away_spaces() -> None:
    desk = Desk(fresh(galley("渡 口")))
    desk.apply(by_rule(Replace(Span("a", 1, 1, 2), " ", "")))
    assert desk.reading(desk.slips["a", 1, 0]).text == "渡口"


def test_replaying_a_ledger_of_another_galley_is_refused() -> None:
    with pytest.raises(LedgerError, match="does not read"):
        replay(galley("灯灭了\n"), Ledger((by_editor(Replace(Span("a", 1, 0, 2), "渡口", "渡头")),)))


def test_reading_knows_the_column_of_every_character(lines: Galley) -> None:
    desk = at_work(lines, replaced(0, 2, "渡口", "老渡头"), replaced(4, 4, "", "又"))
    reading = desk.reading(desk.slips["a", 1, 0])
    assert reading.text == "老渡头复航又了"
    spans = [reading.source_span(index, index + 1) for index in range(len(reading.text))]
    assert [(span.start, span.end) for span in spans] == [(0, 2), (0, 2), (0, 2), (2, 3), (3, 4), (4, 4), (4, 5)]
    assert reading.changed == (True, True, True, False, False, True, False)


def test_source_span_of_an_insertion_is_empty(lines: Galley) -> None:
    desk = at_work(lines, replaced(4, 4, "", "又"))
    reading = desk.reading(desk.slips["a", 1, 0])
    assert reading.source_span(4, 5) == Span("a", 1, 4, 4)
    assert reading.source_span(3, 5) == Span("a", 1, 3, 4)
    assert reading.source_span(6, 6) == Span("a", 1, 5, 5)


def test_untouched_says_which_characters_are_as_printed(lines: Galley) -> None:
    desk = at_work(lines, replaced(2, 3, "复", "通"))
    reading = desk.reading(desk.slips["a", 1, 0])
    assert reading.is_untouched(0, 2)
    assert not reading.is_untouched(1, 3)


def test_insertion_at_a_cut_belongs_to_the_slip_that_begins_there(lines: Galley) -> None:
    desk = at_work(lines, Split(FIRST, 2), replaced(2, 2, "", "又"))
    assert [desk.reading(slip).text for slip in desk.on_line("a", 1)] == ["渡口", "又复航了"]


def test_trace_leads_to_the_source_or_to_the_correction(lines: Galley) -> None:
    ledger = Ledger((by_editor(replaced(2, 3, "复", "通")),))
    copy = replay(lines, ledger)
    assert trace(copy, ledger, copy.slips[0], 1) == Span("a", 1, 1, 2)
    assert trace(copy, ledger, copy.slips[0], 2) == ledger.corrections[0]


def test_stet_protects_its_words_and_not_their_neighbours(lines: Galley) -> None:
    desk = at_work(lines, Stet(Span("a", 1, 1, 3)))
    protected = [desk.protected(Span("a", 1, column, column + 1)) for column in range(5)]
    assert protected == [False, True, True, False, False]


def test_place_before_protected_words_is_protected_and_behind_them_is_not(lines: Galley) -> None:
    desk = at_work(lines, Stet(Span("a", 1, 1, 3)))
    assert [desk.protected(Span("a", 1, at, at)) for at in range(5)] == [False, True, True, False, False]


def test_slips_of_a_line_stand_left_to_right_whatever_their_order(lines: Galley) -> None:
    desk = at_work(lines, Split(FIRST, 2), Move(Span("a", 1, 0, 2), Span("a", 1, 2, 5), None))
    assert [slip.span.start for slip in desk.on_line("a", 1)] == [0, 2]
    assert [slip.span.start for slip in desk.in_order()] == [2, 0, 0]


def test_moving_to_the_front_and_to_the_back(lines: Galley) -> None:
    front = at_work(lines, Move(SECOND, None, FIRST))
    back = at_work(lines, Move(FIRST, SECOND, None))
    assert [slip.span for slip in front.in_order()] == [SECOND, FIRST] == [slip.span for slip in back.in_order()]


def test_undoing_repeated_protection_takes_back_the_last(lines: Galley) -> None:
    one, other = Stet(Span("a", 1, 0, 1)), Stet(Span("a", 1, 3, 4))
    ledger = Ledger(tuple(by_editor(edit) for edit in (one, other, one)))
    copy = replay(lines, ledger)
    assert undo(copy, Ledger(ledger.corrections[2:])) == replay(lines, ledger.upto(2))


def test_undoing_everything_gives_the_fresh_copy(lines: Galley) -> None:
    edits = (
        Split(FIRST, 2),
        SetRole(Span("a", 1, 0, 2), "x", Role.TITLE, "", Role.UNPLACED),
        Drop(Span("a", 1, 2, 5), DropReason.FOLIO, Role.UNPLACED, ""),
        Join(Span("a", 1, 0, 2), SECOND),
        Move(SECOND, None, Span("a", 1, 2, 5)),
        Split(SECOND, 0),
        Replace(Span("a", 3, 0, 1), "灯", "船"),
        Stet(SECOND),
    )
    ledger = Ledger(tuple(by_editor(edit) for edit in edits))
    assert undo(replay(lines, ledger), ledger) == fresh(lines)


def test_ledger_counts_by_rule_and_gives_its_beginning(lines: Galley) -> None:
    ledger = Ledger((by_editor(Stet(FIRST)), by_rule(Split(FIRST, 2)), by_rule(Split(SECOND, 1))))
    assert ledger.by_rule() == {"editor/emend": 1, "copydesk/test": 2}
    assert (len(ledger), len(ledger.upto(2)), next(iter(ledger))) == (3, 2, by_editor(Stet(FIRST)))


def test_places_of_an_edit_name_the_changed_slip_first() -> None:
    assert places_of(Join(FIRST, SECOND)) == (SECOND, FIRST)
    assert places_of(Stet(FIRST)) == (FIRST,)
