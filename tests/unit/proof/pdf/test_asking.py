"""The process that reads foreign PDFs: what it answers, and what becomes of files that are damaged or mean harm."""

from __future__ import annotations

import random
import zlib
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from publisher.house import House
from publisher.problems import SourceError
from publisher.proof.checks import State
from publisher.proof.pdf import asking, confined, document
from publisher.proof.pdf.reader import answer
from tests.unit.proof.pdf import samples, spoils

HOUSE = House(Path("/"), Path("/"))


def refused(data: bytes, seconds: int = 0) -> tuple[str, str]:
    """Return code and reason of the problem a file becomes."""
    with pytest.raises(SourceError) as caught:
        asking.read(data, "a.pdf", HOUSE, seconds=seconds)
    (problem,) = caught.value.problems
    assert str(problem.place) == "a.pdf"
    return problem.code, str(problem.values["reason"])


def details(data: bytes, code: str) -> list[str]:
    """Return what a rule for every PDF found."""
    checks = next(each["checks"] for each in answer(data, ())["profiles"] if each["key"] == "pdf")
    return [finding["detail"] for check in checks if check["code"] == code for finding in check["findings"]]


def test_sections_are_the_standards_a_file_claims() -> None:
    read = asking.read(samples.saved(samples.archive()), "a.pdf", HOUSE)
    told = [(section.name, section.standard, section.state) for section in read.sections if not section.note]
    assert told == [
        (key, name, State.PASSED) for key, name in (("pdf", "PDF"), ("pdfa", "PDF/A-3a"), ("pdfua", "PDF/UA-1"))
    ]
    assert (read.pages, read.claims, read.has_classes) == (2, ("PDF/A-3a", "PDF/UA-1"), False)


def test_standard_that_is_asked_for_applies_without_a_claim() -> None:
    read = asking.read(samples.saved(samples.printed()), "a.pdf", HOUSE, ("a-3",))
    sections = {section.name: section for section in read.sections}
    assert sections["pdfa"].standard == "PDF/A-3u"
    assert "metadata-part" in {check.code for check in sections["pdfa"].failed()}


def test_rules_of_a_higher_level_do_not_apply_to_a_lower_one() -> None:
    pdf = samples.archive()
    spoils.xmp("conformance>A", "conformance>B")(pdf)
    found = answer(samples.saved(pdf), ())
    checks = {
        check["code"]: check["state"] for each in found["profiles"] if each["key"] == "pdfa" for check in each["checks"]
    }
    assert {code for code, state in checks.items() if state == State.NOT_APPLICABLE} >= {"to-unicode", "structure-tree"}


@pytest.mark.parametrize(("old", "new", "claim"), [("part>3", "part>4", "PDF/A-4a"), ("part>1", "part>2", "PDF/UA-2")])
def test_claim_without_rules_here_is_named_and_skipped(old: str, new: str, claim: str) -> None:
    pdf = samples.archive()
    spoils.xmp(f"<pdf{'aid' if 'A-4' in claim else 'uaid'}:{old}", f"<pdf{'aid' if 'A-4' in claim else 'uaid'}:{new}")(
        pdf
    )
    read = asking.read(samples.saved(pdf), "a.pdf", HOUSE)
    (section,) = [section for section in read.sections if section.name == "claim"]
    assert (section.standard, section.state, section.note) == (claim, State.SKIPPED, "no-rules")


def test_file_that_bleeds_is_held_to_what_printers_expect() -> None:
    pdf = samples.printed()
    del pdf.Root.Metadata, pdf.Root.OutputIntents
    spoils.redraw("0 0 0 1 k", "0 0 0 rg")(pdf)
    read = asking.read(samples.saved(pdf), "a.pdf", HOUSE)
    (press,) = [section for section in read.sections if section.name == "press"]
    assert (read.claims, [check.code for check in press.failed()]) == ((), ["rgb"])


# --- damage and harm -------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n1 0 obj\n<< >>\n"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refused(data)[0] == "proof/bad-pdf"


def test_file_that_wants_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    samples.printed().save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert refused(path.read_bytes()) == ("proof/bad-pdf", "password")


def test_stream_that_unpacks_beyond_measure_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_DECODED", 2**20)
    pdf = samples.printed()
    packed = zlib.compress(bytes(2**24), 9)
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    assert details(samples.saved(pdf), "operators")[0].startswith("unreadable")


@pytest.mark.slow
def test_forms_that_draw_each_other_without_end_are_refused() -> None:
    pdf = samples.printed()
    forms = [
        Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=pikepdf.Array([0, 0, 1, 1])) for _ in range(12)
    ]
    indirect = [pdf.make_indirect(form) for form in forms]
    for form, below in pairwise(indirect):
        form.write(b"/X Do " * 30)
        form.Resources = Dictionary(XObject=Dictionary(X=below))
    pdf.pages[0].obj.Resources.XObject.X = indirect[0]
    spoils.draw("/X Do")(pdf)
    assert "forms" in str(answer(samples.saved(pdf), ())["limit"])


def test_form_that_draws_itself_is_a_fault_of_the_file() -> None:
    pdf = samples.printed()
    box = pikepdf.Array([0, 0, 1, 1])
    form = pdf.make_indirect(Stream(pdf, b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=box))
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Resources.XObject.X = form
    spoils.draw("/X Do")(pdf)
    assert "levels" in details(samples.saved(pdf), "operators")[0]


def test_dictionaries_nested_without_end_are_refused() -> None:
    pdf = samples.printed()
    data = samples.saved(pdf).replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"<</X " * 5000 + b"1" + b">>" * 5000)
    assert refused(data)[0] in {"proof/bad-pdf", "proof/pdf-limit"}


def test_process_that_reaches_its_limits_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MEMORY_LIMIT", 16 * 1024**2)  # too little even to begin
    assert refused(samples.saved(samples.printed()), seconds=1)[0] == "proof/pdf-limit"


def test_file_larger_than_any_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MAX_BYTES", 10)
    assert refused(b"%PDF-1.7 and more") == ("proof/pdf-limit", "17 bytes")


@pytest.mark.parametrize("seed", range(60))
def test_damaged_file_gives_an_answer_and_never_an_exception(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage that is the same every time
    data = bytearray(samples.saved((samples.archive, samples.printed)[seed % 2]()))
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    for _ in range((0, 1, 20, 300)[seed % 4]):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    found = answer(bytes(data), ("a-3", "ua-1", "x-4"))
    assert len(found.keys() & {"unreadable", "limit", "profiles"}) == 1
