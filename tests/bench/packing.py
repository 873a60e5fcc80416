"""How long an EPUB takes beside pandoc: whole processes, the same words, cover and contents, in turns.

The magazine of the extracted files is packed, or the sample where they are missing; both are given a finished cover, so
that nobody lays a page out. What pandoc gets is Markdown with the sections and articles as headings.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import publisher
from publisher.issue.issue import Issue, Section, Sheet
from tests.bench.jobs import MAGAZINE, SAMPLE, SEEDS

_MARKS_OF_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|<>~^$@'\"-])")
_REISSUE = (sys.executable, "-m", "publisher.cli.main")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: by the clock, and of the processors."""

    elapsed_s: float
    cpu_s: float


def timed(command: Sequence[str | Path]) -> Run:
    """Return how long a process took."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(after.elapsed - before.elapsed, cpu)


def issue_with_cover(folder: Path) -> Path:
    """Lay the issue down with a finished cover beside it and return its manifest."""
    from PIL import Image

    given = MAGAZINE if SEEDS.is_dir() else SAMPLE
    below = folder / given.parent.name
    below.mkdir(parents=True)
    for each in given.parent.iterdir():
        if each.suffix == ".yaml":
            (below / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
        elif each.is_dir():
            (below / each.name).symlink_to(each)
    Image.effect_mandelbrot((1600, 2560), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(below / "cover.jpg", quality=88)
    manifest = below / given.name
    text = re.sub(r"(?m)^  (picture|alt|lettering):.*\n", "", manifest.read_text(encoding="utf-8"))
    manifest.write_text(text.replace("\ncover:\n", '\ncover:\n  picture: "cover.jpg"\n'), encoding="utf-8")
    return manifest


def markdown_of(issue: Issue) -> str:
    """Return the issue's words in Markdown: sections are headings of the first level, articles of the second."""
    parts: list[str] = []
    above: tuple[Section | Sheet, ...] = ()
    for path, article in issue.articles_with_path():
        if path and path != above:
            label = path[-1].label if isinstance(path[-1], Section) else path[-1].name
            parts.append(f"# {_escaped(label)}")
        above = path
        parts.append(f"## {_escaped(article.heading_text() or article.opening())}")
        parts += [_escaped(name) for name in (article.byline.names if article.byline else ())]
        parts += [_escaped(text) for text in article.paragraphs()]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return _MARKS_OF_MARKDOWN.sub(r"\\\1", text.replace("\n", " "))


def commands(folder: Path) -> tuple[list[str | Path], list[str | Path]]:
    """Return the two commands that pack the issue: ours and pandoc's."""
    import pypandoc

    manifest = issue_with_cover(folder / "manifests")
    sources = SEEDS if SEEDS.is_dir() else None
    text = folder / "issue.md"
    text.write_text(markdown_of(publisher.load(manifest, sources)), encoding="utf-8")
    where: list[str | Path] = ["--sources", sources] if sources else []
    ours = [*_REISSUE, "build", manifest, "--edition", "epub", "-o", folder / "ours", "-q", *where]
    cover = f"--epub-cover-image={manifest.parent / 'cover.jpg'}"
    facts = ("--metadata=title:样刊", "--metadata=lang:zh-CN")
    contents = ("--toc", "--split-level=2", cover, *facts)
    theirs: list[str | Path] = [pypandoc.get_pandoc_path(), text, "-o", folder / "theirs.epub", *contents]
    return ours, theirs


def measure(rounds: int) -> None:
    """Print the medians of rounds in turns, and their ratio, by the clock and of the processors."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = commands(Path(folder))
        timed(ours), timed(theirs)
        took = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    for name in ("elapsed_s", "cpu_s"):
        pairs = [(getattr(mine, name), getattr(his, name)) for mine, his in took]
        one, other = (median(each) for each in zip(*pairs, strict=True))
        low, *_, high = sorted(mine / his for mine, his in pairs)
        print(
            f"EPUB alone, {name.removesuffix('_s')}: {one:.2f} s · pandoc {other:.2f} s"
            f" · ratio {one / other:.2f} ({low:.2f}–{high:.2f})"
        )
