"""Every measure of typography finds what is wrong and lets pass what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.proof.typography.composition import Column, Glyph, Kind, Knowledge, Line, Paragraph
from publisher.proof.typography.evenness import widest_stretch
from publisher.proof.typography.measuring import measures_of
from tests.unit.proof.composed import FILL, composition, full, line, measure, paragraph

INDENTED = 20.0


def broken(end: str, start: str, *, kind: Kind = Kind.PROSE) -> Paragraph:
    """Return a paragraph of three lines whose second break stands between some characters."""
    first = line(full("", "", 18), x=INDENTED)
    return paragraph(first, line(full(end=end), row=1), line(start + FILL[:9] + "。", row=2), kind=kind)


# --- breaks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "end", "start"),
    [
        ("line-start", "水", "，"),
        ("line-start", "水", "·"),
        ("line-start", "水", "”"),
        ("line-start", "5", "%"),
        ("line-end", "（", "水"),
        ("line-end", "“", "水"),
        ("split-dash", "—", "—"),
        ("split-dash", "…", "…"),
        ("split-number", "20", "26"),
        ("split-number", "3.", "14"),
        ("split-word", "Weas", "yPrint"),
        ("split-unit", "12", "℃"),
        ("split-unit", "12", "km"),
    ],
)
def test_forbidden_break_is_a_fault(name: str, end: str, start: str) -> None:
    found = measure(name, broken(end, start))
    assert [fault.value for fault in found.faults]
    assert not found.is_met


@pytest.mark.parametrize(
    ("name", "end", "start"),
    [
        ("line-start", "，", "水"),
        ("line-end", "水", "（"),
        ("split-dash", "——", "水"),
        ("split-dash", "水", "——"),
        ("split-number", "2026", "年"),
        ("split-word", "well-", "known"),
        ("split-unit", "12", "亿"),
        ("split-unit", "12", "kitchens"),
    ],
)
def test_break_that_is_allowed_is_none(name: str, end: str, start: str) -> None:
    found = measure(name, broken(end, start))
    assert (found.cases, found.faults) == (2, ())
    assert found.is_met


def test_number_parted_from_a_chinese_unit_is_counted_only() -> None:
    found = measure("split-unit", broken("12", "亿"))
    assert (found.figures, found.is_met) == ({"before_han_unit": 1.0}, True)
    assert measure("split-unit", broken("12", "艘")).figures == {"before_han_unit": 0.0}


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.VERSE, Kind.NOTE, Kind.CAPTION])
def test_breaks_count_in_every_kind_of_paragraph(kind: Kind) -> None:
    assert measure("line-start", broken("水", "、", kind=kind)).faults


def test_note_call_at_the_start_of_a_line_is_a_fault() -> None:
    made = broken("水", "石")
    last = made.lines[-1]
    call = Glyph("①", -5.0, last.y + 4.5, 7.0, 7.0)
    made.lines[-1] = replace(last, glyphs=(call, *last.glyphs))
    assert measure("line-start", made).faults


def test_fault_says_where_it_is() -> None:
    (fault,) = measure("line-start", broken("水", "，")).faults
    assert (fault.page, fault.folio, fault.column, fault.line) == (1, "12", 1, 3)
    assert (fault.text[:3], fault.value) == ("，渡口", "子上不水|，渡口的")


def test_break_between_two_words_of_a_western_passage_is_none() -> None:
    made = paragraph(line("the boat is on the other side"), line("and nobody seems to mind", row=1), kind=Kind.PASSAGE)
    assert measure("split-word", made).faults == ()


def test_western_word_cut_in_a_western_passage_is_a_fault() -> None:
    whole = paragraph(line("we took the lantern home"))
    made = paragraph(line("he lit the lan"), line("tern again and waited", row=1), kind=Kind.PASSAGE)
    assert measure("split-word", whole, made).faults


# --- marks and gaps ------------------------------------------------------------------


@pytest.mark.parametrize("pair", ["。”", "，“", "（《", "》）", "：“"])
def test_pair_at_two_em_is_a_fault_and_at_one_and_a_half_none(pair: str) -> None:
    text = "水" + pair + "石上"
    assert len(measure("mark-pairs", paragraph(line(text))).faults) == 1
    squeezed = measure("mark-pairs", paragraph(line(text, moves={2: -0.5})))
    assert (squeezed.cases, squeezed.faults) == (1, ())


def test_stretch_of_the_line_is_taken_off_a_pair() -> None:
    text = "水位每天，“石上”记"
    assert measure("mark-pairs", paragraph(line(text, stretch=0.2, moves={5: -0.5}))).faults == ()
    assert measure("mark-pairs", paragraph(line(text, stretch=0.2, moves={5: -0.4}))).faults


def test_opening_before_closing_has_nothing_to_squeeze() -> None:
    assert measure("mark-pairs", paragraph(line("水“”石"))).cases == 0


def test_narrow_quotes_of_a_western_face_are_no_pair() -> None:
    narrow = [replace(glyph, advance=4.0) for glyph in line("水。”石").glyphs]
    assert measure("mark-pairs", paragraph(Line(tuple(narrow), 0, 700.0, 10.0))).cases == 0


def test_centred_marks_of_traditional_chinese_are_left_alone() -> None:
    made = paragraph(line("水，「石」記"))
    assert measure("mark-pairs", made, lang="zh-Hans").cases == 1
    assert measure("mark-pairs", made, lang="zh-Hant").cases == 0
    ends = paragraph(line(full("", "，")), line("石", row=1))
    assert measure("line-end-marks", ends, lang="zh-Hant").cases == 0


def ending(mark: str, hang: float, kind: Kind = Kind.PROSE) -> Paragraph:
    """Return a paragraph whose first line ends in a mark that hangs so many em over the edge."""
    text = full(end=mark)
    return paragraph(line(text, stretch=hang / (len(text) - 1)), line("石上记数。", row=1), kind=kind)


def test_mark_at_a_line_end_is_wrong_inside_the_edge_and_right_half_outside() -> None:
    inside, outside = measure("line-end-marks", ending("，", 0.0)), measure("line-end-marks", ending("，", 0.5))
    assert [fault.value for fault in inside.faults] == [0.0]
    assert (outside.cases, outside.faults) == (1, ())


def test_last_line_and_verse_may_end_in_a_full_mark() -> None:
    assert measure("line-end-marks", paragraph(line(full(end="。")))).cases == 0
    assert measure("line-end-marks", ending("，", 0.0, Kind.VERSE)).cases == 0


def test_opening_mark_at_a_line_start_is_wrong_at_the_edge_and_right_half_an_em_before_it() -> None:
    first = line(full(ems=18), x=INDENTED)
    wrong = paragraph(first, line("（石上）记数", row=1))
    right = paragraph(first, line("（石上）记数", row=1, x=-5.0))
    assert [fault.value for fault in measure("line-start-marks", wrong).faults] == [0.0]
    found = measure("line-start-marks", right)
    assert (found.cases, found.faults) == (1, ())


def test_gap_between_han_and_western_is_wrong_under_a_tenth_of_an_em() -> None:
    solid = measure("han-latin-gap", paragraph(line("腊月12日")))
    spaced = measure("han-latin-gap", paragraph(line("腊月12日", moves={2: 0.25, 4: 0.25})))
    assert [fault.value for fault in solid.faults] == ["月1 0.00", "2日 0.00"]
    assert (spaced.cases, spaced.faults, spaced.is_met) == (2, (), True)


def test_gaps_far_from_a_quarter_of_an_em_do_not_meet_the_demand() -> None:
    wide = measure("han-latin-gap", paragraph(line("腊月12日", moves={2: 0.5, 4: 0.5})))
    assert (wide.faults, wide.is_met) == ((), False)


def test_character_spacing_is_no_part_of_a_glyph() -> None:
    """The gap is measured from the glyph's own width: a line spaced out by .25 em shows gaps of .25 em."""
    found = measure("han-latin-gap", paragraph(line("腊月12日", stretch=0.25)))
    assert found.figures["median"] == pytest.approx(0.25)


