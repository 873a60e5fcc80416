"""`reissue schema`: the JSON Schema of a manifest, a periodical or a style.

Takes the name of one, prints JSON to standard output. The schema itself is the manifest room's.
"""

from __future__ import annotations

import json
from argparse import Namespace

from publisher import production
from publisher.cli.arguments import Parser, Verb, one_of
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode

_KINDS = ("issue", "periodical", "style")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `schema`."""
    parser.own_arguments.add_argument(
        "which",
        nargs="?",
        type=one_of("schema", _KINDS),
        default="issue",
        metavar="|".join(_KINDS),
        help=word("schema-which", parser.lang),
    )


def run(session: Session, options: Namespace) -> ExitCode:  # noqa: ARG001 - every verb takes a session
    """Print the schema asked for."""
    print(json.dumps(production.schema(options.which), ensure_ascii=False, indent=2))
    return ExitCode.DONE


VERB = Verb("schema", add_arguments, run)
