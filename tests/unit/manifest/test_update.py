"""A new draft over an edited manifest: what an editor did stays, and nothing changes without being named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.issue.corrections import DropReason
from publisher.issue.decisions import Decided, Decision, DropDecision, QueryDecision, SplitDecision
from publisher.issue.galley import Galley, Span
from publisher.issue.plan import ArticlePlan, FieldPlan, SectionPlan, SourceRef
from publisher.issue.queries import query_id
from publisher.manifest.drafted import Drafted, draft_text
from publisher.manifest.outline import Outline
from publisher.manifest.update import update_issue
from publisher.manifest.workbench import Change, Updated
from publisher.problems import ManifestError, Severity
from tests.unit.manifest.drafts import NOWHERE, PAGE, SECOND, article, at, draft_of_page, source_of

TITLE = 'title: {from: "3"}'
JOIN = '- {join: ["6", "7"], by: "copydesk/seam", why: "行末无点号"}\n'
QUERY = '- {query: "11", printed: "未了", proposed: "末了", by: "copydesk/misreading", why: "形近"}\n'


def drafted() -> str:
    return draft_text(draft_of_page())


def edited(*changes: tuple[str, str]) -> str:
    """Return the draft with words replaced, each of which must be there."""
    text = drafted()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def updated(text: str, draft: Drafted) -> Updated:
    return update_issue(text, draft, "2026-01.yaml")


def codes(result: Updated) -> list[str]:
    return [problem.code.removeprefix("manifest/") for problem in result.conflicts]


def with_pieces(draft: Drafted, change: Callable[[tuple[ArticlePlan, ...]], tuple[ArticlePlan, ...]]) -> Drafted:
    """Return a draft whose section holds other articles."""
    (section,) = draft.plan.contents
    assert isinstance(section, SectionPlan)
    pieces = tuple(entry for entry in section.entries if isinstance(entry, ArticlePlan))
    return replace(draft, plan=replace(draft.plan, contents=(replace(section, entries=change(pieces)),)))


def without_record(text: str) -> str:
    return text.partition("x-draft:")[0]


@pytest.mark.parametrize("shift", [0, 2])
def test_an_untouched_draft_becomes_the_new_one(shift: int) -> None:
    result = updated(drafted(), draft_of_page(shift))
    assert result.text == draft_text(draft_of_page(shift))
    assert (result.kept, result.conflicts) == ((), ())


def test_the_same_draft_changes_nothing() -> None:
    for text in (drafted(), edited((TITLE, 'title: {from: "3", text: "灯市又开"}'))):
        result = updated(text, draft_of_page())
        assert (result.text, result.added, result.changed, result.conflicts) == (text, (), (), ())


def test_line_ends_of_windows_stay() -> None:
    text = drafted().replace("\n", "\r\n")
    assert updated(text, draft_of_page()).text == text
    touched = text.replace(TITLE, 'title: {from: "3", text: "灯市又开"}')
    result = updated(touched, draft_of_page(2)).text
    assert "\n" not in result.replace("\r\n", "")


def test_an_edited_title_stays_and_its_lines_move() -> None:
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}   # 我改的')), draft_of_page(2))
    assert '        title: {from: "5", text: "灯市又开"}   # 我改的\n' in result.text
    assert result.kept == ("hewan-2026-01-i0001",)
    assert Change("hewan-2026-01-i0001", "3", "5") in result.changed
    assert not result.conflicts


def test_a_stet_that_was_added_stays_with_its_comment() -> None:
    own = '# 自己看过\n          - {stet: "10", text: "罗水生"}\n          '
    result = updated(edited((QUERY, own + QUERY)), draft_of_page(2))
    assert '          # 自己看过\n          - {stet: "12", text: "罗水生"}\n' in result.text
    assert "hewan-2026-01-i0001 stet 10" in result.kept
    assert Change("hewan-2026-01-i0001 stet 10", "10", "12") in result.changed
    assert '- {query: "13", printed: "未了"' in result.text


def test_what_nobody_touched_is_renewed_beside_what_an_editor_added() -> None:
    draft = with_pieces(draft_of_page(), lambda pieces: (replace(pieces[0], page="7"), *pieces[1:]))
    result = updated(edited((QUERY, QUERY + '          - {split: "9"}\n')), draft)
    assert '        page: "7"\n' in result.text
    assert '          - {split: "9"}\n' in result.text


def test_every_address_of_the_editor_follows_lines_put_in_front() -> None:
    changes = ((JOIN, '- {join: ["6", "7"]}\n'), ('headings: ["9"]', 'headings: ["9"]\n        verse: "10-11"'))
    text = edited(*changes, ("decisions:\n  - ", 'decisions:\n  - {drop: ["2", "12@0-"], reason: "withheld"}\n  - '))
    result = updated(text, draft_of_page(2))
    for written in ('["8", "9"]', 'verse: "12-13"', 'drop: ["4", "14@0-"]'):
        assert written in result.text
    moved = {(change.before, change.after) for change in result.changed}
    assert {("6", "8"), ("7", "9"), ("10-11", "12-13"), ("2", "4"), ("12@0-", "14@0-")} <= moved
    assert not result.conflicts


def test_a_line_whose_words_changed_is_lost_and_said_to_be() -> None:
    lines = [*PAGE]
    lines[9] = "灯是罗水生一个人扎的。"
    text = edited((QUERY, QUERY + '          - {stet: "10", text: "罗水生"}\n'))
    result = updated(text, draft_of_page(2, lines))
    (lost,) = [problem for problem in result.conflicts if problem.code == "manifest/update-lost"]
    assert lost.values == {"name": "hewan-2026-01-i0001 stet 10", "old": "10", "new": "12"}
    assert lost.severity is Severity.ERROR
    assert lost.place
    assert lost.place.excerpt == '          - {stet: "10", text: "罗水生"}'
    above = result.text.splitlines()[lost.place.line - 2]
    assert above.lstrip().startswith("# 请核对（import --update）")
    assert "第10行" in above
    assert "第12行" in above


def test_lines_that_occur_twice_are_found_by_their_neighbours_only() -> None:
    lines = ("同样的话。", *PAGE[1:], "", "同样的话。")
    first = draft_of_page(0, lines)
    text = draft_text(first).replace(QUERY, QUERY + '          - {stet: "21"}\n          - {stet: "1"}\n')
    moved = draft_of_page(2, lines)
    result = updated(text, moved)
    assert '- {stet: "23"}' in result.text
    assert '- {stet: "3"}' in result.text


def test_a_range_whose_ends_changed_places_is_lost() -> None:
    lines = (*PAGE[9:12], *PAGE[:9], *PAGE[12:])
    text = edited((TITLE, 'title: {from: "3", text: "灯市又开"}'))
    draft = draft_of_page(0, lines)
    assert "update-lost" in codes(updated(text, draft))


def test_a_query_that_was_removed_does_not_come_back() -> None:
    result = updated(edited(("          " + QUERY, "")), draft_of_page(2))
    assert "未了" not in result.text
    assert "hewan-2026-01-i0001 query 13" in result.kept


def test_a_query_that_was_removed_and_answered_does_not_come_back() -> None:
    asked = query_id("copydesk/misreading", Span("main", 11, 0, 0), "未了", "末了")
    result = updated(edited((QUERY, f'- {{answer: "{asked}", as: "reject"}}\n')), draft_of_page(2))
    assert "未了" not in result.text
    assert asked in result.text


def more_decisions(*decisions: Decision) -> Drafted:
    return with_pieces(
        draft_of_page(), lambda pieces: (replace(pieces[0], decisions=(*pieces[0].decisions, *decisions)), *pieces[1:])
    )


def test_a_new_query_is_added_with_a_comment_even_to_an_edited_article() -> None:
    new = QueryDecision(at(10), "扎的", "札的", Decided(None, "copydesk/misreading", "形近"))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), more_decisions(new))
    assert '          # 新增（import --update），请核对。\n          - {query: "10", printed: "扎的"' in result.text
    assert result.added == ("hewan-2026-01-i0001 query 10",)


def test_a_query_already_answered_is_not_added() -> None:
    new = QueryDecision(at(10), "扎的", "札的", Decided(None, "copydesk/misreading", "形近"))
    asked = query_id("copydesk/misreading", Span("main", 10, 0, 0), "扎的", "札的")
    own = f'          - {{answer: "{asked}", as: "reject"}}\n'
    assert '"扎的"' not in updated(edited((QUERY, QUERY + own)), more_decisions(new)).text


def test_a_decision_the_editor_has_taken_already_is_not_added() -> None:
    new = SplitDecision(at(9), Decided(None, "copydesk/seam", "标题"))
    text = edited((QUERY, QUERY + '          - {split: "9"}\n'))
    assert updated(text, more_decisions(new)).text.count("split") == 1


def test_a_decision_of_the_program_goes_when_it_no_longer_takes_it() -> None:
    draft = with_pieces(
        draft_of_page(), lambda pieces: (replace(pieces[0], decisions=pieces[0].decisions[1:]), *pieces[1:])
    )
    text = edited((TITLE, 'title: {from: "3", text: "灯市又开"}'))
    result = updated(text, draft)
    assert "join" not in without_record(result.text)
    assert QUERY in result.text
    assert any(change.what.endswith("join 6") and not change.after for change in result.changed)


def test_the_last_decision_takes_its_key_along() -> None:
    draft = with_pieces(draft_of_page(), lambda pieces: (replace(pieces[0], decisions=()), *pieces[1:]))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), draft)
    assert without_record(result.text).count("decisions:") == 1


def test_an_edited_article_that_the_new_draft_reads_otherwise_is_reported() -> None:
    draft = with_pieces(draft_of_page(), lambda pieces: (replace(pieces[0], page="7"), *pieces[1:]))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), draft)
    assert codes(result) == ["update-differs"]
    assert 'page: "7"' not in result.text
    place = result.conflicts[0].place
    assert place
    assert "i0001" in place.excerpt


def test_an_article_the_new_draft_lacks_goes_if_untouched_and_stays_if_edited() -> None:
    draft = with_pieces(draft_of_page(), lambda pieces: pieces[:1])
    text = edited(('number: "2026年第1期"', 'number: "2026年1月号"'))
    result = updated(text, draft)
    assert "i0002" not in without_record(result.text)
    assert "\n\n\n" not in result.text
    stays = updated(edited(('title: {from: "13"}', 'title: "渡口又通了"')), draft)
    assert "i0002" in without_record(stays.text)
    assert codes(stays) == ["update-gone"]


def new_piece(number: int) -> ArticlePlan:
    return replace(article(number, 9, 10, 11), byline=None)


def splitting(pieces: tuple[ArticlePlan, ...]) -> tuple[ArticlePlan, ...]:
    """Make three articles of two, as a draft would: the new one is called i0002, what was i0002 is called i0003."""
    first = replace(pieces[0], ranges=(at(6, 8),), roles=(), decisions=pieces[0].decisions[:1])
    return first, new_piece(2), replace(pieces[1], id="hewan-2026-01-i0003")


def test_ids_stay_and_a_new_article_gets_the_next_number_at_its_place() -> None:
    text = edited(('number: "2026年第1期"', 'number: "2026年1月号"'))
    result = updated(text, with_pieces(draft_of_page(), splitting))
    order = [line.split('"')[1][-5:] for line in result.text.splitlines() if "article:" in line]
    assert order == ["i0001", "i0003", "i0002"]
    assert result.added == ("hewan-2026-01-i0003",)
    assert (
        '      # 新增（import --update），请核对。\n      - article: "hewan-2026-01-i0003"\n        title: {from: "9"}'
        in result.text
    )
    assert 'number: "2026年1月号"' in result.text


def test_a_new_article_on_lines_an_editor_keeps_is_not_added() -> None:
    text = edited((TITLE, 'title: {from: "3", text: "灯市又开"}'))
    result = updated(text, with_pieces(draft_of_page(), splitting))
    assert "i0003" not in without_record(result.text)
    assert "update-overlap" in codes(result)


def test_an_article_that_was_removed_does_not_come_back() -> None:
    text = drafted()
    start = text.index('\n      - article: "hewan-2026-01-i0002"')
    text = text[:start] + text[text.index("\n# 下面一行") :]
    result = updated(text, draft_of_page(2))
    assert "i0002" not in without_record(result.text)
    assert "hewan-2026-01-i0002" in result.kept
    again = updated(result.text, draft_of_page(3))
    assert "i0002" not in without_record(again.text)


def test_an_article_in_a_new_section_comes_with_its_section() -> None:
    draft = draft_of_page()
    other = SectionPlan("hewan-2026-01-s02", "渡口", NOWHERE, (), (new_piece(3),))
    shorter = with_pieces(
        draft, lambda pieces: (replace(pieces[0], ranges=(at(6, 8),), roles=(), decisions=()), pieces[1])
    )
    fresh = replace(shorter, plan=replace(shorter.plan, contents=(*shorter.plan.contents, other)))
    result = updated(edited(('number: "2026年第1期"', 'number: "1"')), fresh)
    assert (
        '\n\n  # 新增（import --update），请核对。\n  - section: "渡口"\n    contents:\n      - article:' in result.text
    )
    assert update_again(result.text, fresh) == result.text


def update_again(text: str, draft: Drafted) -> str:
    return updated(text, draft).text


def test_an_update_twice_over_is_an_update_once() -> None:
    for text in (
        edited((TITLE, 'title: {from: "3", text: "灯市又开"}')),
        edited((QUERY, QUERY + '          - {stet: "10"}\n')),
        edited(('section: "街市"', 'section: "灯市"')),
    ):
        once = updated(text, draft_of_page(2)).text
        assert update_again(once, draft_of_page(2)) == once


def test_an_entry_moved_by_the_editor_stays_where_he_put_it() -> None:
    text = drafted()
    start, end = text.index('\n      - article: "hewan-2026-01-i0002"'), text.index("\n# 下面一行")
    moved = "\n".join(line[4:] for line in text[start:end].splitlines())
    text = f"{text[:start]}\n{moved}\n{text[end:]}"
    result = updated(text, draft_of_page(2))
    assert '\n  - article: "hewan-2026-01-i0002"\n    title: {from: "15"}\n' in result.text
    assert codes(result) == ["update-elsewhere"]


def test_a_section_renamed_by_the_editor_keeps_its_name_and_its_banner_moves() -> None:
    result = updated(edited(('section: "街市"', 'section: "灯市"')), draft_of_page(2))
    assert '  - section: "灯市"\n    from: "3"\n' in result.text
    assert "灯市" in result.kept


def test_a_section_renamed_by_the_program_is_renamed() -> None:
    draft = draft_of_page()
    (section,) = draft.plan.contents
    assert isinstance(section, SectionPlan)
    fresh = replace(draft, plan=replace(draft.plan, contents=(replace(section, label="灯市"),)))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), fresh)
    assert '  - section: "灯市"\n    from: "1"\n' in result.text


def test_keys_at_the_top_follow_the_same_rule() -> None:
    fresh = draft_of_page(0, running_number=9, number="2026年1月号", unknown=("出版日期",))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), fresh)
    assert 'number: "2026年1月号"\n' in result.text
    assert "running_number: 9\n" in result.text
    assert 'unknown: ["出版日期"]\n' in result.text
    assert {"running_number", "unknown"} <= set(result.added)
    kept = updated(edited(('number: "2026年第1期"', 'number: "元旦号"')), fresh)
    assert 'number: "元旦号"\n' in kept.text
    gone = updated(edited(('number: "2026年第1期"\n', "")), fresh)
    assert "\nnumber:" not in gone.text


def test_only_what_must_change_changes() -> None:
    text = edited((TITLE, 'title: {from: "3", text: "灯市又开"} # 一'), ('from: "1"', "from: '1'   # 二"))
    result = updated(text, draft_of_page(2))
    before, after = without_record(text).splitlines(), without_record(result.text).splitlines()
    assert "    from: '3'   # 二" in after
    assert [line for line in before if "#" in line and "：" in line] == [
        line for line in after if "#" in line and "：" in line
    ]


def test_a_drop_on_lines_an_editor_keeps_is_not_added() -> None:
    fresh = draft_of_page()
    drop = DropDecision((at(10),), DropReason.QR_PROMPT, Decided(None, "copydesk/qr"))
    fresh = replace(fresh, plan=replace(fresh.plan, decisions=(*fresh.plan.decisions, drop)))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), fresh)
    assert "qr-prompt" not in without_record(result.text)
    assert "update-overlap" in codes(result)


def test_a_second_file_is_added_and_its_addresses_name_it() -> None:
    fresh, second = draft_of_page(), source_of(SECOND, "page-2")
    ref = SourceRef("page-2", NOWHERE, "page-2.txt", second.sha256, NOWHERE)  # type: ignore[arg-type]  # no path is read
    piece = replace(new_piece(3), title=FieldPlan(None, (at(1, source="page-2"),)), ranges=(at(3, 4, "page-2"),))
    fresh = with_pieces(fresh, lambda pieces: (*pieces, piece))
    plan = replace(fresh.plan, sources=(*fresh.plan.sources, ref))
    fresh = replace(fresh, plan=plan, galley=Galley((*fresh.galley.sources, second)))
    result = updated(edited((TITLE, 'title: {from: "3", text: "灯市又开"}')), fresh)
    assert '  - id: "page-2"\n    file: "page-2.txt"\n' in result.text
    assert 'text: "page-2:3-4"' in result.text


def test_a_source_renamed_by_the_editor_is_known_by_its_file() -> None:
    text = edited(('- id: "main"', '- id: "scan"'), (TITLE, 'title: {from: "scan:3", text: "灯市又开"}'))
    text = text.replace('"lines": {"main"', '"lines": {"scan"')
    result = updated(text, draft_of_page(2))
    assert 'title: {from: "scan:5", text: "灯市又开"}' in result.text


def test_a_manifest_without_a_record_is_refused() -> None:
    with pytest.raises(ManifestError) as caught:
        updated(without_record(drafted()), draft_of_page())
    assert caught.value.problems[0].code == "manifest/no-draft"


@pytest.mark.parametrize("text", ["a: [", "- 1\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", ""])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ManifestError):
        updated(text, draft_of_page())


def test_a_damaged_record_makes_everything_the_editors() -> None:
    text = without_record(drafted()) + 'x-draft: {entries: [1], lines: {main: 3}, decisions: "a"}\n'
    result = updated(text, draft_of_page())
    assert without_record(result.text).rstrip() == without_record(text).rstrip()
    assert "hewan-2026-01-i0002" in result.kept


def test_the_outline_knows_every_piece() -> None:
    outline = Outline(drafted(), "2026-01.yaml")
    (section,) = outline.entries
    assert [leaf.id for leaf in section.leaves()] == ["hewan-2026-01-i0001", "hewan-2026-01-i0002"]
    assert [item.verb for item in section.inner[0].decisions] == ["join", "query"]
    assert [str(address.lines) for address in section.inner[0].addresses] == ["3", "4", "6-11", "9"]


EDITS = (
    (TITLE, 'title: {from: "3", text: "灯市又开"}'),
    (QUERY, QUERY + '          - {stet: "10"} # 甲\n'),
    ("          " + JOIN, ""),
    ('section: "街市"', 'section: "灯市"'),
    ('number: "2026年第1期"', "number: '元旦号' # 乙"),
    ('title: {from: "13"}', 'title: "渡口又通了"'),
    ("contents:\n  - ", "# 丙\ncontents:\n  # 丁\n  - "),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(EDITS)), st.integers(0, 3), st.integers(0, 3))
def test_whatever_was_edited_is_there_after_any_update(edits: set[tuple[str, str]], once: int, again: int) -> None:
    text = edited(*edits)
    own = [word for word in ("灯市又开", "# 甲", "灯市", "'元旦号' # 乙", "渡口又通了", "# 丙", "# 丁") if word in text]
    first = updated(text, draft_of_page(once)).text
    second = updated(first, draft_of_page(again)).text
    assert all(word in first and word in second for word in own)
    assert ('"copydesk/seam"' in second) is ('"copydesk/seam"' in text)
    assert updated(second, draft_of_page(again)).text == second
