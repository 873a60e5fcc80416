"""The schema of what people type: takes nothing, gives the forms of periodical, issue and style, and their JSON Schema.

What an entry or a decision looks like stands in entry_forms and decision_forms. It checks shapes, not facts such as
whether a file exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from publisher.issue.periodical import Readings
from publisher.issue.plan import IssueKind
from publisher.issue.style import DeclaredKind
from publisher.manifest.decision_forms import DecisionForm
from publisher.manifest.derived_forms import DerivedForm
from publisher.manifest.entry_forms import EntryForm
from publisher.manifest.forms import (
    Addresses,
    Digest,
    Flag,
    Form,
    LanguageTag,
    Number,
    RefusedError,
    Text,
    Texts,
    Token,
    member,
    words,
)
from publisher.manifest.key_words import forms, words_of
from publisher.manifest.nearest import nearest
from publisher.manifest.options import option_schema
from publisher.manifest.print_forms import PrintForm
from publisher.manifest.symbol_forms import QrForms, TwoDigits
from publisher.manifest.written import Written, WrittenMap

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def _from_one(number: int) -> int:
    if number < 1:
        raise RefusedError("manifest/wrong-type", expected="1")
    return number


_FromOne = Annotated[Number, AfterValidator(_from_one), WithJsonSchema({"type": "integer", "minimum": 1})]
_KIND = Annotated[IssueKind, PlainValidator(member(*IssueKind)), words(*IssueKind)]
_STRINGS = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]


def _readings(value: object) -> Readings:
    """Take a mapping of names to what they are filed under; neither may be empty."""
    if not isinstance(value, WrittenMap) or not all(isinstance(said, Written) for said in value.values()):
        raise RefusedError("manifest/wrong-type", expected='{"何川": "He, Chuan"}')
    for name, said in value.items():
        if said.cut:
            raise RefusedError("manifest/cut-value", value=said)
        if not (name.strip() and said.strip()):
            raise RefusedError("manifest/wrong-type", expected='{"何川": "He, Chuan"}')
    return tuple((name, str(said)) for name, said in value.items())


def _language(value: object) -> Written:
    if not isinstance(value, Written):
        raise RefusedError("manifest/wrong-type", expected='"…"')
    if value not in LANGUAGES:
        raise RefusedError(
            "manifest/bad-value", value=value[:80], known=", ".join(LANGUAGES), near=nearest(value, LANGUAGES)
        )
    return value


ReadingsOf = Annotated[
    Readings,
    PlainValidator(_readings),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}),
]
_READINGS = "What names and titles are filed under: {何川: He, Chuan}."
Language = Annotated[Written, PlainValidator(_language), WithJsonSchema({"type": "string", "enum": list(LANGUAGES)})]


class StyleChoiceForm(Form):
    """The style, and the options set on top of it."""

    where = "style"
    short = "name"
    expected = '"base" / {name: "base", …: …}'
    open_ended = True
    model_config = ConfigDict(extra="allow")
    name: Token | None = Field(None, description="Name of the style: a folder of styles/.")


class ArticleDefaultsForm(Form):
    """What articles inherit."""

    where = "articles"
    byline_role: Text = Field(Written(), description="Role of bylines that name none.")
    rights: Text = Field(Written(), description="Rights of articles that name none.")
    lang: LanguageTag | None = Field(None, description="Language of articles that name none.")


class DefaultsForm(Form):
    """What issues inherit."""

    where = "defaults"
    rights: Text = Field(Written(), description="Rights of issues that name none.")
    style: StyleChoiceForm | None = Field(None, description="Style of issues that name none.")
    articles: ArticleDefaultsForm | None = Field(None, description="What articles inherit.")


class PeriodicalForm(Form):
    """A periodical: periodical.yaml."""

    where = "periodical.yaml"
    periodical: Token = Field(description="Code: lower-case ASCII letters, digits and hyphens.")
    title: Text = Field(description="Title of the periodical.")
    language: Language = Field(description="zh-Hans, zh-Hant or en.")
    publisher: Text = Field(Written(), description="Publisher of the original.")
    issn: Token | None = Field(None, description="ISSN, check digit verified; never invented.")
    cn: Text = Field(Written(), description="CN serial number (国内统一连续出版物号).")
    description: Text = Field(Written(), description="What the periodical is, in a sentence.")
    rights: Text = Field(Written(), description="Rights of its texts, for every issue.")
    supplied: Texts = Field((), description="Fields that the editor supplied; the original does not state them.")
    invented: Flag = Field(default=False, description="An invented periodical says so in its colophon.")
    readings: ReadingsOf = Field((), description=_READINGS)
    kind: _KIND = Field(IssueKind.MAGAZINE, description="What its issues are.")
    style: StyleChoiceForm | None = Field(None, description="Style of its issues.")
    sources_root: Text = Field(Written("."), description="Folder of the extracted files, relative to this file.")
    derived: tuple[DerivedForm, ...] = Field((), description="Editions in another script, for every issue.")
    print_: PrintForm | None = Field(None, alias="print", description="What the printing house is told.")
    defaults: DefaultsForm | None = Field(None, description="What issues inherit.")


class SourceForm(Form):
    """An extracted file."""

    where = "sources"
    id: Token = Field(description="Name by which line addresses call it.")
    file: Text = Field(description="Path below the sources root.")
    sha256: Digest = Field(description="Digest of the file the addresses were made for.")


class CoverForm(Form):
    """The cover."""

    where = "cover"
    picture: Text | None = Field(None, description="File, relative to the folder of periodical.yaml.")
    alt: Text = Field(Written(), description="What the picture shows.")
    credit: Text = Field(Written(), description="Who made it.")
    lettering: Flag = Field(
        default=False, description="Whether masthead, number and date are set upon it; else the picture is the cover."
    )
    from_: Addresses = Field((), alias="from", description="Lines of the source that stood on the cover.")


class ImprintForm(Form):
    """A line of the imprint (版权页)."""

    where = "imprint"
    label: Text = Field(description="What is named: 主管, 主办, 社长 …")
    value: Text = Field(description="What it says.")
    from_: Addresses = Field((), alias="from", description="Lines of the source it is taken from.")


class EvaluationForm(Form):
    """Who found this issue's EPUB to conform to EPUB Accessibility 1.1 and WCAG 2.2 AA."""

    where = "accessibility"
    expected = '{certified_by: "…"}'
    certified_by: Text = Field(description="Person or body that evaluated the finished EPUB.")
    date: Token | None = Field(None, description="When: YYYY, YYYY-MM or YYYY-MM-DD.")


