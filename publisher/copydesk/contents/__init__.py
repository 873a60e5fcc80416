"""The printed contents page (目录) as a witness: what it lists, where each piece begins, where page and text disagree.

Takes lines, gives a ContentsPage, a Matching and Queries. It changes no text and drops no line.
"""

from publisher.copydesk.contents.disagreements import disagreements
from publisher.copydesk.contents.finding import find_contents
from publisher.copydesk.contents.matching import Disagreement, Match, Matching, Missing, match
from publisher.copydesk.contents.page import ContentsEntry, ContentsPage

__all__ = [
    "ContentsEntry",
    "ContentsPage",
    "Disagreement",
    "Match",
    "Matching",
    "Missing",
    "disagreements",
    "find_contents",
    "match",
]
