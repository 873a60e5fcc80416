"""Writes the smallest PDFs that show one thing: pages with a content stream each, one font, tags if asked for.

The font `/F` takes two bytes a character, its code being the character's number in Unicode; characters from U+2E80 are
an em wide, the others half. `/L` is Helvetica with its one-byte codes. No glyphs are embedded unless a font is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Element = tuple[str, str, list[tuple[int, int]]]  # tag, classes, (page, number of its marked content)


@dataclass
class SmallPdf:
    """A PDF in the making."""

    pages: list[str]
    elements: list[Element] = field(default_factory=list)
    has_classes: bool = True
    lang: str = "zh-Hans"
    rotate: int = 0
    font: bytes = b""
    forms: dict[str, str] = field(default_factory=dict)

    def __bytes__(self) -> bytes:
        """Return the file."""
        objects: list[bytes] = [b""] * 8
        forms = "".join(f"/{name} {self._add(objects, self._form(text))} 0 R " for name, text in self.forms.items())
        resources = f"<< /Font << /F 3 0 R /L 8 0 R >> /XObject << {forms}>> >>"
        kids = []
        for content in self.pages:
            stream = self._add(objects, self._stream(content))
            box = f"/MediaBox [0 0 420 800] /Rotate {self.rotate} /StructParents 0"
            page = f"<< /Type /Page /Parent 2 0 R {box} /Resources {resources} /Contents {stream} 0 R >>"
            kids.append(self._add(objects, page.encode()))
        tree = self._tree(objects, kids) if self.elements else ""
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R /Lang ({self.lang}) {tree}>>".encode()
        shown = " ".join(f"{kid} 0 R" for kid in kids)
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{shown}] >>".encode()
        objects[2] = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
            b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        )
        widths = "0 [0] 1 11903 500 11904 65535 1000"
        objects[3] = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDToGIDMap /Identity /W [{widths}] "
            "/FontDescriptor 6 0 R >>".encode()
        )
        objects[4] = self._stream(
            "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <fffd> <0001> endbfrange"
        )
        embedded = "/FontFile2 7 0 R " if self.font else ""
        objects[5] = f"<< /Type /FontDescriptor /FontName /F {embedded}>>".encode()
        objects[6] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(self.font), self.font)
        objects[7] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /Widths [667 667 722] >>"
        return self._file(objects)

    def _tree(self, objects: list[bytes], kids: list[int]) -> str:
        made = []
        for tag, classes, contents in self.elements:
            page = kids[contents[0][0]]
            named = f"/C [{' '.join(f'/{name}' for name in classes.split())}] " if classes else ""
            marks = " ".join(
                str(number) if kids[index] == page else f"<< /Type /MCR /Pg {kids[index]} 0 R /MCID {number} >>"
                for index, number in contents
            )
            element = f"<< /Type /StructElem /S /{tag} {named}/Pg {page} 0 R /K [{marks}] >>"
            made.append(self._add(objects, element.encode()))
        inside = " ".join(f"{number} 0 R" for number in made)
        article = self._add(objects, f"<< /Type /StructElem /S /Art /K [{inside}] >>".encode())
        class_map = "/ClassMap << /line << /O /Layout >> >> " if self.has_classes else ""
        root = self._add(objects, f"<< /Type /StructTreeRoot {class_map}/K [{article} 0 R] >>".encode())
        return f"/StructTreeRoot {root} 0 R "

    @staticmethod
    def _stream(text: str) -> bytes:
        data = text.encode("latin-1")
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)

    @staticmethod
    def _form(text: str) -> bytes:
        data = text.encode("latin-1")
        return b"<< /Type /XObject /Subtype /Form /BBox [0 0 420 800] /Length %d >>\nstream\n%s\nendstream" % (
            len(data),
            data,
        )

    @staticmethod
    def _add(objects: list[bytes], data: bytes) -> int:
        objects.append(data)
        return len(objects)

    @staticmethod
    def _file(objects: list[bytes]) -> bytes:
        file, offsets = bytearray(b"%PDF-1.7\n"), []
        for number, data in enumerate(objects, 1):
            offsets.append(len(file))
            file += b"%d 0 obj\n%s\nendobj\n" % (number, data)
        start = len(file)
        file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        file += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(file)


def code(text: str) -> str:
    """Return text as a hexadecimal string of the font /F."""
    return f"<{text.encode('utf-16-be').hex()}>"


def show(text: str, x: float, y: float, *, size: float = 10.0, mark: int | None = None, before: str = "") -> str:
    """Return operators that draw a line of text, in marked content if a number is given."""
    drawn = f"BT /F {size} Tf {before} 1 0 0 1 {x} {y} Tm {code(text)} Tj ET"
    return drawn if mark is None else f"/Span << /MCID {mark} >> BDC {drawn} EMC"
