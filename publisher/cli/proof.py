"""`reissue proof`: finished files read back and measured.

Takes paths of PDFs, prints what was found to standard output, as text or JSON. What is measured, and what is demanded,
is the business of publisher.proof.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.notices import exit_code_of, print_problems, problems_data
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode, Problem, ReissueError, gravest
from publisher.proof import report


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `proof`: at least one report must be asked for."""
    lang = parser.lang
    parser.own_arguments.add_argument("pdfs", nargs="+", metavar="FILE.pdf", help=word("argument-pdf", lang))
    options = parser.own_options
    options.add_argument("--typography", action="store_true", required=True, help=word("proof-typography", lang))
    options.add_argument("--all", action="store_true", help=word("proof-all", lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Print the report of every file; a file that cannot be read does not stop the others."""
    codes: list[ExitCode] = []
    problems: list[Problem] = []
    reports: list[dict[str, object]] = []
    for given in options.pdfs:
        try:
            measured = production.proof_typography(session.path(given))
        except ReissueError as error:
            problems += error.problems
            codes.append(error.exit_code)
            continue
        problems += measured.problems()
        codes.append(exit_code_of(measured.problems()))
        reports.append(report.typography_data(measured))
        if not session.is_json:
            for part in report.typography_parts(measured, session.lang, every=options.all):
                session.output().print(part)
    if session.is_json:
        data = {"typography": reports, "problems": problems_data(problems, session.lang)}
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        print_problems(problems, session.errors(), session.lang)
    return gravest(codes)


VERB = Verb("proof", add_arguments, run)
