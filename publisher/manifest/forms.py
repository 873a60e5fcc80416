"""The bricks of the schema: takes written values, gives typed ones, or an error that names the code of a Problem.

A Form is a mapping people fill in; the other names here are types for its fields. What stands in a form is said
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from publisher.manifest.nearest import listed, nearest
from publisher.manifest.written import Written, WrittenList, WrittenMap, problem
from publisher.problems import Place, Problem

ADDRESS = re.compile(
    r"(?:(?P<source>[a-z0-9][a-z0-9_.-]*):)?(?P<first>[1-9][0-9]{0,7})"
    r"(?:-(?P<last>[1-9][0-9]{0,7})|@(?P<start>[0-9]{1,8})-(?P<end>[0-9]{1,8})?)?"
)
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
Member = TypeVar("Member", bound=StrEnum)


class RefusedError(ValueError):
    """A value that a form does not take: carries the code of the problem it becomes, and the values of its message."""

    def __init__(self, code: str, /, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Form(BaseModel):
    """A mapping that people fill in: unknown keys are RefusedError, `x-` keys never arrive, its place is kept.

    Attributes:
        where: the word by which messages name this mapping; a key people write themselves.
        short: the key that a single value stands for; empty if only a mapping will do.
        short_lists: whether a list may stand for that key too.
        expected: how messages show the right form.
        open_ended: whether further keys are kept for another reader.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
    where: ClassVar[str] = ""
    short: ClassVar[str] = ""
    short_lists: ClassVar[bool] = False
    expected: ClassVar[str] = "{…: …}"
    open_ended: ClassVar[bool] = False
    _place: Place = PrivateAttr(default=Place(""))

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self._place

    @classmethod
    def blank(cls) -> Self:
        """Return the form as it is with nothing filled in."""
        return cls.model_validate(WrittenMap(), context=[])

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the keys the form knows, as people write them."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _fill(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if cls.short and (isinstance(data, Written) or (cls.short_lists and isinstance(data, WrittenList))):
            whole, data = data, WrittenMap(data.place)
            data.put(cls.short, whole, whole.place)
        if not isinstance(data, WrittenMap):
            raise RefusedError("manifest/wrong-type", expected=cls.expected)
        made = handler(data if cls.open_ended else cls._known(data, info))
        made._place = data.place  # noqa: SLF001  # its own instance, made by the handler
        return made

    @classmethod
    def _known(cls, data: WrittenMap, info: ValidationInfo) -> WrittenMap:
        found: list[Problem] = info.context if isinstance(info.context, list) else []
        known, kept = cls.keys(), WrittenMap(data.place)
        for key, value in data.items():
            if key in known:
                kept.put(key, value, data.key_places[key])
            else:
                near = nearest(key, set(known) - set(data))
                values = {"key": key, "where": cls.where, "near": near, "known": listed(known)}
                found.append(problem("manifest/unknown-key", data.key_places[key], **values))
        return kept


@dataclass(frozen=True, slots=True)
class Address:
    """A line address as written; `source` is empty where the manifest leaves it to the first source."""

    source: str
    first: int
    last: int
    start: int | None
    end: int | None
    place: Place


def _scalar(value: object, expected: str = '"…"') -> Written:
    if not isinstance(value, Written):
        raise RefusedError("manifest/wrong-type", expected=expected)
    return value


def _text(value: object) -> Written:
    written = _scalar(value)
    if written.cut:
        raise RefusedError("manifest/cut-value", value=written)
    return written


def _number(value: object) -> int:
    written = _scalar(value, "1")
    if not _WHOLE_NUMBER.fullmatch(written):
        raise RefusedError("manifest/wrong-type", expected="1")
    return int(written)


def _flag(value: object) -> bool:
    written = _scalar(value, "true / false")
    if written not in {"true", "false"}:
        raise RefusedError("manifest/wrong-type", expected="true / false")
    return written == "true"


