"""`reissue collate`: source against edition, every correction with its reason, every query with both readings.

Takes a manifest, prints the apparatus or JSON to standard output, or writes one HTML page. What a collation is, is the
business of publisher.proof.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable

from publisher import production
from publisher.cli.arguments import Parser, Verb, unknown_word
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.house import explained_codes, write_atomically
from publisher.problems import ExitCode, Problem, UsageError
from publisher.proof import report


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `collate`."""
    lang = parser.lang
    parser.own_arguments.add_argument("manifest", metavar="MANIFEST", help=word("argument-manifest", lang))
    options = parser.own_options
    options.add_argument("--html", metavar="FILE", help=word("collate-html", lang))
    options.add_argument("--rule", action="append", default=[], metavar="CODE", help=word("collate-rule", lang))
    options.add_argument("--article", action="append", default=[], metavar="ID", help=word("collate-article", lang))
    options.add_argument(
        "--least", type=_confidence("--least"), default=0.0, metavar="N", help=word("collate-least", lang)
    )
    options.add_argument(
        "--most", type=_confidence("--most"), default=1.0, metavar="N", help=word("collate-most", lang)
    )


def run(session: Session, options: Namespace) -> ExitCode:
    """Print the collation of one issue, or write its page and print where it lies."""
    collation = production.collate(session.path(options.manifest), session.house)
    if options.html is not None:
        path = session.path(options.html)
        write_atomically(path, report.collation_page(collation, session.lang).encode("utf-8", "backslashreplace"))
        if not session.is_json:
            print(session.shown(path))
            return ExitCode.DONE
    rules = tuple(_code(given, session.lang, collation.counts) for given in options.rule)
    articles = tuple(_article(given, [column.id for column in collation.columns]) for given in options.article)
    chosen = report.choice(rules, options.least, options.most, articles)
    if session.is_json:
        print(json.dumps(report.collation_data(collation, chosen), ensure_ascii=False, indent=1))
    else:
        print(report.collation_text(collation, chosen, session.lang))
    return ExitCode.DONE


def _confidence(option: str) -> Callable[[str], float]:
    def read(given: str) -> float:
        try:
            value = float(given)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise UsageError(Problem("cli/bad-confidence", values={"option": option, "value": given}))
        return value

    return read


def _code(given: str, lang: str, counts: Iterable[str]) -> str:
    """Return the rule a person means: its code, or the part of it behind the stroke."""
    known = sorted({*explained_codes(lang), *counts})
    found = [code for code in known if given in (code, code.partition("/")[2])]
    if not found:
        raise UsageError(unknown_word("cli/unknown-code", given, known))
    return next((code for code in found if code in counts), found[0])


def _article(given: str, known: list[str]) -> str:
    """Return the article a person means: its id, or the last part of it."""
    found = [name for name in known if name == given or name.endswith(f"-{given}")]
    if not found:
        raise UsageError(unknown_word("cli/bad-choice", given, known, option="--article"))
    return found[0]


VERB = Verb("collate", add_arguments, run)
