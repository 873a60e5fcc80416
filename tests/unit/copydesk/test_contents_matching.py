"""What the text says to a contents page: headlines found, misreadings told apart, nothing forced."""

from __future__ import annotations

import time

import pytest

from publisher.copydesk.contents import ContentsEntry, ContentsPage, Matching, disagreements, find_contents, match
from publisher.copydesk.contents.matching import Kind
from publisher.copydesk.contents.near import distance, edits_allowed
from publisher.copydesk.contents.titles import Titles, fold, fold_title
from publisher.copydesk.lines import Line, lines_of
from publisher.issue.galley import Galley, Source, Span

BODY = "渡口的石阶一共四十七级，最下面的三级常年在水里，踩上去要先试一试青苔厚不厚。"


def lines(text: str) -> tuple[Line, ...]:
    return lines_of(Galley((Source("a", "a.txt", "", "utf-8", tuple(text.split("\n")), 0),)))


def page(*entries: tuple[str, str]) -> ContentsPage:
    """Return a contents page of titles and authors, on pages one to the last."""
    made = tuple(
        ContentsEntry(title, tuple(authors.split()), str(number), (), (Span("c", number, 0, 9),), number)
        for number, (title, authors) in enumerate(entries, 1)
    )
    return ContentsPage((), made, (), (), 1.0, headed=True)


def matched(text: str, *entries: tuple[str, str]) -> Matching:
    everything = lines(text)
    return match(page(*entries), [line for line in everything if line.width_em <= 30], everything)


def places(matching: Matching) -> dict[str, list[int]]:
    return {each.entry.title: [span.line for span in each.spans] for each in matching.matches}


def test_width_quotes_blanks_and_dashes_do_not_count() -> None:
    assert fold("「三问」：  渡口——记") == fold("“三问”:渡口--记") == "三问渡口记"


def test_footnote_mark_behind_a_headline_does_not_count() -> None:
    assert fold_title("渡口的灯[※]") == fold_title("渡口的灯〔1〕") == "渡口的灯"


def test_number_in_a_title_is_no_footnote_mark() -> None:
    assert fold_title("渡口的灯（2031）") == "渡口的灯2031"


def test_headline_over_several_lines_is_found_whole() -> None:
    text = f"盐田十年：\n一个村庄\n与潮汐的约定\n\n沈青禾\n\n{BODY}"
    assert places(matched(text, ("盐田十年： 一个村庄与潮汐的约定", "沈青禾"))) == {
        "盐田十年： 一个村庄与潮汐的约定": [1, 2, 3]
    }


def test_headline_with_its_subtitle_is_found_whole() -> None:
    text = f"晒谷场上的图书馆\n\n——写给村庄\n\n{BODY}"
    (found,) = matched(text, ("晒谷场上的图书馆 ——写给村庄", "")).matches
    assert [span.line for span in found.spans] == [1, 3]
    assert found.kind is Kind.EXACT


def test_headline_is_found_though_its_subtitle_stands_elsewhere() -> None:
    text = f"晒谷场上的图书馆\n\n{BODY}\n\n写给村庄的第二封信"
    (found,) = matched(text, ("晒谷场上的图书馆 ——写给没有名字的村庄", "")).matches
    assert (found.kind, [span.line for span in found.spans]) == (Kind.HEAD, [1])


def test_label_before_the_colon_is_told_apart_from_the_title() -> None:
    (found,) = matched(f"连夜加固 静候汛期\n\n{BODY}", ("堤上来信:连夜加固 静候汛期", "")).matches
    assert (found.kind, found.label) == (Kind.PREFIXED, "堤上来信")


def test_headline_that_goes_on_in_its_line_is_found() -> None:
    (found,) = matched(f"渡轮改造方案出炉 沿岸居民怎么看\n\n{BODY}", ("渡轮改造方案出炉", "")).matches
    assert found.kind is Kind.OPENING


def test_one_character_of_ten_is_a_disagreement_and_never_silent() -> None:
    matching = matched(f"河湾人家的秋天渡船\n\n{BODY}", ("河湾人家的秋天渡口", ""))
    (found,) = matching.disagreements
    assert (found.contents, found.text, found.kind) == ("河湾人家的秋天渡口", "河湾人家的秋天渡船", "title")
    assert matching.matches[0].edits == 1


