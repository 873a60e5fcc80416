"""The sandbox in which templates run: Jinja's own, and an end to what a template may do in one go.

Steps are counted, not seconds, so that a template fails everywhere or nowhere. It knows nothing of styles.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_STEPS = 20_000_000  # in one rendering: some thousand times as many as an article takes
_CALL = 30  # a call takes as long as so many passes of an empty loop
_LONGEST = 1_000_000  # characters or items that a multiplication may make
_MOST_BITS = 4096


class UnboundedTemplateError(jinja2.TemplateRuntimeError):
    """A template does more than any page needs."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which every pass of a loop and every call is counted."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._left = MOST_STEPS
        self.filters["counted"] = partial(map, self._step)

    def begin(self) -> None:
        """Count from the beginning: another template is rendered."""
        self._left = MOST_STEPS

    def call(self, context: Context, called: Any, /, *args: Any, **values: Any) -> Any:
        """Call what a template calls."""
        self._left -= _CALL
        self._step(None)
        return super().call(context, called, *args, **values)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, unless the product would fill the memory."""
        if not _is_modest(operator, left, right):
            raise UnboundedTemplateError(f"{operator} > {_LONGEST:,}")
        return super().call_binop(context, operator, left, right)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        """Compile a template, each of its loops made to count; Jinja's own hook for this."""
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.iter.lineno)
        return super()._generate(source, *args, **options)

    def _step(self, item: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise UnboundedTemplateError(f"> {MOST_STEPS:,} steps")
        return item


def _is_modest(operator: str, left: Any, right: Any) -> bool:
    """Say whether a product or a power is one that a page could need."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * abs(right) if operator == "**" else left.bit_length() + right.bit_length()
        return bits <= _MOST_BITS
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, str | bytes | list | tuple) and isinstance(count, int):
            return len(sequence) * count <= _LONGEST
    return True
