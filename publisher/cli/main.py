"""The command `reissue`: takes the words of a command line, gives an exit code.

It settles the language, reads the words, calls the verb, and turns every failure into problems. It knows nothing of
issues.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from publisher.cli.arguments import Verb, asked_language, parse
from publisher.cli.bugreport import verdict_in
from publisher.cli.notices import print_problems, problems_data
from publisher.cli.session import Session, session_of
from publisher.cli.verdict import Verdict
from publisher.cli.words import language_of
from publisher.house import House
from publisher.problems import ExitCode

VERBS = (
    "init",
    "import",
    "check",
    "show",
    "build",
    "collate",
    "diff",
    "proof",
    "extract",
    "explain",
    "schema",
    "doctor",
)


# A command lives for seconds and makes many small values that stay: looking for rubbish every 700 of them is a tenth
# of its time.
gc.set_threshold(100_000, 20, 20)


def main(words: Sequence[str] | None = None) -> int:
    """Carry out a command line (that of the process by default) and return its exit code."""
    given = sys.argv[1:] if words is None else list(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    house = House.here()
    session = Session(house, house.root, asked_language(given) or language_of(house.environ), words=tuple(given))
    try:
        code = _run(given, session)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; a second complaint at the interpreter's end would reach nobody.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return code


def verb_of(name: str) -> Verb:
    """Return a verb by its name; its module is loaded now, the others not at all."""
    verb: Verb = import_module(f"publisher.cli.{name}{'_' * (name == 'import')}").VERB
    return verb


def _run(given: list[str], session: Session) -> ExitCode:
    try:
        options = parse(given, VERBS, verb_of, session.lang)
        session = session_of(options, session)
        code: ExitCode = options.run(session, options)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except SystemExit:
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last door: nothing may reach the terminal as a traceback
        return _complain(verdict_in(session, error), session)
    return code


def _complain(verdict: Verdict, session: Session) -> ExitCode:
    if session.is_json:
        data = {"problems": problems_data(verdict.problems, session.lang), "exit": int(verdict.exit_code)}
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print_problems(verdict.problems, session.errors(), session.lang)
    if session.verbosity >= 2:
        session.errors().print(verdict.trace, end="")
    return verdict.exit_code


if __name__ == "__main__":
    sys.exit(main())