# --- edges and evenness --------------------------------------------------------------


def test_short_line_is_not_flush_and_a_full_one_is() -> None:
    short = measure("flush", paragraph(line(full(ems=19)), line("石上记数。", row=1)))
    even = measure("flush", paragraph(line(full()), line("石上记数。", row=1)))
    assert [fault.value for fault in short.faults] == [-10.0]
    assert (even.cases, even.faults, even.is_met) == (1, (), True)


@pytest.mark.parametrize("hang", [0.0, 0.5])
def test_line_that_ends_in_a_mark_is_flush_with_its_cell_or_with_its_ink(hang: float) -> None:
    assert measure("flush", ending("，", hang)).faults == ()
    assert measure("flush", ending("水", 0.5)).faults


def test_interpunct_is_flush_with_its_padded_cell() -> None:
    dot = Glyph("·", 190.0 + 0.85, 700.0, 3.3, 10.0)
    padded = replace(line(full(ems=19)), glyphs=(*line(full(ems=19)).glyphs, replace(dot, x=200 - 5 + 0.85)))
    assert measure("flush", paragraph(padded, line("石", row=1))).faults == ()


def test_passage_in_another_language_is_flush() -> None:
    made = paragraph(line("the boat is on the other side"), line("and nobody", row=1), kind=Kind.PASSAGE)
    assert len(measure("flush", made).faults) == 1


