"""`reissue doctor`: what this machine has; what it lacks, what that costs, and the command that mends it.

Takes nothing, prints a table and a paragraph for each thing that is missing, or JSON, to standard output; exit code 5
if something needed is missing.
"""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.session import Session
from publisher.cli.words import word, word_or
from publisher.problems import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.production import Finding


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `doctor`: there are none."""
    del parser


def run(session: Session, options: Namespace) -> ExitCode:  # noqa: ARG001 - every verb takes its options
    """Print what was found; return 5 if something is missing that a build needs."""
    findings, lang = production.doctor(session.house), session.lang
    if session.is_json:
        print(json.dumps([_data(finding, lang) for finding in findings], ensure_ascii=False, indent=2))
    else:
        session.output().print(_table(findings, lang))
        for finding in findings:
            if not finding.found:
                session.output().print(_lack(finding, lang))
    missing = any(finding.is_required and not finding.found for finding in findings)
    return ExitCode.TOOL if missing else ExitCode.DONE


def _data(finding: Finding, lang: str) -> dict[str, object]:
    words = {kind: word(f"{kind}-{finding.needed_for}", lang) for kind in ("purpose", "cost")}
    return asdict(finding) | words


def _table(findings: Iterable[Finding], lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("tool", "version", "purpose"):
        table.add_column(word(f"column-{column}", lang), overflow="fold")
    for finding in findings:
        table.add_row(_name(finding, lang), _state(finding, lang), word(f"purpose-{finding.needed_for}", lang))
    return table


def _lack(finding: Finding, lang: str) -> Text:
    """Return what a missing thing costs and how to get it."""
    values = {"name": _name(finding, lang), "cost": word(f"cost-{finding.needed_for}", lang), "remedy": finding.remedy}
    text = Text(word("doctor-lack", lang, **values))
    text.stylize("bold red" if finding.is_required else "yellow", 0, len(values["name"]))
    return text


def _name(finding: Finding, lang: str) -> str:
    return word_or(f"doctor-{finding.name}", finding.name, lang)


def _state(finding: Finding, lang: str) -> Text:
    told = ", ".join(part for part in (finding.version, finding.detail) if part)
    if finding.found:
        return Text(told or word("found", lang))
    if finding.is_required:
        return Text(f"{word('missing', lang)} {told}".rstrip(), "bold red")
    return Text(f"{word('optional', lang)} {told}".rstrip(), "yellow")


VERB = Verb("doctor", add_arguments, run)
