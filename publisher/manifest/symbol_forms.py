"""The forms of what machines read on a page: QR codes and the digits of a barcode that the manifest may set.

Takes written values, gives filled forms. It draws nothing and fetches no address.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from publisher.issue.qr import QrCode
from publisher.manifest.forms import Form, RefusedError
from publisher.manifest.written import Written, WrittenList

_LONGEST_LINK = 300  # characters; a code of more is too fine for paper
_LONGEST_LABEL = 40
_MOST = 6
_LINK = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]*[A-Za-z0-9\]][!-~]*")
_NOT_IN_LINKS = frozenset('"<>\\^`{|}')
_TWO_DIGITS = re.compile(r"[0-9]{2}")


def _link(value: object) -> Written:
    """Take an address of the web; others, and those a reader could not type, are refused."""
    written = _text(value)
    if not _LINK.fullmatch(written) or set(written) & _NOT_IN_LINKS or len(written) > _LONGEST_LINK:
        raise RefusedError("manifest/bad-link", value=written[:80], most=str(_LONGEST_LINK))
    return written


def _label(value: object) -> Written:
    written = _text(value)
    if not written.strip():
        raise RefusedError("manifest/wrong-type", expected='"…"')
    if len(written) > _LONGEST_LABEL:
        raise RefusedError("manifest/too-long", found=str(len(written)), most=str(_LONGEST_LABEL))
    return written


def _two_digits(value: object) -> Written:
    written = _text(value)
    if not _TWO_DIGITS.fullmatch(written):
        raise RefusedError("manifest/bad-value", value=written[:80], known="00–99", near="")
    return written


def _text(value: object) -> Written:
    if not isinstance(value, Written):
        raise RefusedError("manifest/wrong-type", expected='"…"')
    if value.cut:
        raise RefusedError("manifest/cut-value", value=value)
    return value


def _not_too_many(value: object) -> object:
    if isinstance(value, WrittenList) and len(value) > _MOST:
        raise RefusedError("manifest/too-many", found=str(len(value)), most=str(_MOST))
    return value


_Link = Annotated[
    Written,
    PlainValidator(_link),
    WithJsonSchema({"type": "string", "pattern": "^https?://[!-~]+$", "maxLength": _LONGEST_LINK}),
]
_Label = Annotated[
    Written,
    PlainValidator(_label),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": _LONGEST_LABEL}),
]
TwoDigits = Annotated[Written, PlainValidator(_two_digits), WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}$"})]


class QrForm(Form):
    """A link printed as a QR code, in words beside it."""

    where = "qr_codes"
    expected = '{url: "https://…", label: "…"}'
    url: _Link = Field(description="Where it leads: http or https, ASCII.")
    label: _Label = Field(description="What stands beside it.")


QrForms = Annotated[tuple[QrForm, ...], BeforeValidator(_not_too_many), Field(max_length=_MOST)]


def qr_codes(forms: tuple[QrForm, ...]) -> tuple[QrCode, ...]:
    """Return the QR codes that filled forms describe."""
    return tuple(QrCode(str(form.url), str(form.label)) for form in forms)