@pytest.mark.parametrize("kind", [Kind.VERSE, Kind.HEADING, Kind.CAPTION, Kind.TABLE, Kind.MATTER])
def test_what_is_not_justified_may_be_ragged(kind: Kind) -> None:
    assert measure("flush", paragraph(line(full(ems=15)), line("石", row=1), kind=kind)).cases == 0


def test_one_line_in_a_thousand_may_miss_the_edge() -> None:
    def many(count: int) -> Paragraph:
        return paragraph(line(full(ems=19)), *(line(full(), row=row) for row in range(1, count)), line("石", row=count))

    assert measure("flush", many(1000)).is_met
    assert not measure("flush", many(900)).is_met


def test_advances_that_differ_in_a_line_are_found() -> None:
    def many(**moves: float) -> Paragraph:
        lines = [line(full(), row=row, moves={9: moves.get("by", 0.0)}) for row in range(20)]
        return paragraph(*lines, line("石", row=20))

    assert measure("han-spread", many()).is_met
    assert len(measure("han-spread", many(by=0.01)).faults) == 20
    assert not measure("han-spread", many(by=0.01)).is_met


@pytest.mark.parametrize(("width", "most"), [(15, 0.085), (24, 0.035), (30, 0.035), (19.5, 0.06)])
def test_a_narrow_measure_may_be_stretched_further(width: float, most: float) -> None:
    assert widest_stretch(width) == pytest.approx(most)


def test_stretch_of_more_than_one_line_in_twenty_does_not_meet_the_demand() -> None:
    def many(loose: int) -> Paragraph:
        lines = [line(full(ems=18), row=row, stretch=0.1 if row < loose else 0.0) for row in range(100)]
        return paragraph(*lines, line("石", row=100))

    assert measure("stretch", many(4)).is_met
    found = measure("stretch", many(6))
    assert (len(found.faults), found.is_met) == (6, False)
    assert found.figures == pytest.approx({"p95_em_at_20": 0.1, "max_em_at_20": 0.1})


# --- paragraphs, columns, pages ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "x", "is_right"),
    [("渡口", 20.0, True), ("渡口", 19.5, False), ("渡口", 0.0, False), ("“渡口", 15.0, True), ("“渡口", 20.0, False)],
)
def test_prose_is_indented_by_two_em_and_an_opening_mark_by_one_and_a_half(text: str, x: float, is_right: bool) -> None:
    found = measure("indent", paragraph(line(text, x=x)))
    assert (found.cases, not found.faults) == (1, is_right)


@pytest.mark.parametrize("kind", [Kind.DIALOGUE, Kind.QUOTATION, Kind.VERSE, Kind.HEADING])
def test_only_prose_is_indented(kind: Kind) -> None:
    assert measure("indent", paragraph(line("渡口"), kind=kind)).cases == 0


def test_without_classes_a_paragraph_of_one_line_is_not_asked_for_its_indent() -> None:
    one, two = paragraph(line("渡口")), paragraph(line(full()), line("石", row=1))
    assert measure("indent", one, knowledge=Knowledge.TAGS).cases == 0
    assert len(measure("indent", two, knowledge=Knowledge.TAGS).faults) == 1


@pytest.mark.parametrize(("last", "is_lone"), [("石。", True), ("石”。", True), ("石上。", False), ("12。", False)])
def test_last_line_of_one_character_is_found(last: str, is_lone: bool) -> None:
    assert bool(measure("lone-last-line", paragraph(line(full()), line(last, row=1))).faults) is is_lone


def test_a_paragraph_of_one_character_has_no_last_line() -> None:
    assert measure("lone-last-line", paragraph(line("石"))).faults == ()


def test_one_last_line_in_a_thousand_may_be_lone() -> None:
    lone, other = paragraph(line(full()), line("石。", row=1)), paragraph(line("渡口。"))
    assert measure("lone-last-line", lone, *[other] * 999).is_met
    assert not measure("lone-last-line", lone, *[other] * 998).is_met


def over_columns(*counts: int) -> Paragraph:
    """Return a paragraph with so many lines in each column."""
    columns = [Column(220.0 * index, 220.0 * index + 200, index + 1) for index in range(len(counts))]
    lines = [
        line(full(), row=row, x=column.left, column=column)
        for column, count in zip(columns, counts, strict=True)
        for row in range(count)
    ]
    return paragraph(*lines)


def test_last_line_alone_at_the_head_of_a_column_is_a_widow() -> None:
    assert len(measure("widows", over_columns(3, 1)).faults) == 1
    assert measure("widows", over_columns(3, 2)).is_met


def test_first_line_alone_at_the_foot_of_a_column_is_an_orphan() -> None:
    assert len(measure("orphans", over_columns(1, 3)).faults) == 1
    assert measure("orphans", over_columns(2, 3)).is_met


