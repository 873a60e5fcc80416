"""Plants the damage of extraction into texts of ours, at the rates real issues show, and remembers what was whole.

Takes articles (title, names, paragraphs) and a seed, gives a page of extracted text. It repairs nothing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

# Rates measured on four real issues: of all paragraphs so many are cut in two, of all seams so many hold a caption.
CUT = 0.25
CAPTION_BETWEEN = 0.12
HALFWIDTH = 0.5
DOUBLED_TITLE = 0.05
RUNNING_HEAD = 0.08
JUMP = 0.04
QR = 0.1
DIGIT_SPACE = 0.2
CONVERTER_MARK = 0.15
PADDED_NAME = 0.3
NARROW = str.maketrans("，：；！？（）", ",:;!?()")
CAPTION = ("码头上等船的人。", "□何川/摄")


@dataclass(frozen=True)
class Whole:
    """An article before the damage."""

    title: str
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass
class Page:
    """What was planted: the lines of the page, and how many paragraphs were cut."""

    lines: list[str] = field(default_factory=list)
    cut: int = 0

    @property
    def text(self) -> str:
        """The page as a file: blocks with blank lines between."""
        return "\n\n".join(self.lines) + "\n"


def damaged(articles: Sequence[Whole], seed: int) -> Page:
    """Return a page that holds the articles, damaged."""
    dice = random.Random(seed)  # noqa: S311 - the same damage every time
    page = Page()
    for article in articles:
        title = article.title * 2 if dice.random() < DOUBLED_TITLE else article.title
        page.lines.append(("## " if dice.random() < CONVERTER_MARK else "") + title)
        page.lines.append(_names(article.names, dice))
        half = dice.random() < HALFWIDTH
        for paragraph in article.paragraphs:
            _plant(paragraph.translate(NARROW) if half else paragraph, dice, page)
        if dice.random() < QR:
            page.lines.append("扫码观看视频\n听渡口的号子")
    return page


def _names(names: Sequence[str], dice: random.Random) -> str:
    padded = (" ".join(name) if len(name) == 2 and dice.random() < PADDED_NAME else name for name in names)
    return "□本刊记者 " + " ".join(padded)


def _plant(paragraph: str, dice: random.Random, page: Page) -> None:
    if dice.random() < DIGIT_SPACE:
        paragraph = _spaced(paragraph)
    if len(paragraph) < 40 or dice.random() >= CUT:
        page.lines.append(paragraph)
        return
    at = _inside_a_sentence(paragraph, dice.randint(12, len(paragraph) - 12))
    left, right = paragraph[:at], paragraph[at:]
    if dice.random() < JUMP:
        left, right = f"{left}（下转第{page.cut + 60}页）", f"（上接第{page.cut + 50}页）{right}"
    between = list(CAPTION) if dice.random() < CAPTION_BETWEEN else []
    page.lines += [left, *between, right]
    page.cut += 1


def _inside_a_sentence(text: str, at: int) -> int:
    """Return the nearest place behind `at` where a cut leaves a trace: behind a stop no reader could mend it."""
    while text[at - 1] in "。！？!?：:；;…”’」』》）)" and at < len(text) - 1:
        at += 1
    return at


def _spaced(text: str) -> str:
    spaced = ""
    for before, char in zip(" " + text, text, strict=False):
        spaced += " " * (before.isdigit() and char in "年月日人块元个") + char
    return spaced
