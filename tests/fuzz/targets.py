"""What is fuzzed: for each target a door of the program, bytes in, and nothing out but an answer or a ReissueError.

A ReissueError that says the program itself is at fault (exit codes 7 and 70) counts as a crash. Nothing is drawn here:
`__main__` runs a target under atheris, `test_fuzz` under both atheris and its seeds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from publisher.house import House
from publisher.issue.blocks import walk
from publisher.manifest.front_matter import open_article
from publisher.problems import ExitCode, Problem, ReissueError, render
from publisher.production.editing import edit, silent
from publisher.sources.marked import parse_article
from publisher.sources.plain import read_source

SEEDS = Path(__file__).parent / "seeds"
SECONDS = 10  # an input that takes longer is a hang
_STYLES = Path(__file__).parents[2] / "styles"
_OURS = {ExitCode.INTERNAL, ExitCode.FIDELITY}
_PERIODICAL = """\
periodical: "lantern"
title: "灯"
language: "zh-Hans"
"""
_SOURCE = "一灯如豆\n\n本刊记者 何川\n\n河水要进，也要出！\n(完)\n"


def read_manifest(data: bytes) -> None:
    """Carry an issue from the manifest through the copydesk."""
    manifest = _folder() / "2026-03.yaml"
    manifest.write_bytes(data)
    answered(lambda: edit(manifest, House(_folder(), _STYLES), silent))


def read_text(data: bytes) -> None:
    """Read an extracted text, and hold that no character of it is lost."""

    def read() -> None:
        source = read_source(data, "main", "001.txt")
        codec = source.encoding.replace("utf-8-sig", "utf-8")
        assert sum(map(len, source.lines)) + source.line_ends == len(data.decode(codec))

    answered(read)


def read_article(data: bytes) -> None:
    """Read an article of ours, front matter and Markdown, and hold that no two blocks share a name."""
    path = _folder() / "article.md"
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


TARGETS: dict[str, Callable[[bytes], None]] = {"manifest": read_manifest, "text": read_text, "article": read_article}


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


def seeds(target: str) -> list[Path]:
    """Return the files a target begins with: honest ones, and what was found once."""
    return sorted((SEEDS / target).iterdir())


@cache
def _folder() -> Path:
    """Return the folder of a small periodical, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="reissue-fuzz-", dir=memory if memory.is_dir() else None))
    (folder / "periodical.yaml").write_text(_PERIODICAL, encoding="utf-8")
    (folder / "001.txt").write_text(_SOURCE, encoding="utf-8")
    (folder / "a.md").write_text("---\ntitle: 甲\n---\n\n一段。\n", encoding="utf-8")
    (folder / "p.png").write_bytes(b"")
    return folder
