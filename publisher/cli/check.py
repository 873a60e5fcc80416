"""`reissue check`: every problem of one issue or several, and where each character went.

Takes manifests, prints to standard output, writes no file. What is checked is the business of publisher.production.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

from publisher import production
from publisher.cli.arguments import Parser, Verb, add_limits, add_one_language, limits_of
from publisher.cli.bugreport import verdict_in
from publisher.cli.notices import plain_data, print_problems, problems_data
from publisher.cli.outcome import Outcome
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode, gravest
from publisher.proof import report


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `check`."""
    parser.own_arguments.add_argument(
        "manifest", nargs="+", metavar="MANIFEST", help=word("argument-manifest", parser.lang)
    )
    add_one_language(parser, production.ORIGINAL)
    add_limits(parser)
    parser.own_options.add_argument("--open", action="store_true", help=word("check-open", parser.lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Check every manifest and print what was found; return the gravest exit code."""
    session = replace(session, house=replace(session.house, limits=limits_of(options)))
    outcomes = [_check(manifest, session, options.language) for manifest in dict.fromkeys(options.manifest)]
    code = gravest([outcome.exit_code for outcome in outcomes])
    if session.is_json:
        issues = [_data(outcome, session.lang) for outcome in outcomes]
        print(json.dumps({"issues": issues, "exit": int(code)}, ensure_ascii=False, indent=2, default=plain_data))
    else:
        for outcome in outcomes:
            _print(outcome, session, with_queries=options.open)
    return code


def _check(manifest: str, session: Session, language: str) -> Outcome[production.Checked]:
    try:
        return Outcome(manifest, production.check(session.path(manifest), session.house, language))
    except Exception as error:  # noqa: BLE001 - the next issue must have its turn whatever this one did
        return Outcome(manifest, None, verdict_in(session, error))


def _print(outcome: Outcome[production.Checked], session: Session, *, with_queries: bool) -> None:
    console = session.output()
    print_problems(outcome.problems, console, session.lang, errors_only=session.verbosity < 0)
    if checked := outcome.made:
        if not with_queries:
            console.print(report.accounts_table(checked.accounts, session.lang))
        console.print(word("open-queries", session.lang, count=len(checked.queries)))
        if with_queries and checked.queries:
            console.print("\n".join(_queries(checked, session.lang)))
    if session.verbosity >= 2 and outcome.verdict:
        session.errors().print(outcome.verdict.trace, end="")


def _queries(checked: production.Checked, lang: str) -> Iterator[str]:
    """Yield the queries as a person reads them: id, line and both readings, then whose each is, then why."""
    for query in checked.queries:
        where = f"{query.span.source}:{query.span.line}"
        first = word("query-line", lang, id=query.id, where=where, printed=query.printed)
        yield first + (word("query-proposed", lang, proposed=query.proposed) if query.proposed else "")
        yield word("query-owner", lang, owner=query.owner)
        why = {"evidence": query.evidence or "-", "code": query.code, "confidence": f"{query.confidence:.2f}"}
        yield word("query-evidence", lang, **why)


def _data(outcome: Outcome[production.Checked], lang: str) -> dict[str, object]:
    data: dict[str, object] = {"manifest": outcome.manifest, "exit": int(outcome.exit_code)}
    if checked := outcome.made:
        accounts = report.accounts_data(checked.accounts)
        data |= {"issue": checked.issue.id, "accounts": accounts, "queries": list(checked.queries)}
    return data | {"problems": problems_data(outcome.problems, lang)}


VERB = Verb("check", add_arguments, run)
