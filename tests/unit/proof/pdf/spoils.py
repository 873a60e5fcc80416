"""One way to break each rule: rule → which sample, and what is done to it.

A spoil changes an open PDF; one of BYTES changes the saved file, for what no library would write.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.unit.proof.pdf.samples import archive, icc, printed, saved

ENCRYPTION = "encryption"  # spoilt when the file is saved
Spoil = Callable[[pikepdf.Pdf], object]


def page(pdf: pikepdf.Pdf, index: int = 0) -> Any:
    """Return a page's dictionary."""
    return pdf.pages[index].obj


def draw(content: str, index: int = 0) -> Spoil:
    """Return a spoil that adds operators to a page."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        before = page(pdf, index).Contents.read_bytes()
        page(pdf, index).Contents = pdf.make_stream(before + b" " + content.encode())

    return spoil


def redraw(old: str, new: str, index: int = 0) -> Spoil:
    """Return a spoil that replaces operators of a page."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        before = page(pdf, index).Contents.read_bytes()
        assert old.encode() in before
        page(pdf, index).Contents = pdf.make_stream(before.replace(old.encode(), new.encode(), 1))

    return spoil


def xmp(old: str, new: str) -> Spoil:
    """Return a spoil that replaces words of the XMP."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes().decode()
        assert old in before
        pdf.Root.Metadata.write(before.replace(old, new, 1).encode())

    return spoil


def element(pdf: pikepdf.Pdf, tag: str) -> Any:
    """Return the first element of a kind."""
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, pikepdf.Dictionary):
            if here.get("/S") == Name(f"/{tag}"):
                return here
            kids = here.get("/K", Array())
            waiting = [*(kids if isinstance(kids, pikepdf.Array) else [kids]), *waiting]
    raise LookupError(tag)


def face(pdf: pikepdf.Pdf) -> Any:
    """Return the font."""
    return page(pdf).Resources.Font.F


def below(pdf: pikepdf.Pdf) -> Any:
    """Return the descendant font."""
    return face(pdf).DescendantFonts[0]


def link(pdf: pikepdf.Pdf) -> Any:
    """Return the link."""
    return page(pdf).Annots[0]


def attached(pdf: pikepdf.Pdf) -> Any:
    """Return the file specification of the attachment."""
    return pdf.Root.AF[0]


def setting(find: Callable[[pikepdf.Pdf], Any], **values: Any) -> Spoil:
    """Return a spoil that sets keys of a dictionary; None takes a key away."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        holder = find(pdf)
        for key, value in values.items():
            if value is None:
                del holder[f"/{key}"]
            else:
                holder[f"/{key}"] = value(pdf) if callable(value) else value

    return spoil


def catalog(pdf: pikepdf.Pdf) -> Any:
    """Return the catalog."""
    return pdf.Root


def info(pdf: pikepdf.Pdf) -> Any:
    """Return the document information."""
    return pdf.trailer.Info


def image(pdf: pikepdf.Pdf) -> Any:
    """Return the picture."""
    return page(pdf).Resources.XObject.I


def form(pdf: pikepdf.Pdf) -> Any:
    """Return the form."""
    return page(pdf).Resources.XObject.X


def state(pdf: pikepdf.Pdf) -> Any:
    """Return the graphics state."""
    return page(pdf).Resources.ExtGState.G


def intent(pdf: pikepdf.Pdf) -> Any:
    """Return the output intent."""
    return pdf.Root.OutputIntents[0]


def annotate(**values: Any) -> Spoil:
    """Return a spoil that adds an annotation to the first page."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        added = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([200, 200, 220, 220]), F=4, **values))
        page(pdf).Annots = Array([*page(pdf).get("/Annots", Array()), added])

    return spoil


def retag(old: str, new: str) -> Spoil:
    """Return a spoil that gives an element another tag."""
    return lambda pdf: setattr(element(pdf, old), "S", Name(f"/{new}"))


def simple_font(pdf: pikepdf.Pdf) -> None:
    """Add a TrueType font that is not symbolic and has no encoding, and draw with it."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.T, Flags=32, FontFile2=below(pdf).FontDescriptor.FontFile2
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.T, FirstChar=65, LastChar=65, Widths=Array([1000]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    page(pdf).Resources.Font.T = pdf.make_indirect(font)
    draw("/Artifact BMC BT /T 9 Tf 1 0 0 1 5 5 Tm (A) Tj ET EMC")(pdf)


def own_cmap(pdf: pikepdf.Pdf) -> None:
    """Give the font an encoding of its own that speaks of other characters than the font."""
    system = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=0)
    face(pdf).Encoding = Stream(pdf, b"", Type=Name.CMap, CMapName=Name.X, CIDSystemInfo=system)


