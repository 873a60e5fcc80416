"""Whether the words an editor wants quoted large are those of the article: takes plan and issue, complains.

It compares words only; where a quote is printed is decided when pages are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from publisher.issue.article import Article
from publisher.issue.blocks import Exchange, Paragraph, walk
from publisher.issue.design import standing
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue
from publisher.issue.plan import IssuePlan
from publisher.problems import ManifestError, Problem

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’」』）)]*")
_LONGEST_SHOWN = 60  # characters of the nearest words
_LEAST_LIKE = 0.45


def verify(plan: IssuePlan, issue: Issue) -> None:
    """Hold the pull quotes against the text of their articles.

    Raises:
        ManifestError: some do not stand there, inside one paragraph and to the letter.
    """
    if problems := tuple(_misquoted(plan, issue)):
        raise ManifestError(*problems)


def _misquoted(plan: IssuePlan, issue: Issue) -> Iterator[Problem]:
    articles = {article.id: article for article in issue.articles()}
    for planned in plan.articles():
        article = articles[planned.id]
        for words, place in zip(planned.design.pull_quotes, planned.quoted_at, strict=True):
            if standing(words, article.blocks) is None:
                values = {"words": words[:_LONGEST_SHOWN], "article": article.id, "near": _nearest(words, article)}
                yield Problem("copydesk/pull-quote", place, values)


def _nearest(words: str, article: Article) -> str:
    """Return what stands in the article that is most like the words, or an empty string if nothing is."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    best, likeness = "", _LEAST_LIKE
    for said in _sentences(article):
        matcher.set_seq1(said)
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness and matcher.ratio() > likeness:
            best, likeness = said, matcher.ratio()
    return best[:_LONGEST_SHOWN]


def _sentences(article: Article) -> Iterator[str]:
    """Yield the sentences of the paragraphs, and each two that follow each other."""
    for block in walk(article.blocks):
        if isinstance(block, Paragraph | Exchange):
            said = [sentence.strip() for sentence in _SENTENCE.findall(plain(block.inlines))]
            yield from said
            yield from (first + second for first, second in pairwise(said))
