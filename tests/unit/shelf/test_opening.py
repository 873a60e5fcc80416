"""An archive copy is opened without trust: what is right comes out whole, what is wrong is named and not written."""

from __future__ import annotations

import errno
import io
import os
import random
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream, String

from publisher.house import House
from publisher.issue import enclosure
from publisher.issue.build_record import FORM
from publisher.problems import ExitCode, Severity, SourceError, UsageError, catalogue
from publisher.production.extracting import extract
from publisher.shelf import unpacking
from publisher.shelf.opening import open_copy
from tests.unit.shelf.copies import FILES, MANIFEST, RECORD, a_copy, a_record, digests, saved, with_files, without

pytestmark = pytest.mark.slow

Refusal = Callable[[bytes], tuple[str, dict[str, object]]]
UNSAFE = [
    "../../evil.txt",
    "manifests/../../evil.txt",
    "/etc/evil.txt",
    "C:/evil.txt",
    "manifests\\..\\evil.txt",
    "manifests//evil.txt",
    "./evil.txt",
    "evil\r\n.txt",
    "evil\x00.txt",
    "evil\u202etxt.exe",
    "CON",
    "manifests/aux.txt",
    "evil. ",
    "",
    "长" * 90 + ".txt",
    "/".join(["a" * 100] * 12),
]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, tmp_path, environ={"PATH": os.environ["PATH"]})


@pytest.fixture
def refusal(house: House, tmp_path: Path) -> Refusal:
    """Return a function that extracts a PDF which will not do, and returns the code and values of the refusal."""

    def refused(pdf: bytes) -> tuple[str, dict[str, object]]:
        (tmp_path / "a.pdf").write_bytes(pdf)
        with pytest.raises(SourceError) as raised:
            extract(Path("a.pdf"), Path("out/new"), house)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf"]
        assert raised.value.exit_code is ExitCode.SOURCE
        (problem,) = raised.value.problems
        assert str(problem.place) == "a.pdf"
        return problem.code, dict(problem.values)

    return refused


def test_everything_a_copy_holds_comes_out(house: House, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy())
    made = extract(Path("a.pdf"), Path("new"), house)
    written = {path.relative_to(tmp_path / "new").as_posix(): path for path in (tmp_path / "new").rglob("*.*")}
    assert sorted(written) == sorted([*FILES, RECORD]) == list(made.files)
    assert all(written[name].read_bytes() == data for name, data in FILES.items())
    assert (made.manifest, made.problems) == (tmp_path / "new" / MANIFEST, ())
    assert made.asked == f"{MANIFEST} --edition epub,pdf,pdf-archive"


def test_an_empty_folder_will_do_and_one_in_use_will_not(house: House, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy())
    (tmp_path / "new").mkdir()
    extract(Path("a.pdf"), Path("new"), house)
    for place in ("new", "a.pdf"):
        with pytest.raises(UsageError) as raised:
            extract(Path("a.pdf"), Path(place), house)
        assert raised.value.problems[0].code == "archive/folder-in-use"


@pytest.mark.parametrize("name", UNSAFE)
def test_name_that_leads_elsewhere_is_refused(refusal: Refusal, name: str) -> None:
    code, values = refusal(with_files([(MANIFEST, b""), (name, b"evil")]))
    assert code == "archive/unsafe-name"
    assert str(values["file"]).isprintable()


@pytest.mark.parametrize(
    "second",
    [MANIFEST, MANIFEST.upper(), f"{MANIFEST}/inside.txt", "manifests"],
    ids=["same", "case", "file", "folder"],
)
def test_two_names_for_one_place_are_refused(refusal: Refusal, second: str) -> None:
    assert refusal(with_files([(MANIFEST, b"a"), (second, b"b")])) == ("archive/doubled-name", {"file": second})


def test_too_many_files_are_refused(refusal: Refusal) -> None:
    with Pdf.new() as document:
        document.add_blank_page()
        one = document.make_indirect(Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary()))
        names = pikepdf.Array([String("a"), one] * (enclosure.MOST_FILES + 1))
        document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        assert refusal(saved(document))[0] == "archive/too-much"


