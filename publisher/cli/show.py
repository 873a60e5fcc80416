"""`reissue show`: the issue as the copydesk understands it, or as it stood after another step.

Takes a manifest, prints text or JSON to standard output. The words of the text are production's.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb, add_one_language, one_of
from publisher.cli.notices import plain_data
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode

_STEPS = ("galley", "copydesk", "typesetting")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `show`."""
    parser.own_arguments.add_argument("manifest", metavar="MANIFEST", help=word("argument-manifest", parser.lang))
    parser.own_options.add_argument(
        "--after",
        type=one_of("--after", _STEPS),
        default="copydesk",
        metavar="STEP",
        help=word("show-after", parser.lang),
    )
    add_one_language(parser, production.ORIGINAL)


def run(session: Session, options: Namespace) -> ExitCode:
    """Print one issue."""
    manifest = session.path(options.manifest)
    if session.is_json:
        data = production.show(manifest, session.house, options.after, options.language)
        print(json.dumps(data, ensure_ascii=False, indent=2, default=plain_data))
    else:
        print(production.show_text(manifest, session.house, options.after, options.language).rstrip("\n"))
    return ExitCode.DONE


VERB = Verb("show", add_arguments, run)
