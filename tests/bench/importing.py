"""How fast an issue is drafted: import against one warm segmentation of the same text, and how time and memory grow.

`make bench` runs it. Everything happens in one process on a text of ours of about 70,000 characters; medians of rounds
that alternate are printed, and ratios, which a noisy machine leaves alone.
"""

from __future__ import annotations

import resource
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import publisher
from publisher.copydesk.draft import Identity, draft
from publisher.issue.galley import Galley
from publisher.issue.periodical import Periodical
from publisher.lexicon import lexicon
from publisher.problems import Place
from publisher.sources.plain import read_source

ROOT = Path(__file__).resolve().parents[2]
CHARACTERS = 70_000
ROUNDS = 5
TIMES = (1, 4, 16)


def sample() -> str:
    """Return the sample issue as extracted text, as often as makes the length asked for."""
    issue = publisher.load(ROOT / "manifests" / "hewan" / "2026-01.yaml")
    parts: list[str] = []
    while sum(map(len, parts)) < CHARACTERS:
        for article in issue.articles():
            names = " ".join(article.byline.names) if article.byline else "何川"
            parts += [article.heading_text(), f"□本刊记者 {names}", *article.paragraphs()]
    return "\n\n".join(parts) + "\n"


def import_once(text: str) -> None:
    """Draft an issue from a text."""
    galley = Galley((read_source(text.encode(), "main", "bench.txt"),))
    paper = Periodical("bench", "样刊", "zh-Hans", Path())
    draft(galley, Identity("bench-2026-01", paper, "bench/2026-01.yaml", Place("bench/2026-01.yaml")))


def cpu(work: Callable[[], object]) -> float:
    """Return the processor seconds a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def against_segmentation(text: str) -> None:
    """Print the ratio of one import to one warm segmentation by jieba, whose dictionary the desk uses."""
    import jieba

    jieba.setLogLevel(60)
    with tempfile.TemporaryDirectory() as folder:  # jieba keeps a cache file; nobody else shall read ours
        jieba.dt.tmp_dir = folder
        jieba.dt.initialize()
    list(jieba.cut(text))
    rounds = [(cpu(lambda: import_once(text)), cpu(lambda: list(jieba.cut(text)))) for _ in range(ROUNDS)]
    one, other = (median(each) for each in zip(*rounds, strict=True))
    print(f"import of {len(text):,} characters {one:.2f} s · warm segmentation {other:.2f} s · ratio {one / other:.1f}")


def growth(text: str) -> None:
    """Print processor time a character and added peak memory an added byte, as the issue grows."""
    first = 0.0
    base = 0
    for times in TIMES:
        longer = text * times
        took = cpu(partial(import_once, longer)) / times
        tracemalloc.start()
        import_once(longer)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        first, base = first or took, base or peak
        added = (peak - base) / max(1, len(longer.encode()) - len(text.encode()))
        speed = f"{took:.2f} s a copy, {took / first:.2f} of ×1"
        print(f"×{times:<2} {speed} · {added:.0f} bytes of peak memory an added byte")
    print(f"peak of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def measure() -> None:
    """Print all figures."""
    text = sample()
    lexicon()
    import_once(text)
    against_segmentation(text)
    growth(text)