class IssueForm(Form):
    """One issue."""

    where = "issue"
    issue: Token = Field(description="Id: <periodical>-<YYYY[-MM[-DD]]>[-<tag>].")
    title: Text = Field(Written(), description="Title of the issue, if it has one.")
    number: Text = Field(Written(), description="Number as printed.")
    running_number: Number = Field(0, description="Number since the first issue (总第N期).")
    date: Token | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD; left out if the original states none.")
    revision: _FromOne = Field(1, description="Revision of this reissue, from 1.")
    rights: Text = Field(Written(), description="Rights of this issue; empty means the periodical's.")
    kind: _KIND | None = Field(None, description="Magazine or newspaper.")
    unknown: Texts = Field((), description="What the original does not state, in words for the colophon.")
    style: StyleChoiceForm | None = Field(None, description="Style of this issue.")
    derived: tuple[DerivedForm, ...] = Field((), description="Editions of this issue in another script.")
    sources: tuple[SourceForm, ...] = Field((), description="The extracted files, in printed order.")
    cover: CoverForm | None = Field(None, description="The cover.")
    print_: PrintForm | None = Field(None, alias="print", description="What the printing house is told of this issue.")
    readings: ReadingsOf = Field((), description=_READINGS)
    accessibility: EvaluationForm | None = Field(None, description="Who evaluated the finished EPUB, if anybody did.")
    imprint: tuple[ImprintForm, ...] = Field((), description="The imprint, line by line.")
    ean_variant: TwoDigits | None = Field(None, description="Variant in the barcode, 00 if left out; it needs an ISSN.")
    ean_add_on: TwoDigits | None = Field(
        None, description="Two digits beside the barcode; if left out, the issue's number in its year, else its month."
    )
    qr_codes: QrForms = Field((), description="Links printed as QR codes in the imprint.")
    contents: tuple[EntryForm, ...] = Field(description="What stands in the issue, in order.")
    decisions: tuple[DecisionForm, ...] = Field((), description="What the editor decided about lines of any source.")


