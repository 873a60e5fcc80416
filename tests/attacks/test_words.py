"""Attacks by words: what somebody types into a manifest, an article or a name (1 to 4, 12, 15, 19 to 21)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from publisher.editions.pdf.packet import Packet
from publisher.issue.inlines import Link
from publisher.issue.plan import MarkdownRef
from publisher.manifest.ids import check_code, check_issue_id, check_source_id
from publisher.manifest.written import Written
from publisher.problems import Place, Problem, render
from publisher.sources.marked import parse_article
from tests.attacks.issues import written_issue
from tests.calls import Call

AWKWARD = """<script>alert(1)</script>"><img src=x onerror=y> ]]> &amp; {{ ''.__class__ }}"""
OVERRIDE = "\u202e"
BOMB = "\n".join(["x-0: &a0 [x]", *(f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))])


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        pytest.param("title: !!python/object/apply:os.system ['true']", "2:8", "tag", id="01-tag"),
        pytest.param(BOMB, "2:6", "alias", id="02-bomb"),
        pytest.param('title: "a"\ntitle: "b"', "3:1", "duplicate-key", id="03-twice"),
        pytest.param('revision: "010"', "2:11", "wrong-type", id="03-octal"),
        pytest.param("derived: [no]", "2:11", "bad-value", id="03-norway"),
        pytest.param("x-a: " + "[" * 5000, "2:65", "too-deep", id="04-brackets"),
        pytest.param("x-a: " + "'" + "a" * 50_000_000 + "'", "", "too-large", id="04-large"),
        pytest.param("contents: [{article: lantern-2026-03-i0001, text: '1'}]", "5:1", "duplicate-key", id="21-twice"),
    ],
)
def test_attack_on_the_reader_is_a_problem_at_its_line(
    line: str, place: str, code: str, tmp_path: Path, call: Callable[..., Call]
) -> None:
    manifest = written_issue(tmp_path)
    first, *rest = manifest.read_text(encoding="utf-8").splitlines()
    manifest.write_text("\n".join([first, line, *rest]) + "\n", encoding="utf-8")
    done = call("check", str(manifest), "--lang", "en")
    assert done.code == 3
    assert f"2026-03.yaml:{place}: error manifest/{code}".replace(":: ", ": ") in done.out + done.err
    assert "Traceback" not in done.out + done.err


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "-rf",
        "con",
        "CON",
        f"a{OVERRIDE}b",
        "长" * 200,
        "a" * 200,
        "a\nb",
        "a/b",
        "a\\b",
        "a\0b",
        ".hidden",
        "a.",
        "~",
        "",
        "２０２６",
    ],
)
def test_id_that_would_make_a_bad_file_name_is_refused(name: str) -> None:
    at = Place("a.yaml", 1, 1)
    assert check_code(Written(name, at))
    assert check_issue_id(Written(f"lantern-{name}", at), "lantern", name)
    if name not in {"con", "a" * 200, "a."}:  # the name of a source stands in a record, and names no file
        assert check_source_id(Written(name, at))


def test_markdown_makes_no_markup_and_no_link_of_it() -> None:
    text = """<script>x</script> <b onclick=y>粗</b> <!-- 注 --> &lt;

[甲](javascript:alert(1)) [乙](data:text/html;base64,AAAA) [丙](file:///etc/passwd) [丁](vbscript:x)

![图](file:///etc/passwd)
"""
    blocks, _ = parse_article(MarkdownRef(Path("/nowhere/a.md"), "a.md", text, 1, "a.md"), "a")
    assert [type(inline).__name__ for block in blocks for inline in block.inlines] == ["Text"] * 3  # type: ignore[union-attr]  # paragraphs
    assert not [inline for block in blocks for inline in block.inlines if isinstance(inline, Link)]  # type: ignore[union-attr]  # as above
    assert "<script>x</script> <b onclick=y>粗</b> <!-- 注 --> &lt;" in blocks[0].inlines[0].text  # type: ignore[union-attr]  # as above


@pytest.mark.slow
def test_hostile_title_is_words_in_the_metadata_of_a_pdf(tmp_path: Path, call: Callable[..., Call]) -> None:
    manifest = written_issue(tmp_path, "河", number=json.dumps(AWKWARD))
    done = call("build", str(manifest), "--edition", "pdf", "-o", str(tmp_path / "out"))
    assert done.code == 0, done.err
    (found,) = tmp_path.glob("out/**/*.pdf")
    with pikepdf.open(found) as pdf:
        assert AWKWARD in str(pdf.docinfo.Title)
        packet = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b"<x/>"
    assert not [element for element in ET.fromstring(packet).iter() if element.tag.endswith(("script", "img"))]


def test_packet_holds_hostile_words_as_they_are() -> None:
    packet = Packet()
    packet.text("pdf:Producer", AWKWARD)
    packet.alternatives("dc:title", AWKWARD)
    packet.members("dc:creator", AWKWARD, AWKWARD, in_order=True)
    words = [element.text for element in ET.fromstring(packet.bytes()).iter() if (element.text or "").strip()]
    assert words == [AWKWARD] * 4


@pytest.mark.parametrize(
    ("char", "name"),
    [
        (OVERRIDE, "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2067", "RIGHT-TO-LEFT ISOLATE"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_characters_that_turn_or_hide_others_are_told(
    char: str, name: str, tmp_path: Path, call: Callable[..., Call]
) -> None:
    manifest = written_issue(tmp_path, f"河{char}湾", f"渡{char}口\n河{char}水\n", number=f'"第{char}期"')
    done = call("check", str(manifest), "--lang", "en")
    assert done.code == 0, done.err
    told = [line for line in (done.out + done.err).splitlines() if "typesetting/unseen-character" in line]
    assert [line.partition("unseen-character: ")[2].split(";")[0] for line in told] == [
        f"lantern-2026-03 holds U+{ord(char):04X} ({name}) 1 times",
        f"lantern-2026-03-i0001 holds U+{ord(char):04X} ({name}) 3 times",
    ]


def test_joiners_of_other_scripts_are_no_news(tmp_path: Path, call: Callable[..., Call]) -> None:
    manifest = written_issue(tmp_path, text="\U0001f469\u200d\U0001f33e 种地\nsoft\u00adly\n")
    done = call("check", str(manifest), "--lang", "en")
    assert "unseen-character" not in done.out + done.err


@pytest.mark.parametrize("char", ["\x1b[2J", "\n", "\r", "\x07", "\x9b", OVERRIDE, "\u2028", "\ud800"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_message_never_steers_a_terminal(char: str, lang: str) -> None:
    found = Problem(
        "manifest/missing-file", Place(f"a{char}b.yaml", 3, 2, f"a{char}b", 3), {"file": char, "root": char}
    )
    said = render(found, lang)
    said.encode()
    assert char not in said.replace("\n", "", 3)
    assert len(said.splitlines()) == 4
