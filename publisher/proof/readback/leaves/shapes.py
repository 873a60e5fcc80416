"""The shapes of glyphs against their characters: takes the glyphs a PDF shows and the faces they were cut from.

A glyph is right if its outline is that of a glyph which the face itself gives for these characters: by its cmap, or by
its own substitutions (forms of a language, ligatures, forms for vertical lines). Where a face is not at hand, a font is
only held against its own cmap, and must show one character by one glyph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import product
from typing import Any

from publisher.proof.checks import Finding
from publisher.proof.pdf.fonts import Font
from publisher.proof.readback.expected import CutFrom
from publisher.proof.readback.leaves.drawn import Glyph, Shown
from publisher.proof.readback.leaves.script import squeezed

_FEATURES: tuple[Mapping[str, bool], ...] = ({}, {"vert": True}, {"pwid": True}, {"hwid": True}, {"twid": True})
_SCRIPTS = ("Hani", "Latn")
_POSTSCRIPT = 6  # of the name table
_LATER = ("en", "ja", "ko")  # languages words of an article may be in, beside those the issue names

Outline = tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
Cluster = tuple[str, tuple[int, ...]]  # characters, and the codes that show them


@dataclass(frozen=True, slots=True)
class Seen:
    """Characters and the glyphs that show them, the first page they stand on, and their font."""

    text: str
    codes: tuple[int, ...]
    font: Font
    page: int


def shape_faults(pages: Iterable[Iterable[Shown]], faces: Mapping[str, CutFrom], languages: tuple[str, ...]) -> Shapes:
    """Return what is wrong with the glyphs of all pages; `faces` go by the PostScript names of their cuts."""
    shapes = Shapes()
    by_font: dict[int, list[Seen]] = defaultdict(list)
    for seen in _clusters(pages):
        by_font[id(seen.font)].append(seen)
    for group in by_font.values():
        shapes.add(group, faces, (*languages, *_LATER))
    return shapes


@dataclass(slots=True)
class Shapes:
    """What was found.

    Attributes:
        compared: clusters whose outlines were compared with those of a face; `unseen` are the rest.
        wrong: glyphs that are not their characters'.
    """

    compared: int = 0
    unseen: int = 0
    wrong: list[Finding] = field(default_factory=list)

    def add(self, group: list[Seen], faces: Mapping[str, CutFrom], languages: tuple[str, ...]) -> None:
        """Judge the clusters of one font."""
        font = group[0].font
        data = font.file.read_bytes() if font.file_key else b""
        program = _program(data)
        if program is None:
            self.unseen += len(group)
            self.wrong += [Finding(group[0].page, font.label, "∅")] if font.subtype != "Type3" else []
            return
        face = faces.get(program.name)
        judge = _judge(data, face, languages) if face else None
        for seen in group:
            glyphs = tuple(program.glyph(code) for code in seen.codes)
            if judge is None:
                self.unseen += 1
                is_right = program.agrees(seen.text, glyphs)
            else:
                self.compared += 1
                is_right = judge.is_right(seen.text, glyphs)
            if not is_right:
                codes = " ".join(f"{code:04x}" for code in seen.codes)
                self.wrong.append(Finding(seen.page, font.label, f"{seen.text} ≠ <{codes}>"))


def _clusters(pages: Iterable[Iterable[Shown]]) -> Iterator[Seen]:
    """Yield each way in which characters are shown once: a glyph with those that follow it and say nothing."""
    known: set[tuple[int, str, tuple[int, ...]]] = set()
    for page in pages:
        for shown in page:
            for cluster in _grouped(shown.glyphs):
                said = "".join(glyph.meaning for glyph in cluster)
                codes, font = tuple(glyph.code for glyph in cluster), cluster[0].font
                key = id(font), said, codes
                if key not in known and squeezed(said):
                    known.add(key)
                    yield Seen(said, codes, font, shown.page)


def _grouped(glyphs: tuple[Glyph, ...]) -> Iterator[list[Glyph]]:
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and (glyph.meaning or glyph.font is not group[0].font):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


class _Program:
    """An embedded font program as a PDF addresses it."""

    def __init__(self, data: bytes) -> None:
        import uharfbuzz
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

        font = TTFont(BytesIO(data), lazy=True)
        self.name = str(font["name"].getDebugName(_POSTSCRIPT) or "") if "name" in font else ""
        self.characters = dict(font.getBestCmap() or {}) if "cmap" in font else {}
        self.numbers = {name: number for number, name in enumerate(font.getGlyphOrder())}
        self.cids: dict[int, int] = {}
        if "CFF " in font:
            top = font["CFF "].cff.topDictIndex[0]
            if hasattr(top, "ROS"):
                self.cids = {int(each[3:]): at for at, each in enumerate(top.charset) if each.startswith("cid")}
        self.font = uharfbuzz.Font(uharfbuzz.Face(data))

    def glyph(self, code: int) -> int:
        """Return the number of the glyph a code picks."""
        return self.cids.get(code, 0) if self.cids else code

    def agrees(self, text: str, glyphs: tuple[int, ...]) -> bool:
        """Say whether the program's own cmap gives this glyph; where it knows neither, it does not disagree."""
        if len(text) != 1 or len(glyphs) != 1:
            return True
        own = self.characters.get(ord(text))
        return own is None or self.numbers.get(own) == glyphs[0] or glyphs[0] not in self._mapped()

    def _mapped(self) -> set[int]:
        return {self.numbers[name] for name in self.characters.values() if name in self.numbers}


