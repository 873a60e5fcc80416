"""Editions that come from anywhere: what an EPUB or an HTML file may not do, and what is read from an honest one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from publisher.problems import SourceError
from publisher.proof.difference import container
from publisher.proof.difference.editions import epub_text, html_text

CONTAINER = '<container><rootfiles><rootfile full-path="EPUB/content.opf"/></rootfiles></container>'
PACKAGE = (
    '<package xmlns:dc="urn:dc"><metadata><dc:language>zh-Hans</dc:language></metadata>'
    '<manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
)
PAGE = (
    '<html><body><article class="article kind-notice" id="i1"><header class="head"><p class="section">简讯</p>'
    '<h1 class="title">渡口</h1></header><div class="body"><p id="i1-b0001">水<span data-generated="x">添</span>涨了。'
    "<ruby>墩<rp>（</rp><rt>dūn</rt></ruby></p></div></article></body></html>"
)
Members = list[tuple[str, str]]
HONEST: Members = [
    ("mimetype", "application/epub+zip"),
    ("META-INF/container.xml", CONTAINER),
    ("EPUB/content.opf", PACKAGE),
    ("EPUB/a.xhtml", PAGE),
]


def packed(members: Members, path: Path) -> Path:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members:
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    path.write_bytes(stream.getvalue())
    return path


def with_page(page: str) -> Members:
    return [*HONEST[:3], ("EPUB/a.xhtml", page)]


def refusal(members: Members, tmp_path: Path) -> str:
    path = packed(members, tmp_path / "book.epub")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SourceError) as caught:
        epub_text(path, "book.epub")
    assert sorted(tmp_path.rglob("*")) == before
    return caught.value.problems[0].code


def test_an_honest_book_is_read_without_what_was_added(tmp_path: Path) -> None:
    issue = epub_text(packed(HONEST, tmp_path / "book.epub"), "book.epub")
    (article,) = issue.articles
    assert (issue.language, article.name) == ("zh-Hans", "渡口")
    assert [(block.id, block.kind, block.text) for block in article.blocks] == [("i1-b0001", "paragraph", "水涨了。墩")]


@pytest.mark.parametrize(
    "name",
    ["../a.xhtml", "EPUB/../../a", "/etc/passwd", "C:/a.xhtml", "EPUB\\a.xhtml", "EPUB//a", "EPUB/./a", "a\n"],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    assert refusal([*HONEST, (name, "")], tmp_path) == "proof/archive-name"


def test_a_name_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    """The library cuts such a name short: what is looked at would not be what is read."""
    path = packed([*HONEST, ("EPUB/b.css+../x", "")], tmp_path / "book.epub")
    path.write_bytes(path.read_bytes().replace(b"b.css+", b"b.css\x00"))
    with pytest.raises(SourceError) as caught:
        epub_text(path, "book.epub")
    assert caught.value.problems[0].code == "proof/archive-name"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_one_name_twice_is_refused(tmp_path: Path) -> None:
    assert refusal([*HONEST, HONEST[3]], tmp_path) == "proof/archive-name"


def test_a_member_that_packs_a_thousand_to_one_is_refused(tmp_path: Path) -> None:
    assert refusal([*HONEST, ("EPUB/b.css", "a" * 4_000_000)], tmp_path) == "proof/archive-size"


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes in the directory of a zip are whatever its maker wrote."""
    path = packed(with_page(PAGE + " " * 5000), tmp_path / "book.epub")
    data = path.read_bytes()
    size = len((PAGE + " " * 5000).encode())
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(SourceError) as caught:
        epub_text(path, "book.epub")
    assert caught.value.problems[0].code in {"proof/bad-archive", "proof/bad-markup"}


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_MEMBERS", 3)
    assert refusal(HONEST, tmp_path) == "proof/archive-size"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = packed(HONEST, tmp_path / "book.epub")
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(SourceError) as caught:
        epub_text(path, "book.epub")
    assert caught.value.problems[0].code == "proof/archive-encrypted"


@pytest.mark.parametrize(
    "members",
    [
        HONEST[1:],
        [("mimetype", "text/plain"), *HONEST[1:]],
        [*HONEST[1:], HONEST[0]],
        HONEST[:2],
        HONEST[:3],
        HONEST[:1],
    ],
)
def test_what_is_no_epub_is_refused(members: Members, tmp_path: Path) -> None:
    assert refusal(members, tmp_path) == "proof/not-an-epub"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html/>", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        epub_text(path, "book.epub")
    assert caught.value.problems[0].code == "proof/bad-archive"


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html>&x;</html>',
        "<div>" * 300 + "</div>" * 300,
        "<html><p>",
        "",
        PAGE.replace("</article>", "</article>" + PAGE[PAGE.index("<article") : PAGE.index("</body>")]),
    ],
)
def test_a_page_that_is_no_honest_page_is_refused(page: str, tmp_path: Path) -> None:
    assert refusal(with_page(page), tmp_path) == "proof/bad-markup"


def test_a_book_without_articles_is_refused(tmp_path: Path) -> None:
    assert refusal(with_page("<html><body><p>小说</p></body></html>"), tmp_path) == "proof/no-articles"


def test_entities_of_the_standard_are_characters(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://example.org/x.dtd">'
    page = PAGE.replace("涨了", "&eacute;")
    issue = epub_text(packed(with_page(doctype + page), tmp_path / "book.epub"), "book.epub")
    assert issue.articles[0].blocks[0].text.startswith("水é。")


def test_html_is_read_as_the_same_page_in_an_epub_is(tmp_path: Path) -> None:
    path = tmp_path / "issue.html"
    path.write_text(PAGE.replace("h1", "h2"), encoding="utf-8")
    book = epub_text(packed(HONEST, tmp_path / "book.epub"), "book.epub")
    assert html_text(path, "issue.html").articles == book.articles


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"<div>" * 300, b"<p>none</p>"])
def test_html_that_is_no_edition_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "issue.html"
    path.write_bytes(data)
    with pytest.raises(SourceError):
        html_text(path, "issue.html")
