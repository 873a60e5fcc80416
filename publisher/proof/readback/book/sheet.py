"""The collation of an HTML file and of a plain text: takes bytes and what must stand there, gives sections of a proof.

An HTML file is read as pages are, in one go. A plain text has no marks: it must be the text that setting the issue
again gives, and hold the words of every block in the order of the issue.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.issue.issue import Issue
from publisher.problems import Place, Problem, SourceError
from publisher.proof.checks import Check, Finding, Kind, Section
from publisher.proof.difference.markup import Element, parse_html
from publisher.proof.readback.added import root_of
from publisher.proof.readback.book.additions import addition_checks
from publisher.proof.readback.book.package import room_for
from publisher.proof.readback.book.texts import figures, found_units, text_checks
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import NOTHING, check, parted, quoted
from publisher.proof.readback.reading import READING, READING_END, read_page, visible
from publisher.proof.readback.wanted import links_in, names_of, wanted_blocks

MEDIUM = "html"
_TEXT = "txt"
_RUBY = str.maketrans({READING: "（", READING_END: "）"})


def collate_html(data: bytes, name: str, expected: Expected) -> tuple[Section, ...]:
    """Return what comes of comparing an HTML file with its issue."""
    setting, names = expected.settings[MEDIUM], names_of(expected.issue)
    try:
        readings = {"": read_page(_opened(data, name, setting.files[MEDIUM]), names)}
    except SourceError as error:
        found = [Finding(thing=str(each.place or ""), detail=each.message("en")) for each in error.problems]
        return (Section("text", Kind.COLLATION, "", (check("opens", found),)),)
    right = {page.file: read_page(root_of(page), names) for page in setting.pages}
    units = found_units(readings)
    text = tuple(text_checks(units, expected.issue, setting.words, found_units(right)))
    added = tuple(addition_checks(readings, right, is_one_by_one=False))
    is_told = any(each.findings for each in (*text, *added))
    return (
        Section("text", Kind.COLLATION, "", text, data=figures(units)),
        Section("added", Kind.COLLATION, "", (*added, _as_made(data, setting.files[MEDIUM], is_told=is_told))),
    )


def _opened(data: bytes, name: str, again: bytes) -> Element:
    """Return the root of a file; raises SourceError for one that is no HTML, or far larger than it should be."""
    if len(data) > room_for([again]):
        raise SourceError(Problem("proof/archive-size", Place(name), {"name": name}))
    return parse_html(data, name)


def _as_made(data: bytes, again: bytes, *, is_told: bool) -> Check:
    """Return whether a file is what making it again gives; a difference is told once."""
    if is_told or data == again:
        return check("files-as-made", [])
    seen, right = data.decode("utf-8", "replace"), again.decode()
    return check("files-as-made", [Finding(detail=parted(right, seen))])


def collate_text(data: bytes, name: str, expected: Expected) -> tuple[Section, ...]:  # noqa: ARG001 - as its siblings
    """Return what comes of comparing a plain text with its issue."""
    seen = data.decode("utf-8", "replace")
    right = expected.settings[MEDIUM].files[_TEXT].decode()
    checks = (
        check("block-words", _lost(seen, expected.issue)),
        check("lines-as-set", _unlike(right.splitlines(), seen.splitlines())),
    )
    return (Section("text", Kind.COLLATION, "", checks, data={"characters": visible(seen)}),)


def _lost(text: str, issue: Issue) -> Iterator[Finding]:
    """Yield blocks whose words do not stand in a text behind those of the block before.

    Where a note is called or a link leads out, a text says more than the block: those are compared line by line alone.
    """
    squeezed, at = "".join(text.split()), 0
    for article in issue.articles():
        linking = {block for block, _ in links_in(article)}
        for wanted in wanted_blocks(article):
            words = "".join(wanted.text.translate(_RUBY).split())
            if not words or wanted.calls or wanted.name in linking:
                continue
            found = squeezed.find(words, at)
            if found < 0:
                yield Finding(thing=f"{article.id} {wanted.name}", detail=f"{quoted(words)} ≠ {NOTHING}")
            else:
                at = found + len(words)


def _unlike(wanted: list[str], seen: list[str]) -> Iterator[Finding]:
    for number in range(max(len(wanted), len(seen))):
        right, there = (side[number] if number < len(side) else NOTHING for side in (wanted, seen))
        if right != there:
            yield Finding(thing=f"line {number + 1}", detail=parted(right, there))
