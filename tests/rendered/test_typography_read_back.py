"""The sample's PDF measured: its paragraphs are the issue's, its lines break by the rules."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from publisher.proof.typography.composition import Kind, Knowledge, Paragraph
from publisher.proof.typography.measuring import Typography, typography
from tests.rendered.press import Finished

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]


@pytest.fixture(scope="module")
def measured() -> dict[str, Typography]:
    return {}


@pytest.fixture
def proof(sample: Finished, measured: dict[str, Typography]) -> Typography:
    if not measured:
        measured["sample"] = typography(sample.pdf)
    return measured["sample"]


def plain(text: str) -> str:
    """Return text without spaces, and without note calls, which the PDF sets and `show` leaves out."""
    return re.sub(r"[\s①-⑳]", "", text)


def words(paragraph: Paragraph) -> str:
    return plain("".join(line.text for line in paragraph.lines))


def blocks(sample: Finished, kind: str) -> list[str]:
    return [
        plain(block["text"]) for article in sample.articles() for block in article["blocks"] if block["kind"] == kind
    ]


def test_paragraphs_of_prose_are_those_of_the_issue(sample: Finished, proof: Typography) -> None:
    assert proof.composition.knowledge is Knowledge.CLASSES
    printed = [words(each) for each in proof.composition.paragraphs if each.kind is Kind.PROSE]
    wanted = blocks(sample, "paragraph")
    assert len(wanted) > 100
    assert Counter(printed) - Counter(wanted) == Counter()


def test_questions_and_answers_are_told_from_prose(sample: Finished, proof: Typography) -> None:
    printed = [words(each) for each in proof.composition.paragraphs if each.kind is Kind.DIALOGUE]
    assert printed == blocks(sample, "exchange") != []


def test_lines_of_verse_are_told_from_prose(sample: Finished, proof: Typography) -> None:
    printed = "".join(words(each) for each in proof.composition.paragraphs if each.kind is Kind.VERSE)
    assert printed == "".join(blocks(sample, "verse")) != ""


def test_footnotes_stand_apart_from_the_text(proof: Typography) -> None:
    assert sum(each.kind is Kind.NOTE for each in proof.composition.paragraphs) >= 5


def test_folios_stand_outside_the_text(proof: Typography) -> None:
    folios = proof.composition.folios
    assert len(folios) >= proof.composition.pages - 2
    assert all(folio == str(page + 1) for page, folio in folios.items())


@pytest.mark.parametrize(
    "name",
    [
        "line-start",
        "line-end",
        "split-dash",
        "split-number",
        "split-word",
        "widows",
        "orphans",
        "stranded-heading",
        "missing-glyph",
    ],
)
def test_the_sample_has_no_such_fault(proof: Typography, name: str) -> None:
    (found,) = (each for each in proof.measures if each.name == name)
    assert found.cases > 0
    assert found.faults == ()


def test_every_line_of_prose_has_a_column_and_a_place_in_it(proof: Typography) -> None:
    lines = [line for each in proof.composition.paragraphs if each.kind is Kind.PROSE for line in each.lines]
    assert all(line.column and line.number for line in lines)
    measures = {round((line.column.right - line.column.left) / line.size) for line in lines if line.column}
    assert measures == {15, 20, 21, 32, 34}  # three columns, a box, two columns, one column, the words above plates
