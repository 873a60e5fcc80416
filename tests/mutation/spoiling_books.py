"""The mutators of EPUBs: each takes a Book and a source of chance, and spoils one thing of one kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from random import Random

from PIL import Image, ImageOps

from tests.mutation.books import NAVIGATION, NCX, PACKAGE, RECORD, Book, Spot
from tests.mutation.mutation import Mutation, Mutator, drawn, other_character, two_of

_ITEMREF = re.compile(r'<itemref idref="(a\d+)"/>')
_PAGE_NUMBERS = (
    (NAVIGATION, re.compile(r'<a href="[^"]*#page-[^"]*">([^<]+)</a>')),
    (NCX, re.compile(r'<pageTarget [^>]*><navLabel><text>([^<]+)</text>')),
    (NCX, re.compile(r'<pageTarget id="[^"]*" type="normal" value="([^"]+)"')),
)  # fmt: skip
_PAGE_BREAK = re.compile(r'role="doc-pagebreak" aria-label="([^"]+)"')
_PAGE_TARGET = re.compile(r'(?:href|src)="([^"]*#page-[^"]*)"')
_LINK = re.compile(r'<(?:a|content)\b[^>]*?\b(?:href|src)="([^"]+)"')
_ALT = re.compile(r'<img [^>]*alt="([^"]+)"')
_FACTS = (
    (PACKAGE, re.compile(r"<dc:[a-z]+(?: id=\"[^\"]*\")?>([^<]+)</dc:")),
    (PACKAGE, re.compile(r"<meta [^>]*property=\"[^\"]*\"[^>]*>([^<]+)</meta>")),
    (PACKAGE, re.compile(r'<meta name="calibre:[^"]*" content="([^"]+)"')),
    (PACKAGE, re.compile(r'page-progression-direction="(ltr|rtl)"')),
    (RECORD, re.compile(r'": "([^"\\]+)"')),
    (RECORD, re.compile(r'^ *"([^"\\]+)",?$', re.MULTILINE)),
    (NCX, re.compile(r"<docTitle><text>([^<]+)</text>")),
)
_TITLE = re.compile(r"<title>([^<]+)</title>")


def character_dropped(book: Book, draw: Random) -> Mutation:
    spot = drawn(draw, book.characters)
    return Mutation(f"{_place(book, spot)} dropped", book.changed((spot, "")))


def character_doubled(book: Book, draw: Random) -> Mutation:
    spot = drawn(draw, book.characters)
    return Mutation(f"{_place(book, spot)} doubled", book.changed((spot, spot.text * 2)))


def character_swapped(book: Book, draw: Random) -> Mutation | None:
    """Exchange two neighbours; equal ones are excluded."""
    at = draw.randrange(len(book.characters) - 1)
    first, second = book.characters[at : at + 2]
    if first.member != second.member or first.end != second.start or first.text == second.text:
        return None
    what = f"{_place(book, first)} and {second.text} exchanged"
    return Mutation(what, book.changed((first, second.text), (second, first.text)))


def character_changed(book: Book, draw: Random) -> Mutation:
    spot = drawn(draw, book.characters)
    new = other_character(draw, spot.text)
    return Mutation(f"{_place(book, spot)} → {new}", book.changed((spot, new)))


def paragraph_dropped(book: Book, draw: Random) -> Mutation:
    spot = drawn(draw, book.paragraphs)
    return Mutation(f"{_place(book, spot)} dropped", book.changed((spot, "")))


def paragraph_doubled(book: Book, draw: Random) -> Mutation:
    """Print a paragraph twice; the second has no ids, so that none stands twice."""
    spot = drawn(draw, book.paragraphs)
    again = re.sub(r' id="[^"]*"', "", spot.text)
    return Mutation(f"{_place(book, spot)} doubled", book.changed((spot, spot.text + again)))


def paragraph_swapped(book: Book, draw: Random) -> Mutation | None:
    """Exchange two paragraphs of one article; those that read the same are excluded."""
    name = drawn(draw, book.articles)
    first, second = two_of(draw, [each for each in book.paragraphs if each.member == name])
    if first.seen == second.seen:
        return None
    what = f"{_place(book, first)} and {second.seen[:12]} exchanged"
    return Mutation(what, book.changed((first, second.text), (second, first.text)))


def article_dropped(book: Book, draw: Random) -> Mutation:
    """Take an article off the spine, or its element out of its page."""
    if draw.random() < 0.5:
        spot = drawn(draw, book.spots(_ITEMREF, PACKAGE))
        return Mutation(f"{spot.text} taken off the spine", book.changed((spot, "")))
    spot = drawn(draw, book.article_elements)
    return Mutation(f"the article of {spot.member} taken out", book.changed((spot, "<p/>")))


def article_doubled(book: Book, draw: Random) -> Mutation:
    if draw.random() < 0.5:
        spot = drawn(draw, book.spots(_ITEMREF, PACKAGE))
        return Mutation(f"{spot.text} twice on the spine", book.changed((spot, spot.text * 2)))
    spot = drawn(draw, book.article_elements)
    again = re.sub(r' id="[^"]*"', "", spot.text)
    return Mutation(f"the article of {spot.member} doubled", book.changed((spot, spot.text + again)))


def article_swapped(book: Book, draw: Random) -> Mutation:
    if draw.random() < 0.5:
        first, second = two_of(draw, book.spots(_ITEMREF, PACKAGE))
    else:
        first, second = two_of(draw, book.article_elements)
    what = f"{first.member}: {first.text[:40]} and {second.member}: {second.text[:40]} exchanged"
    return Mutation(what, book.changed((first, second.text), (second, first.text)))


def page_number(book: Book, draw: Random) -> Mutation:
    """Change a number of the original's pages: in the page list, the NCX, at a page break, or where one leads."""
    numbers = [spot for member, pattern in _PAGE_NUMBERS for spot in book.spots(pattern, member, group=1)]
    numbers += book.spots(_PAGE_BREAK, *book.articles, group=1)
    targets = book.spots(_PAGE_TARGET, NAVIGATION, NCX, group=1)
    spot = drawn(draw, [*numbers, *targets])
    new = other_target(draw, book, spot) if spot in targets else str(draw.randrange(100, 900))
    return Mutation(f"{_place(book, spot)}: page number {spot.text} → {new}", book.changed((spot, new)))


