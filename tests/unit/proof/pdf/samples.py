"""Two small PDFs made by hand: one to the rules of PDF/A-3a and PDF/UA-1, one to those of PDF/X-4.

They hold one of everything the rules look at: headings, list, table, figure, note, link, outline, labels, attachment,
form, state, picture. Tests spoil one thing at a time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # fontTools has no stubs
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # fontTools has no stubs
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

WORDS = "渡口月刊"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">渡口月刊</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>编辑部</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>2031-02-01T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2031-02-01T08:00:00+08:00</xmp:ModifyDate>
<xmp:MetadataDate>2031-02-01T00:00:00Z</xmp:MetadataDate><pdf:Producer>hand</pdf:Producer>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description>
{more}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ARCHIVE = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_PRINT = """<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdfxid:GTS_PDFXVersion="PDF/X-4"/>
"""


def icc(kind: bytes, space: bytes, version: int = 2) -> bytes:
    """Return the header of a profile; nobody here reads further."""
    header = bytearray(132)
    header[:4] = len(header).to_bytes(4)
    header[8], header[12:16], header[16:20], header[36:40] = version, kind, space, b"acsp"
    return bytes(header)


def srgb() -> bytes:
    """Return a whole profile of sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def font_program() -> bytes:
    """Return a TrueType font: .notdef and the characters of WORDS, each an em wide."""
    names = [".notdef", *(f"g{number}" for number, _ in enumerate(WORDS, 1))]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for char, name in zip(WORDS, names[1:], strict=True)})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def font(pdf: pikepdf.Pdf) -> Any:
    """Return the one font: two bytes a code, the code being the glyph's number."""
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Song"), Flags=4, FontBBox=Array([0, 0, 1000, 1000]),
            ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
            FontFile2=pdf.make_stream(font_program()),
        )
    )  # fmt: skip
    below = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Song"), FontDescriptor=descriptor,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            DW=1000, W=Array([1, Array([1000, 1000]), 3, 4, 1000]), CIDToGIDMap=Name.Identity,
        )
    )  # fmt: skip
    codes = "".join(f"<{code:04x}> <{ord(char):04x}>\n" for code, char in enumerate(WORDS, 1))
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(WORDS)} beginbfchar\n{codes}endbfchar"
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Song"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]), ToUnicode=pdf.make_stream(cmap.encode()),
        )
    )  # fmt: skip


def picture(pdf: pikepdf.Pdf, space: Name, count: int) -> Any:
    """Return a picture of 100 × 100 pixels."""
    return Stream(
        pdf, b"\x40" * (10000 * count), Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100,
        BitsPerComponent=8, ColorSpace=space,
    )  # fmt: skip


@dataclass
class Tree:
    """A structure tree in the making; every element is kept by the name it was given."""

    pdf: pikepdf.Pdf
    root: Any = None
    named: dict[str, Any] = field(default_factory=dict)
    parents: dict[int, dict[int, Any]] = field(default_factory=dict)
    others: dict[int, Any] = field(default_factory=dict)

    def add(
        self, tag: str, *kids: Any, page: int = 0, marks: tuple[int, ...] = (), label: str = "", **more: Any
    ) -> Any:
        """Return an element with its kids and the marked content it holds."""
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), **more))
        held: list[Any] = [*marks, *kids]
        for kid in kids:
            if kid.get("/S") is not None:
                kid.P = element
        element.K = Array(held)
        if marks:
            element.Pg = self.pdf.pages[page].obj
        for mark in marks:
            self.parents.setdefault(page, {})[mark] = element
        self.named[label or tag] = element
        return element

    def close(self, document: Any) -> None:
        """Set the tree into the catalog."""
        numbers: list[Any] = []
        for page, marks in sorted(self.parents.items()):
            numbers += [page, self.pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)]))]
        for number, element in sorted(self.others.items()):
            numbers += [number, element]
        root = Dictionary(Type=Name.StructTreeRoot, K=Array([document]), ParentTree=Dictionary(Nums=Array(numbers)))
        self.root = self.pdf.make_indirect(root)
        document.P = self.root
        self.pdf.Root.StructTreeRoot = self.root


def mark(tag: str, number: int, code: int = 1, y: int = 700) -> str:
    """Return a character in marked content."""
    return f"/{tag} <</MCID {number}>> BDC BT /F 12 Tf 1 0 0 1 50 {y} Tm <{code:04x}> Tj ET EMC"


