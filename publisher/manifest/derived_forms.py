"""Editions in another script as people type them: takes written values, gives forms, then the plans of each language.

Says which languages a manifest may ask for and which readings hold where. Whether a word stands in the issue is found
when the edition is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from publisher.issue.derivation import DERIVED_FROM, DerivedPlan, SetReading
from publisher.manifest.forms import Form, RefusedError, Token
from publisher.manifest.ids import check_unique
from publisher.manifest.nearest import listed, nearest
from publisher.manifest.written import Written, problem
from publisher.problems import Problem

_KNOWN = tuple(dict.fromkeys(language for languages in DERIVED_FROM.values() for language in languages))


def _words(value: object) -> Written:
    if not isinstance(value, Written) or not value.strip():
        raise RefusedError("manifest/wrong-type", expected='"…"')
    if value.cut:
        raise RefusedError("manifest/cut-value", value=value)
    return value


def _language(value: object) -> Written:
    if not isinstance(value, Written):
        raise RefusedError("manifest/wrong-type", expected='"zh-Hant-TW"')
    if value not in _KNOWN:
        known = {"known": listed(_KNOWN), "near": nearest(value, _KNOWN)}
        raise RefusedError("manifest/bad-value", value=value[:80], **known)
    return value


_Words = Annotated[Written, PlainValidator(_words), WithJsonSchema({"type": "string", "minLength": 1})]
_Language = Annotated[Written, PlainValidator(_language), WithJsonSchema({"type": "string", "enum": [*_KNOWN]})]


class ReadingForm(Form):
    """How a word reads in the other script."""

    where = "readings"
    expected = '{word: "…", as: "…"}'
    word: _Words = Field(description="The word as the original prints it.")
    as_: _Words = Field(alias="as", description="How the derived edition prints it; the same word to keep it.")
    in_: Token | None = Field(None, alias="in", description="Id of the one article it holds in.")


class DerivedForm(Form):
    """An edition in another script."""

    where = "derived"
    short = "language"
    expected = '"zh-Hant-TW" / {language: "zh-Hant-TW", readings: […]}'
    language: _Language = Field(description="zh-Hant, zh-Hant-TW or zh-Hant-HK from zh-Hans; zh-Hans from zh-Hant.")
    readings: tuple[ReadingForm, ...] = Field((), description="Words that read otherwise than the dictionary says.")


def derived_plans(issue: tuple[DerivedForm, ...], periodical: tuple[DerivedForm, ...]) -> Iterator[DerivedPlan]:
    """Yield a plan a language: the readings of the issue first, then those of its periodical for other words."""
    for language in dict.fromkeys(str(form.language) for form in (*issue, *periodical)):
        forms = [form for form in (*issue, *periodical) if form.language == language]
        readings: dict[tuple[str, str], SetReading] = {}
        for form in forms:
            for each in form.readings:
                word, article = str(each.word), str(each.in_ or "")
                made = SetReading(word, str(each.as_), article, form in periodical, each.place)
                readings.setdefault((word, article), made)
        yield DerivedPlan(language, tuple(readings.values()), forms[0].place)


def derived_problems(forms: tuple[DerivedForm, ...], language: str, articles: set[str]) -> list[Problem]:
    """Return what is wrong with the editions one file asks for: languages out of reach, unknown articles, doubles."""
    problems = check_unique(form.language for form in forms)
    for form in forms:
        possible = DERIVED_FROM.get(language, ())
        if form.language not in possible:
            values = {"language": form.language, "original": language, "known": listed(possible) or "-"}
            problems.append(problem("manifest/not-derivable", form.language.place, **values))
        for reading in form.readings:
            if reading.in_ and reading.in_ not in articles:
                near = nearest(reading.in_, articles)
                problems.append(problem("manifest/no-such-article", reading.in_.place, article=reading.in_, near=near))
    return problems
