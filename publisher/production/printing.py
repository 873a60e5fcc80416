"""From an edited issue to finished files: takes a manifest and the editions asked for, gives what was written.

The editions stand in a folder that appears only when all of them and the records are made.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.house import House, folder_in_the_making
from publisher.issue.edition_record import EditionFile
from publisher.issue.print import Print
from publisher.problems import Problem
from publisher.production.editing import ORIGINAL, Edited, Report, edit, style_of
from publisher.production.keeping import keep, to_be_printed
from publisher.production.presses import print_editions
from publisher.production.records import ledgers, write_edition_record, write_records
from publisher.production.run import Run
from publisher.production.whereabouts import opened_places, placed


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


def build(
    manifest: Path,
    house: House,
    editions: tuple[str, ...],
    output: Path,
    report: Report,
    languages: tuple[str, ...] = (ORIGINAL,),
) -> Built:
    """Print the editions of an issue into output/<periodical>/<rest of the id>/; nothing is left there if a step fails.

    `languages` asks for the issue in other scripts (`zh-Hant-TW` …); their files bear the language in their names.

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
        problems: list[Problem] = []
        files: list[EditionFile] = []
        scripts = list(_in_scripts(edited, languages, report))
        for each in scripts:
            for name in editions:
                report(name)
            with opened_places(edited.plan, issue):
                made = print_editions(to_be_printed(editions), each.issue, style, house, making)
            report("records")
            run = Run(each, style, house, house.root / manifest, editions, ledgers(edited, each), making)
            made = keep(run, made)
            done = replace(each, problems=each.problems + placed(made.problems, edited.plan, issue))
            files += write_records(done, made.prints, run.ledgers[-1][1], making)
            problems += done.problems
            prints += made.prints
        write_edition_record(issue, house.root / manifest, house, files, making, folder)
    return Built(
        issue_id=issue.id,
        title=f"{issue.periodical.title} {issue.number}".strip(),
        articles=sum(1 for _ in issue.articles()),
        characters=sum(len(text) for article in issue.articles() for text in article.paragraphs()),
        prints=tuple(prints),
        problems=_each_once(problems),
        seconds=time.monotonic() - began,
        folder=folder,
        queries=len({query.id for each in scripts for query in each.issue.open_queries}),
    )


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without those that several editions share."""
    seen: list[Problem] = []
    for problem in problems:
        if problem not in seen:
            seen.append(problem)
    return tuple(seen)


def _in_scripts(edited: Edited, languages: tuple[str, ...], report: Report) -> Iterator[Edited]:
    """Yield the issue in each script asked for; a build of the original loads nothing of the others."""
    if languages == (ORIGINAL,):
        yield edited
        return
    from publisher.production.deriving import derive, languages_of

    for language in languages_of(edited.plan, languages):
        if language != ORIGINAL:
            report(language)
        yield edited if language == ORIGINAL else derive(edited, language)
