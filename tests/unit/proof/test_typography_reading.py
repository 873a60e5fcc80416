"""PDFs read back: glyphs stand where they are drawn, paragraphs are those of the tags, nothing foreign stops it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # fontTools has no stubs
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # fontTools has no stubs

from publisher.problems import SourceError
from publisher.proof.typography.composition import Composition, Glyph, Kind, Knowledge
from publisher.proof.typography.measuring import typography
from publisher.proof.typography.reading import read
from tests.unit.proof.composed import full
from tests.unit.proof.small_pdf import SmallPdf, code, show


@pytest.fixture
def composed(tmp_path: Path):
    def make(pdf: SmallPdf) -> Composition:
        path = tmp_path / "a.pdf"
        path.write_bytes(bytes(pdf))
        return read(path)

    return make


def tagged(content: str, **more) -> SmallPdf:
    """Return a PDF of one page and one paragraph, marked content 0."""
    return SmallPdf([f"/Span << /MCID 0 >> BDC {content} EMC"], [("P", "", [(0, 0)])], **more)


def glyphs(composition: Composition) -> list[Glyph]:
    return [glyph for line in composition.lines() for glyph in line.glyphs]


def origins(composition: Composition) -> list[tuple[str, float]]:
    return [(glyph.text, round(glyph.x, 6)) for glyph in glyphs(composition)]


# --- glyphs --------------------------------------------------------------------------


def test_character_spacing_moves_origins_and_widens_nothing(composed) -> None:
    found = composed(tagged(f"BT /F 10 Tf 2 Tc 1 0 0 1 50 700 Tm {code('渡口a')} Tj ET"))
    assert origins(found) == [("渡", 50), ("口", 62), ("a", 74)]
    assert [glyph.advance for glyph in glyphs(found)] == [10, 10, 5]


def test_adjustments_of_an_array_move_the_next_glyph(composed) -> None:
    found = composed(tagged(f"BT /F 10 Tf 1 0 0 1 50 700 Tm [{code('渡')} -250 {code('口')} 500 {code('上')}] TJ ET"))
    assert origins(found) == [("渡", 50), ("口", 62.5), ("上", 67.5)]


def test_matrices_and_saved_states_are_followed(composed) -> None:
    content = f"q 0.5 0 0 -0.5 10 800 cm q 2 Tc Q BT /F 20 Tf 1 0 0 -1 40 100 Tm {code('渡口')} Tj ET Q"
    found = composed(tagged(content))
    assert origins(found) == [("渡", 30), ("口", 40)]
    assert {(glyph.y, glyph.size, glyph.advance) for glyph in glyphs(found)} == {(750, 10, 10)}


def test_lines_of_a_text_object_follow_each_other(composed) -> None:
    content = f"BT /F 10 Tf 16 TL 50 700 Td {code('渡')} Tj T* {code('口')} Tj 0 -16 TD {code('上')} ' ET"
    assert [(glyph.text, glyph.y) for glyph in glyphs(composed(tagged(content)))] == [
        ("渡", 700),
        ("口", 684),
        ("上", 652),
    ]


def test_text_inside_a_form_stands_where_the_form_is_drawn(composed) -> None:
    form = show("渡", 5, 0)
    found = composed(tagged("q 1 0 0 1 100 700 cm /X Do Q", forms={"X": form}))
    assert [(glyph.text, glyph.x, glyph.y) for glyph in glyphs(found)] == [("渡", 105, 700)]


def test_turned_text_holds_its_place_and_cannot_be_read(composed) -> None:
    content = f"{show('年', 50, 700)} BT /F 10 Tf 0 1 -1 0 65 700 Tm {code('12')} Tj ET {show('月', 70, 700)}"
    assert [line.text for line in composed(tagged(content)).lines()] == ["年\ufffc\ufffc月"]


def test_line_that_is_turned_from_end_to_end_is_left_out(composed) -> None:
    found = composed(tagged(f"BT /F 10 Tf 0 1 -1 0 65 700 Tm {code('渡口')} Tj ET"))
    assert (found.paragraphs, found.glyphs) == ((), 2)


def test_text_of_no_size_is_not_seen(composed) -> None:
    found = composed(tagged(show("渡", 50, 700) + show("口", 60, 700, size=0)))
    assert origins(found) == [("渡", 50)]


def test_a_page_shown_turned_is_measured_unturned(composed) -> None:
    found = composed(tagged(show("渡口", 50, 700), rotate=90))
    assert origins(found) == [("渡", 50), ("口", 60)]


def test_pictures_strings_and_comments_do_not_confuse_the_reading(composed) -> None:
    noise = "% (\nBI /W 1 /H 1 ID \x00(<ff> EI (a \\) [ b) Tj /L 10 Tf"
    assert origins(composed(tagged(f"{noise} {show('渡', 50, 700)}"))) == [("渡", 50)]


def test_one_byte_font_without_a_map_is_read_as_latin(composed) -> None:
    found = composed(tagged("BT /L 10 Tf 50 700 Td (A\\102) Tj ET"))
    assert [(glyph.text, glyph.advance) for glyph in glyphs(found)] == [("A", 6.67), ("B", 6.67)]


def test_glyph_the_embedded_font_does_not_have_is_missing(composed) -> None:
    found = composed(tagged(show("\u0001\u0002A", 50, 700), font=font_of(3)))
    assert [page for page, _ in found.missing] == [0]
    assert composed(tagged(show("\u0001\u0002", 50, 700), font=font_of(3))).missing == ()


def test_damaged_font_does_not_stop_the_reading(composed) -> None:
    found = composed(tagged(show("渡口", 50, 700), font=font_of(3)[:200]))
    assert (origins(found), found.missing) == ([("渡", 50), ("口", 60)], ())


def font_of(count: int) -> bytes:
    """Return a TrueType font with so many empty glyphs."""
    names = [".notdef", *(f"g{number}" for number in range(1, count))]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


# --- paragraphs ----------------------------------------------------------------------


def prose(mark: int, *rows: str, top: float = 700.0, x: float = 50.0, indent: float = 20.0) -> str:
    """Return a paragraph in one piece of marked content, the first line indented."""
    lines = (show(text, x + (indent if row == 0 else 0), top - 16 * row) for row, text in enumerate(rows))
    return f"/Span << /MCID {mark} >> BDC {' '.join(lines)} EMC"


def test_paragraph_is_that_of_the_tags_however_its_lines_end(composed) -> None:
    page = prose(0, full(ems=18), full(), full()) + prose(1, full(ems=18), "石。", top=652)
    found = composed(SmallPdf([page], [("P", "", [(0, 0)]), ("P", "", [(0, 1)])]))
    assert [len(each.lines) for each in found.paragraphs] == [3, 2]
    assert found.knowledge is Knowledge.CLASSES


def test_classes_tell_verse_dialogue_contents_and_attributions_from_prose(composed) -> None:
    kinds = {
        "": Kind.PROSE,
        "body verse stanza line": Kind.VERSE,
        "question": Kind.DIALOGUE,
        "row row-article": Kind.CONTENTS,
        "attribution": Kind.ATTRIBUTION,
        "head byline": Kind.MATTER,
        "passage": Kind.PASSAGE,
    }
    page = " ".join(show("渡口", 50, 700 - 16 * mark, mark=mark) for mark in range(len(kinds)))
    elements = [("P", classes, [(0, mark)]) for mark, classes in enumerate(kinds)]
    assert [each.kind for each in composed(SmallPdf([page], elements)).paragraphs] == list(kinds.values())


def test_what_stands_outside_the_tags_is_no_text_and_a_number_there_is_the_folio(composed) -> None:
    page = show("河湾", 50, 760, mark=1) + show("37", 50, 40, mark=2) + prose(0, full(ems=18), "石上。")
    found = composed(SmallPdf([page], [("P", "", [(0, 0)])]))
    assert [line.text[0] for line in found.lines()] == ["渡", "石"]
    assert found.folios == {0: "37"}


def test_part_of_a_paragraph_overleaf_belongs_to_it(composed) -> None:
    pages = [prose(0, full(ems=18), full()), prose(0, "石。", indent=0)]
    cut = [("P", "", [(0, 0)]), ("P", "continued", [(1, 0)])]
    found = composed(SmallPdf(pages, cut))
    assert [[line.page for line in each.lines] for each in found.paragraphs] == [[0, 0, 1]]
    assert [line.is_last for line in found.lines()] == [False, False, True]
    apart = composed(SmallPdf(pages, [("P", "", [(0, 0)]), ("P", "", [(1, 0)])]))
    assert len(apart.paragraphs) == 2


def test_one_element_may_hold_content_of_two_pages(composed) -> None:
    pages = [prose(0, full(ems=18), full()), prose(0, "石。", indent=0)]
    found = composed(SmallPdf(pages, [("P", "", [(0, 0), (1, 0)])]))
    assert [[line.page for line in each.lines] for each in found.paragraphs] == [[0, 0, 1]]


@pytest.mark.parametrize(("indent", "pages"), [(0, [[0, 0, 1], [2]]), (20, [[0, 0], [1], [2]])])
def test_tags_without_classes_say_so_and_parts_are_joined_by_their_shape(composed, indent, pages) -> None:
    drawn = [prose(0, full(ems=18), full()), prose(0, "石上。", indent=indent), prose(0, "石上。", indent=20)]
    found = composed(SmallPdf(drawn, [("P", "", [(page, 0)]) for page in range(3)], has_classes=False))
    assert found.knowledge is Knowledge.TAGS
    assert [[line.page for line in each.lines] for each in found.paragraphs] == pages


def test_paragraphs_of_a_file_without_tags_are_guessed_over_columns(composed) -> None:
    rows = [
        (full(ems=18), 70, 700), (full(), 50, 684), ("石上。", 50, 668), (full(ems=18), 70, 652), (full(), 50, 636),
        (full(), 270, 700), ("石上。", 270, 684), ("渡口。", 290, 668),
    ]  # fmt: skip
    found = composed(SmallPdf([" ".join(show(text, x, y) for text, x, y in reversed(rows))]))
    assert found.knowledge is Knowledge.NOTHING
    assert [len(each.lines) for each in found.paragraphs] == [3, 4, 1]
    assert [line.column_number for line in found.lines()] == [1] * 5 + [2] * 3


def test_note_call_stays_in_its_line_and_a_reading_over_it_is_left_out(composed) -> None:
    call, reading = show("1", 70, 704.5, size=6), show("dù", 50, 711, size=5)
    found = composed(tagged(f"{show('渡口', 50, 700)} {call} {reading} {show('上', 73, 700)}"))
    assert [line.text for line in found.lines()] == ["渡口1上"]


def test_language_of_the_document_is_read(composed) -> None:
    assert composed(tagged(show("渡", 50, 700), lang="zh-Hant")).lang == "zh-Hant"


# --- files ---------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n1 0 obj\n<< >>\n"])
def test_file_that_is_no_pdf_is_refused_with_a_problem(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError) as raised:
        read(path)
    assert [problem.code for problem in raised.value.problems] == ["proof/bad-pdf"]


@pytest.mark.logs
def test_what_pypdf_says_of_a_damaged_file_is_not_printed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(tagged(show("渡", 50, 700))).replace(b"startxref\n", b"startxref\n9"))
    assert read(path).pages == 1
    assert caplog.records == []


def test_file_that_is_not_there_is_refused_with_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="proof/bad-pdf"):
        read(tmp_path / "absent.pdf")


def test_pdf_without_text_meets_every_demand(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(bytes(SmallPdf([""])))
    assert typography(path).problems() == ()
