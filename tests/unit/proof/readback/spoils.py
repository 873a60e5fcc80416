"""Ways to spoil a book, each with the check that must see it: one row a thing that must not pass.

A spoil takes the files of the sample and gives them changed. It asserts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.proof.readback.lamps import Members, replaced

_A1, _A2, _A3 = (f"EPUB/a000{number}.xhtml" for number in (1, 2, 3))
_NAV, _NCX, _OPF, _RECORD = "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/content.opf", "EPUB/record.jsonld"
_I1, _I2 = "dengshi-2026-02-i0001", "dengshi-2026-02-i0002"
_VERSE = '<p class="line">河心一点灯，</p>'
_LAST = '<p id="dengshi-2026-02-i0003-b0003">散会已经是半夜。</p>'
_KICKER = '<p class="kicker">手艺</p>'
_LABEL = '<span data-generated="label">责任编辑：</span>'


@dataclass(frozen=True)
class Spoil:
    """What is done to the book, and the section and the check that must fail."""

    name: str
    section: str
    code: str
    spoil: Callable[[Members], Members]


def without(name: str) -> Callable[[Members], Members]:
    return lambda members: {each: data for each, data in members.items() if each != name}


def instead(name: str, data: bytes) -> Callable[[Members], Members]:
    return lambda members: members | {name: data}


def swapped(one: str, other: str) -> Callable[[Members], Members]:
    return lambda members: members | {one: members[other], other: members[one]}


def both(first: Callable[[Members], Members], then: Callable[[Members], Members]) -> Callable[[Members], Members]:
    return lambda members: then(first(members))


def twice(name: str, part: str) -> Callable[[Members], Members]:
    return replaced(name, part, part + part)


SPOILS = (
    Spoil("a character dropped", "text", "block-words", replaced(_A1, "停了六年", "停六年")),
    Spoil("a character doubled", "text", "block-words", replaced(_A1, "停了六年", "停了了六年")),
    Spoil("two characters swapped", "text", "block-words", replaced(_A1, "停了六年", "停六了年")),
    Spoil("a look-alike", "text", "block-words", replaced(_A2, "泡足", "泡足".replace("足", "⻊"))),
    Spoil("a reading changed", "text", "block-words", replaced(_A2, "miè", "mie")),
    Spoil("base and reading changed about", "text", "block-words", replaced(_A2, "篾<rp", "<rp")),
    Spoil("a space between words", "text", "block-words", replaced(_A2, "他说得慢", "他 说得慢")),
    Spoil("a cell emptied into the next", "text", "block-words", replaced(_A2, "上街</td>", "</td>")),
    Spoil("a caption of a table", "text", "block-words", replaced(_A2, "挂灯的数目", "挂灯数目")),
    Spoil("a line of verse moved up", "text", "block-words", replaced(_A2, "一点灯，</p>", "一点</p>灯，")),
    Spoil("a line of verse lost", "text", "block-words", replaced(_A2, _VERSE, "")),
    Spoil("lost characters made fewer", "text", "block-words", replaced(_A2, "□□", "□")),
    Spoil("a speaker changed", "text", "block-words", replaced(_A3, "问：", "答：")),
    Spoil("a note changed", "text", "block-words", replaced(_A2, "泡在井水里", "泡在河水里")),
    Spoil("a section renamed", "text", "block-words", replaced(_A1, "<span>街市</span>", "<span>街巷</span>")),
    Spoil("a paragraph lost", "text", "blocks", replaced(_A3, _LAST, "")),
    Spoil("a paragraph doubled", "text", "blocks", twice(_A3, _LAST)),
    Spoil("an item moved", "text", "blocks", replaced(_A2, "-b0007", "-b0008")),
    Spoil("two articles swapped", "text", "articles", swapped(_A2, _A3)),
    Spoil("an article given twice", "text", "articles", lambda members: members | {_A2: members[_A1]}),
    Spoil("a title changed", "text", "fields", replaced(_A3, ">桥会</h1>", ">桥头会</h1>")),
    Spoil("a kicker lost", "text", "fields", replaced(_A2, _KICKER, "")),
    Spoil("two names changed about", "text", "fields", replaced(_A1, "何川", "罗敏")),
    Spoil("a line of nobody's", "text", "unexplained", replaced(_A3, _LAST, f'{_LAST}<p class="more">转载请注明</p>')),
    Spoil(
        "a word outside of articles", "text", "unexplained", replaced("EPUB/colophon.xhtml", "</body>", "余白</body>")
    ),
    Spoil("the imprint changed", "text", "unexplained", replaced("EPUB/imprint.xhtml", "<dd>瞿平", "<dd>瞿平平")),
    Spoil(
        "a field inside the text",
        "text",
        "order",
        both(replaced(_A2, _KICKER, ""), replaced(_A2, '<div class="body">', f'<div class="body">{_KICKER}')),
    ),
    Spoil(
        "a call moved",
        "text",
        "note-calls",
        both(replaced(_A2, "三天。<a", "三天。他<a"), replaced(_A2, "</a>他", "</a>")),
    ),
    Spoil("a page that is no XML", "text", "opens", replaced(_A1, "</article>", "")),
    Spoil("a page that is not there", "text", "opens", without(_A2)),
    Spoil("an entity declared", "text", "opens", replaced(_A1, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>')),
    Spoil("pages in another order", "text", "spine", replaced(_OPF, 'idref="a0001"', 'idref="a0003"')),
    Spoil(
        "a page out of the way",
        "text",
        "spine",
        replaced(_OPF, '<itemref idref="a0002"', '<itemref linear="no" idref="a0002"'),
    ),
    Spoil("an added word changed", "added", "added-words", replaced(_A2, "责任编辑：", "编辑：")),
    Spoil(
        "the issue's words marked as added",
        "added",
        "added-words",
        replaced(_A3, ">散会", '><span data-generated="label">散会</span>'),
    ),
    Spoil(
        "a word added and marked",
        "added",
        "added-words",
        replaced(_A3, _LAST, f'<p data-generated="note">完</p>{_LAST}'),
    ),
    Spoil("the words of a title bar", "added", "added-words", replaced(_A3, "<title>桥会", "<title>桥头会")),
    Spoil("words for a listener", "added", "added-words", replaced(_A2, 'aria-label="注释"', 'aria-label="注"')),
    Spoil(
        "a label behind its field",
        "added",
        "added-place",
        both(replaced(_A2, _LABEL, ""), replaced(_A2, "何川</p>", f"何川{_LABEL}</p>")),
    ),
    Spoil(
        "a name marked on the wrong side", "added", "as-set", replaced(_A2, 'class="proper-name"', 'class="book-title"')
    ),
    Spoil("text hidden by style", "added", "hidden", replaced(_A3, "<b class", '<b style="display: none" class')),
    Spoil("text hidden by attribute", "added", "hidden", replaced(_A3, "<b class", '<b hidden="hidden" class')),
    Spoil("a link to nowhere", "links", "leads-somewhere", replaced(_NAV, "#page-0002", "#page-0009")),
    Spoil(
        "a style sheet from outside",
        "links",
        "leads-somewhere",
        replaced(_A1, "css/text.css", "https://example.org/a.css"),
    ),
    Spoil("an entry that leads elsewhere", "links", "menu", replaced(_NAV, f"#{_I1}", "#page-0001")),
    Spoil("an entry with another name", "links", "menu", replaced(_NAV, "走马灯", "走马燈")),
    Spoil(
        "an entry lost",
        "links",
        "menu",
        replaced(_NAV, '<li><a href="a0003.xhtml#dengshi-2026-02-i0003">桥会</a></li>', ""),
    ),
    Spoil("an old entry that leads elsewhere", "links", "old-menu", replaced(_NCX, "a0002.xhtml#", "a0001.xhtml#")),
    Spoil("a page number", "links", "original-pages", replaced(_NAV, ">5</a>", ">6</a>")),
    Spoil("a page number's mark", "links", "original-pages", replaced(_A2, 'aria-label="5"', 'aria-label="6"')),
    Spoil("an old page number", "links", "original-pages", replaced(_NCX, "<text>8</text>", "<text>9</text>")),
    Spoil("a landmark", "links", "landmarks", replaced(_NAV, '"bodymatter" href="a0001', '"bodymatter" href="a0002')),
    Spoil("a link out of the text", "links", "outward-links", replaced(_A2, "org/lamps", "org/lamp")),
    Spoil("a call of another note", "links", "note-links", replaced(_A2, f'href="#{_I2}-n01"', f'href="#{_I2}-n02"')),
    Spoil(
        "a note's way back", "links", "note-links", replaced(_A2, f'href="#call-{_I2}-n02"', f'href="#call-{_I2}-n01"')
    ),
    Spoil("a role of the menu", "links", "lists-as-made", replaced(_NAV, 'role="doc-toc"', 'role="list"')),
    Spoil(
        "a picture taken for another",
        "pictures",
        "picture-place",
        replaced(_A2, "pictures/p0001.png", "pictures/cover.jpg"),
    ),
    Spoil(
        "a picture lost",
        "pictures",
        "picture-place",
        replaced(_A2, '<img src="pictures/p0001.png" alt="桥头的灯"/>', ""),
    ),
    Spoil("the words for a picture", "pictures", "picture-words", replaced(_A2, 'alt="桥头的灯"', 'alt="桥头的船"')),
    Spoil(
        "another picture's pixels",
        "pictures",
        "files-as-made",
        swapped("EPUB/pictures/p0001.png", "EPUB/pictures/cover.jpg"),
    ),
    Spoil("a picture cut off", "pictures", "picture-opens", instead("EPUB/pictures/p0001.png", b"\x89PNG\r\n\x1a\n")),
    Spoil("a rule of a style sheet", "pictures", "files-as-made", instead("EPUB/css/text.css", b"p { display: none }")),
    Spoil("white space between elements", "pictures", "files-as-made", replaced(_A3, "</header>\n", "</header>\n\n")),
    Spoil("a file nobody lists", "pictures", "foreign-files", instead("EPUB/more.txt", b"more")),
    Spoil(
        "a file nobody shows",
        "pictures",
        "foreign-files",
        replaced(_OPF, "</manifest>", '<item id="x" href="css/more.css" media-type="text/css"/></manifest>'),
    ),
    Spoil("the identifier", "metadata", "facts", replaced(_OPF, "urn:uuid:f", "urn:uuid:e")),
    Spoil("the date", "metadata", "facts", replaced(_OPF, "<dc:date>2026-02", "<dc:date>2026-03")),
    Spoil(
        "the number in the series", "metadata", "facts", replaced(_OPF, '"group-position">38', '"group-position">39')
    ),
    Spoil(
        "a publisher of nobody's",
        "metadata",
        "facts",
        replaced(_OPF, "</metadata>", "<dc:publisher>某社</dc:publisher></metadata>"),
    ),
    Spoil("a name", "metadata", "people", replaced(_OPF, '"person-2">罗敏', '"person-2">罗明')),
    Spoil("a role", "metadata", "people", replaced(_OPF, 'relators">edt', 'relators">trl')),
    Spoil("something claimed", "metadata", "surplus-facts", replaced(_OPF, ">ARIA<", ">audioDescription<")),
    Spoil("the title of the book", "metadata", "surplus-facts", replaced(_OPF, '"title">灯市', '"title">灯会')),
    Spoil("the title of the old menu", "metadata", "old-head", replaced(_NCX, "<text>灯市　2026", "<text>灯会　2026")),
    Spoil("the record", "metadata", "record", replaced(_RECORD, '"headline": "桥会"', '"headline": "桥"')),
    Spoil("a record that is no JSON", "metadata", "record", instead(_RECORD, b"{")),
)
