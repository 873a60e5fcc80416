"""Printed pages against their issue: whole PDFs pass everything, each way to spoil one is seen where it should be."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher.house import House
from publisher.production import build
from publisher.production.expecting import expected
from publisher.proof.checks import Section, State
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.leaves.asking import collated as collated_apart
from publisher.proof.readback.leaves.collating import collate_leaves
from publisher.proof.readback.leaves.parcel import packed, unpacked
from tests.unit.proof.readback.lamps import ISSUE, write
from tests.unit.proof.readback.leaf_spoils import SPOILS, LeafSpoil

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("leaves")]

SECTIONS = ("text", "added", "glyphs", "links", "pictures", "metadata")
FILE = f"{ISSUE}.pdf"
EDITIONS = ("pdf", "pdf-print", "pdf-booklet", "pdf-archive")
VERTICAL = 'style: {name: "vertical"}\n'


class Pressed:
    """The small issue with its PDFs, and what must stand in them."""

    def __init__(self, folder: Path, style: str = "", editions: tuple[str, ...] = EDITIONS) -> None:
        (folder / "dengshi").mkdir()
        self.house = replace(House.here(), root=folder)
        manifest = write(folder / "dengshi")
        with (manifest.parent / "periodical.yaml").open("a", encoding="utf-8") as periodical:
            periodical.write(style)
        self.folder = build(manifest, self.house, editions, folder / "output", lambda _: None).folder
        self.wanted: Expected = expected(self.folder, self.house).languages[""]

    def read(self, name: str = FILE) -> bytes:
        return (self.folder / name).read_bytes()

    def spoiled(self, spoil: LeafSpoil) -> bytes:
        with pikepdf.open(io.BytesIO(self.read())) as pdf:
            spoil.spoil(pdf)
            stream = io.BytesIO()
            pdf.save(stream)
            return stream.getvalue()


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    return Pressed(tmp_path_factory.mktemp("pressed"))


def failed(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [(section.name, check.code) for section in sections for check in section.failed()]


@pytest.mark.parametrize("edition", ["pdf", "archive.pdf", "print.pdf", "print-cover.pdf", "booklet.pdf"])
def test_every_pdf_of_a_whole_issue_passes(pressed: Pressed, edition: str) -> None:
    name = f"{ISSUE}.{edition}"
    sections = collate_leaves(pressed.read(name), name, pressed.wanted)
    assert tuple(section.name for section in sections) == SECTIONS
    assert failed(sections) == []


def test_vertical_pages_are_read_where_they_are_turned_for_print(tmp_path: Path) -> None:
    upright = Pressed(tmp_path, VERTICAL, ("pdf-print", "pdf-booklet"))
    for edition in ("print.pdf", "print-cover.pdf", "booklet.pdf"):
        name = f"{ISSUE}.{edition}"
        assert failed(collate_leaves(upright.read(name), name, upright.wanted)) == []


def test_it_says_how_much_was_read(pressed: Pressed) -> None:
    text, _, glyphs, links, pictures, _ = collate_leaves(pressed.read(), FILE, pressed.wanted)
    assert dict(text.data) == {"characters": 199, "pages": 5}
    assert dict(glyphs.data) == {"glyphs": 251, "uncompared": 0}
    assert dict(links.data) == {"links": 5}
    assert dict(pictures.data) == {"pictures": 2}


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.name.replace(" ", "-"))
def test_what_is_spoiled_is_seen(pressed: Pressed, spoil: LeafSpoil) -> None:
    sections = collate_leaves(pressed.spoiled(spoil), FILE, pressed.wanted)
    assert (spoil.section, spoil.code) in failed(sections)


def test_misprint_names_page_block_and_both_readings(pressed: Pressed) -> None:
    spoil = next(each for each in SPOILS if each.name == "character dropped")
    text = collate_leaves(pressed.spoiled(spoil), FILE, pressed.wanted)[0]
    (check,) = text.failed()
    (found,) = check.findings
    assert (found.page, found.thing) == (3, "dengshi-2026-02-i0001 dengshi-2026-02-i0001-b0001")
    assert found.detail == "[正]月十三，下街 ≠ [∅]月十三，下街"


def test_glyphs_are_held_against_their_own_fonts_where_no_face_is_here(pressed: Pressed) -> None:
    setting = replace(pressed.wanted.settings["pdf"], faces=())
    wanted = replace(pressed.wanted, settings={"pdf": setting})
    glyphs = next(each for each in collate_leaves(pressed.read(), FILE, wanted) if each.name == "glyphs")
    assert (glyphs.state, glyphs.note, glyphs.data["glyphs"]) == (State.PASSED, "no-faces", 0)
    misread = next(each for each in SPOILS if each.name == "map of a font")
    assert ("glyphs", "glyph-shapes") in failed(collate_leaves(pressed.spoiled(misread), FILE, wanted))


def test_process_with_limits_says_the_same(pressed: Pressed) -> None:
    assert collated_apart(pressed.read(), FILE, pressed.wanted, pressed.house) == collate_leaves(
        pressed.read(), FILE, pressed.wanted
    )


def test_what_cannot_be_opened_is_one_failed_check(pressed: Pressed) -> None:
    for data in (b"", b"no PDF", pressed.read()[:2000]):
        (section,) = collated_apart(data, FILE, pressed.wanted, pressed.house)
        assert failed((section,)) == [("text", "opens")]


def test_parcel_gives_back_what_was_packed(pressed: Pressed) -> None:
    again, data = unpacked(packed(pressed.wanted, b"%PDF"))
    assert data == b"%PDF"
    assert (again.issue, again.options, again.moment) == (
        pressed.wanted.issue,
        pressed.wanted.options,
        pressed.wanted.moment,
    )
    assert again.settings["pdf"] == replace(pressed.wanted.settings["pdf"], files={})