def test_one_character_of_five_is_another_title() -> None:
    matching = matched(f"我的旧船票\n\n{BODY}", ("我的旧船桨", ""))
    assert not matching.matches
    assert [each.entry.title for each in matching.missing] == ["我的旧船桨"]


def test_two_near_headlines_prove_nothing() -> None:
    matching = matched(
        f"第一季度水位观测日志\n\n{BODY}\n\n第二季度水位观测日志\n\n{BODY}", ("第三季度水位观测日志", "")
    )
    assert not matching.matches


def test_exact_headline_is_preferred_to_a_near_one() -> None:
    text = f"第一季度水位观测日志\n\n{BODY}\n\n第二季度水位观测日志\n\n{BODY}"
    assert places(matched(text, ("第二季度水位观测日志", ""))) == {"第二季度水位观测日志": [5]}


def test_entry_for_several_pieces_is_reported_with_its_place() -> None:
    text = f"开河\n\n{BODY}\n\n甲地来信\n\n{BODY}\n\n归舟记\n\n{BODY}"
    matching = matched(text, ("开河", ""), ("各地来信选登", ""), ("归舟记", ""))
    (missing,) = matching.missing
    assert missing.entry.title == "各地来信选登"
    assert missing.after is not None
    assert missing.before is not None
    assert (missing.after.line, missing.before.line) == (1, 9)


def test_headline_on_the_cover_yields_to_the_one_in_page_order() -> None:
    text = f"北岸的灯\n\n下坝文艺\n\n开河记\n\n程晓\n\n{BODY}\n\n北岸的灯\n\n沈青禾\n\n{BODY}"
    assert places(matched(text, ("开河记", "程晓"), ("北岸的灯", "沈青禾"))) == {"开河记": [5], "北岸的灯": [11]}


def test_articles_out_of_order_in_the_file_are_found_all_the_same() -> None:
    text = "\n\n".join(f"{title}\n\n{BODY}" for title in ("归舟记", "开河记", "修船记", "渡河记"))
    titles = ("开河记", "修船记", "渡河记", "归舟记")
    assert places(matched(text, *((title, "") for title in titles))) == {
        "归舟记": [1],
        "开河记": [5],
        "修船记": [9],
        "渡河记": [13],
    }


def test_same_title_twice_goes_by_the_author() -> None:
    text = f"诗二首\n\n罗水生\n\n{BODY}\n\n诗二首\n\n沈青禾\n\n{BODY}"
    matching = matched(text, ("诗二首", "沈青禾"))
    assert matching.matches[0].spans[0].line == 7


def test_no_headline_serves_two_entries() -> None:
    matching = matched(f"诗二首\n\n{BODY}", ("诗二首", ""), ("诗二首", ""))
    assert (len(matching.matches), len(matching.missing)) == (1, 1)


def test_author_spelt_otherwise_is_a_disagreement() -> None:
    matching = matched(f"北岸的灯\n\n沈青和\n\n{BODY}", ("北岸的灯", "沈青禾"))
    (found,) = matching.disagreements
    assert (found.kind, found.contents, found.text, found.span.line) == ("author", "沈青禾", "沈青和", 3)


def test_other_author_is_no_misspelling() -> None:
    assert not matched(f"北岸的灯\n\n罗水生\n\n{BODY}", ("北岸的灯", "沈青禾")).disagreements


def test_padded_name_and_role_are_the_same_author() -> None:
    text = f"北岸的灯\n\n何 川\n\n{BODY}\n\n渡口见闻\n\n本刊记者/陆 远\n\n{BODY}"
    assert not matched(text, ("北岸的灯", "何川"), ("渡口见闻", "陆远")).disagreements


def test_reading_that_stands_elsewhere_is_supported() -> None:
    text = f"新船下水 澄谰首航\n\n{BODY}\n\n厂里的人都说，澄澜号是他们造过的最好的船。"
    (found,) = matched(text, ("新船下水 澄澜首航", "")).disagreements
    assert found.supported == "contents"


