"""`reissue import`: extracted text becomes a draft manifest, or a new draft of one.

Takes files and the path of a manifest, prints the paths of what was written; what changed in an update goes to standard
error. How a draft is made is the business of publisher.production.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict

from publisher import production
from publisher.cli.arguments import Parser, Verb
from publisher.cli.notices import exit_code_of, print_problems, problems_data
from publisher.cli.session import Session
from publisher.cli.words import word
from publisher.problems import ExitCode

_SHORT = 150  # characters of a change that is shown; a longer one is named


def add_arguments(parser: Parser) -> None:
    """Add the arguments of `import`."""
    lang, options = parser.lang, parser.own_options
    parser.own_arguments.add_argument("source", nargs="+", metavar="SOURCE", help=word("import-source", lang))
    options.add_argument("-o", dest="output", required=True, metavar="MANIFEST", help=word("import-output", lang))
    options.add_argument("--update", action="store_true", help=word("import-update", lang))
    options.add_argument("--pictures", metavar="DIR", help=word("import-pictures", lang))


def run(session: Session, options: Namespace) -> ExitCode:
    """Write the draft and say what an editor must look at; return 1 if something in it is wrong."""
    made = production.import_issue(
        tuple(session.path(source) for source in options.source),
        session.path(options.output),
        session.house,
        update=options.update,
        pictures=None if options.pictures is None else session.path(options.pictures),
    )
    code = exit_code_of(made.problems)
    if session.is_json:
        print(json.dumps(_data(made, session, code), ensure_ascii=False, indent=2))
        return code
    print_problems(made.problems, session.errors(), session.lang, errors_only=session.verbosity < 0)
    print("\n".join(session.shown(path) for path in made.files))
    if session.verbosity >= 0:
        session.errors().print("\n".join(_summary(made, session, is_update=options.update)))
    return code


def _summary(made: production.Imported, session: Session, *, is_update: bool) -> list[str]:
    lang, manifest = session.lang, session.shown(made.manifest)
    lines = []
    if is_update:
        for change in made.changed:
            is_short = change.before and change.after and len(change.before + change.after) <= _SHORT
            key = "import-moved" if is_short else "import-renewed"
            lines.append(word(key, lang, what=change.what, before=change.before, after=change.after))
        lines += [word("import-added", lang, what=_listed(made.added))] if made.added else []
        lines += [word("import-kept", lang, what=_listed(made.kept))] if made.kept else []
    lines.append(word("import-done", lang, articles=made.articles, queries=made.queries))
    return [*lines, word("import-next", lang, manifest=manifest)]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _data(made: production.Imported, session: Session, code: ExitCode) -> dict[str, object]:
    return {
        "manifest": session.shown(made.manifest),
        "files": [session.shown(path) for path in made.files],
        "articles": made.articles,
        "queries": made.queries,
        "kept": list(made.kept),
        "added": list(made.added),
        "changed": [asdict(change) for change in made.changed],
        "problems": problems_data(made.problems, session.lang),
        "exit": int(code),
    }


VERB = Verb("import", add_arguments, run)
