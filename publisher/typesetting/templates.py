"""The templates of a style: takes a style, gives an environment that escapes everything and lets no name be forgotten.

A child's template hides its parent's of the same name. It renders templates and never text as a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from pickle import PickleError

import jinja2
from jinja2.bccache import Bucket

from publisher.issue.inlines import plain
from publisher.issue.style import Style
from publisher.problems import ManifestError, Place, Problem
from publisher.typesetting import narrow, views
from publisher.typesetting.contentsroom import stays_whole
from publisher.typesetting.phrases import pieces
from publisher.typesetting.semantics import semantics

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
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_Compiled(str(cache)) if cache else None,
        )
        self._environment.filters.update(_FILTERS)
        self._environment.globals["semantics"] = semantics
        self._style = style

    def render(self, name: str, /, **values: object) -> str:
        """Return a template filled in; a template that is missing or wrong is a Problem naming file and line.

        Raises:
            ManifestError: the style lacks the template, or it cannot be rendered.
        """
        try:
            return self._environment.get_template(name).render(**values)
        except jinja2.TemplateNotFound as error:
            place = Place(f"styles/{self._style.name}/{error.name}")
            raise ManifestError(
                Problem("typesetting/missing-template", place, {"template": error.name or name})
            ) from None
        except jinja2.TemplateSyntaxError as error:
            place = Place(f"styles/{self._style.name}/{error.name or name}", error.lineno)
            raise ManifestError(Problem("typesetting/bad-template", place, {"reason": error.message or ""})) from None
        except jinja2.UndefinedError as error:
            place = Place(f"styles/{self._style.name}/{name}")
            raise ManifestError(Problem("typesetting/bad-template", place, {"reason": error.message or ""})) from None
