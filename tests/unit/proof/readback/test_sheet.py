"""HTML and plain text against their issue: the whole ones pass, and what is spoiled in them is seen."""

from __future__ import annotations

import pytest

from publisher.proof.checks import Section
from publisher.proof.readback.book.sheet import collate_html, collate_text
from tests.unit.proof.readback.lamps import Lamps

HTML = {
    "a character changed": ("停了六年", "停了七年", "block-words"),
    "a title changed": (">桥会</h2>", ">桥头会</h2>", "fields"),
    "a paragraph lost": ('<p id="dengshi-2026-02-i0003-b0003">散会已经是半夜。</p>', "", "blocks"),
    "a line of nobody's": ("</main>", "<p>转载请注明</p></main>", "unexplained"),
    "a label changed": ("责任编辑：", "编辑：", "added-words"),
    "the issue's words marked as added": (
        ">散会已经",
        '><span data-generated="label">散会</span>已经',
        "added-words",
    ),
    "a link changed": ("example.org/lamps", "example.org/lamp", "files-as-made"),
    "a picture changed": ("data:image/png;base64,iVBOR", "data:image/png;base64,iVBOQ", "files-as-made"),
    "a fact of the head changed": ('content="灯火社"', 'content="灯会"', "files-as-made"),
    "words hidden": ('<p id="dengshi-2026-02-i0003-b0003"', '<p hidden="" id="dengshi-2026-02-i0003-b0003"', "hidden"),
}
TEXT = {
    "a character dropped": ("停了六年", "停六年", {"block-words", "lines-as-set"}),
    "a line added": ("散会已经是半夜。", "散会已经是半夜。\n完", {"lines-as-set"}),
    "a reading changed": ("miè", "mie", {"lines-as-set"}),
}


def failed(sections: tuple[Section, ...]) -> set[str]:
    return {check.code for section in sections for check in section.failed()}


def spoiled(data: bytes, old: str, new: str) -> bytes:
    text = data.decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def test_whole_html_passes(book: Lamps) -> None:
    sections = collate_html(book.read("html"), "a.html", book.wanted.languages[""])
    assert failed(sections) == set()
    assert sections[0].data["characters"] == 197


@pytest.mark.parametrize("name", HTML)
def test_spoiled_html_is_found(name: str, book: Lamps) -> None:
    old, new, code = HTML[name]
    data = spoiled(book.read("html"), old, new)
    assert code in failed(collate_html(data, "a.html", book.wanted.languages[""]))


def test_html_in_another_encoding_is_one_finding(book: Lamps) -> None:
    assert failed(collate_html(b"\xb5\xc6\xca\xd0", "a.html", book.wanted.languages[""])) == {"opens"}


def test_whole_text_passes(book: Lamps) -> None:
    assert failed(collate_text(book.read("txt"), "a.txt", book.wanted.languages[""])) == set()


@pytest.mark.parametrize("name", TEXT)
def test_spoiled_text_is_found(name: str, book: Lamps) -> None:
    old, new, codes = TEXT[name]
    assert failed(collate_text(spoiled(book.read("txt"), old, new), "a.txt", book.wanted.languages[""])) == codes
