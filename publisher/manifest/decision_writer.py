"""Addresses and decisions → YAML: takes ranges and decisions of a plan, gives pairs and lines as a person types them.

A pen knows which source comes first, since addresses of that one need not name it. It writes no entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from publisher.issue.addresses import LineRange
from publisher.issue.decisions import (
    AnswerDecision,
    Decision,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    QueryDecision,
    SplitDecision,
    StetDecision,
)
from publisher.manifest.yaml_text import Pairs, flow, flow_list, flow_map, quoted


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes line addresses and decisions; `first` is the id of the issue's first source."""

    first: str

    def address(self, lines: LineRange) -> str:
        """Return an address in quotes."""
        return quoted(str(lines) if lines.source == self.first else f"{lines.source}:{lines}")

    def pairs(self, key: str, ranges: Sequence[LineRange]) -> Pairs:
        """Return the key with its addresses for a mapping on one line; nothing if there are none."""
        written = [self.address(lines) for lines in ranges]
        return [(key, written[0] if len(written) == 1 else flow(written))] if written else []

    def lines(self, key: str, ranges: Sequence[LineRange], margin: int) -> list[str]:
        """Return `key: "41-45"`, or a list of addresses; nothing if there are none."""
        written = [self.address(lines) for lines in ranges]
        if len(written) == 1:
            return [f"{' ' * margin}{key}: {written[0]}"]
        return flow_list(written, f"{key}:", margin) if written else []

    def decision(self, decision: Decision, margin: int) -> list[str]:
        """Return the lines of a decision, as an item of a list."""
        told = [(key, quoted(value)) for key in ("by", "why") if (value := getattr(decision.decided, key))]
        return flow_map([*self._said(decision), *told], "- ", margin)

    def _said(self, decision: Decision) -> Pairs:
        match decision:
            case DropDecision():
                return [*self.pairs("drop", decision.ranges), ("reason", quoted(decision.reason.value))]
            case JoinDecision():
                return self.pairs("join", (decision.left, decision.right))
            case SplitDecision():
                return self.pairs("split", (decision.at,))
            case OrderDecision():
                return self.pairs("order", decision.ranges)
            case AnswerDecision():
                return [("answer", quoted(decision.query)), ("as", quoted(decision.answer.value))]
            case EmendDecision() | StetDecision() | QueryDecision():
                return self._readings(decision)
            case _:
                assert_never(decision)

    def _readings(self, decision: EmendDecision | StetDecision | QueryDecision) -> Pairs:
        match decision:
            case EmendDecision():
                readings = [("wrong", quoted(decision.wrong)), ("right", quoted(decision.right))]
                return [*self.pairs("emend", (decision.at,)), *readings, *switched("supplied", decision.supplied)]
            case StetDecision():
                return [*self.pairs("stet", (decision.at,)), *given("text", decision.text)]
            case QueryDecision():
                readings = [("printed", quoted(decision.printed)), *given("proposed", decision.proposed)]
                return [*self.pairs("query", (decision.at,)), *readings]
            case _:
                assert_never(decision)


def given(key: str, text: str | None) -> Pairs:
    """Return a key with its text, nothing for an empty one."""
    return [(key, quoted(text))] if text else []


def switched(key: str, flag: bool) -> Pairs:
    """Return a key that is true, nothing for one that is not."""
    return [(key, "true")] if flag else []
