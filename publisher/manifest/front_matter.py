"""Opens a Markdown article: takes a file, gives its front matter as a filled form, and its text.

The front matter is a YAML block between two lines of three hyphens at the head of the file. It does not read Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.issue.plan import MarkdownRef
from publisher.manifest.entry_forms import FrontMatterForm
from publisher.manifest.reader import read_script, read_tree
from publisher.manifest.validation import fill
from publisher.manifest.written import Script, WrittenMap, problem
from publisher.problems import ManifestError, Place, Problem, Severity

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING_FENCE = re.compile(r"(?:(?<=\n)|(?<=\r))---[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[|<!DOCTYPE", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """A Markdown article: what its front matter says, and its text."""

    matter: FrontMatterForm
    ref: MarkdownRef


def open_article(path: Path, inside: str, opened: str, problems: list[Problem]) -> OpenedArticle | None:
    """Return a Markdown article, or None; everything wrong with it, and every warning, is added to `problems`.

    Args:
        path: the file.
        inside: its path relative to the periodical's folder.
        opened: its path as messages name it.
        problems: the list to add to.
    """
    try:
        script, found = read_script(path, opened)
        matter, body_at, more = _front_matter(script)
    except ManifestError as error:
        problems.extend(error.problems)
        return None
    problems.extend(found + more)
    if matter is None:
        return None
    body = script.text[body_at:]
    first_line = len(_LINE_END.findall(script.text[:body_at])) + 1
    problems.extend(_html(script, body_at))
    if not body.strip():
        problems.append(problem("manifest/no-text", Place(opened, first_line), id=inside))
    return OpenedArticle(matter, MarkdownRef(path, inside, body, first_line, opened, script.sha256))


def _front_matter(script: Script) -> tuple[FrontMatterForm | None, int, list[Problem]]:
    """Return the filled form, the index where the body begins, and what is wrong."""
    fence = _FENCE.match(script.text)
    if not fence:
        return FrontMatterForm.blank(), 0, []
    closing = _CLOSING_FENCE.search(script.text, fence.end())
    if not closing:
        raise ManifestError(problem("manifest/front-matter", script.place(0, 3)))
    block = script.text[fence.end() : closing.start()]
    if not block.strip():
        return FrontMatterForm.blank(), closing.end(), []
    tree, problems = read_tree(Script(script.shown, block, first_line=2))
    form, problems = fill(FrontMatterForm, tree, problems)
    return form, closing.end(), problems + _lines_named(tree)


def _lines_named(tree: WrittenMap) -> list[Problem]:
    """Return a problem for every field that names lines: an article of ours has no source lines."""
    return [
        problem("manifest/unknown-key", value.key_places[key], key=key, where=name, near="", known="text")
        for name, value in tree.items()
        if isinstance(value, WrittenMap)
        for key in ("from", "inline")
        if key in value
    ]


def _html(script: Script, start: int) -> list[Problem]:
    """Return a warning for the first piece of raw HTML: it is printed as it stands, not obeyed."""
    match = _HTML.search(script.text, start)
    if not match:
        return []
    found = problem("manifest/markdown-html", script.place(match.start(), match.end()), html=match[0][:40])
    return [replace(found, severity=Severity.WARNING)]
