"""What is fuzzed: for each target a door of the program, bytes in, and nothing out but an answer or a ReissueError.

A ReissueError that says the program itself is at fault (exit codes 7 and 70) counts as a crash. Nothing is drawn here:
`__main__` runs a target under atheris, `test_seeds` with its seeds spoilt by Hypothesis. A target loads what it needs.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from publisher.house import House
from publisher.issue.blocks import walk
from publisher.problems import ExitCode, Problem, ReissueError, render
from publisher.sources.plain import read_source

SEEDS = Path(__file__).parent / "seeds"
SECONDS = 10  # an input that takes longer is a hang
STYLES = Path(__file__).parents[2] / "styles"
_OURS = {ExitCode.INTERNAL, ExitCode.FIDELITY}
_PERIODICAL = 'periodical: "lantern"\ntitle: "灯"\nlanguage: "zh-Hans"\n'
_SOURCE = "一灯如豆\n\n本刊记者 何川\n\n河水要进，也要出！\n(完)\n"
_ARTICLE = "---\ntitle: 甲\n---\n\n一段。\n"
_ISSUE = 'issue: "lantern-2026-04"\ndate: "2026-04"\ncontents:\n  - article: "lantern-2026-04-i0001"\n'


def read_manifest(data: bytes) -> None:
    """Carry an issue from the manifest through the copydesk."""
    from publisher.production.editing import edit, silent

    manifest = folder() / "2026-03.yaml"
    manifest.write_bytes(data)
    answered(lambda: edit(manifest, House(folder(), STYLES), silent))


def read_text(data: bytes) -> None:
    """Read an extracted text, and hold that no character of it is lost."""

    def read() -> None:
        source = read_source(data, "main", "001.txt")
        codec = source.encoding.replace("utf-8-sig", "utf-8")
        assert sum(map(len, source.lines)) + source.line_ends == len(data.decode(codec))

    answered(read)


def read_article(data: bytes) -> None:
    """Read an article of ours, front matter and Markdown, and hold that no two blocks share a name."""
    from publisher.manifest.front_matter import open_article
    from publisher.sources.marked import parse_article

    path = folder() / "article.md"
    path.write_bytes(data)

    def read() -> None:
        problems: list[Problem] = []
        opened = open_article(path, path.name, path.name, problems)
        said(problems)
        if opened:
            blocks, notes = parse_article(opened.ref, "a")
            names = [block.id for body in (blocks, *(note.blocks for note in notes)) for block in walk(body)]
            assert len(names) == len(set(names))

    answered(read)


def set_article(data: bytes) -> None:
    """Set an article of ours as a page: what is read can be printed, and the page is well-formed."""
    from publisher.production import check

    (folder() / "b.md").write_bytes(data)
    manifest = folder() / "2026-04.yaml"
    manifest.write_text(f'{_ISSUE}    title: "甲"\n    text: {{markdown: "b.md"}}\n', encoding="utf-8")
    answered(lambda: said(check(manifest, House(folder(), STYLES)).problems))


def draft_issue(data: bytes) -> None:
    """Make a draft of an extracted text, and carry it through the copydesk and typesetting."""
    from publisher.production import check, import_issue

    place = Path(tempfile.mkdtemp(dir=folder()))
    (place / "periodical.yaml").write_text(_PERIODICAL, encoding="utf-8")
    (place / "001.txt").write_bytes(data)
    house, manifest = House(place, STYLES), Path("2026-03.yaml")

    def drafted() -> None:
        said(import_issue((Path("001.txt"),), manifest, house, update=False).problems)
        said(check(manifest, house).problems)

    answered(drafted)
    shutil.rmtree(place)


def read_a_style(data: bytes) -> None:
    """Read a periodical's own style."""
    from publisher.manifest.style_reader import read_style

    own = folder() / "styles" / "own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "style.yaml").write_bytes(data)
    answered(lambda: read_style("own", (), House(folder(), STYLES), None, folder()))


def develop_picture(data: bytes) -> None:
    """Develop a picture for a screen and for print."""
    from publisher.typesetting.pictures.development import finished
    from publisher.typesetting.pictures.raster import PRINT, Target
    from publisher.typesetting.pictures.refusal import RefusedPictureError, kind_of

    for target in (Target((64, 64), quality=70, is_tight=True), PRINT):
        try:
            finished(data, kind_of(data), target)
        except RefusedPictureError as refusal:
            said([Problem(refusal.code, None, {"picture": "p", "article": "a", **refusal.values})])


def read_book(data: bytes) -> None:
    """Read an EPUB that comes from anywhere."""
    from publisher.proof.difference.editions import epub_text

    path = folder() / "book.epub"
    path.write_bytes(data)
    answered(lambda: epub_text(path, path.name))


def read_page(data: bytes) -> None:
    """Read a one-file edition that comes from anywhere."""
    from publisher.proof.difference.editions import html_text

    path = folder() / "page.html"
    path.write_bytes(data)
    answered(lambda: html_text(path, path.name))


def read_pdf(data: bytes) -> None:
    """Read a PDF that comes from anywhere: its rules, and the files it encloses."""
    from publisher.proof.pdf.reader import answer
    from publisher.shelf import unpacking

    answer(data, ())
    place = Path(tempfile.mkdtemp(dir=folder()))
    try:
        unpacking.unpacked(io.BytesIO(data), place)
    except unpacking.RefusedError as refusal:
        said([Problem(refusal.code, None, refusal.values)])
    finally:
        shutil.rmtree(place)


def measure_pdf(data: bytes) -> None:
    """Measure the typography of a PDF that comes from anywhere."""
    from publisher.proof.typography.reader import answer

    assert answer(data, ("a.pdf",))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "manifest": read_manifest,
    "text": read_text,
    "article": read_article,
    "page": set_article,
    "draft": draft_issue,
    "style": read_a_style,
    "picture": develop_picture,
    "book": read_book,
    "html": read_page,
    "pdf": read_pdf,
    "typography": measure_pdf,
}


def answered(run: Callable[[], object]) -> None:
    """Run something; let pass what a user can cause, with words in both languages, and nothing else."""
    try:
        run()
    except ReissueError as error:
        if error.exit_code in _OURS:
            raise
        said(error.problems)


def said(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Hold that every problem has its words in both languages, and that a terminal can show them."""
    for problem in problems:
        for lang in ("zh", "en"):
            render(problem, lang).encode()


@cache
def folder() -> Path:
    """Return the folder of a small periodical, which whoever runs a target takes away again."""
    made = Path(tempfile.mkdtemp(prefix="reissue-fuzz-"))
    (made / "periodical.yaml").write_text(_PERIODICAL, encoding="utf-8")
    (made / "001.txt").write_text(_SOURCE, encoding="utf-8")
    (made / "a.md").write_text(_ARTICLE, encoding="utf-8")
    (made / "p.png").write_bytes(b"")
    return made