def second_profile(pdf: pikepdf.Pdf) -> None:
    """Add an output intent with a profile of its own."""
    other = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=Stream(pdf, icc(b"prtr", b"CMYK"), N=4)
    )
    pdf.Root.OutputIntents = Array([*pdf.Root.OutputIntents, other])


def jpx(pdf: pikepdf.Pdf) -> None:
    """Make the picture a JPEG 2000 of two channels."""
    header = b"\x00\x00\x00\x16ihdr" + b"\x00\x00\x00\x64" * 2 + b"\x00\x02\x07"
    image(pdf).write(header, filter=Name.JPXDecode)


def without_group(pdf: pikepdf.Pdf) -> None:
    """Take the output intent away, so that nothing says in which colours the half-transparent line blends."""
    del pdf.Root.OutputIntents


def outline_nowhere(pdf: pikepdf.Pdf) -> None:
    """Let the entry of the outline lead nowhere."""
    pdf.Root.Outlines.First.Dest = String("third")


def twice_attached(pdf: pikepdf.Pdf) -> None:
    """List the attachment twice."""
    pdf.Root.AF = Array([attached(pdf), attached(pdf)])


def mark_nobody(pdf: pikepdf.Pdf) -> None:
    """Take the last element off the tree, so that its content belongs to nobody."""
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array(list(document.K)[:-1])


def two_in_a_row(pdf: pikepdf.Pdf) -> None:
    """Let a cell span two columns, so that the rows no longer agree."""
    element(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=2)


