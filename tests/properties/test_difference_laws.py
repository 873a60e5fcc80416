"""The laws of a difference, for any two issues: made on the older text, the changes give the newer one, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.proof.difference.changes import body_text, compare
from publisher.proof.difference.characters import END, applied, operations
from publisher.proof.difference.pairing import groups_of
from publisher.proof.difference.texts import ArticleText, BlockText, IssueText

pytestmark = pytest.mark.slow

WORDS = st.text(alphabet="河湾渡口的人来了，。“”ab1 ", max_size=30)
PARAGRAPHS = st.lists(WORDS, max_size=8)


@st.composite
def edited(draw: st.DrawFn, paragraphs: list[str]) -> list[str]:
    """Return paragraphs after some edits: characters changed, paragraphs divided, joined, dropped, added, moved."""
    made = list(paragraphs)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        here = made[at] if made else ""
        cut = draw(st.integers(0, len(here)))
        match draw(st.sampled_from(["change", "divide", "join", "drop", "add", "move"])):
            case "change" if made:
                made[at] = here[:cut] + draw(WORDS) + here[cut + draw(st.integers(0, 3)) :]
            case "divide" if made:
                made[at : at + 1] = [here[:cut], here[cut:]]
            case "join" if at + 1 < len(made):
                made[at : at + 2] = [here + made[at + 1]]
            case "drop" if made:
                del made[at]
            case "move" if made:
                made.append(made.pop(at))
            case _:
                made.insert(at, draw(WORDS))
    return made


def article(name: str, paragraphs: list[str]) -> ArticleText:
    """Return an article whose blocks are numbered as the copydesk numbers them."""
    blocks = (BlockText(f"{name}-b{number:04}", "paragraph", text) for number, text in enumerate(paragraphs, 1))
    return ArticleText(name, name, (), tuple(blocks))


def issue(articles: list[ArticleText]) -> IssueText:
    return IssueText("a.yaml", False, "zh-Hans", (), tuple(articles))


@given(st.data())
def test_changes_made_on_the_older_text_give_the_newer_one(data: st.DataObject) -> None:
    before = data.draw(PARAGRAPHS)
    after = data.draw(edited(before) | PARAGRAPHS)
    difference = compare(issue([article("i1", before)]), issue([article("i1", after)]))
    ops = difference.articles[0].ops if difference.articles else ()
    assert applied(body_text(article("i1", before)), ops) == body_text(article("i1", after))
    assert difference.is_none == (before == after)


@given(st.data())
def test_places_on_the_newer_side_are_true_as_well(data: st.DataObject) -> None:
    before = data.draw(PARAGRAPHS)
    after = data.draw(edited(before))
    new = body_text(article("i1", after))
    for change in compare(issue([article("i1", before)]), issue([article("i1", after)])).articles:
        assert all(new[op.at_after : op.at_after + len(op.after)] == op.after for op in change.ops)


@given(st.data())
def test_every_block_stands_in_exactly_one_group(data: st.DataObject) -> None:
    before = article("i1", data.draw(PARAGRAPHS)).blocks
    after = article("i1", data.draw(edited([block.text for block in before]))).blocks
    groups = list(groups_of(before, after))
    assert [n for group in groups for n in range(group.start, group.end)] == list(range(len(before)))
    assert [n for group in groups for n in range(group.new_start, group.new_end)] == list(range(len(after)))


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.data())
def test_every_article_is_accounted_for(names: list[str], data: st.DataObject) -> None:
    """Texts of two articles never resemble each other here, so that only ids can pair them."""
    order = data.draw(st.permutations(names))
    kept = order[: data.draw(st.integers(0, len(order)))]
    olds = [article(name, [name * 9]) for name in names]
    difference = compare(issue(olds), issue([article(name, [name * 9]) for name in kept]))
    removed = {each.before.id for each in difference.articles if each.before and each.kind == "removed"}
    assert removed == set(names) - set(kept)
    moved = {each.after.id for each in difference.articles if each.after and each.moved}
    stay = [name for name in kept if name not in moved]
    assert stay == [name for name in names if name in stay]


@given(WORDS, WORDS)
def test_operations_touch_only_what_differs(before: str, after: str) -> None:
    ops = operations(before, after)
    assert applied(before, ops) == after
    assert all(op.before != op.after for op in ops)


def test_long_texts_are_compared_by_sentences_and_still_exactly() -> None:
    before = "".join(f"第{number}句说的是渡口的事。" for number in range(900))
    after = before.replace("第450句说", "第450句写").replace("第7句", "").replace("第899句", "末一句")
    ops = operations(before, after)
    assert applied(before, ops) == after
    assert sum(len(op.before) for op in ops) < 60


def test_the_end_of_a_block_is_no_character_of_a_sentence() -> None:
    assert operations(f"甲。{END}乙。{END}", f"甲。乙。{END}")[0].before == END
