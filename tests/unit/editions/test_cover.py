"""The cover of an EPUB: exact in size, laid out once, never at all where a picture is given."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from publisher.editions import cover as covers
from publisher.editions import layout
from publisher.editions.epub import EpubEdition
from publisher.editions.layout import Job, Laid
from publisher.editions.pdf import PdfPress
from publisher.house import House, kept
from publisher.issue.issue import Issue
from publisher.issue.plan import CoverPlan
from publisher.problems import ReissueError, Severity
from publisher.proof.epub import epubcheck
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.pictures import COVER_HREF
from tests.unit.typesetting import whole_issue as wi

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"><rect width="80" height="60" fill="#cde"/>'
    '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    '<circle cx="40" cy="30" r="20" fill="url(#g)"/>'
    '<text x="9" y="30" font-size="9" font-family="Arial">渡口鼋</text></svg>'
)


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Return the list in which every layout of a cover leaves its job."""
    seen: list[Job] = []

    def counted(job: Job, house: House, name: str) -> Laid:
        seen.append(job)
        return layout.lay_out(job, house, name)

    monkeypatch.setattr(covers, "lay_out", counted)
    return seen


def printed(issue: Issue, folder: Path, style: str = "base", **environ: str) -> zipfile.ZipFile:
    made = EpubEdition().print(issue, wi.style(style), wi.house(**environ), folder)
    return zipfile.ZipFile(folder / made.file)


def cover_in(archive: zipfile.ZipFile) -> Image.Image:
    image = Image.open(io.BytesIO(archive.read(f"EPUB/{COVER_HREF}")))
    image.load()
    return image


# --- a picture that is the cover ----------------------------------------------------


def test_given_cover_is_laid_out_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("an EPUB with a given cover started a layout")

    issue = wi.whole_issue(tmp_path)
    monkeypatch.setattr("publisher.editions.layout._started", refuse)
    with printed(issue, tmp_path) as archive:
        assert cover_in(archive).size == (300, 400)


def test_cover_is_the_cover_image_and_its_page_shows_it(tmp_path: Path) -> None:
    with printed(wi.whole_issue(tmp_path), tmp_path) as archive:
        package, page = archive.read("EPUB/content.opf").decode(), archive.read("EPUB/cover.xhtml").decode()
    assert f'href="{COVER_HREF}" media-type="image/jpeg" properties="cover-image"' in package
    assert '<meta name="cover" content="pictures-cover"/>' in package
    assert f'<img src="{COVER_HREF}" alt="苇汀　2032年第5期　总第53期　2032年5月，封面。画面：水边"/>' in page


# --- a designed cover ---------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("lettering", [True, False], ids=["picture", "type"])
def test_designed_cover_is_1600_by_2560_and_laid_out_once(tmp_path: Path, layouts: list[Job], lettering: bool) -> None:
    plan = CoverPlan("pictures/cover.png", lettering=True) if lettering else CoverPlan()
    issue = wi.whole_issue(tmp_path, cover=plan)
    cache = {"REISSUE_CACHE": str(tmp_path / "cache")}
    with printed(issue, tmp_path, **cache) as archive:
        first = archive.read(f"EPUB/{COVER_HREF}")
        image = cover_in(archive)
    assert (image.format, image.size, image.mode, len(layouts)) == ("JPEG", (1600, 2560), "RGB", 1)
    assert not image.getexif()
    with printed(issue, tmp_path, **cache) as archive:
        assert (archive.read(f"EPUB/{COVER_HREF}"), len(layouts)) == (first, 1)
    (path,) = (tmp_path / "cache/covers").iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:-1] + b"\0", b"\xff\xd8\xff"):
        path.write_bytes(damaged)
    with printed(issue, tmp_path, **cache) as archive:
        assert (archive.read(f"EPUB/{COVER_HREF}"), len(layouts)) == (first, 2)
    assert path.read_bytes() == whole


@pytest.mark.slow
def test_another_number_is_another_cover(tmp_path: Path, layouts: list[Job]) -> None:
    cache = {"REISSUE_CACHE": str(tmp_path / "cache")}
    issue = wi.whole_issue(tmp_path, cover=CoverPlan())
    for each in (issue, replace(issue, number="2032年第6期"), issue):
        printed(each, tmp_path, **cache).close()
    assert len(layouts) == 2
    assert "2032年第6期" in layouts[1].back


@pytest.mark.slow
def test_house_without_a_place_for_a_cache_prints_all_the_same(tmp_path: Path, layouts: list[Job]) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    issue = wi.whole_issue(tmp_path, cover=CoverPlan())
    found = []
    for cache in ("", str(tmp_path / "file")):
        with printed(issue, tmp_path, REISSUE_CACHE=cache) as archive:
            found.append(archive.read(f"EPUB/{COVER_HREF}"))
    assert (len(layouts), found[0] == found[1]) == (2, True)


def test_damaged_cover_is_a_cover_not_kept(tmp_path: Path) -> None:
    for data in (b"", b"x" * 40, bytes(32)):
        (tmp_path / "x").write_bytes(data)
        assert kept(tmp_path / "x") == b""
    assert kept(tmp_path / "none") == b""


def test_character_no_face_has_is_a_problem_before_the_layout(tmp_path: Path, layouts: list[Job]) -> None:
    issue = wi.whole_issue(tmp_path, cover=CoverPlan())
    strange = replace(issue, periodical=replace(issue.periodical, title="苇\ue123"))
    with pytest.raises(ReissueError) as caught:
        covers.designed_cover(strange, wi.style(), tuple[ContentsEntry, ...](), wi.house())
    assert ([problem.code for problem in caught.value.problems], layouts) == (["typesetting/missing-glyph"], [])


# --- drawings in both editions ------------------------------------------------------


@pytest.mark.slow
def test_book_with_a_drawing_and_a_given_cover_passes_epubcheck(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path)
    (tmp_path / "pictures/boat.png").write_text(SVG, encoding="utf-8")
    with printed(issue, tmp_path) as archive:
        assert b"<circle" in archive.read("EPUB/pictures/p0001.svg")
        assert b'href="pictures/p0001.svg" media-type="image/svg+xml"' in archive.read("EPUB/content.opf")
    found = epubcheck(tmp_path / f"{issue.id}.epub", wi.house())
    assert [problem.message() for problem in found if problem.severity is not Severity.NOTE] == []


@pytest.mark.slow
@pytest.mark.parametrize("style", ["base", "vertical"])
def test_drawing_stands_upright_in_a_pdf_with_its_words(tmp_path: Path, style: str) -> None:
    issue = wi.whole_issue(tmp_path)
    (tmp_path / "pictures/boat.png").write_text(SVG, encoding="utf-8")
    made = PdfPress().print(issue, wi.style(style), wi.house(), tmp_path).prints[0]
    with pymupdf.open(tmp_path / made.file) as document:
        words = "".join(page.get_text() for page in document)
        skies = [
            path["rect"] * page.rotation_matrix
            for page in document
            for path in page.get_drawings()
            if path["fill"] and path["fill"][2] == pytest.approx(0xEE / 255)
        ]
    assert (words.count("鼋"), len(skies)) == (5, 5)
    assert all(sky.width / sky.height == pytest.approx(80 / 60, abs=0.01) for sky in skies)
