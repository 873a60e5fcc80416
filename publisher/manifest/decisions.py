"""Turns filled decision forms into Decisions: takes forms and a way to resolve addresses, gives the plan's decisions.

A decision whose address cannot be resolved is left out; the problem has been reported. It carries nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, assert_never

from publisher.issue.addresses import LineRange
from publisher.issue.decisions import (
    AnswerDecision,
    Decided,
    Decision,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    QueryDecision,
    SplitDecision,
    StetDecision,
)
from publisher.manifest.decision_forms import (
    AnswerForm,
    DecisionForm,
    DropForm,
    EmendForm,
    JoinForm,
    OrderForm,
    QueryForm,
    SplitForm,
    StetForm,
)
from publisher.manifest.forms import Address
from publisher.manifest.ids import check_query_id
from publisher.problems import Problem


class Addressing(Protocol):
    """Whoever knows which source an address means, and keeps the problems."""

    problems: list[Problem]

    def range(self, address: Address) -> LineRange | None:
        """Return an address with the source it means, or None with a problem."""

    def ranges(self, addresses: Iterable[Address]) -> tuple[LineRange, ...]:
        """Return addresses with the source they mean."""


def decide(forms: Iterable[DecisionForm], addressing: Addressing) -> tuple[Decision, ...]:
    """Return the decisions in the order of the manifest."""
    return tuple(decision for form in forms if (decision := _decision(form, addressing)))


def _decision(form: DecisionForm, addressing: Addressing) -> Decision | None:
    decided = Decided(form.place, str(form.by), str(form.why))
    match form:
        case DropForm():
            ranges = addressing.ranges(form.drop)
            return DropDecision(ranges, form.reason, decided) if ranges else None
        case OrderForm():
            ranges = addressing.ranges(form.order)
            return OrderDecision(ranges, decided) if len(ranges) > 1 else None
        case JoinForm():
            ranges = addressing.ranges(form.join)
            return JoinDecision(ranges[0], ranges[1], decided) if len(ranges) > 1 else None
        case AnswerForm():
            addressing.problems += check_query_id(form.answer)
            return AnswerDecision(str(form.answer), form.as_, decided)
        case EmendForm() | StetForm() | SplitForm() | QueryForm():
            return _at_one_place(form, addressing, decided)
        case _:
            assert_never(form)


def _at_one_place(
    form: EmendForm | StetForm | SplitForm | QueryForm, addressing: Addressing, decided: Decided
) -> Decision | None:
    match form:
        case EmendForm():
            if at := addressing.range(form.emend):
                return EmendDecision(at, str(form.wrong), str(form.right), form.supplied, decided)
        case StetForm():
            if at := addressing.range(form.stet):
                return StetDecision(at, str(form.text), decided)
        case SplitForm():
            if at := addressing.range(form.split):
                return SplitDecision(at, decided)
        case QueryForm():
            if at := addressing.range(form.query):
                return QueryDecision(at, str(form.printed), str(form.proposed), decided)
        case _:
            assert_never(form)
    return None
