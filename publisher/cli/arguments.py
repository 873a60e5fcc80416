"""The command line, read: takes the words a person typed, gives a namespace, in Chinese or English.

Every mistake is a UsageError with a problem code. Nothing is carried out here.
"""

from __future__ import annotations

import argparse
import re
from argparse import SUPPRESS, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn

from publisher.cli.session import Session
from publisher.cli.words import LANGUAGES, word
from publisher.house import Limits
from publisher.problems import ExitCode, Problem, UsageError
from publisher.version import VERSION

_DEFAULTS = {
    "folder": None,
    "verbosity": 0,
    "color": "auto",
    "form": "text",
    "jobs": 1,
    "lang": None,
    "sources": None,
}
_MISTAKES = (
    ("cli/missing-argument", r"the following arguments are required: (?P<names>.+)"),
    ("cli/unknown-argument", r"unrecognized arguments: (?P<names>.+)"),
    ("cli/missing-value", r"argument (?P<option>\S+): expected .+"),
    ("cli/unknown-argument", r"ambiguous option: (?P<names>\S+) .+"),
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its name, what adds its arguments, what carries it out."""

    name: str
    add_arguments: Callable[[Parser], None]
    run: Callable[[Session, Namespace], ExitCode]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as argparse lays it out, with the word for "usage" in the language asked for."""

    def __init__(self, lang: str, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._usage = word("usage", lang)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks a language and raises UsageError where argparse would exit."""

    def __init__(self, prog: str, lang: str, key: str) -> None:
        super().__init__(
            prog=prog,
            description=word(f"help-{key}", lang),
            epilog=word(f"examples-{key}", lang),
            formatter_class=partial(_Formatter, lang),
            add_help=False,
            allow_abbrev=False,
        )
        self.lang = lang
        self.own_arguments = self.add_argument_group(word("title-arguments", lang))
        self.own_options = self.add_argument_group(word("title-options", lang))

    def format_help(self) -> str:
        """Return the help, its group titles ending as the language ends them."""
        printed = super().format_help()
        return re.sub(r"(?m)^(\S.*):$", r"\1：", printed) if self.lang == "zh" else printed

    def error(self, message: str) -> NoReturn:
        """Raise the UsageError that says in our words what argparse found."""
        if match := re.match(r"argument VERB: invalid choice: '(?P<value>.*)' \(choose from (?P<known>.*)\)", message):
            raise UsageError(unknown_word("cli/unknown-verb", match["value"], re.findall(r"\w+", match["known"])))
        for code, pattern in _MISTAKES:
            if match := re.fullmatch(pattern, message):
                raise UsageError(Problem(code, values=match.groupdict()))
        raise UsageError(Problem("cli/bad-arguments", values={"detail": message}))


def parse(words: Sequence[str], verbs: Sequence[str], verb_of: Callable[[str], Verb], lang: str) -> Namespace:
    """Return the options of a command line, defaults filled in; `run` holds the verb's function.

    Only verbs whose name stands among the words are fetched; no other can be meant.

    Raises:
        UsageError: the words make no sense. SystemExit ends --help and --version.
    """
    parser = Parser("reissue", lang, "reissue")
    shown = f"reissue {VERSION}"
    parser.own_options.add_argument("--version", action="version", version=shown, help=word("option-version", lang))
    _add_global_options(parser)
    chosen = parser.add_subparsers(title=word("title-verbs", lang), metavar="VERB", required=True, parser_class=Parser)
    for name in verbs:
        below = chosen.add_parser(name, help=word(f"short-{name}", lang), lang=lang, key=name)
        if name in words:
            verb = verb_of(name)
            verb.add_arguments(below)
            _add_global_options(below)
            below.set_defaults(run=verb.run)
    return Namespace(**{**_DEFAULTS, **vars(parser.parse_args(list(words)))})


def asked_language(words: Sequence[str]) -> str | None:
    """Return what --lang says, before anything else is read: help itself needs it."""
    for number, text in enumerate(words):
        if text == "--":
            break
        value = (
            text[7:]
            if text.startswith("--lang=")
            else words[number + 1]
            if text == "--lang" and words[number + 1 :]
            else ""
        )
        if value in LANGUAGES:
            return value
    return None


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """Return a reader that takes one of the known words and says what is nearest to any other."""

    def read(given: str) -> str:
        if given not in known:
            raise UsageError(unknown_word("cli/bad-choice", given, known, option=option))
        return given

    return read


def several_of(option: str, known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of words with commas between them; each counts once, in the order of `known`."""
    read = one_of(option, known)

    def read_all(given: str) -> tuple[str, ...]:
        chosen = {read(part.strip()) for part in given.split(",")}
        return tuple(part for part in known if part in chosen)

    return read_all


def add_one_language(parser: Parser, original: str) -> None:
    """Add the option that asks for an issue in one script; `original` is the word for its own."""
    text = word("one-language", parser.lang, known=original)
    parser.own_options.add_argument("--language", default=original, metavar="LANGUAGE", help=text)


def words_of(given: str) -> tuple[str, ...]:
    """Return the words of a list with commas between them, in their order."""
    return tuple(part.strip() for part in given.split(",") if part.strip())


def unknown_word(code: str, given: str, known: Sequence[str], **values: str) -> Problem:
    """Return the problem of a word that is not known: it names the nearest one and all of them."""
    near = get_close_matches(given, known, n=1, cutoff=0.0)
    return Problem(code, values={"value": given, "near": near[0] if near else "", "known": ", ".join(known), **values})


def number_of(option: str, least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two others."""

    def read(given: str) -> int:
        if not given.isascii() or not given.isdigit() or len(given) > 9 or not least <= int(given) <= most:
            values = {"option": option, "value": given, "least": least, "most": most}
            raise UsageError(Problem("cli/bad-number", values=values))
        return int(given)

    return read


def add_limits(parser: Parser) -> None:
    """Add the options that limit the processes which lay out pages and develop pictures."""
    usual = Limits()
    for option, metavar, least, most in (
        ("--render-seconds", "SECONDS", 1, 86_400),
        ("--render-memory", "MB", 256, 1_048_576),
    ):
        text = word(option.removeprefix("--"), parser.lang, usual=usual.memory_mb)
        read = number_of(option, least, most)
        parser.own_options.add_argument(option, type=read, default=None, metavar=metavar, help=text)


def limits_of(options: Namespace) -> Limits:
    """Return the limits that the options of `add_limits` ask for."""
    usual = Limits()
    return Limits(options.render_seconds or usual.seconds, options.render_memory or usual.memory_mb)


def _add_global_options(parser: Parser) -> None:
    """Add the options for either side of the verb; what is not given stays unset, so that neither hides the other."""
    group = parser.add_argument_group(word("title-global", parser.lang))
    colors, forms = one_of("--color", ("auto", "always", "never")), one_of("--format", ("text", "json"))
    options: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
        (("-h", "--help"), {"action": "help", "help": "help"}),
        (("-C",), {"dest": "folder", "metavar": "DIR", "help": "option-C"}),
        (("--sources",), {"metavar": "DIR", "help": "option-sources"}),
        (("-q", "--quiet"), {"dest": "verbosity", "action": "store_const", "const": -1, "help": "option-q"}),
        (("-v", "--verbose"), {"dest": "verbosity", "action": "count", "help": "option-v"}),
        (("--format",), {"dest": "form", "type": forms, "metavar": "text|json", "help": "option-format"}),
        (("--color",), {"type": colors, "metavar": "WHEN", "help": "option-color"}),
        (("--lang",), {"type": one_of("--lang", LANGUAGES), "metavar": "zh|en", "help": "option-lang"}),
        (("--jobs",), {"type": number_of("--jobs", 1, 64), "metavar": "N", "help": "option-jobs"}),
    )
    for names, settings in options:
        settings["help"] = word(settings["help"], parser.lang)
        group.add_argument(*names, default=SUPPRESS, **settings)