def _address(value: object) -> Address:
    written = _scalar(value, '"447-457"')
    match = ADDRESS.fullmatch(written)
    if not match:
        raise RefusedError("manifest/bad-address", value=written[:60])
    first = int(match["first"])
    last = int(match["last"] or first)
    start = None if match["start"] is None else int(match["start"])
    end = None if match["end"] is None else int(match["end"])
    if last < first or (start is not None and end is not None and end <= start):
        raise RefusedError("manifest/bad-address", value=written)
    return Address(match["source"] or "", first, last, start, end, written.place)


def _language(value: object) -> Written:
    written = _scalar(value)
    if not _LANGUAGE_TAG.fullmatch(written):
        raise RefusedError("manifest/bad-language", value=written)
    return written


def _digest(value: object) -> Written:
    written = _scalar(value)
    if not _DIGEST.fullmatch(written):
        raise RefusedError("manifest/bad-digest", value=written[:80])
    return Written(written.lower(), written.place)


def as_list(value: object) -> object:
    """Take a single scalar for a list of one."""
    if not isinstance(value, Written):
        return value
    made = WrittenList(value.place)
    made.append(value)
    return made


def only_one_of(keys: tuple[str, ...], refused: str, expected: str) -> BeforeValidator:
    """Return a check that lets through a mapping with exactly one of the keys that tell which form it takes.

    Args:
        keys: the keys, in the order messages list them.
        refused: code of the problem of a mapping that has none of them, or several.
        expected: how messages show the right form.
    """

    def checked(value: object) -> object:
        if not isinstance(value, WrittenMap):
            raise RefusedError("manifest/wrong-type", expected=expected)
        present = [key for key in keys if key in value]
        if len(present) != 1:
            near = "" if present else next((key for word in value if (key := nearest(word, keys))), "")
            found = ", ".join(present or list(value)[:6]) or "{}"
            raise RefusedError(refused, found=found, known=", ".join(keys), near=near)
        return value

    return BeforeValidator(checked)


def tagged_by(keys: tuple[str, ...]) -> Discriminator:
    """Return what chooses the form by its key; the form is chosen before anything in it is checked.

    The tag is the key in angle brackets, so that no key people write can be mistaken for it.
    """

    def tag(value: WrittenMap) -> str:
        return next(f"<{key}>" for key in keys if key in value)

    return Discriminator(tag)


def member(*choices: Member) -> Callable[[object], Member]:
    """Return a function that takes a written word for a member of a closed list."""
    known = {choice.value: choice for choice in choices}

    def chosen(value: object) -> Member:
        written = _scalar(value)
        if written not in known:
            raise RefusedError(
                "manifest/bad-value", value=written[:80], known=listed(known), near=nearest(written, known)
            )
        return known[written]

    return chosen


def words(*choices: StrEnum) -> WithJsonSchema:
    """Return the JSON Schema of a closed list."""
    return WithJsonSchema({"type": "string", "enum": [choice.value for choice in choices]})


# Free text, where a `#` taken for a comment would be a loss; a token is a word without spaces, where it cannot be.
Text = Annotated[Written, PlainValidator(_text), WithJsonSchema({"type": "string"})]
Token = Annotated[Written, PlainValidator(_scalar), WithJsonSchema({"type": "string"})]
Number = Annotated[int, PlainValidator(_number), WithJsonSchema({"type": "integer", "minimum": 0})]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
LanguageTag = Annotated[
    Written, PlainValidator(_language), WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE_TAG.pattern}$"})
]
Digest = Annotated[Written, PlainValidator(_digest), WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"})]
OneAddress = Annotated[
    Address,
    PlainValidator(_address),
    WithJsonSchema(
        {"type": "string", "pattern": "^([a-z0-9][a-z0-9_.-]*:)?[1-9][0-9]*(-[1-9][0-9]*|@[0-9]+-([0-9]+)?)?$"}
    ),
]
Addresses = Annotated[tuple[OneAddress, ...], BeforeValidator(as_list)]
Texts = tuple[Text, ...]