def link(book: Book, draw: Random) -> Mutation:
    """Lead a link elsewhere: of a page, of the navigation, of the NCX."""
    spot = drawn(draw, book.spots(_LINK, *book.spine, NAVIGATION, NCX, group=1))
    new = other_target(draw, book, spot)
    return Mutation(f"{_place(book, spot)}: {spot.text} leads to {new}", book.changed((spot, new)))


def other_target(draw: Random, book: Book, spot: Spot) -> str:
    """Return another target of the book, or one that does not exist."""
    known = {each.text for each in book.spots(_LINK, *book.spine, NAVIGATION, NCX, group=1)}
    known |= {f"{name.removeprefix('EPUB/')}" for name in book.spine} | {"a0001.xhtml#nowhere"}
    here = spot.member.removeprefix("EPUB/")
    was = _resolved(spot.text, here)
    return drawn(draw, sorted(each for each in known if _resolved(each, here) != was))


def metadata(book: Book, draw: Random) -> Mutation:
    """Change a character of a fact: of the package, the record beside it, the NCX, or a page's title."""
    facts = [spot for member, pattern in _FACTS for spot in book.spots(pattern, member, group=1)]
    facts += book.spots(_TITLE, *book.spine, group=1)
    spot = drawn(draw, [each for each in facts if "&" not in each.text])
    if spot.text in {"ltr", "rtl"}:
        new = "rtl" if spot.text == "ltr" else "ltr"
    else:
        at = drawn(draw, [at for at, each in enumerate(spot.text) if not each.isspace()])
        new = spot.text[:at] + other_character(draw, spot.text[at]) + spot.text[at + 1 :]
    return Mutation(f"{_place(book, spot)}: {spot.text} → {new}", book.changed((spot, new)))


def description(book: Book, draw: Random) -> Mutation:
    """Change a character of the words that stand for a picture."""
    spot = drawn(draw, book.spots(_ALT, *book.spine, group=1))
    at = drawn(draw, [at for at, each in enumerate(spot.text) if not each.isspace()])
    new = spot.text[:at] + other_character(draw, spot.text[at]) + spot.text[at + 1 :]
    return Mutation(f"{_place(book, spot)}: {spot.text} → {new}", book.changed((spot, new)))


def picture(book: Book, draw: Random) -> Mutation:
    """Put another picture of the same format and size in the place of one: its negative."""
    name, data = drawn(draw, [each for each in book.members if each[0].endswith((".png", ".jpg"))])
    with Image.open(BytesIO(data)) as image:
        out = BytesIO()
        ImageOps.invert(image.convert("RGB")).save(out, image.format, compress_level=1)
    return Mutation(f"{name} is its negative", book.with_members({name: out.getvalue()}))


def _place(book: Book, spot: Spot) -> str:
    text = book.texts[spot.member]
    line = text.count("\n", 0, spot.start) + 1
    return f"{spot.member}:{line}:{spot.start - text.rfind(chr(10), 0, spot.start)} 「{spot.seen[:12]}」"


def _resolved(target: str, here: str) -> str:
    return here + target if target.startswith("#") else target


MUTATORS: Mapping[str, Mutator[Book]] = {
    "character dropped": character_dropped,
    "character doubled": character_doubled,
    "characters exchanged": character_swapped,
    "character changed": character_changed,
    "paragraph dropped": paragraph_dropped,
    "paragraph doubled": paragraph_doubled,
    "paragraphs exchanged": paragraph_swapped,
    "article dropped": article_dropped,
    "article doubled": article_doubled,
    "articles exchanged": article_swapped,
    "wrong page number": page_number,
    "wrong link": link,
    "metadata changed": metadata,
    "description changed": description,
    "picture exchanged": picture,
}
