"""`reissue explain`: what a problem code or a rule code means.

Takes a code, prints its page (Markdown); without one, lists every code. The pages lie in publisher/explain.
"""

from __future__ import annotations

import json
import re
from argparse import Namespace

from publisher.cli.arguments import Parser, Verb, unknown_word
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.house import explain_page, explained_codes
from publisher.problems import ExitCode, UsageError


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `explain`."""
    parser.own_arguments.add_argument("code", nargs="?", metavar="CODE", help=word("explain-code", parser.lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Print the page of a code, or the list of all codes; raises UsageError for a code without a page."""
    if options.code is None:
        _print_list(session)
        return ExitCode.DONE
    page = explain_page(options.code, session.lang)
    if page is None:
        raise UsageError(unknown_word("cli/unknown-code", options.code, explained_codes(session.lang)))
    if session.is_json:
        print(json.dumps({"code": options.code, "lang": session.lang, "page": page}, ensure_ascii=False, indent=2))
    else:
        print(f"# {options.code}\n\n{page}")
    return ExitCode.DONE


def _print_list(session: Session) -> None:
    codes = explained_codes(session.lang)
    summaries = {code: _first_sentence(explain_page(code, session.lang) or "") for code in codes}
    if session.is_json:
        entries = [{"code": code, "summary": summary} for code, summary in summaries.items()]
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    width = max(map(len, codes), default=0)
    for code, summary in summaries.items():
        print(f"{code:{width}}  {summary}")


def _first_sentence(page: str) -> str:
    return re.split(r"(?<=。)|(?<=\.) ", page.partition("\n")[0])[0]


VERB = Verb("explain", add_arguments, run)