def test_reading_of_the_text_is_supported_where_it_stands_again() -> None:
    text = f"新船下水 澄澜首航\n\n{BODY}\n\n厂里的人都说，澄澜号是他们造过的最好的船。"
    (found,) = matched(text, ("新船下水 澄谰首航", "")).disagreements
    assert found.supported == "text"


def test_neither_reading_is_supported_where_both_stand_elsewhere() -> None:
    text = f"新船下水 澄澜首航\n\n{BODY}\n\n澄澜号先走，澄谰号在后。"
    (found,) = matched(text, ("新船下水 澄谰首航", "")).disagreements
    assert found.supported is None


def test_query_holds_both_readings_and_the_page() -> None:
    (query,) = disagreements(matched(f"河湾人家的秋天渡船\n\n{BODY}", ("河湾人家的秋天渡口", "")), lambda _: "x-i0001")
    assert (query.printed, query.proposed) == ("河湾人家的秋天渡船", "河湾人家的秋天渡口")
    assert (query.code, query.owner, query.answer) == ("copydesk/contents-disagrees", "x-i0001", None)
    assert "目录第 1 页" in query.evidence


def test_query_keeps_its_id_when_lines_are_added_in_front() -> None:
    text, entry = f"河湾人家的秋天渡船\n\n{BODY}", ("河湾人家的秋天渡口", "")
    (before,), (after,) = disagreements(matched(text, entry)), disagreements(matched(f"下坝日报\n\n{text}", entry))
    assert before.id == after.id
    assert before.span.line != after.span.line


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("渡口", "渡口", 0), ("渡口灯", "渡灯", 1), ("abcd", "abdc", 2)]
)
def test_distance_counts_edits(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 3) == expected


def test_distance_stops_where_it_is_too_great() -> None:
    assert distance("渡口的灯", "对岸人家", 1) == 2


@pytest.mark.parametrize(
    ("title", "edits"), [("守桥的老人", 0), ("八个字的题目好了", 1), ("十六个字的题目应当可以容许两处差异", 2)]
)
def test_edits_allowed_grow_with_the_title(title: str, edits: int) -> None:
    assert edits_allowed(title) == edits


def test_run_ends_where_the_next_line_is_too_far() -> None:
    titles = Titles(lines("盐田十年" + "\n" * 20 + "与潮汐的约定"))
    assert not titles.exact(fold("盐田十年与潮汐的约定"))


def test_lines_of_the_page_itself_are_no_headlines() -> None:
    text = "目录\n\n01 开河记 程晓\n05 修船记 何川\n09 渡河记 沈青禾\n\n" + "\n\n".join(
        f"{title}\n\n{BODY}" for title in ("开河记", "修船记", "渡河记")
    )
    everything = lines(text)
    found = find_contents(everything)
    assert found is not None
    assert places(match(found, everything)) == {"开河记": [7], "修船记": [11], "渡河记": [15]}


def test_lines_know_their_blocks_and_features() -> None:
    first, second, third = lines("　渡口的灯\n亮了。\n\n对岸")
    assert (first.block, second.block, third.block) == (0, 0, 1)
    assert (first.stripped, first.width_em, first.indent_em) == ("渡口的灯", 4.0, 1.0)
    assert first.is_open
    assert second.ends_terminal
    assert not third.ends_terminal


@pytest.mark.slow
def test_two_hundred_thousand_lines_take_seconds() -> None:
    front = "目录\n\n" + "\n".join(f"{number:02} 渡口纪事之{number}乙 沈青禾" for number in range(1, 90, 2)) + "\n\n"
    articles = "\n\n".join(f"渡口纪事之{number}乙\n\n沈青禾\n\n{BODY}" for number in range(1, 90, 2))
    narrow = "\n".join(f"第{number}天的水位比前一天高出{number % 37}" for number in range(200_000))
    everything = lines(f"{front}{articles}\n\n{narrow}")
    began = time.process_time()
    found = find_contents(everything)
    assert found is not None
    matching = match(found, [line for line in everything if line.width_em <= 30], everything)
    assert time.process_time() - began < 30
    assert len(matching.matches) == len(found.entries) == 45
