"""`reissue proof`: finished files read back, held to the rules of their standards, measured, and validated.

Takes paths of PDFs, EPUBs and folders, prints one report to standard output, as text or JSON, or writes it as a page.
What is checked, and what is demanded, is the business of publisher.proof.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb, several_of
from publisher.cli.notices import print_problems, problems_data
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.house import write_atomically
from publisher.problems import ExitCode
from publisher.proof import report as reports


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `proof`: without an option everything that concerns a file is checked."""
    lang = parser.lang
    known = production.PROFILES
    parser.own_arguments.add_argument("paths", nargs="+", metavar="PATH", help=word("argument-finished", lang))
    options = parser.own_options
    options.add_argument("--typography", action="store_true", help=word("proof-typography", lang))
    options.add_argument("--pdf", action="store_true", help=word("proof-pdf", lang))
    options.add_argument(
        "--as",
        dest="profiles",
        type=several_of("--as", known),
        default=(),
        metavar="STANDARD",
        help=word("proof-as", lang, known=", ".join(known)),
    )
    options.add_argument("--manifest", metavar="FILE", help=word("proof-manifest", lang))
    options.add_argument("--all", action="store_true", help=word("proof-all", lang))
    options.add_argument("--html", metavar="FILE", help=word("proof-html", lang))
    options.add_argument("--fresh", action="store_true", help=word("proof-fresh", lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Print the report of every file; a file that cannot be read does not stop the others."""
    manifest = session.path(options.manifest) if options.manifest else None
    wanted = production.Wanted(options.typography, options.pdf, options.profiles, manifest, options.fresh)
    paths = [session.path(given) for given in options.paths]
    report = production.proof(paths, session.house, wanted, session.lang)
    if options.html:
        path = session.path(options.html)
        write_atomically(path, reports.proof_page(report, session.lang).encode("utf-8", "backslashreplace"))
    if session.is_json:
        data = {**reports.proof_data(report, session.lang), "problems": problems_data(report.problems, session.lang)}
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return report.exit_code
    if options.html:
        print(session.shown(path))
        print_problems(report.problems, session.errors(), session.lang)
        return report.exit_code
    is_table = wanted.typography and not wanted.pdf
    for part in reports.proof_parts(report, session.lang, every=options.all, as_table=is_table):
        session.output().print(part)
    print_problems(report.problems, session.errors(), session.lang)
    return report.exit_code


VERB = Verb("proof", add_arguments, run)
