"""Archive copies of every issue: built to the rules of PDF/A-3a and PDF/UA-1, and the issue comes out of them again."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pikepdf.pdfa
import pytest

from publisher.proof.pdf.inspection import inspect
from tests.rendered.archives import Copy, skipped_levels
from tests.rendered.conftest import MAGAZINES, NEWSPAPERS
from tests.rendered.press import EDITIONS, FAR, ROOT, SEEDS, Finished, digest, reissue

pytestmark = pytest.mark.slow

TREE = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
MIME = {
    "yaml": "application/yaml",
    "md": "text/markdown",
    "txt": "text/plain",
    "png": "image/png",
    "json": "application/json",
}


@pytest.fixture
def copy(finished: Finished) -> Copy:
    return Copy(copy_of(finished))


def copy_of(finished: Finished) -> Path:
    return finished.file("archive.pdf")


def test_qpdf_finds_nothing(finished: Finished) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    done = subprocess.run(["qpdf", "--check", copy_of(finished)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_list_of_what_an_archive_may_hold_is_kept(finished: Finished) -> None:
    """No rule of PDF/A-3b that pikepdf knows is broken; what it does not know yet (shadings) it says.

    It has no words for level A and for PDF/UA, so those claims are read elsewhere and left out here.
    """
    report = pikepdf.pdfa.validate_written(_without_level_a(copy_of(finished)), "3b")
    assert [str(each) for each in report.findings if each.kind == "violation"] == []
    assert {each.rule for each in report.findings} <= {"pikepdf:shading", "pikepdf:schema-Resources"}


def _without_level_a(path: Path) -> io.BytesIO:
    with pikepdf.open(path) as document:
        text = document.Root.Metadata.read_raw_bytes().decode()
        text = text.replace("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")
        for pattern in (
            r"(?s)<pdfaExtension:schemas>.*</pdfaExtension:schemas>\n",
            r"<pdfuaid:part>1</pdfuaid:part>\n",
        ):
            text = re.sub(pattern, "", text)
        text = re.sub(r' xmlns:pdf(?:aExtension|aSchema|aProperty|uaid)="[^"]*"', "", text)
        document.Root.Metadata.write(text.encode())
        made = io.BytesIO()
        document.save(made, fix_metadata_version=False)
    made.seek(0)
    return made


def test_claims_stand_in_one_plain_packet(copy: Copy) -> None:
    text = copy.metadata()
    assert (text.count("<rdf:RDF"), "/Filter" in copy.document.Root.Metadata) == (1, False)
    for claim in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<pdfaSchema:prefix>pdfuaid<"):
        assert text.count(claim) == 1


def test_every_face_is_embedded_and_reads_as_unicode(copy: Copy) -> None:
    faces = [each for each in copy.objects() if each.get("/Type") == "/FontDescriptor"]
    assert faces
    assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in faces)
    assert all("/ToUnicode" in each for each in copy.objects() if each.get("/Subtype") == "/Type0")


def test_nothing_runs_and_every_annotation_is_printed(copy: Copy) -> None:
    for each in copy.objects():
        assert str(each.get("/S", "")) not in {"/JavaScript", "/Launch"}
        assert each.get("/Interpolate") is not True
        if each.get("/Type") == "/Annot":
            assert int(each.F) == 4


def test_all_that_is_drawn_is_tagged_or_an_artifact(copy: Copy) -> None:
    assert copy.unmarked() == []
    assert {mark for each in copy.elements() for mark in each.marks} == copy.marked()


def test_heads_and_feet_of_pages_are_artifacts(copy: Copy) -> None:
    assert copy.artifact_words() & {"/Header", "/Footer"}


def test_tree_holds_only_what_each_element_may_hold(copy: Copy) -> None:
    wrong = {
        (each.tag, child.tag)
        for each in copy.elements(*TREE)
        for child in each.children
        if child.tag not in TREE[each.tag]
    }
    assert wrong == set()


def test_headings_skip_no_level(copy: Copy) -> None:
    assert copy.elements("H1")
    assert skipped_levels(copy) == []


def test_figures_say_what_they_show_and_where(copy: Copy) -> None:
    for each in copy.elements("Figure"):
        left, foot, right, head = map(float, each.data.A.BBox)
        box = copy.document.pages[each.page or 0].mediabox
        assert str(each.data.get("/Alt", "")).strip()
        assert left < right
        assert foot < head
        assert left >= float(box[0]) - 0.1
        assert head <= float(box[3]) + 0.1


def test_captions_stand_beside_a_figure_or_in_a_table(copy: Copy) -> None:
    for each in copy.elements("Caption"):
        around = each.parent
        assert around is not None
        assert around.tag == "Table" or "Figure" in {inner.tag for inner in around.walk()}


def test_notes_have_names_of_their_own(copy: Copy) -> None:
    names = [str(each.data.ID) for each in copy.elements("Note")]
    assert len(set(names)) == len(names)


def test_heads_of_columns_say_so(copy: Copy) -> None:
    assert {str(each.data.A.Scope) for each in copy.elements("TH")} <= {"/Column", "/Row"}


def test_links_hang_below_their_link_and_speak(copy: Copy) -> None:
    parents = _parents(copy)
    for each in copy.elements():
        assert not each.annotations or each.tag == "Link"
        for annotation in each.annotations:
            assert str(annotation.Contents).strip()
            assert parents[int(annotation.StructParent)].objgen == each.data.objgen
            left, foot, right, head = map(float, annotation.Rect)
            assert right - left > 1
            assert head - foot > 1
    linked = {id(each): None for each in copy.elements("Link") for each in each.annotations}
    on_pages = [each for page in copy.document.pages for each in page.obj.get("/Annots", ())]
    assert len(linked) == len(on_pages)


def _parents(copy: Copy) -> dict[int, Any]:
    numbers = list(copy.document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def test_enclosed_files_are_listed_once_with_kind_and_relationship(copy: Copy) -> None:
    root = copy.document.Root
    names = list(root.Names.EmbeddedFiles.Names)
    assert [each.objgen for each in names[1::2]] == [each.objgen for each in root.AF]
    found = {str(each.UF): each for each in root.AF}
    assert len(found) == len(root.AF) == len(names) // 2
    for name, each in found.items():
        assert str(each.EF.F.Subtype) == f"/{MIME[name.rpartition('.')[2]]}"
        place = str(each.Desc).partition(": ")[0]
        assert place.endswith(name) or name.replace("-", "/") in place.replace("-", "/")
        is_input = place.startswith("manifests/") and not name.endswith(".record.json")
        assert (str(each.AFRelationship) == "/Source") is is_input


def test_any_pdf_program_can_save_the_files(finished: Finished, tmp_path: Path) -> None:
    if not shutil.which("pdfdetach"):
        pytest.skip("Poppler is not installed")
    done = subprocess.run(
        ["pdfdetach", "-saveall", "-o", tmp_path, copy_of(finished)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert {"README.md", "periodical.yaml", "ledger.json"} <= {path.name for path in tmp_path.iterdir()}


@pytest.fixture(params=(*MAGAZINES, *NEWSPAPERS))
def again(
    request: pytest.FixtureRequest, build_once: Callable[[str], Finished], tmp_path: Path
) -> tuple[Finished, Path, str]:
    """Return an issue, the folder it was built in again, and what that build said; only the copy was taken along."""
    first = build_once(request.param)
    desk = tmp_path / "另一处"
    desk.mkdir()
    shutil.copy(copy_of(first), desk / "a.pdf")
    taken = reissue("extract", "a.pdf", "-o", "取出", cwd=desk, **FAR)
    assert taken.returncode == 0, taken.stderr
    manifest = taken.stdout.strip().removeprefix("取出/")
    done = reissue("build", manifest, "--edition", EDITIONS, "-o", "印成", cwd=desk / "取出", **FAR)
    assert done.returncode == 0, done.stderr
    return first, desk / "取出" / "印成" / first.folder.parent.name / first.folder.name, done.stderr


def test_issue_is_built_again_byte_for_byte_from_its_copy_alone(again: tuple[Finished, Path, str]) -> None:
    first, folder, said = again
    made = {path.name for path in folder.iterdir() if path.suffix != ".json"}
    assert {name.partition(".")[2] for name in made} == {"epub", "html", "txt", "pdf", "archive.pdf"}
    if any(first.folder.glob("*.print.pdf")):  # its copy says which editions were asked for, and these are fewer
        made.remove(copy_of(first).name)
    assert [name for name in made if digest(folder / name) != digest(first.folder / name)] == []
    assert said.count(" archive/") == said.count(" archive/same-bytes") == 1


@pytest.mark.xdist_group("sample")
def test_what_differs_is_named(build_once: Callable[[str], Finished], tmp_path: Path) -> None:
    """A name is corrected, and the clock is set: both are told, and so is every file that came out otherwise."""
    shutil.copy(copy_of(build_once("hewan/2026-01")), tmp_path / "a.pdf")
    assert reissue("extract", "a.pdf", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    manifest = tmp_path / "out" / "manifests" / "hewan" / "2026-01.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("陶苇", "陶韦"), encoding="utf-8")
    built = reissue("build", manifest, "--edition", "epub", cwd=tmp_path / "out", SOURCE_DATE_EPOCH="1767225600")
    assert built.returncode == 0, built.stderr
    told = re.findall(r"(?m)^\S+ warning (archive/\S+): (.*)", built.stderr)
    assert [code for code, _ in told] == ["archive/changed-input", "archive/other-bytes", "archive/other-date"]
    assert "manifests/hewan/2026-01.yaml" in dict(told)["archive/changed-input"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the tools beside the checkout (../shared/tools) are not here")
def test_copy_keeps_every_rule_of_what_it_claims(finished: Finished) -> None:
    found = inspect(copy_of(finished).read_bytes())
    broken = {
        profile.standard: [(check.code, check.findings[:3]) for check in checks if check.findings]
        for profile, checks in found.profiles
    }
    assert broken == {"PDF": [], "PDF/A-3a": [], "PDF/UA-1": []}


def test_lint_beside_the_checkout_finds_nothing(finished: Finished) -> None:
    lint = ROOT.parent / "shared" / "tools" / "pdf_lint.py"
    done = subprocess.run([sys.executable, lint, copy_of(finished)], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("A 3 A UA 1 -> ok"), done.stdout + done.stderr
