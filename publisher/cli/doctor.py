"""`reissue doctor`: what this machine has, what it lacks, and the command that installs it.

Takes nothing, prints a table or JSON to standard output; exit code 5 if something needed is missing.
"""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from rich import box
from rich.table import Table
from rich.text import Text

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `doctor`: there are none."""
    del parser


def run(session: Session, options: Namespace) -> ExitCode:  # noqa: ARG001 - every verb takes its options
    """Print what was found; return 5 if something is missing that a build needs."""
    findings = production.doctor(session.house)
    if session.is_json:
        rows = [
            asdict(finding) | {"purpose": word(f"purpose-{finding.needed_for}", session.lang)} for finding in findings
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        table = _empty_table(session.lang)
        for finding in findings:
            state = _state(finding.version, finding.found, finding.is_required, session.lang)
            purpose = word(f"purpose-{finding.needed_for}", session.lang)
            table.add_row(finding.name, state, purpose, "" if finding.found else finding.remedy)
        session.output().print(table)
    missing = any(finding.is_required and not finding.found for finding in findings)
    return ExitCode.TOOL if missing else ExitCode.DONE


def _empty_table(lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("tool", "version", "purpose", "remedy"):
        table.add_column(word(f"column-{column}", lang), overflow="fold")
    return table


def _state(version: str, found: bool, is_required: bool, lang: str) -> Text:
    if found:
        return Text(version or word("found", lang))
    if is_required:
        return Text(word("missing", lang), "bold red")
    return Text(word("optional", lang), "yellow")


VERB = Verb("doctor", add_arguments, run)