ARCHIVE: dict[str, Spoil] = {
    "outside-data": lambda pdf: pdf.pages[0].obj.__setitem__(
        "/X", Stream(pdf, b"", F=Dictionary(Type=Name.Filespec, F=String("a")))
    ),
    "filters": lambda pdf: page(pdf).__setitem__("/X", _raw(pdf, b"\x80\x0b\x60\x50", Name.LZWDecode)),
    "implementation-limits": setting(catalog, X=2**40),
    "permissions": setting(catalog, Perms=Dictionary(X=1)),
    "page-size": setting(page, TrimBox=Array([0, 0, 2, 800])),
    "boxes": setting(page, TrimBox=Array([-5, 0, 400, 800])),
    "alternate-presentations": setting(page, PresSteps=Dictionary()),
    "requirements": setting(catalog, Requirements=Array()),
    "title": lambda pdf: (setting(info, Title=None)(pdf), xmp("渡口月刊", "")(pdf)),
    "info-dates": setting(info, ModDate=String("2031-02-01")),
    "metadata-there": setting(catalog, Metadata=None),
    "metadata-well-formed": xmp("</rdf:RDF>", ""),
    "metadata-packet": xmp("id=", 'bytes="9" id='),
    "metadata-part": xmp("conformance>A", "conformance>X"),
    "metadata-properties": xmp("<pdf:Producer>hand</pdf:Producer>", "<pdf:Maker>hand</pdf:Maker>"),
    "metadata-kinds": xmp("<rdf:Seq><rdf:li>编辑部</rdf:li></rdf:Seq>", "编辑部"),
    "metadata-extensions": xmp("<pdfaProperty:category>internal</pdfaProperty:category>", ""),
    "metadata-agreement": setting(info, Title=String("别的")),
    "accessibility-part": xmp("<pdfuaid:part>1", "<pdfuaid:part>7"),
    "accessible-title": xmp("渡口月刊", ""),
    "operators": draw("q zz"),
    "resources": draw("/Artifact BMC /Nowhere gs EMC"),
    "own-resources": setting(form, Resources=None),
    "output-intent": second_profile,
    "intent-profile": setting(intent, DestOutputProfile=lambda pdf: Stream(pdf, icc(b"mntr", b"RGB "), N=4)),
    "device-colours": draw("/Artifact BMC 0 0 0 1 k 0 0 1 1 re f EMC"),
    "icc-colours": lambda pdf: setattr(page(pdf).Resources.ColorSpace.C[1], "N", 4),
    "graphics-states": setting(state, TR=Name.Identity),
    "rendering-intents": draw("/Sparkling ri"),
    "interpolation": setting(image, Interpolate=True),
    "pictures": setting(image, BitsPerComponent=7),
    "alternates": setting(form, OPI=Dictionary()),
    "postscript": lambda pdf: page(pdf).Resources.XObject.__setitem__(
        "/P", Stream(pdf, b"", Type=Name.XObject, Subtype=Name.PS)
    ),
    "jpeg-2000": jpx,
    "blend-modes": setting(state, BM=Name.Dazzle),
    "group-colours": without_group,
    "font-types": setting(below, Subtype=Name.CIDFontType9),
    "fonts-embedded": lambda pdf: below(pdf).FontDescriptor.__delitem__("/FontFile2"),
    "font-programs": lambda pdf: below(pdf).FontDescriptor.FontFile2.write(b"no font"),
    "font-descriptors": lambda pdf: setattr(below(pdf).FontDescriptor, "FontName", Name.Other),
    "cid-maps": setting(below, CIDToGIDMap=None),
    "cid-systems": own_cmap,
    "cmaps": setting(face, Encoding=Name("/GBK-EUC-H")),
    "cid-sets": lambda pdf: setattr(below(pdf).FontDescriptor, "CIDSet", pdf.make_stream(b"\x40")),
    "glyphs": draw("/Artifact BMC BT /F 9 Tf <00ff> Tj ET EMC"),
    "notdef": draw("/Artifact BMC BT /F 9 Tf <0000> Tj ET EMC"),
    "widths": setting(below, W=Array([1, Array([900])])),
    "truetype-encodings": simple_font,
    "to-unicode": setting(face, ToUnicode=None),
    "private-characters": lambda pdf: face(pdf).ToUnicode.write(
        face(pdf).ToUnicode.read_bytes().replace(b"<6e21>", b"<e000>")
    ),
    "annotation-types": annotate(Subtype=Name.Movie),
    "annotation-flags": setting(link, F=0),
    "annotation-appearances": annotate(Subtype=Name.Text, Contents=String("x")),
    "form-fields": setting(catalog, AcroForm=Dictionary(NeedAppearances=True)),
    "xfa": setting(catalog, AcroForm=Dictionary(XFA=Array())),
    "actions": setting(catalog, OpenAction=Dictionary(S=Name.Launch)),
    "scripts": setting(catalog, OpenAction=Dictionary(S=Name.JavaScript, JS=String("x"))),
    "triggers": setting(page, AA=Dictionary()),
    "optional-content": setting(catalog, OCProperties=Dictionary(D=Dictionary(), OCGs=Array())),
    "links": setting(link, Dest=String("third")),
    "link-areas": setting(link, Rect=Array([50, 650, 80, 650])),
    "outline": outline_nowhere,
    "destinations": lambda pdf: pdf.Root.Names.Dests.Names.extend([String("zero"), Array([Name.Fit])]),
    "page-labels": lambda pdf: setattr(pdf.Root.PageLabels, "Nums", Array([1, Dictionary(S=Name.D)])),
    "attachment-names": setting(attached, UF=None),
    "attachment-safe-names": setting(attached, UF=String("../issue.yaml")),
    "attachment-relations": setting(attached, AFRelationship=None),
    "attachment-types": lambda pdf: attached(pdf).EF.F.__delitem__("/Subtype"),
    "attachment-associated": setting(catalog, AF=None),
    "attachment-once": twice_attached,
    "attachment-listed": lambda pdf: pdf.Root.Names.__delitem__("/EmbeddedFiles"),
    "attachment-dates": lambda pdf: attached(pdf).EF.F.Params.__delitem__("/ModDate"),
    "attachment-whole": lambda pdf: attached(pdf).EF.F.write(b"title: y\n"),
    "attachment-archives": xmp("<pdfaid:part>3", "<pdfaid:part>2"),
    "marked": setting(catalog, MarkInfo=None),
    "suspects": setting(catalog, MarkInfo=Dictionary(Marked=True, Suspects=True)),
    "structure-tree": setting(catalog, StructTreeRoot=None),
    "roles": retag("P", "Paragraph"),
    "language": setting(catalog, Lang=None),
    "language-tags": setting(catalog, Lang=String("Chinese (simplified)")),
    "content-marked": draw("0 0 5 5 re f"),
    "artifact-nesting": redraw(
        "/Artifact BMC /G gs", "/Span <</MCID 40>> BDC /Artifact BMC EMC EMC /Artifact BMC /G gs"
    ),
    "marks-in-tree": mark_nobody,
    "parent-tree": lambda pdf: setattr(page(pdf), "StructParents", 1),
    "display-title": setting(catalog, ViewerPreferences=None),
    "headings": retag("H2", "H3"),
    "figures": lambda pdf: element(pdf, "Figure").__delitem__("/Alt"),
    "tables": retag("TD", "P"),
    "table-grids": two_in_a_row,
    "table-heads": lambda pdf: element(pdf, "TH").__delitem__("/A"),
    "lists": retag("LI", "Div"),
    "contents-lists": retag("TOCI", "Div"),
    "notes": lambda pdf: element(pdf, "Note").__delitem__("/ID"),
    "link-words": setting(link, Contents=None),
    "annotations-tagged": retag("Link", "Span"),
    "tabs": setting(page, Tabs=None),
}
PRINT: dict[str, Spoil] = {
    "print-version": xmp("PDF/X-4", "PDF/X-9"),
    "print-intent": setting(intent, OutputConditionIdentifier=None),
    "print-condition": setting(intent, DestOutputProfile=lambda pdf: Stream(pdf, icc(b"mntr", b"CMYK"), N=4)),
    "trapped": setting(info, Trapped=None),
    "print-metadata": xmp("<xmpMM:VersionID>1</xmpMM:VersionID>", ""),
    "trim-boxes": setting(page, TrimBox=None),
    "bleeds": setting(page, BleedBox=Array([10, 10, 430, 810])),
    "trim-sizes": setting(page, TrimBox=Array([10, 10, 420, 810])),
    "print-annotations": annotate(Subtype=Name.Link),
    "rgb": draw("0 0 0 rg 0 0 1 1 re f"),
    "black-text": redraw("0 0 0 1 k", "0.4 0.4 0.4 1 k"),
    "resolution": redraw("q 20 0 0 20", "q 80 0 0 20"),
    "page-count": lambda pdf: pdf.pages.__delitem__(3),
    "print-fields": setting(catalog, AcroForm=Dictionary(Fields=Array())),
}
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "header": lambda data: b"%PDF-1.9" + data[8:],
    "header-comment": lambda data: data[:9] + b"%abcd" + data[14:],
    "ending": lambda data: data + b"\n%more\n",
    "repairs": lambda data: data.replace(b"startxref\n", b"startxref\n9"),
    "identifier": lambda data: data.replace(b"/ID [", b"/IX ["),
    "names-utf8": lambda data: data.replace(b"/Type /Catalog", b"/Type /Catalog /X#ff 1"),
    "metadata-plain": lambda data: data.replace(b"/Subtype /XML", b"/Filter [] /Subtype /XML"),
}


def encrypted(pdf: pikepdf.Pdf) -> bytes:
    """Return a file that opens without a password and is encrypted all the same."""
    file = BytesIO()
    pdf.save(file, encryption=pikepdf.Encryption(owner="o", user=""))
    return file.getvalue()


def spoilt(code: str) -> bytes:
    """Return the sample in which one rule is broken."""
    if code in BYTES:
        whole = saved(archive())
        broken = BYTES[code](whole)
        assert broken != whole
        return broken
    if code == ENCRYPTION:
        return encrypted(archive())
    pdf = archive() if code in ARCHIVE else printed()
    {**ARCHIVE, **PRINT}[code](pdf)
    return saved(pdf)


def _raw(pdf: pikepdf.Pdf, data: bytes, filter_name: Name) -> Any:
    stream = pdf.make_stream(b"")
    stream.write(data, filter=filter_name)
    return stream
