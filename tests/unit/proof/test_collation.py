"""A collation of a small issue: lines beside passages, corrections with their places, queries with their answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.issue.corrections import Author, DropReason
from publisher.issue.queries import Answer
from publisher.problems import ReissueError
from publisher.proof import report, words
from publisher.proof.collation import Collation
from publisher.proof.parallel import Column, Row
from tests.unit.proof.collated import LINES, collated, write

ALL = report.choice((), 0.0, 1.0, ())


@pytest.fixture(scope="module")
def collation(tmp_path_factory: pytest.TempPathFactory) -> Collation:
    return collated(tmp_path_factory.mktemp("dengshi"))


def column(collation: Collation, name: str) -> Column:
    return next(each for each in collation.columns if each.id.endswith(name))


def row_of(collation: Collation, line: int) -> Row:
    return next(
        row
        for each in collation.columns
        for row in each.rows
        if any(source.span.line == line and not source.dropped for source in row.lines)
    )


def apparatus(collation: Collation, **chosen: object) -> str:
    wanted = {"rules": (), "least": 0.0, "most": 1.0, "articles": ()} | chosen
    return report.collation_text(collation, report.choice(**wanted), "en")  # type: ignore[arg-type]  # by name


def test_a_paragraph_stands_beside_the_lines_it_was_made_of(collation: Collation) -> None:
    row = row_of(collation, 5)
    assert [line.span.line for line in row.lines] == [5, 6, 7]
    assert row.passage is not None
    assert (
        row.passage.text
        == "正月十三，下街的灯市停了六年，又开了。最早挂出来的是一盏走马灯，纸壁上画着渡船、石阶和一头牛。"
    )


def test_source_lines_are_left_as_extracted(collation: Collation) -> None:
    lines = [line for each in collation.columns for line in each.lines]
    assert all(line.text == LINES[line.span.line - 1][line.span.start : line.span.end] for line in lines)


def test_a_line_dropped_inside_an_article_is_shown_there_and_any_other_apart(collation: Collation) -> None:
    dropped = {(reason, owner.rpartition("-")[2]) for reason, _, _, owner in collation.dropped()}
    assert {(DropReason.RUNNING_HEAD, "i0001"), (DropReason.JUMP_LINE, "i0001")} <= dropped
    assert {(DropReason.FOLIO, "drops"), (DropReason.QR_PROMPT, "drops")} <= dropped


def test_rows_follow_the_edition_where_lines_were_moved(collation: Collation) -> None:
    lines = [line.span.line for line in column(collation, "i0002").lines]
    assert lines == [16, 18, 17]


def test_verse_keeps_its_line_ends(collation: Collation) -> None:
    verse = row_of(collation, 12).passage
    assert verse is not None
    assert verse.text == "走在桥上，看见\n河心一点灯，\n不知是谁放的。"
    assert [piece.text for piece in verse.pieces if piece.supplied] == ["\n", "\n"]


def test_words_that_changed_carry_the_number_of_their_correction_on_both_sides(collation: Collation) -> None:
    entry = next(entry for entry in collation.entries if entry.rule == "editor/emend" and entry.kind == "replace")
    row = row_of(collation, 10)
    assert row.passage is not None
    assert [piece.text for line in row.lines for piece in line.pieces if entry.number in piece.marks] == ["未"]
    assert [piece.text for piece in row.passage.pieces if entry.number in piece.marks] == ["末"]
    assert (entry.author, entry.evidence, entry.before, entry.after) == (Author.EDITOR, "形近误识", "未", "末")


def test_answered_queries_are_kept_with_their_answer(collation: Collation) -> None:
    answers = {query.printed: query.answer for query in collation.queries}
    assert answers == {"罗水生": None, "一头牛": Answer.REJECT}
    assert [query.printed for query in collation.open_queries] == ["罗水生"]


def test_a_query_marks_its_words_on_both_sides(collation: Collation) -> None:
    query = collation.open_queries[0]
    row = row_of(collation, 9)
    pieces = [*(piece for line in row.lines for piece in line.pieces), *(row.passage.pieces if row.passage else ())]
    assert row.queries == (query.id,)
    assert [piece.text for piece in pieces if query.id in piece.queries] == ["罗水生", "罗水生"]


def test_the_scan_of_an_article_is_named(collation: Collation) -> None:
    assert column(collation, "i0001").scans == ("page.png",)


def test_counts_name_every_rule(collation: Collation) -> None:
    assert sum(collation.counts.values()) == len(collation.entries)
    assert collation.counts["copydesk/fullwidth-marks"] == 8


def test_apparatus_shows_words_with_their_neighbours_rule_confidence_and_reason(collation: Collation) -> None:
    text = apparatus(collation)
    assert "line 10: 「说:“未了才上」→「说:“末了才上」  editor/emend (editor)  形近误识" in text
    assert "line 9: 「要泡足 3 天,」→「要泡足3天,」  copydesk/number-space (1.00)\n" in text
    assert "line 8: not printed 「灯市」 running head  editor/drop (editor)" in text
    assert "line 18: moved behind line 16" in text
    assert "? line 9: q-8789b663 editor/query: 「罗水生」, perhaps 「罗永生」 (0.50, open)  三页作罗永生" in text


def test_apparatus_names_the_source_of_a_line_unless_it_is_the_first(collation: Collation) -> None:
    text = apparatus(replace(collation, paths={"cover": "cover.txt", **collation.paths}))
    assert "line page:10: 「说:“未了才上」" in text
    assert "line page:18: moved behind line page:16" in text
    assert "? line page:9: q-8789b663" in text


def test_apparatus_leaves_out_what_only_says_what_a_line_is_unless_asked(collation: Collation) -> None:
    assert "editor/place" not in apparatus(collation)
    assert "taken as title 「## 灯市重开灯市重开」" in apparatus(collation, rules=("editor/place",))


def test_apparatus_can_be_narrowed_by_rule_confidence_and_article(collation: Collation) -> None:
    assert "hard-wrap" not in apparatus(collation, rules=("editor/emend",))
    assert apparatus(collation, most=0.5).splitlines()[-1] == "no correction answers to this"
    assert "editor/order" in apparatus(collation, articles=(column(collation, "i0002").id,))
    assert "灯市重开" not in apparatus(collation, articles=(column(collation, "i0002").id,))


def test_data_holds_both_sides_and_every_correction(collation: Collation) -> None:
    data = report.collation_data(collation, ALL)
    rows = [row for each in data["columns"] for row in each["rows"]]  # type: ignore[attr-defined]  # lists of mappings
    assert any(row["edition"] and row["edition"]["text"].startswith("正月十三，") for row in rows)
    assert {row["source"][0]["file"] for row in rows if row["source"]} == {"page.txt"}
    assert [each["answer"] for each in data["queries"]] == [None, "reject"]  # type: ignore[attr-defined]  # a list


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_escapes_what_looks_like_markup_and_carries_its_scan(collation: Collation, lang: str) -> None:
    page = report.collation_page(collation, lang)
    assert "桥头&lt;b&gt;的茶&amp;馆" in page
    assert "<b>的茶" not in page
    assert 'src="data:image/png;base64,' in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_scan_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collation = collated(tmp_path)
    monkeypatch.setattr("publisher.proof.scans._LARGEST", 3)
    with pytest.raises(ReissueError) as caught:
        report.collation_page(collation, "en")
    assert [problem.code for problem in caught.value.problems] == ["proof/bad-scan"]


def test_a_scan_that_is_no_picture_is_a_problem(tmp_path: Path) -> None:
    collation = collated(tmp_path)
    (tmp_path / "page.png").write_bytes(b"%PDF-1.7")
    with pytest.raises(ReissueError) as caught:
        report.collation_page(collation, "en")
    assert [problem.code for problem in caught.value.problems] == ["proof/bad-scan"]


def test_a_large_scan_is_made_smaller(tmp_path: Path) -> None:
    from PIL import Image

    collation = collated(tmp_path)
    Image.effect_noise((3000, 2000), 80).save(tmp_path / "page.png")
    assert len(report.collation_page(collation, "en")) < 4_000_000
    assert 'src="data:image/jpeg;base64,' in report.collation_page(collation, "en")


def test_both_languages_have_the_same_words() -> None:
    chinese, english = words.words("zh"), words.words("en")
    assert chinese.keys() == english.keys()
    assert all(("{" in chinese[key]) == ("{" in english[key]) for key in chinese)


def test_a_manifest_without_answers_asks_everything(tmp_path: Path) -> None:
    manifest = write(tmp_path)
    manifest.write_text(
        "\n".join(line for line in manifest.read_text(encoding="utf-8").splitlines() if "answer:" not in line),
        encoding="utf-8",
    )
    from dataclasses import replace

    from publisher.house import House
    from publisher.production import collate

    assert {query.answer for query in collate(manifest, replace(House.here(), root=tmp_path)).queries} == {None}
