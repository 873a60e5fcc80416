"""The HTML file: what stands in it, what may not, and what is refused before anything is written."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from publisher.editions.html import HtmlEdition
from publisher.editions.html.binding import POLICY, bound
from publisher.house import House
from publisher.issue.print import Print
from publisher.manifest.style_reader import read_style
from publisher.problems import ValidatorError
from tests.elements import Elements
from tests.unit.editions.invented_issue import AWKWARD, invented_issue

LOADS = ("src", "srcset", "data", "poster", "background")


def printed(folder: Path, *, fonts: str = "none", awkward: str = "") -> tuple[str, Print]:
    house = House.here()
    style = read_style("base", [("fonts", fonts)], house, None)
    made = HtmlEdition().print(invented_issue(folder, awkward=awkward), style, house, folder)
    return (folder / made.file).read_text(encoding="utf-8"), made


def document(body: str, head: str = "") -> str:
    start = '<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>'
    return f"{start}{head}</head><body>{body}</body></html>"


def refusals(text: str, sheet: str = "") -> list[str]:
    head = '<link rel="stylesheet" href="css/a.css"/>'
    with pytest.raises(ValidatorError) as caught:
        bound(document(text, head), {"css/a.css": sheet}, {})
    return [problem.code for problem in caught.value.problems]


def test_print_tells_what_was_written(tmp_path: Path) -> None:
    text, made = printed(tmp_path)
    assert (made.edition, made.file, made.pages) == ("html", "jiangan-2031-02.html", 0)
    assert made.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_every_name_stands_once_and_every_link_inside_has_its_end(tmp_path: Path) -> None:
    elements = Elements(printed(tmp_path)[0])
    names = Counter(elements.all("id"))
    assert {name for name, count in names.items() if count > 1} == set()
    inside = {href[1:] for href in elements.all("href") if href.startswith("#")}
    assert inside
    assert inside <= names.keys()


def test_nothing_is_loaded_and_nothing_runs(tmp_path: Path) -> None:
    text, _ = printed(tmp_path)
    elements = Elements(text)
    assert [value[:30] for name in LOADS for value in elements.all(name) if not value.startswith("data:image/")] == []
    assert {tag for tag, _ in elements.found} & {"script", "link", "iframe", "object", "base", "form"} == set()
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}) in elements.found
    assert "default-src 'none'" in POLICY


def test_pictures_stand_inside(tmp_path: Path) -> None:
    elements = Elements(printed(tmp_path)[0])
    assert sum(value.startswith("data:image/") for value in elements.all("src")) == 3


def test_attributes_of_xml_are_gone_and_headings_step_down(tmp_path: Path) -> None:
    text, _ = printed(tmp_path)
    tags = Counter(tag for tag, _ in Elements(text).found)
    assert "epub:" not in text
    assert "xml:lang" not in text
    assert tags["h1"] == 1
    assert '<h2 class="title" id="jiangan-2031-02-i0001-title">桥修好以后</h2>' in text


@pytest.mark.slow
def test_faces_stand_inside_only_if_the_style_says_so(tmp_path: Path) -> None:
    assert "font/woff2" not in printed(tmp_path)[0]
    text, made = printed(tmp_path, fonts="embed")
    assert len(made.fonts) == text.count("url(data:font/woff2;base64,") > 0


def test_markup_in_a_title_stays_text(tmp_path: Path) -> None:
    text, _ = printed(tmp_path, awkward=AWKWARD)
    assert "script" not in {tag for tag, _ in Elements(text).found}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_metadata_tell_number_date_and_revision(tmp_path: Path) -> None:
    metas = {a.get("name"): a.get("content") for tag, a in Elements(printed(tmp_path)[0]).found if tag == "meta"}
    told = {name: metas[f"dcterms.{name}"] for name in ("identifier", "issued", "hasVersion", "language")}
    assert told == {"identifier": "jiangan-2031-02", "issued": "2031-02", "hasVersion": "1", "language": "zh-Hans"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<p id="a">一</p><p id="a">二</p>', "editions/doubled-anchor"),
        ('<a href="#nowhere">一</a>', "editions/dead-anchor"),
        ('<a href="a0001.xhtml">一</a>', "editions/dead-anchor"),
        ('<a href="javascript:alert(1)">一</a>', "editions/dead-anchor"),
        ('<img src="https://example.org/x.png" alt=""/>', "editions/not-in-the-file"),
        ('<p style="background: url(x.png)">一</p>', "editions/not-in-the-file"),
        ("<script>alert(1)</script>", "editions/not-in-the-file"),
        ('<iframe src="data:text/html,x"></iframe>', "editions/not-in-the-file"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(text: str, code: str) -> None:
    assert code in refusals(text)


def test_a_sheet_that_asks_for_something_outside_is_refused() -> None:
    assert refusals("<p>一</p>", "p { background: url('https://example.org/x.png') }") == ["editions/not-in-the-file"]
    assert refusals("<p>一</p>", '@import "https://example.org/x.css";') == ["editions/not-in-the-file"]


def test_a_sheet_cannot_end_its_element() -> None:
    head = '<link rel="stylesheet" href="css/a.css"/>'
    text = bound(document("<p>一</p>", head), {"css/a.css": 'p::before { content: "</style><script>" }'}, {})
    assert re.findall(r"</?(?:script|style)>", text) == ["<style>", "<script>", "</style>"]
    assert [tag for tag, _ in Elements(text).found] == ["html", "head", "meta", "meta", "style", "body", "p"]


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    folders = tmp_path / "一", tmp_path / "b"
    for folder in folders:
        folder.mkdir()
    assert printed(folders[0])[1] == printed(folders[1])[1]
