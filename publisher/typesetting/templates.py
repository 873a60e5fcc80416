"""The templates of a style: takes a style, gives an environment that escapes everything and lets no name be forgotten.

A child's template hides its parent's of the same name. A style may come from anywhere, so templates run in Jinja's
sandbox: they see what they are given and reach nothing else. It renders templates and never text as a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from pickle import PickleError
from traceback import walk_tb

import jinja2
from jinja2.bccache import Bucket

from publisher.issue.inlines import plain
from publisher.issue.style import Style
from publisher.problems import ManifestError, Place, Problem
from publisher.typesetting import narrow, sandbox, views
from publisher.typesetting.contentsroom import stays_whole
from publisher.typesetting.phrases import pieces
from publisher.typesetting.semantics import semantics

_OURS, _SANDBOX = Path(__file__).parents[1], Path(sandbox.__file__)
_PATTERN = "__counted_%s.cache"  # code compiled for an open environment is never taken for this one
_FILTERS: Mapping[str, Callable[..., object]] = {
    "kind": views.kind_of,
    "dotted": views.dotted,
    "figures_apart": views.figures_apart,
    "call_mark": views.call_mark,
    "reading_overhang": views.reading_overhang,
    "pieces": pieces,
    "stays_whole": stays_whole,
    "cell_class": narrow.cell_class,
    "has_long_word": narrow.has_long_word,
    "has_short_stub": views.has_short_stub,
    "is_interview": views.is_interview,
    "is_verse": views.is_verse,
    "letter": views.letter,
    "plain": plain,
    "table_class": narrow.table_class,
    "table_class_in_print": narrow.table_class_in_print,
}


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Python has compiled them, kept in a folder; each is known by its text and by Python's version.

    A folder that fills up keeps nothing more, and that is no error.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, PickleError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Templates:
    """The templates of one style; compiling them takes longer than filling them in, so `cache` keeps the result."""

    def __init__(self, style: Style, cache: Path | None = None) -> None:
        loaders = [jinja2.FileSystemLoader(str(folder)) for folder in style.folders]
        self._environment = sandbox.Sandbox(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_Compiled(str(cache), _PATTERN) if cache else None,
        )
        self._environment.filters.update(_FILTERS)
        self._environment.globals |= {"semantics": semantics, "own": style.own}
        self._style = style

    def render(self, name: str, /, **values: object) -> str:
        """Return a template filled in; a template that is missing or wrong is a Problem naming file and line.

        Raises:
            ManifestError: the style lacks the template, or it cannot be rendered.
        """
        self._environment.begin()
        try:
            return self._environment.get_template(name).render(**values)
        except jinja2.TemplateNotFound as error:
            missing = str(error.name or name)
            place = Place(self._style.shown_file(missing))
            raise ManifestError(Problem("typesetting/missing-template", place, {"template": missing})) from None
        except jinja2.TemplateSyntaxError as error:
            raise self._bad(error.name or name, error.lineno, error.message or "") from None
        except (sandbox.UnboundedTemplateError, RecursionError, MemoryError) as error:
            where, line, _ = [(name, 0, False), *self._frames(error)][-1]
            raise self._bad(where, line, str(error) or type(error).__name__) from None
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            at = self._line_of(error)
            if at is None:
                raise
            raise self._bad(*at, str(error)) from None

    def _bad(self, name: str, line: int, reason: str) -> ManifestError:
        place = Place(self._style.shown_file(name), line)
        return ManifestError(Problem("typesetting/bad-template", place, {"reason": reason}))

    def _line_of(self, error: Exception) -> tuple[str, int] | None:
        """Return the template and the line that raised an error itself; None if a function of ours did."""
        found = self._frames(error)
        if not found:
            return None
        name, line, is_ours = found[-1]
        return None if is_ours else (name, line)

    def _frames(self, error: BaseException) -> list[tuple[str, int, bool]]:
        """Return the templates and lines an error came through, and whether a function of ours was called behind."""
        frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
        return [
            (name, line, any(behind.is_relative_to(_OURS) and behind != _SANDBOX for behind, _ in frames[index + 1 :]))
            for index, (path, line) in enumerate(frames)
            if (name := self._name_of(path))
        ]

    def _name_of(self, path: Path) -> str:
        """Return the name of a template by its path; empty for what is none."""
        folder = next((folder for folder in self._style.folders if path.is_relative_to(folder)), None)
        return path.relative_to(folder).as_posix() if folder else ""