def archive() -> pikepdf.Pdf:
    """Return a PDF/A-3a and PDF/UA-1 of two pages."""
    pdf = pikepdf.new()
    face = font(pdf)
    for _ in range(2):
        pdf.add_blank_page(page_size=(420, 800))
    form = Stream(
        pdf, b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]), Resources=Dictionary()
    )
    resources = Dictionary(
        Font=Dictionary(F=face),
        XObject=Dictionary(I=picture(pdf, Name.DeviceRGB, 3), X=form),
        ExtGState=Dictionary(G=pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Normal))),
        ColorSpace=Dictionary(C=Array([Name.ICCBased, Stream(pdf, srgb(), N=3)])),
    )
    body = " ".join(
        [
            "/Artifact BMC /G gs 0.2 0.2 0.2 rg 10 10 100 1 re f 0 0 1 RG 0 0 m 9 9 l S EMC /C cs 0.1 0.1 0.1 scn",
            *(mark("Span", number, 1 + number % 4, 700 - 20 * number) for number in range(12)),
            "/Figure <</MCID 12>> BDC q 20 0 0 20 50 100 cm /I Do Q EMC",
        ]
    )
    for index, content in enumerate((body, f"{mark('P', 0)} /Artifact BMC q /X Do Q EMC")):
        page = pdf.pages[index].obj
        page.Contents = pdf.make_stream(content.encode())
        page.Resources, page.StructParents, page.Tabs = resources, index, Name.S
        page.TrimBox = Array([0, 0, 420, 800])
        page.BleedBox = Array([0, 0, 420, 800])
    _structure(pdf)
    _catalog(pdf, _ARCHIVE)
    profile = Stream(pdf, srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"), DestOutputProfile=profile
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _attach(pdf)
    return pdf


def _structure(pdf: pikepdf.Pdf) -> None:
    tree = Tree(pdf)
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 650, 80, 670]), F=4, StructParent=2,
            Contents=String("第二页"), Dest=String("second"), Border=Array([0, 0, 0]),
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([link])
    held = Dictionary(Type=Name.OBJR, Obj=link, Pg=pdf.pages[0].obj)
    scope = Dictionary(O=Name.Table, Scope=Name.Column)
    document = tree.add(
        "Document",
        tree.add("H1", marks=(0,)),
        tree.add("P", tree.add("Link", held, marks=(2,)), marks=(1,)),
        tree.add("L", tree.add("LI", tree.add("Lbl", marks=(3,)), tree.add("LBody", marks=(4,)))),
        tree.add(
            "Table",
            tree.add("TR", tree.add("TH", marks=(5,), A=scope), tree.add("TH", marks=(6,), label="TH2", A=scope)),
            tree.add("TR", tree.add("TD", marks=(7,)), tree.add("TD", marks=(8,), label="TD2"), label="TR2"),
        ),
        tree.add("Note", marks=(9,), ID=String("n1")),
        tree.add("TOC", tree.add("TOCI", marks=(10,))),
        tree.add("H2", marks=(11,)),
        tree.add("Figure", marks=(12,), Alt=String("渡口")),
        tree.add("P", page=1, marks=(0,), label="P2"),
    )
    tree.others[2] = tree.named["Link"]
    tree.close(document)
    places = [
        String("first"),
        Array([pdf.pages[0].obj, Name.Fit]),
        String("second"),
        Array([pdf.pages[1].obj, Name.Fit]),
    ]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(places)))
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = pdf.make_indirect(Dictionary(Title=String("渡口"), Parent=outlines, Dest=String("first")))
    outlines.First = outlines.Last = item
    pdf.Root.Outlines = outlines
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)]))


def _catalog(pdf: pikepdf.Pdf, more: str) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("zh-Hans")
    pdf.Root.Metadata = Stream(pdf, _XMP.format(more=more).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(WORDS), Author=String("编辑部"), Producer=String("hand"), Trapped=Name("/False"),
            CreationDate=String("D:20310201000000Z"), ModDate=String("D:20310201080000+08'00'"),
        )
    )  # fmt: skip


def _attach(pdf: pikepdf.Pdf) -> None:
    data = b"title: x\n"
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    file = Stream(
        pdf, data, Type=Name.EmbeddedFile, Subtype=Name("/application/yaml"),
        Params=Dictionary(Size=len(data), CheckSum=String(digest), ModDate=String("D:20310201000000Z")),
    )  # fmt: skip
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String("issue.yaml"), UF=String("issue.yaml"), AFRelationship=Name.Source,
            EF=Dictionary(F=file, UF=file),
        )
    )  # fmt: skip
    pdf.Root.AF = Array([specification])
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String("issue.yaml"), specification]))


def printed() -> pikepdf.Pdf:
    """Return a PDF/X-4 of four pages: black ink, one picture in CMYK, 3 mm of bleed."""
    pdf = pikepdf.new()
    resources = Dictionary(Font=Dictionary(F=font(pdf)), XObject=Dictionary(I=picture(pdf, Name.DeviceCMYK, 4)))
    for _ in range(4):
        pdf.add_blank_page(page_size=(440, 820))
        page = pdf.pages[-1].obj
        content = "0 0 0 1 k BT /F 12 Tf 1 0 0 1 50 700 Tm <0001> Tj ET q 20 0 0 20 50 100 cm /I Do Q"
        page.Contents, page.Resources = pdf.make_stream(content.encode()), resources
        page.TrimBox, page.BleedBox = Array([10, 10, 430, 810]), Array([1, 1, 439, 819])
    _catalog(pdf, _PRINT)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        DestOutputProfile=Stream(pdf, icc(b"prtr", b"CMYK"), N=4),
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the file, its streams plain so that bytes can be found in it."""
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
        linearize=False,
    )
    return file.getvalue()