@lru_cache(maxsize=64)
def _program(data: bytes) -> _Program | None:
    """Return an embedded program, or None for one that is not an OpenType font with outlines."""
    try:
        return _Program(data)
    except Exception:  # noqa: BLE001 - whatever a damaged font makes fontTools raise
        return None


class _Judge:
    """Compares the outlines of one program with those of the face it was cut from."""

    def __init__(self, program: _Program, face: CutFrom, languages: tuple[str, ...]) -> None:
        import uharfbuzz

        blob = uharfbuzz.Blob(face.data) if face.data else uharfbuzz.Blob.from_file_path(face.path)
        self.face = uharfbuzz.Font(uharfbuzz.Face(blob, face.index))
        self.program, self.languages = program, tuple(dict.fromkeys(languages))
        self.right: dict[Cluster, bool] = {}

    def is_right(self, text: str, glyphs: tuple[int, ...]) -> bool:
        """Say whether these glyphs have the outlines which the face gives these characters."""
        if (text, glyphs) not in self.right:
            drawn = [_outline(self.program.font, glyph) for glyph in glyphs]
            self.right[text, glyphs] = any(
                [_outline(self.face, glyph) for glyph in given] == drawn for given in self._given(text)
            )
        return self.right[text, glyphs]

    def _given(self, text: str) -> Iterator[tuple[int, ...]]:
        """Yield the glyphs the face gives for characters: by its cmap, then in each language with each feature."""
        seen = {tuple(self.face.get_nominal_glyph(ord(char)) or 0 for char in text)}
        yield from seen
        for language, script, features in product(self.languages, _SCRIPTS, _FEATURES):
            given = self._shaped(text, language, script, features)
            if given not in seen:
                seen.add(given)
                yield given

    def _shaped(self, text: str, language: str, script: str, features: Mapping[str, bool]) -> tuple[int, ...]:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        uharfbuzz.shape(self.face, buffer, dict(features))
        return tuple(info.codepoint for info in buffer.glyph_infos)


@lru_cache(maxsize=32)
def _judge(data: bytes, face: CutFrom, languages: tuple[str, ...]) -> _Judge | None:
    program = _program(data)
    return _Judge(program, face, languages) if program else None


def _outline(font: Any, glyph: int) -> Outline:
    """Return what a glyph draws, in whole units of its face."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]  # fontTools has no stubs

    pen = RecordingPen()
    font.draw_glyph_with_pen(glyph, pen)
    return tuple((name, tuple((round(x), round(y)) for x, y in points)) for name, points in pen.value)
