"""`reissue build`: prints one issue or several.

Takes manifests, gives the paths of the finished files on standard output (or one JSON document); everything else goes
to standard error. How an issue is made is the business of publisher.production.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import production
from publisher.cli.arguments import Parser, Verb, several_of, words_of
from publisher.cli.bugreport import verdict_in
from publisher.cli.notices import print_problems, problems_data
from publisher.cli.outcome import Outcome
from publisher.cli.progress import Report, progress_of
from publisher.cli.session import Session
from publisher.cli.steps import step_lines
from publisher.cli.words import word
from publisher.problems import ExitCode, gravest

if TYPE_CHECKING:
    from rich.table import Table


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `build`."""
    editions = ",".join(production.EDITIONS)
    parser.own_arguments.add_argument(
        "manifest", nargs="+", metavar="MANIFEST", help=word("argument-manifest", parser.lang)
    )
    parser.own_options.add_argument(
        "--edition",
        type=several_of("--edition", production.EDITIONS),
        default=production.USUAL_EDITIONS,
        metavar=editions,
        help=word("build-edition", parser.lang, editions=editions),
    )
    parser.own_options.add_argument(
        "--language",
        action="append",
        type=words_of,
        metavar="LANGUAGE",
        help=word("language", parser.lang, known=production.ORIGINAL),
    )
    parser.own_options.add_argument(
        "-o", dest="output", default="output", metavar="DIR", help=word("build-output", parser.lang)
    )
    parser.own_options.add_argument("--proof", action="store_true", help=word("build-proof", parser.lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Build every manifest, one failing issue not stopping the others; return the gravest exit code."""
    output = session.path(options.output)
    asked = tuple(tag for tags in options.language or () for tag in tags)
    languages = asked or (production.ORIGINAL,)

    def build(manifest: str, open_line: Callable[[str], Report]) -> Outcome[production.Built]:
        report = open_line(manifest)
        try:
            path = session.path(manifest)
            return Outcome(manifest, production.build(path, session.house, options.edition, output, report, languages))
        except Exception as error:  # noqa: BLE001 - the next issue must have its turn whatever this one did
            return Outcome(manifest, None, verdict_in(session, error))
        finally:
            report("")

    manifests = list(dict.fromkeys(options.manifest))
    with progress_of(session) as open_line:
        outcomes = _each(manifests, session.jobs, lambda manifest: build(manifest, open_line))
    folders = list(dict.fromkeys(outcome.made.folder for outcome in outcomes if outcome.made)) if options.proof else []
    if session.is_json:
        report = _proofed(folders, session) if folders else None
        code = _code(outcomes, report)
        _print_data(outcomes, report, code, session)
        return code
    _print(session, outcomes)
    report = _proofed(folders, session) if folders else None
    if report:
        _print_proof(report, folders, session)
    return _code(outcomes, report)


def _code(outcomes: list[Outcome[production.Built]], report: production.Report | None) -> ExitCode:
    return gravest([*(outcome.exit_code for outcome in outcomes), *([report.exit_code] if report else [])])


def _proofed(folders: list[Path], session: Session) -> production.Report:
    """Return what the proof says of everything that was built."""
    return production.proof(folders, session.house, production.Wanted(), session.lang)


def _print_proof(report: production.Report, folders: list[Path], session: Session) -> None:
    """Print the proof to standard error; files it finds fault with stay where they are, and that is said."""
    from publisher.proof import report as reports

    if session.verbosity >= 0:
        for part in reports.proof_parts(report, session.lang, every=False, as_table=False):
            session.errors().print(part)
    print_problems(report.problems, session.errors(), session.lang, errors_only=session.verbosity < 0)
    if report.exit_code is not ExitCode.DONE:
        shown = ", ".join(session.shown(folder) for folder in folders)
        session.errors().print(word("build-left", session.lang, folders=shown))


def _each(
    manifests: list[str], jobs: int, build: Callable[[str], Outcome[production.Built]]
) -> list[Outcome[production.Built]]:
    if jobs == 1 or len(manifests) == 1:
        return [build(manifest) for manifest in manifests]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(jobs) as pool:
        try:
            return list(pool.map(build, manifests))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _print(session: Session, outcomes: list[Outcome[production.Built]]) -> None:
    if problems := [problem for outcome in outcomes for problem in outcome.problems]:
        print_problems(problems, session.errors(), session.lang, errors_only=session.verbosity < 0)
    _print_steps(session, outcomes)
    if session.verbosity >= 0:
        session.errors().print(_summary(outcomes, session.lang))
    for path in _paths(outcomes):
        print(session.shown(path))


def _print_data(
    outcomes: list[Outcome[production.Built]], report: production.Report | None, code: ExitCode, session: Session
) -> None:
    """Print everything as one JSON document; what was proofed stands beside the issues."""
    _print_steps(session, outcomes)
    data: dict[str, object] = {"issues": [_data(outcome, session) for outcome in outcomes]}
    if report:
        from publisher.proof import report as reports

        problems = problems_data(report.problems, session.lang)
        data["proof"] = {**reports.proof_data(report, session.lang), "problems": problems}
    print(json.dumps({**data, "exit": int(code)}, ensure_ascii=False, indent=2))


def _print_steps(session: Session, outcomes: Iterable[Outcome[production.Built]]) -> None:
    """With -v, say what was done and how long it took; with -vv, by which versions, and where our mistakes are."""
    console = session.errors()
    if session.verbosity >= 2:
        console.print("".join(outcome.verdict.trace for outcome in outcomes if outcome.verdict), end="")
    if session.verbosity < 1:
        return
    for line in (line for outcome in outcomes if outcome.made for line in step_lines(outcome.made, session.lang)):
        console.print(line)
    if session.verbosity >= 2:
        console.print(", ".join(f"{name} {version or '-'}" for name, version in production.versions()))


def _paths(outcomes: Iterable[Outcome[production.Built]]) -> list[Path]:
    return [outcome.made.folder / made.file for outcome in outcomes if outcome.made for made in outcome.made.prints]


def _summary(outcomes: list[Outcome[production.Built]], lang: str) -> Table:
    from rich import box
    from rich.table import Table

    columns = ("issue", "articles", "characters", "pages", "problems", "queries", "seconds")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(
            word(f"column-{column}", lang), justify="left" if column == "issue" else "right", overflow="fold"
        )
    for outcome in outcomes:
        problems = str(len(outcome.problems))
        if built := outcome.made:
            pages = max((made.pages for made in built.prints), default=0)
            figures = f"{built.articles}", f"{built.characters:,}", str(pages or "-"), problems, str(built.queries)
            table.add_row(built.issue_id, *figures, f"{built.seconds:.1f}")
        else:
            table.add_row(outcome.manifest, "-", "-", "-", problems, "-", word("failed", lang))
    return table


def _data(outcome: Outcome[production.Built], session: Session) -> dict[str, object]:
    data: dict[str, object] = {"manifest": outcome.manifest, "exit": int(outcome.exit_code)}
    if built := outcome.made:
        prints = [asdict(made) | {"path": session.shown(built.folder / made.file)} for made in built.prints]
        data |= {
            "issue": built.issue_id,
            "title": built.title,
            "articles": built.articles,
            "characters": built.characters,
            "queries": built.queries,
        }
        data |= {"folder": session.shown(built.folder), "prints": prints, "seconds": round(built.seconds, 3)}
    return data | {"problems": problems_data(outcome.problems, session.lang)}


VERB = Verb("build", add_arguments, run)
