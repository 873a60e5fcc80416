"""《河湾》 for Taiwan: beside the original's files, read back as the sample is, set by the rules of centred marks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from publisher.house import House
from publisher.problems import Severity
from publisher.proof.epub import epubcheck
from publisher.proof.typography import measuring
from tests.findings import faults
from tests.rendered.comparing import read_back
from tests.rendered.leafing import faults_of
from tests.rendered.press import FAR, KEPT, ROOT, Finished, digest, reissue
from tests.rendered.reading import Book, block_words, squeezed, words

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("derived")]

MANIFEST = ROOT / "manifests" / "hewan" / "2026-01.yaml"
STEM = "hewan-2026-01.zh-hant-tw"
HELD = {"itemised", "figure", "ornament"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample, built for Taiwan."""
    made = tmp_path_factory.mktemp("derived")
    asked = "--language", "zh-Hant-TW", "--edition", "epub,pdf,pdf-archive"
    done = reissue("build", MANIFEST, *asked, "-o", made, "-q", cwd=made)
    assert done.returncode == 0, done.stderr
    return made / "hewan" / "2026-01"


@pytest.fixture(scope="module")
def finished(folder: Path) -> Finished:
    shown = reissue("show", MANIFEST, "--language", "zh-Hant-TW", "--format", "json", cwd=folder)
    assert shown.returncode == 0, shown.stderr
    return Finished(MANIFEST, None, folder, json.loads(shown.stdout))


def test_files_bear_the_language_and_no_file_of_the_original_is_there(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    prints = [f"{STEM}.{ending}" for ending in ("archive.pdf", "epub", "pdf")]
    assert names == ["edition.json", *prints, "ledger.zh-hant-tw.json", "problems.zh-hant-tw.json"]


def test_book_and_second_ledger_are_those_of_the_issue(folder: Path) -> None:
    found = read_back(folder)
    assert sorted(found) == ["epub", "ledger.zh-hant-tw.json"]
    assert faults(found) == []


def test_every_character_of_the_printed_pages_has_its_place(folder: Path) -> None:
    assert faults_of(folder) == []


def test_validator_finds_no_error_and_no_warning(finished: Finished) -> None:
    house = House(finished.folder, finished.folder, environ={"PATH": os.environ["PATH"]})
    found = epubcheck(finished.epub, house)
    assert [each.message() for each in found if each.severity in {Severity.ERROR, Severity.WARNING}] == []


def test_every_block_reads_exactly_as_shown(finished: Finished) -> None:
    book = Book(finished.epub)
    assert list(book.articles) == [article["id"] for article in finished.articles()]
    for article in finished.articles():
        elements = {each.attrib["id"]: each for each in book.articles[article["id"]].iter() if "id" in each.attrib}
        for block in article["blocks"]:
            if block["kind"] not in HELD:
                assert block_words(elements[block["id"]]) == block["text"]
        blocks = [block["text"] for block in article["blocks"] if block["kind"] != "itemised"]
        notes = [note["text"] for note in article["notes"]]
        assert squeezed("".join(map(words, book.body(article["id"])))) == squeezed("".join([*blocks, *notes]))


def test_package_says_which_language_it_is_in(finished: Finished) -> None:
    with zipfile.ZipFile(finished.epub) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".opf"))
        package = archive.read(name).decode()
    assert "<dc:language>zh-Hant-TW</dc:language>" in package
    assert "河灣" in package


def test_nothing_of_the_issue_is_left_in_the_other_script(finished: Finished) -> None:
    text = json.dumps(finished.shown, ensure_ascii=False)
    assert set("这们个来时为说过还没书发么边头业东车门马鱼鸟语词长张") & set(text) == set()
    assert set("“”‘’") & set("".join(block["text"] for block in finished.articles()[2]["blocks"])) == set()


def test_words_that_a_reader_of_taiwan_looks_for(finished: Finished) -> None:
    text = json.dumps(finished.shown, ensure_ascii=False)
    for phrase in (
        "腕上的錶",
        "年檢表",
        "歲給穀各",
        "乾豆角",
        "簡訊",
        "覆了塑膠膜",
        "紆迴",
        "下罈",
        "一隻能裝",
        "倒是沖出",
    ):
        assert phrase in text
    for wrong in ("下麵", "裏", "孃", "賬", "頭發"):
        assert wrong not in text


def test_few_questions_are_left(finished: Finished) -> None:
    assert len(finished.shown["issue"]["open_queries"]) < 25


def test_colophon_says_from_what_it_was_converted(finished: Finished) -> None:
    with pymupdf.open(finished.pdf) as document:
        last = squeezed(document[-1].get_text())
    assert "本版文字由簡體版轉換而成" in last
    assert "s2twp" in last


def test_ledger_stands_on_that_of_the_original(folder: Path) -> None:
    record = json.loads((folder / "ledger.zh-hant-tw.json").read_text(encoding="utf-8"))
    assert record["converter"].endswith("s2twp")
    assert len(record["on"]) == 64
    assert {each["rule"] for each in record["ledger"]["corrections"]} == {
        "copydesk/other-script",
        "copydesk/regional-word",
        "copydesk/quotes-of-script",
        "editor/script-reading",
    }


def test_every_demand_on_typography_is_met(finished: Finished) -> None:
    measures = measuring.typography(finished.pdf).measures
    assert [each.name for each in measures if not each.is_met] == []


def test_built_again_from_its_archive_copy_it_is_the_same(folder: Path, tmp_path: Path) -> None:
    copy = folder / f"{STEM}.archive.pdf"
    assert reissue("extract", copy, "-o", "out", "-q", cwd=tmp_path).returncode == 0
    records = sorted(path.name for path in (tmp_path / "out" / "records").iterdir())
    assert records == ["ledger.json", "ledger.zh-hant-tw.json"]
    asked = "--language", "zh-Hant-TW", "--edition", "epub", "-q"
    done = reissue("build", "manifests/hewan/2026-01.yaml", *asked, "-o", "again", cwd=tmp_path / "out", **FAR)
    assert done.returncode == 0, done.stderr
    again = tmp_path / "out" / "again" / "hewan" / "2026-01"
    for name in (f"{STEM}.epub", "ledger.zh-hant-tw.json"):
        assert digest(again / name) == digest(folder / name)


def test_archive_copy_says_its_language(folder: Path) -> None:
    with pikepdf.open(folder / f"{STEM}.archive.pdf") as document:
        assert str(document.Root.Lang) == "zh-Hant-TW"


def test_issue_that_cannot_be_turned_is_refused_with_what_is_possible(tmp_path: Path) -> None:
    done = reissue("build", MANIFEST, "--language", "zh-Hans-SG", "-o", tmp_path, cwd=tmp_path)
    assert done.returncode == 2
    assert "copydesk/no-such-conversion" in done.stderr
    assert not list(tmp_path.iterdir())


def test_original_loads_nothing_of_the_conversion(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from publisher import production; from publisher.house import House; "
        "production.build(Path(sys.argv[1]), House.here(), ('html',), Path(sys.argv[2]), lambda _: None); "
        "assert not {'opencc', 'marisa_trie', 'publisher.scripts'} & sys.modules.keys(), 'loaded'"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(MANIFEST), str(tmp_path)],
        env=os.environ | KEPT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
