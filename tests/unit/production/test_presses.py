"""Editions printed side by side: in the order asked for, and the first that fails is the one that is told."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from publisher.editions.edition import Printed
from publisher.issue.print import Print
from publisher.problems import Problem, ReissueError
from publisher.production import presses


class Fake:
    """An edition or a press that prints nothing; a name among `broken` cannot be printed."""

    def __init__(self, name: str, broken: tuple[str, ...], threads: dict[str, int]) -> None:
        self.name, self.broken, self.threads = name, broken, threads

    def print(self, *given: Any) -> Any:
        self.threads[self.name] = threading.get_ident()
        names = given[4] if len(given) > 4 else (self.name,)
        if self.name in self.broken:
            values = {"picture": self.name, "article": "", "file": self.name}
            raise ReissueError(Problem("typesetting/missing-picture", None, values))
        prints = [Print(each, f"{each}.file", "", 0, 0) for each in names]
        if "pdf-print" in names:
            prints.append(Print("pdf-print-cover", "cover.file", "", 0, 0))
        return Printed(tuple(prints)) if len(given) > 4 else prints[0]


def print_with(
    monkeypatch: pytest.MonkeyPatch, *names: str, broken: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, int]]:
    threads: dict[str, int] = {}
    kinds = {"EpubEdition": "epub", "HtmlEdition": "html", "TextEdition": "txt", "PdfPress": "pdf"}
    monkeypatch.setattr(presses, "_made", lambda where: Fake(kinds[where[1]], broken, threads))
    nothing: Any = None
    made = presses.print_editions(names, nothing, nothing, nothing, Path())
    return [each.edition for each in made.prints], threads


def test_prints_come_in_the_order_asked_for_a_cover_spread_behind_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("pdf-booklet", "epub", "pdf-print", "txt", "pdf")
    made, _ = print_with(monkeypatch, *asked)
    assert made == ["pdf-booklet", "epub", "pdf-print", "pdf-print-cover", "txt", "pdf"]


def test_layout_is_waited_for_where_an_interrupt_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    _, threads = print_with(monkeypatch, "epub", "pdf", "html")
    assert threads["pdf"] == threading.get_ident()
    assert threading.get_ident() not in {threads["epub"], threads["html"]}


@pytest.mark.parametrize("asked", [("epub", "pdf"), ("pdf", "epub")])
def test_of_several_that_fail_the_first_one_asked_for_is_told(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str]
) -> None:
    with pytest.raises(ReissueError) as raised:
        print_with(monkeypatch, *asked, broken=asked)
    assert raised.value.problems[0].values["picture"] == asked[0]
