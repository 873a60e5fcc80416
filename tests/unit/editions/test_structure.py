"""The structure tree as it is written: what each element of our pages becomes, and what is no text at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rendered.archives import Copy, Element
from tests.unit.editions.layout_jobs import job, laid

pytestmark = pytest.mark.slow

DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20'/></svg>"
FACTS = "<dl class=facts><div><dt>河</dt><dd>湾</dd></div><div><dt>渡</dt><dd>口</dd></div></dl>"
Tagged = Callable[..., Copy]


@pytest.fixture
def tagged(tmp_path: Path) -> Tagged:
    """Return a function that lays out a body and reads back its tree."""

    def lay(body: str, css: str = "") -> Copy:
        made = job(body, css)
        pdf = laid(dataclasses.replace(made, files={**made.files, "x.svg": DRAWING})).pdf
        (tmp_path / "a.pdf").write_bytes(pdf)
        return Copy(tmp_path / "a.pdf")

    return lay


def tags(element: Element) -> list[str]:
    return [each.tag for each in element.children]


def test_group_of_a_list_of_facts_is_an_item_with_label_and_body(tagged: Tagged) -> None:
    copy = tagged(FACTS)
    (facts,) = copy.elements("L")
    assert tags(facts) == ["LI", "LI"]
    assert [tags(each) for each in facts.children] == [["Lbl", "LBody"]] * 2
    assert all(tags(part) == ["NonStruct"] for item in facts.children for part in item.children)


def test_list_without_groups_stays_a_list(tagged: Tagged) -> None:
    copy = tagged("<ol><li>河</li><li>湾</li></ol><dl><dt>渡</dt><dd>口</dd></dl>")
    assert {child.tag for each in copy.elements("L") for child in each.children} == {"LI"}
    assert {child.tag for each in copy.elements("LI") for child in each.children} <= {"Lbl", "LBody"}


def test_caption_stays_one_only_beside_a_figure(tagged: Tagged) -> None:
    caption = "<figcaption><p>河</p></figcaption>"
    copy = tagged(f"<figure><img src=x.svg alt=渡口>{caption}</figure>")
    (holder,) = copy.elements("Caption")
    assert holder.parent is not None
    assert holder.parent.tag == "Div"
    assert [each.data.Alt for each in holder.parent.walk() if each.tag == "Figure"] == ["渡口"]
    assert tagged(f"<figure><p>湾</p>{caption}</figure>").elements("Caption", "Figure") == []


def test_place_of_a_figure_is_counted_in_points_from_the_foot(tagged: Tagged) -> None:
    css = "@page{size:400px 200px;margin:0}img{position:absolute;left:100px;top:40px;width:40px;height:20px}"
    copy = tagged("<img src=x.svg alt=渡口>", css)
    (figure,) = copy.elements("Figure")
    assert [round(float(each), 3) for each in figure.data.A.BBox] == [75, 105, 105, 120]


@pytest.mark.parametrize("mark", ["role=presentation", "aria-hidden=true"])
def test_what_only_decorates_is_an_artifact(tagged: Tagged, mark: str) -> None:
    copy = tagged(f"<p>河</p><img {mark} src=x.svg alt=渡口><p {mark}>湾</p>")
    assert copy.elements("Figure") == []
    assert len(copy.elements("P")) == 1
    assert copy.unmarked() == []
    assert {mark for each in copy.elements() for mark in each.marks} == copy.marked()


def test_heads_and_feet_of_pages_are_artifacts_of_their_kind(tagged: Tagged) -> None:
    copy = tagged(
        "<p>河</p>", "@page{@top-left{content:'湾'}@bottom-center{content:counter(page)}@left-top{content:'渡'}}"
    )
    assert copy.artifact_words() == {"/Header", "/Footer", ""}
    assert {mark for each in copy.elements() for mark in each.marks} == copy.marked()
    assert copy.unmarked() == []


def test_footnote_is_a_note_with_a_name(tagged: Tagged) -> None:
    css = "@page{size:200px 100px;margin:4px}.footnote{float:footnote}"
    copy = tagged("<p>河<span class=footnote id=n1>湾</span><span class=footnote>渡</span></p>", css)
    assert [str(each.data.ID) for each in copy.elements("Note")] == ["n1", "note-2"]


def test_note_on_two_pages_has_two_names(tagged: Tagged) -> None:
    lines = "<br>".join("河湾渡口")
    copy = tagged(
        f"<aside class=note id=n1><p>{lines}</p></aside>",
        "@page{size:200px 60px;margin:4px}p{margin:0;orphans:1;widows:1}",
    )
    names = [str(each.data.ID) for each in copy.elements("Note")]
    assert names == ["n1", *(f"n1-part-{number}" for number in range(2, len(names) + 1))]
    assert len(names) > 1


def test_link_gathers_what_stands_in_it_and_says_it(tagged: Tagged) -> None:
    copy = tagged("<p id=a>河</p><p><a href='#a'><span>湾 <b>渡</b></span>口</a></p>")
    (link,) = copy.elements("Link")
    assert link.annotations
    assert {str(each.Contents) for each in link.annotations} == {"湾 渡口"}
    assert [each for each in copy.elements() if each.annotations] == [link]
    numbers = list(copy.document.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert {owners[int(each.StructParent)].objgen for each in link.annotations} == {link.data.objgen}


def test_link_that_adds_nothing_to_its_line_has_an_area_all_the_same(tagged: Tagged) -> None:
    css = "@page{size:400px 200px;margin:0}body,p{margin:0;font-size:20px;line-height:40px}a{line-height:0}"
    copy = tagged("<p id=a><a href='#a'>河湾</a></p>", css)
    (annotation,) = copy.elements("Link")[0].annotations
    left, foot, right, head = map(float, annotation.Rect)
    assert (right - left, head - foot) == pytest.approx((30, 15), abs=0.1)
    assert (foot + head) / 2 == pytest.approx(150 - 15, abs=1)


def test_heads_of_tables_have_a_scope_and_passages_their_language(tagged: Tagged) -> None:
    rows = "<tr><th scope=col>河</th></tr><tr><th scope=row>湾</th><td>渡</td></tr>"
    copy = tagged(f"<table>{rows}</table><p lang=en>. <span lang=la>0</span></p>")
    assert [str(each.data.A.Scope) for each in copy.elements("TH")] == ["/Column", "/Row"]
    assert [str(each.data.Lang) for each in copy.elements() if "/Lang" in each.data] == ["en", "la"]


def test_no_namespace_of_a_later_pdf_is_named(tagged: Tagged) -> None:
    copy = tagged("<p>河</p>")
    assert "/Namespaces" not in copy.document.Root.StructTreeRoot
    assert "/NS" not in copy.root.data
