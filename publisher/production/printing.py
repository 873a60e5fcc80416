"""From an edited issue to finished files: takes a manifest and the editions asked for, gives what was written.

The editions stand in a folder that appears only when all of them and the records are made.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from publisher.editions.edition import Edition
from publisher.house import House, folder_in_the_making
from publisher.issue import record
from publisher.issue.print import Print
from publisher.problems import Problem
from publisher.production.editing import Edited, Report, edit, style_of

# Each edition is loaded when it is asked for: an EPUB never pays for what a PDF needs.
_PRINTERS = {
    "epub": ("publisher.editions.epub", "EpubEdition"),
    "pdf": ("publisher.editions.pdf", "PdfEdition"),
    "html": ("publisher.editions.html", "HtmlEdition"),
    "txt": ("publisher.editions.text", "TextEdition"),
}
EDITIONS: tuple[str, ...] = tuple(_PRINTERS)
USUAL_EDITIONS: tuple[str, ...] = ("epub", "pdf")


@dataclass(frozen=True, slots=True)
class Built:
    """An issue that was printed: its files stand in `folder`."""

    issue_id: str
    title: str
    articles: int
    characters: int
    prints: tuple[Print, ...]
    problems: tuple[Problem, ...]
    seconds: float
    folder: Path
    queries: int = 0


def build(manifest: Path, house: House, editions: tuple[str, ...], output: Path, report: Report) -> Built:
    """Print the editions of an issue into output/<periodical>/<rest of the id>/; nothing is left there if a step fails.

    Raises:
        ReissueError: whatever made the issue impossible, with every problem found until then.
    """
    began = time.monotonic()
    edited = edit(manifest, house, report)
    style = style_of(edited.plan, house)
    issue = edited.issue
    folder = output / issue.periodical.code / issue.id.removeprefix(f"{issue.periodical.code}-")
    with folder_in_the_making(folder) as making:
        prints: list[Print] = []
        for name in editions:
            report(name)
            prints.append(_printer(name).print(issue, style, house, making))
        report("records")
        _write_records(edited, tuple(prints), making)
    return Built(
        issue_id=issue.id,
        title=f"{issue.periodical.title} {issue.number}".strip(),
        articles=sum(1 for _ in issue.articles()),
        characters=sum(len(text) for article in issue.articles() for text in article.paragraphs()),
        prints=tuple(prints),
        problems=edited.problems,
        seconds=time.monotonic() - began,
        folder=folder,
        queries=len(issue.queries),
    )


def _write_records(edited: Edited, prints: tuple[Print, ...], folder: Path) -> None:
    """Write ledger.json (canonical, replayable) and problems.json (what is left to look at) beside the prints."""
    left = {
        "issue": edited.issue.id,
        "problems": [_flat(problem) for problem in edited.problems],
        "queries": [_data(query) for query in edited.issue.queries],
        "prints": [_data(each) for each in prints],
    }
    (folder / "ledger.json").write_text(_ledger_text(edited), encoding="utf-8")
    (folder / "problems.json").write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _ledger_text(edited: Edited) -> str:
    """Return the sources and the ledger as the digest in the colophon has it, but with each correction on a line."""
    ids = {source.path: source.id for source in edited.galley.sources}
    sources = [
        {"id": ids.get(each.path, ""), "path": each.path, "sha256": each.sha256} for each in edited.issue.sources
    ]
    # A quotation mark inside a string is escaped: what looks like the beginning of a correction is one.
    ledger = edited.ledger_json.strip().replace('{"author":', '\n{"author":')
    return f'{{"sources":{json.dumps(sources, ensure_ascii=False)},\n"ledger":{ledger}}}\n'


def _data(value: object) -> object:
    return json.loads(record.to_json(value))


def _flat(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "place": str(problem.place or ""), "message": problem.message("en")}


def _printer(name: str) -> Edition:
    module, edition = _PRINTERS[name]
    made: Edition = getattr(import_module(module), edition)()
    return made
