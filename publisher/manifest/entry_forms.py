"""The forms of what an issue contains: fields, bylines, captions, articles, sections, pages, advertisements.

Takes written mappings, gives filled forms; the key that comes with an entry tells its kind. Line addresses are read,
not resolved: which source they mean is decided later.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, Tag, WithJsonSchema

from publisher.issue.plan import ArticleKind
from publisher.issue.style import Opener, WritingMode
from publisher.manifest.decision_forms import DecisionForm
from publisher.manifest.forms import (
    Addresses,
    Flag,
    Form,
    LanguageTag,
    Number,
    RefusedError,
    Text,
    Texts,
    Token,
    as_list,
    member,
    only_one_of,
    tagged_by,
    words,
)
from publisher.manifest.symbol_forms import QrForms
from publisher.manifest.written import Written, WrittenList

ENTRY_KINDS = ("section", "sheet", "article", "photos", "advertisement")
_FROM = "Lines of the source it is taken from."


def _one_or_more(value: object) -> object:
    if isinstance(value, WrittenList) and not value:
        raise RefusedError("manifest/wrong-type", expected='["…", "…"]')
    return as_list(value)


def _several_lines(value: object) -> object:
    if not isinstance(value, WrittenList) or not all(isinstance(head, WrittenList) and head for head in value):
        raise RefusedError("manifest/wrong-type", expected='[["…", "…"], …]')
    return value


def _some_words(quotes: tuple[Written, ...]) -> tuple[Written, ...]:
    if not all(quote.strip() for quote in quotes):
        raise RefusedError("manifest/wrong-type", expected='["…", "…"]')
    return quotes


def _one_to_three(number: int) -> int:
    if not 1 <= number <= _MOST_COLUMNS:
        raise RefusedError("manifest/wrong-type", expected="1 / 2 / 3")
    return number


_STRING = {"type": "string"}
_MOST_COLUMNS = 3
_ONE_TO_THREE = WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST_COLUMNS})
Scans = Annotated[
    Texts, BeforeValidator(_one_or_more), WithJsonSchema({"anyOf": [_STRING, {"type": "array", "items": _STRING}]})
]
_SCAN = "Pictures of the printed page, relative to the folder of periodical.yaml; `collate --html` shows them."


class FieldForm(Form):
    """A piece of metadata: a text, or where it stands, or both (the editor's reading of those lines)."""

    where = "text / from / inline"
    short = "text"
    expected = '"…" / {from: "73"}'
    text: Text | None = Field(None, description="What it should read.")
    from_: Addresses = Field((), alias="from", description=_FROM)
    inline: Flag = Field(default=False, description="The words stand inside the body text, which keeps them.")


class BylineForm(Form):
    """Who wrote it: names in order, the role they are given, and the lines they stand in."""

    where = "byline"
    short = "names"
    short_lists = True
    names: Annotated[Texts, BeforeValidator(_one_or_more)] = Field(description="Names, in order.")
    role: Text = Field(Written(), description="What they are: 作者, 本报记者, 整理 …")
    from_: Addresses = Field((), alias="from", description=_FROM)
    inline: Flag = Field(default=False, description="The names stand inside the body text, which keeps them.")


class BodyForm(Form):
    """The text of an article: lines of the sources, or a Markdown file of ours."""

    where = "text"
    short = "from"
    short_lists = True
    from_: Addresses | None = Field(None, alias="from", description=_FROM)
    markdown: Text | None = Field(None, description="File, relative to the folder of periodical.yaml.")


class CaptionForm(Form):
    """The words under a picture, who made it, and the picture if there is one."""

    where = "captions"
    from_: Addresses = Field((), alias="from", description=_FROM)
    credit_from: Addresses = Field((), description="Lines of the credit.")
    credit: Text | None = Field(None, description="The editor's reading of the credit.")
    picture: Text | None = Field(None, description="File, relative to the folder of periodical.yaml.")
    alt: Text = Field(Written(), description="What the picture shows, for those who cannot see it.")
    decorative: Flag = Field(default=False, description="It shows nothing a listener would miss; has no alt.")


class DesignForm(Form):
    """How an article is to look in print, beyond what its style says."""

    where = "design"
    expected = '{opening: "page"}'
    opening: Annotated[Opener, PlainValidator(member(*Opener)), words(*Opener)] | None = Field(
        None, description="page: it opens with a page of its own (题图页); head: with a head above its text."
    )
    columns: Annotated[Number, AfterValidator(_one_to_three), _ONE_TO_THREE] | None = Field(
        None, description="Columns of its text, 1 to 3; empty means the style's."
    )
    boxed: Flag = Field(default=False, description="It stands in a box.")
    pull_quotes: Annotated[Texts, BeforeValidator(_one_or_more), AfterValidator(_some_words)] = Field(
        (), description="Words of its text, to the letter, that print sets large between its paragraphs (抽言)."
    )


class MatterForm(Form):
    """What is said about an article above and below its text."""

    title: FieldForm | None = Field(None, description="Title.")
    kicker: FieldForm | None = Field(None, description="Line above the title (引题).")
    subtitle: FieldForm | None = Field(None, description="Line below the title (副题).")
    deck: FieldForm | None = Field(None, description="Summary before the text (提要).")
    byline: BylineForm | None = Field(None, description="Who wrote it.")
    dateline: FieldForm | None = Field(None, description="Place and date of the report (电头).")
    affiliation: FieldForm | None = Field(None, description="Where the authors work.")
    editor: FieldForm | None = Field(None, description="Who edited it (责任编辑).")
    source_note: FieldForm | None = Field(None, description="Where it was printed first.")
    page: Token = Field(Written(), description="Page of the printed original, as printed.")
    rights: Text = Field(Written(), description="Rights of this piece; empty means the issue's.")
    lang: LanguageTag | None = Field(None, description="Language of this piece; empty means the issue's.")
    in_contents: Flag = Field(default=True, description="Whether the contents page lists it.")
    line_breaks: Annotated[tuple[Texts, ...], BeforeValidator(_several_lines)] = Field(
        (), description='Title, subtitle or headings in lines, for print: [["…", "…"], …].'
    )
    writing_mode: Annotated[WritingMode, PlainValidator(member(*WritingMode)), words(*WritingMode)] | None = Field(
        None, description="Which way its lines run (横排, 竖排); empty means the style's."
    )
    qr_codes: QrForms = Field((), description="Links printed as QR codes at its foot.")
    design: DesignForm | None = Field(None, description="How it is to look in print, beyond what the style says.")


class FrontMatterForm(MatterForm):
    """The YAML block at the head of a Markdown article."""

    where = "---"


class _PieceForm(MatterForm):
    text: BodyForm | None = Field(None, description="The text.")
    headings: Addresses = Field((), description="Lines of the text that are headings.")
    subheadings: Addresses = Field((), description="Lines of the text that are headings of the second level.")
    attributions: Addresses = Field((), description="Lines that say whose the piece above them is.")
    verse: Addresses = Field((), description="Lines of verse.")
    quotations: Addresses = Field((), description="Lines that quote others.")
    questions: Addresses = Field((), description="Lines that are an interviewer's questions.")
    list_items: Addresses = Field((), description="Lines that are items of a list.")
    captions: tuple[CaptionForm, ...] = Field((), description="Pictures and the words under them.")
    decisions: tuple[DecisionForm, ...] = Field((), description="What the editor decided about these lines.")
    scan: Scans = Field((), description=_SCAN)


_WRITTEN_KINDS = tuple(kind for kind in ArticleKind if kind is not ArticleKind.PHOTOS)


class ArticleForm(_PieceForm):
    """An article."""

    where = "article"
    article: Token = Field(description="Id: <issue id>-iNNNN; never renumbered.")
    kind: Annotated[ArticleKind, PlainValidator(member(*_WRITTEN_KINDS)), words(*_WRITTEN_KINDS)] = Field(
        ArticleKind.ARTICLE, description="What sort of piece it is."
    )

    @property
    def id(self) -> Written:
        """The article's id."""
        return self.article


class PhotosForm(_PieceForm):
    """A page or a run of pictures with their captions."""

    where = "photos"
    photos: Token = Field(description="Id: <issue id>-iNNNN; never renumbered.")
    kind: Annotated[ArticleKind, PlainValidator(member(ArticleKind.PHOTOS)), words(ArticleKind.PHOTOS)] = Field(
        ArticleKind.PHOTOS, description="Always photos."
    )

    @property
    def id(self) -> Written:
        """The article's id."""
        return self.photos


class AdvertisementForm(Form):
    """An advertisement: kept, or withheld and counted in the colophon."""

    where = "advertisement"
    advertisement: Token = Field(description="Id: <issue id>-aNN.")
    title: Text = Field(Written(), description="What it advertises.")
    kept: Flag = Field(default=False, description="Whether it is set; otherwise its lines are dropped.")
    from_: Addresses = Field((), alias="from", description=_FROM)
    picture: Text | None = Field(None, description="File, relative to the folder of periodical.yaml.")
    alt: Text = Field(Written(), description="What the picture shows.")


class SectionForm(Form):
    """A section (栏目) and what stands in it."""

    where = "section"
    section: Text = Field(description="Label, as printed.")
    from_: Addresses = Field((), alias="from", description="Lines of its banner.")
    contents: tuple[EntryForm, ...] = Field((), description="What stands in it, in order.")


class SheetForm(Form):
    """A newspaper page (版) and what stands on it."""

    where = "sheet"
    sheet: Token = Field(description="Number, as printed.")
    name: Text = Field(Written(), description="Name of the page.")
    editors: Texts = Field((), description="Its editors.")
    proofreaders: Texts = Field((), description="Its proofreaders.")
    from_: Addresses = Field((), alias="from", description="Lines of its banner.")
    scan: Scans = Field((), description=_SCAN)
    contents: tuple[EntryForm, ...] = Field((), description="What stands on it, in order.")


EntryForm = Annotated[
    Annotated[SectionForm, Tag("<section>")]
    | Annotated[SheetForm, Tag("<sheet>")]
    | Annotated[ArticleForm, Tag("<article>")]
    | Annotated[PhotosForm, Tag("<photos>")]
    | Annotated[AdvertisementForm, Tag("<advertisement>")],
    tagged_by(ENTRY_KINDS),
    only_one_of(ENTRY_KINDS, "manifest/unknown-kind", expected="{article: …}"),
]
