"""Words that look like markup, from the manifest to the finished EPUB: printed as they stand, wherever they stand."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from publisher.house import House
from publisher.problems import Severity
from publisher.proof.epub import epubcheck
from tests.calls import Call
from tests.rendered.reading import OPS, XHTML

pytestmark = pytest.mark.slow

AWKWARD = """<script>alert(1)</script>"><img src=x onerror=y> ]]> &amp; {{ ''.__class__ }} {% raw %}"""
TURNED = "\u202e倒\u202c"  # what is between stands from right to left
LONG = "长" * 3000
TITLES = (AWKWARD, TURNED, LONG, "page-0001", "nav", "同一个题目", "同一个题目")
DC = "{http://purl.org/dc/elements/1.1/}"


def said(text: str) -> str:
    """Return a text as YAML writes it."""
    return json.dumps(text)


def article(number: int, title: str) -> str:
    return f"""\
      - article: "lantern-2026-03-i{number:04}"
        title: {said(title)}
        kicker: {said(AWKWARD)}
        subtitle: {said(AWKWARD)}
        deck: {said(AWKWARD)}
        byline: {{names: [{said(AWKWARD)}], role: {said(AWKWARD)}}}
        editor: {said(AWKWARD)}
        source_note: {said(AWKWARD)}
        rights: {said(AWKWARD)}
        page: {said(("iv", "A<1>", '12"', "&", "五", "五", "]]>")[number - 1])}
        text: {said(str(number))}
        captions:
          - {{picture: "p.png", alt: {said(AWKWARD)}, credit: {said(AWKWARD)}}}
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Return a manifest whose every text is hostile and legal."""
    folder = tmp_path / "lantern"
    folder.mkdir()
    lines = "\n".join([AWKWARD] * len(TITLES)) + "\n"
    (folder / "001.txt").write_text(lines, encoding="utf-8")
    Image.new("L", (40, 60), 120).save(folder / "p.png")
    (folder / "periodical.yaml").write_text(
        f"""\
periodical: "lantern"
title: {said(AWKWARD)}
language: "zh-Hans"
publisher: {said(AWKWARD)}
cn: {said(AWKWARD)}
description: {said(AWKWARD)}
rights: {said(AWKWARD)}
readings: {{{said(AWKWARD)}: {said(AWKWARD)}}}
style: {{name: "base", contents_headings: true}}
""",
        encoding="utf-8",
    )
    head = f"""\
issue: "lantern-2026-03"
title: {said(AWKWARD)}
number: {said(AWKWARD)}
running_number: 3
date: "2026-03"
unknown: [{said(AWKWARD)}]
accessibility: {{certified_by: {said(AWKWARD)}}}
sources:
  - {{id: "main", file: "001.txt", sha256: "{hashlib.sha256(lines.encode()).hexdigest()}"}}
cover: {{picture: "p.png", alt: {said(AWKWARD)}, credit: {said(AWKWARD)}}}
imprint:
  - {{label: {said(AWKWARD)}, value: {said(AWKWARD)}}}
contents:
  - section: {said(AWKWARD)}
    contents:
"""
    path = folder / "2026-03.yaml"
    path.write_text(head + "".join(article(n, title) for n, title in enumerate(TITLES, 1)), encoding="utf-8")
    return path


@pytest.fixture
def epub(manifest: Path, call: Callable[..., Call]) -> Path:
    done = call("build", str(manifest), "--edition", "epub", "-o", str(manifest.parent / "out"))
    assert done.code == 0, done.err
    (found,) = manifest.parent.glob("out/**/*.epub")
    return found


def pages(epub: Path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(epub) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
        return {name.removeprefix("EPUB/"): ET.fromstring(archive.read(name)) for name in names}


def test_validator_has_nothing_to_mend(epub: Path) -> None:
    found = epubcheck(epub, House(epub.parent, epub.parent, environ={"PATH": os.environ["PATH"]}))
    assert [each.message() for each in found if each.severity is not Severity.NOTE] == []


def test_every_word_is_text_and_none_is_markup_or_template(epub: Path) -> None:
    found = pages(epub)
    for root in found.values():
        assert not [e for e in root.iter() if e.tag == f"{XHTML}script" or "onerror" in e.attrib]
    first = found["a0001.xhtml"]
    for part in ("kicker", "title", "subtitle", "byline", "deck"):
        (element,) = [e for e in first.iter() if e.get("class") == part]
        assert AWKWARD in "".join(element.itertext())
    assert [e.get("alt") for e in first.iter(f"{XHTML}img")] == [AWKWARD]


def test_titles_stand_in_menu_and_metadata_as_they_are(epub: Path) -> None:
    found = pages(epub)
    labels = [link.text for link in found["nav.xhtml"].iter(f"{XHTML}a")]
    assert [title for title in TITLES if title not in labels] == []
    (opf,) = [root for name, root in found.items() if name.endswith(".opf")]
    assert AWKWARD in (opf.findtext(f".//{DC}title") or "")
    assert opf.findtext(f".//{DC}subject") == AWKWARD


def test_odd_page_numbers_survive_and_each_is_listed_once(epub: Path) -> None:
    nav = pages(epub)["nav.xhtml"]
    (listed,) = [each for each in nav.iter(f"{XHTML}nav") if each.get(f"{OPS}type") == "page-list"]
    assert [link.text for link in listed.iter(f"{XHTML}a")] == ["iv", "A<1>", '12"', "&", "五", "]]>"]


def test_every_id_is_used_once_and_every_name_in_the_book_is_plain(epub: Path) -> None:
    for root in pages(epub).values():
        ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
        assert len(ids) == len(set(ids))
    with zipfile.ZipFile(epub) as archive:
        assert all(name.isascii() and len(name) < 60 for name in archive.namelist())


def test_record_is_json_that_no_script_could_end(epub: Path) -> None:
    with zipfile.ZipFile(epub) as archive:
        text = archive.read("EPUB/record.jsonld").decode()
    assert "<" not in text
    assert [part["headline"] for part in json.loads(text)["hasPart"]] == list(TITLES)


@pytest.mark.parametrize("written", ["\\u0000", "\\u000B", "\\uD800", "\\uFFFE"])
@pytest.mark.parametrize("key", ["title", "number", "rights"])
def test_character_that_no_book_can_hold_stops_at_its_line(
    manifest: Path, call: Callable[..., Call], key: str, written: str
) -> None:
    kept = [line for line in manifest.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{key}:")]
    manifest.write_text("\n".join([kept[0], f'{key}: "河{written}湾"', *kept[1:]]) + "\n", encoding="utf-8")
    done = call("build", str(manifest), "--edition", "epub", "-o", str(manifest.parent / "out"))
    assert (done.code, "Traceback" in done.err) == (3, False)
    assert f"2026-03.yaml:2:{len(key) + 3}: error manifest/control-character" in done.err
    assert not list(manifest.parent.glob("out/**/*.epub"))
