"""The pass that makes an archive copy: bytes in, bytes out, to the rules of PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publisher.editions.pdf.archive import Deposit, archived
from publisher.issue.enclosure import Enclosed, Relationship

TITLE = "灯市 <script>alert(1)</script> ]]> & “二月”"
DEPOSIT = Deposit("reissue:dengshi-2026-02:zh-Hans:1:pdf-archive", "zh-Hans", "灯市社", "署名 & 同方式", "2026-02")
FILES = (
    Enclosed("manifests/dengshi/2026-02.yaml", b"issue: 1\n", Relationship.SOURCE, "清单", "2026-02.yaml"),
    Enclosed("manifests/dengshi/提取/一.txt", "灯市\n".encode(), Relationship.SOURCE, "提取文字", "一.txt"),
    Enclosed("records/ledger.json", b"{}", Relationship.SUPPLEMENT, "更正账", "ledger.json"),
)
BY_KEY = sorted(FILES, key=lambda each: bytes(String(each.stored)))  # as a tree of names is sorted
DC = "{http://purl.org/dc/elements/1.1/}"


def screen() -> bytes:
    """Return a PDF such as the renderer makes, with everything an archive does not allow."""
    with Pdf.new() as document:
        document.add_blank_page()
        page = document.pages[0].obj
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), F=2)
        page.Annots = Array([document.make_indirect(link)])
        picture = Stream(document, b"\0\0\0")
        picture.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
        )
        picture.Interpolate = True
        page.Resources = Dictionary(XObject=Dictionary(p=picture), Pattern=Dictionary())
        document.docinfo.Title = String(TITLE)
        document.docinfo.Author = String("灯市社")
        document.docinfo.Producer = String("WeasyPrint 70.0")
        document.docinfo.CreationDate = String("D:20260201000000Z")
        document.docinfo.ModDate = String("D:20260201000000Z")
        made = io.BytesIO()
        document.save(made, static_id=True)
    return made.getvalue()


@pytest.fixture(scope="module")
def copy() -> bytes:
    return archived(screen(), DEPOSIT, FILES)


@pytest.fixture
def document(copy: bytes) -> Iterator[Pdf]:
    with Pdf.open(io.BytesIO(copy)) as opened:
        yield opened


def xmp(document: Pdf) -> ET.Element:
    return ET.fromstring(document.Root.Metadata.read_raw_bytes())


def test_same_bytes_give_same_bytes(copy: bytes) -> None:
    assert archived(screen(), DEPOSIT, tuple(reversed(FILES))) == copy


def test_identifier_is_that_of_the_deposit(document: Pdf) -> None:
    first, second = document.trailer.ID
    assert bytes(first) == DEPOSIT.uuid.bytes
    assert len(bytes(second)) == 16
    assert xmp(document).find(f".//{DC}identifier").text == DEPOSIT.uuid.urn  # type: ignore[union-attr]  # it is there


def test_every_file_is_listed_once_among_the_names_and_once_as_belonging(document: Pdf) -> None:
    names = list(document.Root.Names.EmbeddedFiles.Names)
    assert [str(name) for name in names[::2]] == [each.stored for each in BY_KEY]
    assert [each.objgen for each in document.Root.AF] == [each.objgen for each in names[1::2]]
    assert len({each.objgen for each in document.Root.AF}) == len(FILES)


@pytest.mark.parametrize(("number", "wanted"), list(enumerate(BY_KEY)))
def test_file_says_what_it_is(document: Pdf, number: int, wanted: Enclosed) -> None:
    found = document.Root.AF[number]
    stream = found.EF.F
    assert (str(found.UF), str(found.Desc)) == (wanted.stored, f"{wanted.name}: {wanted.description}")
    assert str(found.F).isascii()
    assert str(found.AFRelationship) == f"/{wanted.relationship.value}"
    assert stream.objgen == found.EF.UF.objgen
    assert (str(stream.Type), str(stream.Subtype)) == ("/EmbeddedFile", f"/{wanted.media_type}")
    assert stream.read_bytes() == wanted.data
    assert int(stream.Params.Size) == len(wanted.data)
    assert bytes(stream.Params.CheckSum) == hashlib.md5(wanted.data, usedforsecurity=False).digest()
    assert str(stream.Params.ModDate) == "D:20260201000000Z"


def test_names_for_old_readers_stay_apart(document: Pdf) -> None:
    assert len({str(each.F) for each in document.Root.AF}) == len(FILES)
    assert "u4e00.txt" in {str(each.F) for each in document.Root.AF}


def test_packet_is_plain_single_and_well_formed(document: Pdf) -> None:
    stream = document.Root.Metadata
    text = stream.read_raw_bytes().decode()
    assert "/Filter" not in stream
    assert (text.count("<?xpacket begin"), text.count("<rdf:RDF"), text.count("<?xpacket end")) == (1, 1, 1)
    assert ET.fromstring(text).tag == "{adobe:ns:meta/}xmpmeta"


def test_packet_claims_both_standards_in_elements(document: Pdf) -> None:
    root = xmp(document)
    found = {
        name: root.findtext(f".//{{http://www.aiim.org/{space}}}{name}")
        for space, name in [("pdfa/ns/id/", "part"), ("pdfa/ns/id/", "conformance")]
    }
    assert found == {"part": "3", "conformance": "A"}
    assert root.findtext(".//{http://www.aiim.org/pdfua/ns/id/}part") == "1"
    described = root.findtext(".//{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")
    assert described == "http://www.aiim.org/pdfua/ns/id/"


def test_packet_says_what_the_info_dictionary_says(document: Pdf) -> None:
    root, rdf = xmp(document), "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    assert root.findtext(f".//{DC}title/{rdf}Alt/{rdf}li") == TITLE == str(document.docinfo.Title)
    assert root.findtext(f".//{DC}creator/{rdf}Seq/{rdf}li") == str(document.docinfo.Author)
    assert root.findtext(f".//{DC}rights/{rdf}Alt/{rdf}li") == DEPOSIT.rights
    assert root.findtext(f".//{DC}language/{rdf}Bag/{rdf}li") == "zh-Hans"
    for name in ("CreateDate", "ModifyDate"):
        assert root.findtext(f".//{{http://ns.adobe.com/xap/1.0/}}{name}") == "2026-02-01T00:00:00Z"
    assert root.findtext(".//{http://ns.adobe.com/pdf/1.3/}Producer") == "WeasyPrint 70.0"


def test_output_intent_has_a_profile_of_three_colours(document: Pdf) -> None:
    (intent,) = document.Root.OutputIntents
    profile = intent.DestOutputProfile
    assert (str(intent.S), int(profile.N)) == ("/GTS_PDFA1", 3)
    assert profile.read_bytes()[36:40] == b"acsp"
    assert b"no copyright, use freely" in profile.read_bytes()


def test_pages_annotations_and_pictures_are_as_an_archive_wants_them(document: Pdf) -> None:
    page = document.pages[0].obj
    assert (str(page.Tabs), int(page.Annots[0].F)) == ("/S", 4)
    assert not bool(page.Resources.XObject.p.Interpolate)
    assert "/Pattern" not in page.Resources
    root = document.Root
    assert str(root.Lang) == "zh-Hans"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def test_no_attachment_is_no_fault() -> None:
    with Pdf.open(io.BytesIO(archived(screen(), DEPOSIT, ()))) as document:
        assert len(document.Root.AF) == 0


def test_media_type_is_written_as_one_name(copy: bytes) -> None:
    with Pdf.open(io.BytesIO(copy)) as document:
        made = io.BytesIO()
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    assert re.search(rb"/Subtype /application#2fyaml", made.getvalue())
