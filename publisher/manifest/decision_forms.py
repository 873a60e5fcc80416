"""The forms of what an editor decides: drop, emend, stet, join, split, order, query, answer.

Takes written mappings, gives filled forms; the verb chooses the form. It does not carry anything out.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, Tag

from publisher.issue.corrections import DropReason
from publisher.issue.queries import Answer
from publisher.manifest.forms import (
    Address,
    Addresses,
    Flag,
    Form,
    OneAddress,
    RefusedError,
    Text,
    Token,
    member,
    only_one_of,
    tagged_by,
    words,
)
from publisher.manifest.written import Written

VERBS = ("drop", "emend", "stet", "join", "split", "order", "query", "answer")


class _DecidedForm(Form):
    by: Token = Field(Written(), description="Code of the rule that decided; empty for the editor.")
    why: Text = Field(Written(), description="Why, in words.")


def _two(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    if len(addresses) != 2:
        raise RefusedError("manifest/wrong-type", expected='["93", "83"]')
    return addresses


def _several(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    if len(addresses) < 2:
        raise RefusedError("manifest/wrong-type", expected='["41", "45", "43"]')
    return addresses


def _some(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    if not addresses:
        raise RefusedError("manifest/wrong-type", expected='["48-175"]')
    return addresses


def _not_blank(text: Written) -> Written:
    if not text:
        raise RefusedError("manifest/wrong-type", expected='"…"')
    return text


class DropForm(_DecidedForm):
    """These lines are not in the reissue."""

    where = "drop"
    drop: Annotated[Addresses, AfterValidator(_some)] = Field(description="The lines.")
    reason: Annotated[DropReason, PlainValidator(member(*DropReason)), words(*DropReason)] = Field(
        description="Why not."
    )


class EmendForm(_DecidedForm):
    """Read one thing for another."""

    where = "emend"
    emend: OneAddress = Field(description="Where.")
    wrong: Annotated[Text, AfterValidator(_not_blank)] = Field(description="What stands there, once.")
    right: Text = Field(description="What it should read.")
    supplied: Flag = Field(default=False, description="Print the reading in 〔〕.")


class StetForm(_DecidedForm):
    """Leave it as printed."""

    where = "stet"
    stet: OneAddress = Field(description="Where.")
    text: Text = Field(Written(), description="Only these words of it.")


class JoinForm(_DecidedForm):
    """The second range continues the paragraph of the first."""

    where = "join"
    join: Annotated[Addresses, AfterValidator(_two)] = Field(description="Two ranges.")


class SplitForm(_DecidedForm):
    """A new paragraph begins here."""

    where = "split"
    split: OneAddress = Field(description="Where.")


class OrderForm(_DecidedForm):
    """These ranges follow each other in this order."""

    where = "order"
    order: Annotated[Addresses, AfterValidator(_several)] = Field(description="The ranges.")


class QueryForm(_DecidedForm):
    """A doubt put on record."""

    where = "query"
    query: OneAddress = Field(description="Where.")
    printed: Text = Field(description="The reading of the source.")
    proposed: Text = Field(Written(), description="The other reading.")


class AnswerForm(_DecidedForm):
    """The answer to a query."""

    where = "answer"
    answer: Token = Field(description="Id of the query.")
    as_: Annotated[Answer, PlainValidator(member(*Answer)), words(*Answer)] = Field(
        alias="as", description="What to do."
    )


DecisionForm = Annotated[
    Annotated[DropForm, Tag("<drop>")]
    | Annotated[EmendForm, Tag("<emend>")]
    | Annotated[StetForm, Tag("<stet>")]
    | Annotated[JoinForm, Tag("<join>")]
    | Annotated[SplitForm, Tag("<split>")]
    | Annotated[OrderForm, Tag("<order>")]
    | Annotated[QueryForm, Tag("<query>")]
    | Annotated[AnswerForm, Tag("<answer>")],
    tagged_by(VERBS),
    only_one_of(VERBS, "manifest/unknown-verb", expected='{emend: "795", …}'),
]
