"""Classes written into the structure tree: by the order of the boxes, or not at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from publisher.editions.tagging import write_classes

PAGES = [b"5 0 R", b"6 0 R"]


class BlockBox:
    """A box of the layout, as much of it as is asked for; its name and that of LineBox are WeasyPrint's."""

    def __init__(self, element: Element, *children: BlockBox) -> None:
        self.element, self.element_tag, self.children = element, element.tag, children


class LineBox(BlockBox):
    """A line: it carries the element of its paragraph and is none."""


def laid_out(*pages: BlockBox) -> Any:
    return SimpleNamespace(pages=[SimpleNamespace(_page_box=page) for page in pages])


def pdf_with(*elements: tuple[str, int]) -> Any:
    tags = [{"Type": "/StructElem", "S": name, "Pg": PAGES[page]} for name, page in elements]
    return SimpleNamespace(objects=[{"Type": "/StructTreeRoot"}, b"", *tags], page_references=PAGES)


def verse() -> tuple[Element, Element, Element]:
    """Return an article with a line of verse and a heading in it."""
    article = Element("article", {"class": "article kind-verse"})
    block = SubElement(article, "div", {"class": "verse"})
    return article, SubElement(block, "p", {"class": "line"}), SubElement(article, "h2", {"class": "heading level-1"})


def test_elements_get_the_classes_of_their_own_and_of_what_is_around_them() -> None:
    article, row, heading = verse()
    block = BlockBox(Element("div", {"class": "verse"}), BlockBox(row, LineBox(row)))
    pdf = pdf_with(("/P", 0), ("/H2", 0))
    write_classes(laid_out(BlockBox(article, block, BlockBox(heading))), pdf)
    root, _, first, second = pdf.objects
    assert (first["C"], second["C"]) == ("[/verse /line]", "[/heading /level-1]")
    assert sorted(name for name in root["ClassMap"].split() if name in {"/verse", "/line", "/heading", "/level-1"}) == [
        "/heading",
        "/level-1",
        "/line",
        "/verse",
    ]


def test_the_second_part_of_a_paragraph_is_marked() -> None:
    row = Element("p")
    pdf = pdf_with(("/P", 0), ("/P", 1))
    write_classes(laid_out(BlockBox(row), BlockBox(row)), pdf)
    assert [element.get("C") for element in pdf.objects[2:]] == [None, "[/continued]"]


def test_rows_that_do_not_fit_leave_a_kind_without_classes() -> None:
    _, row, heading = verse()
    for wrong in ([("/P", 0), ("/P", 0)], [("/P", 1)], []):
        pdf = pdf_with(*wrong, ("/H2", 0))
        write_classes(laid_out(BlockBox(Element("div"), BlockBox(row), BlockBox(heading))), pdf)
        *paragraphs, last = pdf.objects[2:]
        assert [element.get("C") for element in paragraphs] == [None] * len(wrong)
        assert last["C"] == "[/heading /level-1]"


def test_file_without_a_structure_tree_is_left_alone() -> None:
    pdf = SimpleNamespace(objects=[{"Type": "/Catalog"}], page_references=PAGES)
    write_classes(laid_out(BlockBox(Element("p", {"class": "line"}))), pdf)
    assert pdf.objects == [{"Type": "/Catalog"}]


def test_what_is_hidden_has_no_element_and_takes_none() -> None:
    aside = Element("aside", {"class": "pull-quote", "aria-hidden": "true"})
    quoted, row = SubElement(aside, "p"), Element("p", {"class": "line"})
    pdf = pdf_with(("/P", 0))
    write_classes(laid_out(BlockBox(Element("div"), BlockBox(aside, BlockBox(quoted)), BlockBox(row))), pdf)
    assert pdf.objects[2]["C"] == "[/line]"
