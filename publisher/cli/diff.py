"""`reissue diff`: what changed between two manifests or two finished editions.

Takes two paths, prints the changes article by article to standard output, as text, as JSON, or as a list of errata.
What a change is, is the business of publisher.proof.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode
from publisher.proof import report


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `diff`."""
    lang = parser.lang
    parser.own_arguments.add_argument("before", metavar="A", help=word("diff-before", lang))
    parser.own_arguments.add_argument("after", metavar="B", help=word("diff-after", lang))
    parser.own_options.add_argument("--errata", action="store_true", help=word("diff-errata", lang))
    parser.own_options.add_argument("--exit-code", action="store_true", help=word("diff-exit-code", lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Print what differs; the exit code tells whether anything does only if that was asked for."""
    difference = production.diff(session.path(options.before), session.path(options.after), session.house)
    if session.is_json:
        data = report.difference_data(difference)
        if options.errata:
            data["errata"] = report.errata(difference)
        print(json.dumps(data, ensure_ascii=False, indent=1))
    elif options.errata:
        print("\n".join(report.errata(difference)))
    else:
        for line in report.difference_lines(difference, session.lang):
            session.output().print(line)
    return ExitCode.PROBLEMS if options.exit_code and not difference.is_none else ExitCode.DONE


VERB = Verb("diff", add_arguments, run)
