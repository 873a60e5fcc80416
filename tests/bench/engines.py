"""The same prose on the same page from four hands: our PDF, plain WeasyPrint, Chromium and Typst.

Takes an issue, leaves four PDFs in a folder. Pictures, notes and attributions are left out, each article begins a page,
and there are no running heads, so that nothing but lines is compared. Chromium gets our own HTML and style sheets.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from publisher.editions.layout import Job, lay_out
from publisher.issue.article import Article
from publisher.issue.blocks import Attribution, Block, Exchange, Figure, Itemised, Paragraph, Passage, Quotation
from publisher.issue.inlines import Inline, NoteCall
from publisher.issue.issue import Advertisement, Node, Section, Sheet
from publisher.issue.style import Furniture
from publisher.typesetting.typecase import faces_sheet
from tests.bench import jobs, typst_source
from tests.browser.chromium import tab

ENGINES = ("Reissue", "WeasyPrint", "Typst", "Chromium")
# All that Chromium knows of Chinese lines, switched on.
_CHROMIUM = "body { text-spacing-trim: trim-start; text-autospace: normal; line-break: strict; text-wrap: pretty }"


def prose(edited: jobs.Edited, only: str = "") -> jobs.Edited:
    """Return the issue as bare text, each article on pages of its own; `only` keeps a single article."""
    options = replace(edited.style.options, furniture=Furniture.NONE, run_on=False)
    contents = tuple(_bare(edited.issue.contents, only))
    return replace(edited, issue=replace(edited.issue, contents=contents), style=replace(edited.style, options=options))


def print_all(edited: jobs.Edited, folder: Path) -> dict[str, Path]:
    """Print the issue with every engine and return the files by engine."""
    job, cuts = edited.job()
    jobs.lay_down(job, folder)
    files = {engine: folder / f"{engine.lower()}.pdf" for engine in ENGINES}
    files["Reissue"].write_bytes(lay_out(job, edited.house, edited.issue.id).pdf)
    _print_plain(edited, folder).replace(files["WeasyPrint"])
    files["Typst"].write_bytes(_typst(edited, folder))
    files["Chromium"].write_bytes(_chromium(job, faces_sheet(cuts), folder))
    return files


def _bare(nodes: Iterable[Node], only: str) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Section() | Sheet():
                if inner := tuple(_bare(node.nodes, only)):
                    yield replace(node, nodes=inner)
            case Article():
                if not only or node.id == only:
                    yield replace(node, blocks=tuple(_blocks(node.blocks)), notes=())
            case Advertisement():
                continue


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Figure() | Attribution():
                continue
            case Paragraph() | Exchange():
                yield replace(block, inlines=_without_calls(block.inlines))
            case Quotation() | Passage():
                yield replace(block, blocks=tuple(_blocks(block.blocks)))
            case Itemised():
                yield replace(block, items=tuple(tuple(_blocks(item)) for item in block.items))
            case _:
                yield block


def _without_calls(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(each for each in inlines if not isinstance(each, NoteCall))


def _print_plain(edited: jobs.Edited, folder: Path) -> Path:
    command = [sys.executable, "-m", "tests.bench.setting", str(folder), "plain", "back"]
    environment = jobs.environment(edited.house, folder)
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return folder / "plain-back.pdf"


def _typst(edited: jobs.Edited, folder: Path) -> bytes:
    import typst

    source = folder / "issue.typ"
    text = typst_source.source_of(edited.issue, edited.style.options, contents=False, apart=True)
    source.write_text(text, encoding="utf-8")
    fonts = folder / "files" / "fonts"
    pdf: bytes = typst.compile(source, root=folder, font_paths=[fonts], ignore_system_fonts=True)
    return pdf


def _chromium(job: Job, faces: str, folder: Path) -> bytes:
    """Return what Chromium prints; its sheets stand in the page itself, the faces as addresses within the folder."""
    sheets = f"<style>{faces.replace('../', '')}</style>"
    page = folder / "files" / "chromium.html"
    page.write_text(job.back.replace("</head>", f"{sheets}<style>{_CHROMIUM}</style></head>"), encoding="utf-8")
    with tab(folder) as opened:
        opened.open(page)
        opened.run("document.fonts.ready.then(() => true)")
        printed = opened.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    return base64.b64decode(printed["data"])


def plain_text(edited: jobs.Edited) -> str:
    """Return the paragraphs and headings, a line each: what every engine has to print."""
    articles = edited.issue.articles()
    lines = (text for article in articles for text in (*article.paragraphs(), *article.headings()))
    return "\n".join(re.sub(r"\s+", " ", line) for line in lines)
