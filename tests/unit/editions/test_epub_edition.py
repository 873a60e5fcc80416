"""The EPUB as a file: its zip, its bytes, what typesetting gave and the book kept, what EPUBCheck says."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.editions.epub import EpubEdition
from publisher.editions.epub.package import Item, Package
from publisher.editions.epub.writer import epub_bytes
from publisher.house import House
from publisher.issue.article import Article
from publisher.issue.blocks import Figure
from publisher.issue.plan import ArticleKind
from publisher.issue.style import Style
from publisher.manifest.style_reader import read_style
from publisher.problems import Severity
from publisher.proof.epub import epubcheck
from publisher.typesetting.pages import typeset
from tests.unit.editions.invented_issue import AWKWARD, invented_issue

MOMENT = datetime(2031, 2, 3, 4, 5, 7, tzinfo=UTC)
# Usage notes we have looked at and mean: faces are embedded, ruby has brackets for readers that do not know ruby.
MEANT = {"CSS-028", "HTM_055"}


def style_for(house: House, *, fonts: str = "none") -> Style:
    return read_style("base", [("fonts", fonts)], house, None)


def packed(*items: Item, moment: datetime = MOMENT) -> bytes:
    package = Package("zh-Hans", (), items, tuple(item.id for item in items), ())
    return epub_bytes(package, {}, "江岸", "urn:uuid:0", moment)


PAGE = Item("a", "a.xhtml", "application/xhtml+xml", "<html  lang='zh'>\r\n<p>桥&#160;</p></html>".encode())


# --- the zip -----------------------------------------------------------------------


def test_mimetype_comes_first_stored_and_bare() -> None:
    data = packed(PAGE)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_every_entry_has_the_same_even_date_system_and_permission() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(PAGE))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(2031, 2, 3, 4, 5, 6)}
    assert {(entry.create_system, entry.external_attr >> 16, entry.extra) for entry in entries} == {(3, 0o100644, b"")}
    assert {entry.flag_bits & 0x808 for entry in entries} == {0}


def test_date_before_1980_becomes_the_first_a_zip_knows() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(PAGE, moment=datetime(1919, 5, 4, tzinfo=UTC)))) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_bytes_of_a_page_pass_untouched() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(PAGE))) as archive:
        assert archive.read("EPUB/a.xhtml") == PAGE.data


# --- the edition -------------------------------------------------------------------


def test_pages_are_typesettings_own_bytes_and_names_are_ascii(tmp_path: Path) -> None:
    house, issue = House.here(root=tmp_path), invented_issue(tmp_path)
    style = style_for(house)
    made = EpubEdition().print(issue, style, house, tmp_path)
    with zipfile.ZipFile(tmp_path / made.file) as archive:
        names = archive.namelist()
        for page in typeset(issue, style, "epub", house).pages:
            assert archive.read(f"EPUB/{page.file}").decode() == page.xhtml
        assert archive.read("EPUB/pictures/p0001.png") == (tmp_path / "bridge.png").read_bytes()
    assert all(name.isascii() and " " not in name for name in names)
    assert len(set(names)) == len(names)


def test_print_tells_file_size_digest_and_no_fonts_where_none_are_embedded(tmp_path: Path) -> None:
    house = House.here(root=tmp_path)
    made = EpubEdition().print(invented_issue(tmp_path), style_for(house), house, tmp_path)
    data = (tmp_path / "jiangan-2031-02.epub").read_bytes()
    assert (made.edition, made.file, made.pages, made.fonts) == ("epub", "jiangan-2031-02.epub", 0, ())
    assert (made.size, made.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "/fonts/" in name]


@pytest.mark.parametrize(("alt", "is_claimed"), [("石桥", True), ("图", False)])
def test_book_claims_descriptions_only_if_they_say_more_than_picture(
    tmp_path: Path, alt: str, is_claimed: bool
) -> None:
    house, issue = House.here(root=tmp_path), invented_issue(tmp_path)
    figure = Figure("jiangan-2031-02-i0009-b0001", "bridge.png", alt, (), "")
    added = Article("jiangan-2031-02-i0009", ArticleKind.PHOTOS, blocks=(figure,))
    report = next(issue.articles())
    made = EpubEdition().print(replace(issue, contents=(report, added)), style_for(house), house, tmp_path)
    with zipfile.ZipFile(tmp_path / made.file) as archive:
        assert (b"alternativeText" in archive.read("EPUB/content.opf")) == is_claimed


def test_withheld_advertisement_is_in_no_contents(tmp_path: Path) -> None:
    house = House.here(root=tmp_path)
    made = EpubEdition().print(invented_issue(tmp_path, picture=False), style_for(house), house, tmp_path)
    with zipfile.ZipFile(tmp_path / made.file) as archive:
        assert "米行告白" not in archive.read("EPUB/nav.xhtml").decode() + archive.read("EPUB/toc.ncx").decode()


@pytest.mark.slow
def test_same_issue_gives_same_bytes_whatever_folder_zone_and_hash_seed(tmp_path: Path, checkout: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from publisher.house import House;"
        "from publisher.editions.epub import EpubEdition; from publisher.manifest.style_reader import read_style;"
        "from tests.unit.editions.invented_issue import invented_issue; folder = Path(sys.argv[1]); folder.mkdir();"
        "house = House.here(root=folder);"
        "print(EpubEdition().print(invented_issue(folder), read_style('base', [], house, None), house, folder).sha256)"
    )
    digests = set()
    for name, zone, seed in (("one", "UTC", "1"), ("two", "Asia/Shanghai", "2")):
        environ = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script, str(tmp_path / name)]
        done = subprocess.run(command, cwd=checkout, env=environ, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("picture", "awkward", "fonts"), [(True, "", "embed"), (False, AWKWARD, "none")], ids=["whole", "awkward"]
)
def test_epubcheck_finds_nothing_we_did_not_mean(tmp_path: Path, picture: bool, awkward: str, fonts: str) -> None:
    house = House.here(root=tmp_path)
    issue = invented_issue(tmp_path, picture=picture, awkward=awkward)
    made = EpubEdition().print(issue, style_for(house, fonts=fonts), house, tmp_path)
    problems = epubcheck(tmp_path / made.file, house)
    assert [problem.message() for problem in problems if problem.severity is not Severity.NOTE] == []
    assert {problem.values["id"] for problem in problems} <= MEANT