def test_what_inflates_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would fill a disk: measured while it is inflated, and not written further."""
    monkeypatch.setattr(unpacking, "MOST_BYTES", 3 * 10**6)
    bomb = zlib.compress(b"\0" * 10**8, 9)
    assert len(bomb) < 10**5
    with Pdf.open(io.BytesIO(with_files({"a.txt": b"x"}))) as document:
        document.Root.Names.EmbeddedFiles.Names[1].EF.F = Stream(document, bomb, Filter=Name.FlateDecode)
        pdf = io.BytesIO(saved(document))
    with pytest.raises(unpacking.RefusedError) as refused:
        unpacking.unpacked(pdf, tmp_path)
    assert refused.value.code == "archive/too-much"
    assert (tmp_path / "0").stat().st_size <= 3 * 10**6


@pytest.mark.parametrize("codings", [["/LZWDecode"], ["/FlateDecode", "/FlateDecode"], ["/ASCIIHexDecode"]])
def test_other_codings_are_refused(refusal: Refusal, codings: list[str]) -> None:
    with Pdf.open(io.BytesIO(with_files({"a.txt": b"x"}))) as document:
        filters = pikepdf.Array([Name(each) for each in codings])
        document.Root.Names.EmbeddedFiles.Names[1].EF.F = Stream(document, b"\x80\x0b\x60\x50", Filter=filters)
        made = io.BytesIO()
        document.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        assert refusal(made.getvalue()) == ("archive/unknown-coding", {"file": "a.txt"})


def test_spoilt_stream_is_refused(refusal: Refusal) -> None:
    with Pdf.open(io.BytesIO(with_files({"a.txt": b"x"}))) as document:
        document.Root.Names.EmbeddedFiles.Names[1].EF.F = Stream(document, b"no zlib", Filter=Name.FlateDecode)
        made = io.BytesIO()
        document.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        assert refusal(made.getvalue())[0] == "archive/damaged"


def test_tree_of_names_that_bites_its_tail_is_refused(
    refusal: Refusal,
) -> None:
    with Pdf.open(io.BytesIO(with_files({}))) as document:
        node = document.make_indirect(Dictionary())
        node.Kids = pikepdf.Array([node])
        document.Root.Names.EmbeddedFiles = node
        assert refusal(saved(document))[0] == "archive/damaged"


def test_damaged_files_are_refused(refusal: Refusal) -> None:
    whole = a_copy()
    for spoilt in (b"", b"%PDF-1.7\n", whole[: len(whole) // 2], whole[:-40], b"PK\x03\x04" + whole[4:]):
        assert refusal(spoilt)[0] == "archive/damaged"


def test_whatever_is_damaged_nothing_but_a_refusal_comes_of_it(tmp_path: Path) -> None:
    """Cut off, bytes changed, bytes taken out: 300 times, the same ones every time."""
    chance = random.Random(7)  # noqa: S311 - damage has to be the same every time, not secret
    whole, found = a_copy(), set()
    for _ in range(100):
        at, length = chance.randrange(len(whole)), chance.randrange(1, 200)
        noise = bytes(chance.choice(b"<>[]()/ 0123456789Robj") for _ in range(20))
        for spoilt in (whole[:at], whole[:at] + whole[at + length :], whole[:at] + noise + whole[at + 20 :]):
            try:
                unpacking.unpacked(io.BytesIO(spoilt), tmp_path)
                found.add("")
            except unpacking.RefusedError as refused:
                found.add(refused.code)
    assert found >= {"", "archive/damaged"}
    assert found <= {"", *catalogue("en")}


def test_odd_structures_are_refused(refusal: Refusal) -> None:
    for odd in (Name.Odd, pikepdf.Array([1, 2]), Dictionary(Names=Name.Odd), Dictionary(Names=pikepdf.Array([1, 2]))):
        with Pdf.open(io.BytesIO(with_files({}))) as document:
            document.Root.Names.EmbeddedFiles = odd
            assert refusal(saved(document))[0] in {"archive/damaged", "archive/no-copy"}


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_file_is_refused(refusal: Refusal, password: str) -> None:
    with Pdf.open(io.BytesIO(a_copy())) as document:
        made = io.BytesIO()
        document.save(made, encryption=pikepdf.Encryption(owner="owner", user=password))
        assert refusal(made.getvalue())[0] == "archive/encrypted"


def test_pdf_that_is_no_archive_copy_is_refused(refusal: Refusal) -> None:
    for files in (
        {},
        {"a.txt": b"a"},
        {RECORD: b"{}"},
        {RECORD: b"[" * 10**5},
        {RECORD: b"\xff"},
        {RECORD: b"{}", f"a/{RECORD}": b"{}"},
    ):
        assert refusal(with_files(files))[0] == "archive/no-copy"
    later = replace(a_record(), form=FORM + 1)
    assert refusal(a_copy(record=later))[0] == "archive/no-copy"


def test_exchanged_and_missing_files_are_refused(refusal: Refusal) -> None:
    record = a_record()
    code, values = refusal(a_copy({**FILES, MANIFEST: b"issue: 2\n"}, record=record))
    assert (code, values["file"]) == ("archive/changed-file", MANIFEST)
    less = {name: data for name, data in FILES.items() if name != MANIFEST}
    assert refusal(a_copy(less, record=record)) == ("archive/missing-file", {"file": MANIFEST})


@pytest.mark.parametrize("name", UNSAFE)
def test_path_of_a_record_that_leads_elsewhere_is_refused(refusal: Refusal, name: str) -> None:
    record = a_record()
    if not name.isprintable():
        name = name.encode("utf-8", "surrogatepass").decode()
    files = (*record.files, replace(record.files[-1], name=name))
    code, values = refusal(a_copy(record=replace(record, files=files)))
    assert code == "archive/unsafe-name"
    assert str(values["file"]).isprintable()


def test_paths_of_a_record_in_each_other_s_way_are_refused(refusal: Refusal) -> None:
    record = a_record()
    files = (*record.files, replace(record.files[-1], name=MANIFEST.upper()))
    assert refusal(a_copy(record=replace(record, files=files))) == ("archive/doubled-name", {"file": MANIFEST.upper()})


def test_record_without_its_manifest_is_refused(refusal: Refusal) -> None:
    record = replace(a_record(), manifest="manifests/dengshi/2026-03.yaml")
    assert refusal(a_copy(record=record))[0] == "archive/missing-file"


@pytest.mark.parametrize("field", [{"language": "\x1b[2J"}, {"editions": ("epub; rm -rf",)}])
def test_words_of_a_record_that_are_no_words_are_refused(refusal: Refusal, field: dict[str, Any]) -> None:
    assert refusal(a_copy(record=replace(a_record(), **field)))[0] == "archive/no-copy"


def test_file_the_record_does_not_name_stays_in_the_pdf(house: House, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy(extra={"slip.txt": b"of a library"}))
    copy = open_copy(tmp_path / "a.pdf", house)
    (problem,) = copy.problems
    assert (problem.code, problem.values["file"], problem.severity) == (
        "archive/unlisted-file",
        "slip.txt",
        Severity.WARNING,
    )
    assert sorted(copy.files) == sorted([*FILES, RECORD])
    assert without(copy.record, MANIFEST).files == digests(FILES)[1:]


def test_missing_file_is_named(house: House) -> None:
    with pytest.raises(SourceError) as raised:
        extract(Path("nowhere.pdf"), Path("new"), house)
    assert raised.value.problems[0].code == "archive/no-file"


def test_file_that_may_not_be_read_is_refused(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy())

    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError) as raised:
        open_copy(tmp_path / "a.pdf", house)
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["reason"]) == ("archive/damaged", "Permission denied")
