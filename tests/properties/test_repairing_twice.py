"""Repairing what is repaired changes nothing: paragraphs of one run, fed back as lines, come out as they went in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.copydesk import structure
from tests.unit.copydesk.manuscripts import Outcome, article, galley, issue, set_as_body, whole, worked

pytestmark = pytest.mark.slow

# Lines as a column prints them: no line begins or ends beside a Western mark or word, so a seam hides nothing from
# the rules that read one line at a time.
HAN = st.sampled_from("渡口复航石阶灯船夫姓罗水河湾")
middles = st.one_of(
    HAN,
    st.sampled_from(
        (
            ",",
            ":",
            "!",
            "，",
            "。",
            "(试运行)",
            "（下转第3页）",
            " ",
            "7.1%",
            " 10 ",
            "Stone A-17",
            "“",
            "”",
            "　",
            "1,200",
        )
    ),
)
printed = st.tuples(
    HAN, st.lists(middles, max_size=12).map("".join), HAN, st.sampled_from(("", "", "。", "，", "  "))
).map("".join)
indented = st.tuples(st.sampled_from(("", "　　", "\t")), printed).map("".join)
texts = st.lists(st.one_of(indented, indented, st.just("")), min_size=1, max_size=10).map("\n".join).filter(str.strip)


def again(first: Outcome) -> Outcome:
    """Return what becomes of a run's paragraphs if each is a line of its own between blank lines."""
    (chains,) = structure._chains(first.edited.copy).values()
    kept = [chain for chain in chains if chain.text]
    lines = galley("\n\n".join(chain.text for chain in kept))
    return worked(issue(article(*whole(lines))), lines)


@settings(max_examples=150)
@given(texts)
def test_repaired_paragraphs_stay_as_they_are(text: str) -> None:
    first = set_as_body(text)
    assert again(first).by_rules == []