class FaceForm(Form):
    """A face the style asks for."""

    where = "faces"
    name: Text = Field(description="Its name in CSS.")
    weight: Number = Field(400, description="Weight, 100 to 900.")
    use: Token = Field(Written("text"), description="What it is for.")
    families: Texts = Field(description="Families that may serve, best first.")


class OptionsForm(Form):
    """Options of a style."""

    where = "options"
    open_ended = True
    model_config = ConfigDict(extra="allow")


_Plain = Annotated[Text, WithJsonSchema({"type": ["string", "number", "boolean"]})]


class DeclaredForm(Form):
    """An option that a style declares for itself."""

    where = "schema"
    name: Token = Field(description="Its name: lower-case ASCII letters, digits and underscores.")
    kind: Annotated[DeclaredKind, PlainValidator(member(*DeclaredKind)), words(*DeclaredKind)] = Field(
        alias="type", description="What sort of value it takes."
    )
    default: _Plain = Field(description="What it is where nobody sets it.")
    range_: tuple[_Plain, ...] = Field((), alias="range", description="Least and greatest number: [0, 20].")
    choices: Texts = Field((), description="The words it may be.")
    zh: Text = Field(description="What it does, in Chinese.")
    en: Text = Field(description="What it does, in English.")


class StyleForm(Form):
    """A style: style.yaml."""

    where = "style.yaml"
    extends: Token | None = Field(None, description="Name of the style this one builds on.")
    description: Text = Field(Written(), description="What it looks like, in a sentence.")
    declares: tuple[DeclaredForm, ...] = Field((), alias="schema", description="Options of its own that it declares.")
    options: OptionsForm | None = Field(None, description="Options it sets.")
    faces: tuple[FaceForm, ...] = Field((), description="Faces it asks for; they replace its parent's.")


_FORMS: dict[str, tuple[type[Form], str]] = {
    "periodical": (PeriodicalForm, "Reissue: a periodical"),
    "issue": (IssueForm, "Reissue: an issue"),
    "style": (StyleForm, "Reissue: a style"),
}


def json_schema(which: Literal["periodical", "issue", "style"], own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of periodical.yaml, of an issue's manifest, or of style.yaml.

    Args:
        which: of the three.
        own: JSON Schema, by name, of the options that styles declare.
    """
    form, title = _FORMS[which]
    schema = form.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    for name, definition in definitions.items():
        definitions[name] = _opened(definition, name, own or {})
    made: dict[str, Any] = _without_null(_opened(schema, form.__name__, own or {}) | {"title": title})
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | made | ({"$defs": _without_null(definitions)} if definitions else {})


def _opened(definition: dict[str, Any], name: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form's schema with `x-` keys allowed, options named, and the short way beside the long one."""
    closed = {"additionalProperties": False, "patternProperties": {"^x-": {}}}
    made = _in_two_languages(definition, forms()[name]) | {"title": name.removesuffix("Form")} | closed
    if name in {"StyleChoiceForm", "OptionsForm"}:
        made["properties"] = made.get("properties", {}) | option_schema() | own
    short = dict.fromkeys(("FieldForm", "StyleChoiceForm", "DerivedForm"), _STRINGS[:1])
    short |= dict.fromkeys(("BylineForm", "BodyForm"), _STRINGS)
    return {"anyOf": [*short[name], made]} if name in short else made


def _in_two_languages(definition: dict[str, Any], form: type[Form]) -> dict[str, Any]:
    """Return a form's schema whose descriptions say it in Chinese as well."""
    said, keys = words_of(form), definition.get("properties", {})
    told = {key: part | {"description": f"{part['description']} {said[key].zh}"} for key, part in keys.items()}
    whole = {"description": f"{definition['description']} {said[''].zh}"}
    return definition | whole | ({"properties": told} if told else {})


def _without_null(node: Any) -> Any:
    """Return the schema without nulls, which no manifest can hold; where lines may stand, a single string may too."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_null(value) for key, value in node.items() if not (key == "default" and value is None)}
    choices = [choice for choice in node.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1 and len(choices) != len(node["anyOf"]):
        node = {key: value for key, value in node.items() if key != "anyOf"} | choices[0]
    if node.get("type") == "array" and "[1-9]" in node.get("items", {}).get("pattern", ""):
        lines = {"anyOf": [node["items"], {"type": "array", "items": node["items"]}]}
        node = {key: value for key, value in node.items() if key not in {"type", "items"}} | lines
    return node
