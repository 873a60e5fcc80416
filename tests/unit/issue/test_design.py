"""Where quoted words stand, and what they are when the text around them is reworded."""

from __future__ import annotations

from publisher.issue.blocks import Exchange, Heading, Paragraph, Quotation
from publisher.issue.design import Standing, quoted_again, standing
from publisher.issue.inlines import Emphasis, Text


def paragraph(name: str, text: str) -> Paragraph:
    return Paragraph(name, (Text(text),))


def test_words_are_found_through_emphasis_and_inside_a_quotation() -> None:
    marked = Paragraph("b2", (Text("水退了，"), Emphasis((Text("路"),)), Text("就出来了。")))
    blocks = (Heading("b1", 1, (Text("路就"),)), Quotation("q", (marked,)))
    assert standing("路就", blocks) == Standing("b2", 4, 6)
    assert standing("退了，路就出来", (paragraph("b1", "水退了，"), paragraph("b2", "路就出来了。"))) is None


def test_an_answer_may_be_quoted_and_its_speaker_may_not() -> None:
    answer = Exchange("b1", False, "答", (Text("早，也急。"),))
    assert standing("也急", (answer,)) == Standing("b1", 2, 4)
    assert standing("答：早", (answer,)) is None


def test_reworded_words_are_those_of_the_reworded_text() -> None:
    before = (paragraph("b1", "网络里的软件与内存"), paragraph("b2", "软件"))
    assert quoted_again("软件与内存", before, (paragraph("b1", "網路裡的軟體與記憶體"), before[1])) == "軟體與記憶體"
    assert quoted_again("里的", before, (paragraph("b1", "網絡裏的軟件與內存"), before[1])) == "裏的"


def test_words_that_stand_nowhere_are_not_invented() -> None:
    before = (paragraph("b1", "水退了"),)
    assert quoted_again("路", before, before) == ""
    assert quoted_again("水", before, (paragraph("b9", "水退了"),)) == ""