def test_paragraph_of_one_line_is_neither_widow_nor_orphan() -> None:
    found = [measure(name, paragraph(line("石。"))) for name in ("widows", "orphans")]
    assert [(each.cases, each.faults) for each in found] == [(0, ()), (0, ())]


def test_baseline_off_the_grid_of_its_page_is_found_across_columns() -> None:
    left = paragraph(*(line(full(), row=row) for row in range(5)))
    column = Column(220.0, 420.0, 2)
    level = paragraph(*(line(full(), row=row, x=220, column=column) for row in range(3)))
    sunk = paragraph(*(line(full(), y=700.0 - 16 * row - 4.75, x=220, column=column) for row in range(3)))
    assert measure("grid", left, level).is_met
    assert [fault.value for fault in measure("grid", left, sunk).faults] == [4.75] * 3


def test_grid_does_not_ask_for_lines_of_another_size_or_page() -> None:
    prose = paragraph(*(line(full(), row=row) for row in range(5)))
    small = paragraph(line("石", y=603.0, size=8.0))
    overleaf = paragraph(line("石", y=603.0, page=1))
    assert measure("grid", prose, small, overleaf).is_met


def test_heading_with_nothing_below_it_in_its_column_is_stranded() -> None:
    prose = paragraph(line(full()), line(full(), row=1))
    stranded = paragraph(line("误差", row=3), kind=Kind.HEADING)
    below = paragraph(line("渡口", row=4))
    assert len(measure("stranded-heading", prose, stranded).faults) == 1
    assert measure("stranded-heading", prose, stranded, below).is_met


def test_footnote_below_a_heading_does_not_save_it() -> None:
    prose, heading = paragraph(line(full())), paragraph(line("误差", row=3), kind=Kind.HEADING)
    note = paragraph(line("①渡口", row=5), kind=Kind.NOTE)
    assert measure("stranded-heading", prose, heading, note).faults


def test_missing_glyph_is_found_with_its_line() -> None:
    whole = line("渡口龘")
    holed = replace(whole, glyphs=(*whole.glyphs[:2], replace(whole.glyphs[2], is_missing=True)))
    assert measure("missing-glyph", paragraph(whole)).is_met
    assert [(fault.text, fault.value) for fault in measure("missing-glyph", paragraph(holed)).faults] == [
        ("渡口龘", "龘")
    ]


# --- columns -------------------------------------------------------------------------


def test_edges_are_those_most_lines_keep_to() -> None:
    lines = [line(full(), row=row, column=None) for row in range(6)]
    ragged = line(full(ems=19), row=6, column=None)
    trimmed = line("（石上）记", row=7, x=-5.0, column=None)
    made = composition(paragraph(*lines, ragged, trimmed, line("石", row=8, column=None)), has_edges=False)
    assert {(each.column.left, each.column.right) for each in made.lines() if each.column} == {(0.0, 200.0)}
    assert [each.number for each in made.lines()] == list(range(1, 10))


def test_column_of_indented_lines_only_takes_its_edge_from_another_page() -> None:
    known = paragraph(*(line(full(), row=row, page=2, column=None) for row in range(6)))
    short = paragraph(line("渡口。", x=20.0, column=None))
    made = composition(known, short, has_edges=False)
    assert made.paragraphs[1].lines[0].column == Column(0.0, 200.0, 1)


def test_indent_is_not_judged_in_a_column_that_shows_first_lines_only() -> None:
    lone = paragraph(line("渡口船", x=20.0, column=None))
    made = composition(lone, has_edges=False)
    (column,) = {each.column for each in made.lines()}
    assert column == Column(20.0, 50.0, 1, has_edge=False)
    (indent,) = (each for each in measures_of(made) if each.name == "indent")
    assert (indent.cases, indent.faults) == (0, ())


def test_hanging_mark_does_not_join_two_columns() -> None:
    left = paragraph(*(line(full(end="，"), row=row, stretch=0.5 / 19, column=None) for row in range(5)))
    right = paragraph(*(line(full(start="（"), row=row, x=215.0, column=None) for row in range(5)))
    numbers = [each.column_number for each in composition(left, right, has_edges=False).lines()]
    assert numbers == [1] * 5 + [2] * 5


def test_quotation_keeps_to_an_edge_of_its_own() -> None:
    prose = paragraph(*(line(full(), row=row, column=None) for row in range(6)))
    quoted = paragraph(
        *(line(full(ems=18), row=row, x=20.0, column=None) for row in range(6, 9)), kind=Kind.QUOTATION, inset="q"
    )
    made = composition(prose, quoted, has_edges=False)
    assert [each.column.left for each in made.paragraphs[1].lines if each.column] == [20.0] * 3


def test_every_measure_has_a_name_of_its_own_and_none_fails_on_nothing() -> None:
    measures = measures_of(composition())
    assert len({each.name for each in measures}) == len(measures) == 20
    assert all(each.is_met for each in measures)
