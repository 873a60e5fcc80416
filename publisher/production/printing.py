"""From an edited issue to finished files: takes a manifest and the editions asked for, gives what was written.

The editions stand in a folder that appears only when all of them and the records are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.house import House, folder_in_the_making
from publisher.issue.edition_record import EditionFile
from publisher.issue.print import Print
from publisher.manifest.resolve import PERIODICAL
from publisher.problems import Problem
from publisher.production.daybook import Daybook, Report, Step
from publisher.production.editing import ORIGINAL, Edited, edit, style_of
from publisher.production.enclosing import paths_of
from publisher.production.figures import PRINTING, note_edited, note_printed
from publisher.production.keeping import keep, to_be_printed
from publisher.production.presses import print_editions
from publisher.production.records import edition_record_of, ledgers, write_records
from publisher.production.run import Run
from publisher.production.whereabouts import opened_places, placed
from publisher.production.witness import digests_of, expect_unchanged


@dataclass(frozen=True, slots=True)
class Built:
    """An issue that was printed: its files stand in `folder`; `steps` tell what was done and how long it took."""

    issue_id: str
    title: str
    articles: int
    characters: int
    prints: tuple[Print, ...]
    problems: tuple[Problem, ...]
    seconds: float
    folder: Path
    queries: int = 0
    steps: tuple[Step, ...] = ()


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
    book = Daybook(report)
    path = house.root / manifest
    first = digests_of((path, path.parent / PERIODICAL))
    edited = edit(manifest, house, book.begin)
    style = style_of(edited.plan, house)
    note_edited(book, edited)
    issue = edited.issue
    articles = {each.markdown.path: each.markdown.sha256 for each in edited.plan.articles() if each.markdown}
    read = digests_of(paths_of(edited.plan, issue, style, house, path)) | articles | first
    folder = output / issue.periodical.code / issue.id.removeprefix(f"{issue.periodical.code}-")
    done: list[_Done] = []

    def seal() -> tuple[str, bytes]:
        return edition_record_of(edited, path, house, read, (file for each in done for file in each.files), folder)

    with folder_in_the_making(folder, seal) as making:
        for each in _in_scripts(edited, languages, book.begin):
            run = Run(each, style, house, path, editions, ledgers(edited, each), making)
            done.append(_print(run, edited, book))
        expect_unchanged(read, house)
    return Built(
        issue_id=issue.id,
        title=f"{issue.periodical.title} {issue.number}".strip(),
        articles=sum(1 for _ in issue.articles()),
        characters=sum(len(text) for article in issue.articles() for text in article.paragraphs()),
        prints=tuple(made for each in done for made in each.prints),
        problems=_each_once(problem for each in done for problem in each.problems),
        seconds=book.seconds,
        folder=folder,
        queries=len({id_ for each in done for id_ in each.queries}),
        steps=book.steps(),
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What was printed of an issue in one language."""

    prints: tuple[Print, ...]
    problems: tuple[Problem, ...]
    files: tuple[EditionFile, ...]
    queries: tuple[str, ...]


def _print(run: Run, original: Edited, book: Daybook) -> _Done:
    """Print the editions of a run and write its records; problems of pictures are told where the original is edited."""
    book.begin(PRINTING, *run.editions)
    with opened_places(original.plan, original.issue):
        made = print_editions(to_be_printed(run.editions), run.edited.issue, run.style, run.house, run.folder)
    book.begin("records")
    made = keep(run, made)
    edited = replace(run.edited, problems=run.edited.problems + placed(made.problems, original.plan, original.issue))
    files = write_records(edited, made.prints, run.ledgers[-1][1], run.folder)
    note_printed(book, made.prints, files)
    return _Done(made.prints, edited.problems, files, tuple(query.id for query in edited.issue.open_queries))


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
