"""`reissue extract`: everything an issue was made of, taken out of its archive copy.

Takes a PDF and a new folder, prints the path of the manifest that can be built there. How a copy is opened without
trust is the business of publisher.production.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.notices import exit_code_of, print_problems, problems_data
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `extract`."""
    lang = parser.lang
    parser.own_arguments.add_argument("pdf", metavar="FILE.pdf", help=word("extract-pdf", lang))
    parser.own_options.add_argument(
        "-o", dest="output", required=True, metavar="DIR", help=word("extract-output", lang)
    )


def run(session: Session, options: Namespace) -> ExitCode:
    """Write the folder, print where its manifest lies and what to do next."""
    made = production.extract(session.path(options.pdf), session.path(options.output), session.house)
    code = exit_code_of(made.problems)
    if session.is_json:
        print(json.dumps(_data(made, session, code), ensure_ascii=False, indent=2))
        return code
    print_problems(made.problems, session.errors(), session.lang, errors_only=session.verbosity < 0)
    print(session.shown(made.manifest))
    if session.verbosity >= 0:
        folder = session.shown(made.folder)
        session.errors().print(word("extract-done", session.lang, files=len(made.files), folder=folder))
        session.errors().print(word("extract-next", session.lang, folder=folder, asked=made.asked))
    return code


def _data(made: production.Extracted, session: Session, code: ExitCode) -> dict[str, object]:
    record = made.record
    return {
        "folder": session.shown(made.folder),
        "manifest": session.shown(made.manifest),
        "issue": record.issue,
        "language": record.language or production.ORIGINAL,
        "editions": list(record.editions),
        "made_with": dict(record.versions),
        "files": list(made.files),
        "problems": problems_data(made.problems, session.lang),
        "exit": int(code),
    }


VERB = Verb("extract", add_arguments, run)
