"""`reissue init`: starts a periodical in a folder.

Takes a folder, writes the scaffold of publisher.production into it and prints the paths. Nothing that exists is
overwritten.
"""

from __future__ import annotations

import json
import re
from argparse import Namespace
from pathlib import Path

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.house import write_atomically
from publisher.problems import ExitCode, Place, Problem, UsageError

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `init`."""
    parser.own_arguments.add_argument("folder_to_start", metavar="DIR", help=word("init-folder", parser.lang))
    parser.own_options.add_argument("--code", metavar="CODE", help=word("init-code", parser.lang))
    parser.own_options.add_argument("--style", metavar="NAME", default="", help=word("init-style", parser.lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Write the scaffold; raises UsageError if a file is in the way or the code will not do."""
    folder = session.path(options.folder_to_start).resolve()
    code = folder.name.lower() if options.code is None else options.code
    if not _CODE.fullmatch(code):
        raise UsageError(Problem("cli/bad-code", values={"code": code}))
    files = production.scaffold(folder, code, options.style)
    in_the_way = [
        Problem("cli/file-exists", Place(session.shown(folder / name))) for name in files if (folder / name).exists()
    ]
    if in_the_way:
        raise UsageError(*in_the_way)
    for name, text in files.items():
        write_atomically(folder / name, text.encode())
    _print(session, [folder / name for name in files])
    return ExitCode.DONE


def _print(session: Session, paths: list[Path]) -> None:
    shown = [session.shown(path) for path in paths]
    if session.is_json:
        print(json.dumps({"files": shown}, ensure_ascii=False, indent=2))
        return
    print("\n".join(shown))
    issue = next((path for path in shown if re.search(r"/\d{4}[^/]*\.ya?ml$", f"/{path}")), None)
    if issue and session.verbosity >= 0:
        session.errors().print(word("init-next", session.lang, manifest=issue))


VERB = Verb("init", add_arguments, run)
