"""One document with everything in it: takes bound XHTML, style sheets and files, gives HTML.

Style sheets become style elements, pictures and faces data: addresses, XML's own attributes go, headings step down one
level below the document's. It refuses a document whose links lead nowhere or that would load anything.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from publisher.problems import Place, Problem, ValidatorError

# Nothing may be loaded, run or sent: what the page needs stands in it.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_XHTML = "{http://www.w3.org/1999/xhtml}"
_PLACE = Place("single.xhtml")
_HEADING = re.compile(r"h([1-5])")
_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_IMPORT = re.compile(r"@import[^;]*", re.IGNORECASE)
_LEADS_OUT = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "base", "form", "link"})

Files = Mapping[str, tuple[str, bytes]]


def bound(document: str, sheets: Mapping[str, str], files: Files) -> str:
    """Return the document as HTML with its style sheets, pictures and faces inside.

    Raises:
        ValidatorError: one Problem for each name used twice, each link that leads nowhere, each thing from outside.
    """
    root = ET.fromstring(document)  # noqa: S314 - typesetting's own document, found well-formed there
    problems: list[Problem] = []
    for element in root.iter():
        _as_html(element)
    _style(root, sheets, files, problems)
    _shift_headings(root)
    for element in root.iter():
        _take_in(element, files, problems)
    problems += _check(root)
    if problems:
        raise ValidatorError(*problems)
    head = root.find("head")
    if head is not None:
        head.insert(1, ET.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}))
    return f"<!DOCTYPE html>\n{ET.tostring(root, encoding='unicode', method='html')}\n"


def _as_html(element: ET.Element) -> None:
    """Take the namespaces off: HTML has no prefixes, and `lang` says what `xml:lang` says."""
    if isinstance(element.tag, str):
        element.tag = element.tag.removeprefix(_XHTML)
    for name in [name for name in element.attrib if name.startswith("{")]:
        del element.attrib[name]


def _style(root: ET.Element, sheets: Mapping[str, str], files: Files, problems: list[Problem]) -> None:
    """Replace each link to a style sheet by the sheet."""
    for parent in list(root.iter()):
        for link in [each for each in parent if each.tag == "link" and each.get("rel") == "stylesheet"]:
            href = link.get("href", "")
            if href not in sheets:
                problems.append(_outside(href))
                continue
            text = _with_data(sheets[href], dirname(href), files, problems)
            if text.strip():
                style = ET.Element("style", {"media": link.attrib["media"]} if "media" in link.attrib else {})
                style.text, style.tail = "\n" + text.strip().replace("</", "<\\/") + "\n", link.tail
                parent.insert(list(parent).index(link), style)
            parent.remove(link)


def _with_data(css: str, folder: str, files: Files, problems: list[Problem]) -> str:
    """Return CSS with every address in it made a data: address; addresses count from the folder of the sheet."""

    def taken_in(match: re.Match[str]) -> str:
        href = match[1] if match[1].startswith("data:") else normpath(join(folder, match[1]))
        return f"url({_data(href, files, problems)})"

    problems += [_outside(found) for found in _IMPORT.findall(css)]
    return _ADDRESS.sub(taken_in, css)


def _shift_headings(root: ET.Element) -> None:
    for element in root.iter():
        if (match := _HEADING.fullmatch(str(element.tag))) and element.get("class", "").split()[:1] != [
            "document-title"
        ]:
            element.tag = f"h{int(match[1]) + 1}"


def _take_in(element: ET.Element, files: Files, problems: list[Problem]) -> None:
    """Put a picture into the element that shows it."""
    if element.tag in _FORBIDDEN:
        problems.append(_outside(str(element.tag)))
    for name in ("src", "poster", "data", "srcset", "background"):
        if name in element.attrib:
            element.set(name, _data(element.attrib[name], files, problems))
    if "style" in element.attrib:
        element.set("style", _with_data(element.attrib["style"], "", files, problems))


def _data(href: str, files: Files, problems: list[Problem]) -> str:
    if href.startswith("data:"):
        return href
    if href not in files:
        problems.append(_outside(href))
        return ""
    media_type, data = files[href]
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _check(root: ET.Element) -> Iterator[Problem]:
    """Yield what does not hold together: names that stand twice, links without an end."""
    names = Counter(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
    yield from (Problem("editions/doubled-anchor", _PLACE, {"anchor": name}) for name, n in names.items() if n > 1)
    for element in root.iter():
        href = element.get("href")
        if href is None or _LEADS_OUT.match(href):
            continue
        if not href.startswith("#") or unquote(href[1:]) not in names:
            yield Problem("editions/dead-anchor", _PLACE, {"href": href})


def _outside(name: str) -> Problem:
    return Problem("editions/not-in-the-file", _PLACE, {"href": name})
