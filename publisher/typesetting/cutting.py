"""Cuts a face to the characters of an issue: takes a face and characters, gives a small font under a name of our own.

The same input gives the same bytes. It keeps the features that Chinese setting needs and drops hints.
"""

from __future__ import annotations

import io

from publisher.typesetting.faces import Face

# Forms, kerning and marks; upright and half-width forms for Chinese; proportional ones for Western passages.
FEATURES = ["ccmp", "locl", "liga", "kern", "mark", "mkmk", "vert", "vrt2", "vkrn"]
FEATURES += ["halt", "vhal", "palt", "vpal", "chws", "vchw", "pwid"]
FEATURES_LYING = ["kern", "mark", "mkmk"]  # what is left to Western words in a face whose Chinese is turned
_NAMES_KEPT = (0, 7, 13, 14)  # copyright, trademark, licence and where the licence stands
_EPOCH = 3_400_000_000  # seconds since 1904: one moment for every cut, so that bytes do not change


def cut(face: Face, characters: frozenset[str], family: str, style: str) -> bytes:
    """Return the face cut to those of the characters that it has, named `family`."""
    return named(subset_of(face, characters, FEATURES), family, style)


def subset_of(face: Face, characters: frozenset[str], features: list[str], *, plain: bool = False) -> bytes:
    """Return the face with those of the characters that it has; `plain` shapes call no subroutines."""
    import uharfbuzz

    wanted = sorted(face.characters & {ord(char) for char in characters} | {0x20})
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(wanted)
    subset.layout_feature_tag_set.clear()
    subset.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in features)
    subset.name_id_set.update(_NAMES_KEPT)
    subset.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    # In a PDF a code picks its glyph through the charset of a CID-keyed face (ISO 32000-1, 9.7.4.2).
    subset.flags |= uharfbuzz.SubsetFlags.CFF_IDENTITY_CHARSET
    if plain:
        subset.flags |= uharfbuzz.SubsetFlags.DESUBROUTINIZE
    blob = uharfbuzz.Blob.from_file_path(str(face.path))
    smaller = uharfbuzz.subset(uharfbuzz.Face(blob, face.index), subset)
    return bytes(smaller.blob.data)


def named(data: bytes, family: str, style: str) -> bytes:
    """Return the font under another name, as the Open Font License asks of a changed font, with its dates fixed."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    name, postscript = f"{family} {style}", f"{family}-{style}".replace(" ", "")
    for name_id, text in (
        (1, family),
        (2, style),
        (3, postscript),
        (4, name),
        (6, postscript),
        (16, family),
        (17, style),
    ):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["name"].names = [record for record in font["name"].names if (record.platformID, record.langID) == (3, 0x409)]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [postscript]
        top = font["CFF "].cff.topDictIndex[0]
        for key, text in (("FullName", name), ("FamilyName", family)):
            if hasattr(top, key):
                setattr(top, key, text)
    font["head"].created = font["head"].modified = _EPOCH
    smaller = io.BytesIO()
    font.save(smaller, reorderTables=True)
    return smaller.getvalue()
