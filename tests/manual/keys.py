"""The tables of docs/manifest.md: takes the JSON Schema of what people type, gives Markdown in one of two languages.

Every form has a section under the word it is written by, every key a row: what it takes, what it is if left out, what
it means, an example. The words are those of the forms and of keys.json; none are made here but names of kinds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from publisher.manifest.forms import Form
from publisher.manifest.key_words import forms, words_of
from publisher.manifest.schema import json_schema
from tests.manual.links import slug

# Headings of the page: those of the first level with the forms below them, each under its anchor.
CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("PeriodicalForm", ("DefaultsForm", "ArticleDefaultsForm")),
    (
        "IssueForm",
        (
            "SourceForm",
            "CoverForm",
            "ImprintForm",
            "EvaluationForm",
            "StyleChoiceForm",
            "DerivedForm",
            "ReadingForm",
            "PrintForm",
            "QrForm",
        ),
    ),
    (
        "entries",
        (
            "SectionForm",
            "SheetForm",
            "ArticleForm",
            "MatterForm",
            "PhotosForm",
            "AdvertisementForm",
            "FieldForm",
            "BylineForm",
            "BodyForm",
            "CaptionForm",
            "DesignForm",
            "FrontMatterForm",
        ),
    ),
    (
        "decisions",
        (
            "_DecidedForm",
            "DropForm",
            "EmendForm",
            "StetForm",
            "JoinForm",
            "SplitForm",
            "OrderForm",
            "QueryForm",
            "AnswerForm",
        ),
    ),
    ("StyleForm", ("DeclaredForm", "FaceForm", "OptionsForm")),
)
ANCHORS = {
    "PeriodicalForm": "periodical.yaml",
    "IssueForm": "issue.yaml",
    "ArticleDefaultsForm": "defaults-articles",
    "MatterForm": "matter",
    "FieldForm": "field",
    "FrontMatterForm": "front-matter",
    "_DecidedForm": "by-and-why",
    "StyleChoiceForm": "style",
    "StyleForm": "style.yaml",
}
# Forms whose further keys are those of others, with what stands between.
SEE = {"ArticleForm": ("MatterForm",), "PhotosForm": ("ArticleForm",), "FrontMatterForm": ("MatterForm",)}
_LIKE = {"MatterForm": "ArticleForm", "FrontMatterForm": "ArticleForm", "_DecidedForm": "DropForm"}
_WHOLE: dict[Literal["periodical", "issue", "style"], str] = {
    "periodical": "PeriodicalForm",
    "issue": "IssueForm",
    "style": "StyleForm",
}
_QUOTES = chr(34)
_DIGEST = re.compile(r"(?<=\b[0-9a-f]{8})[0-9a-f]{56}\b")  # too long for a table
SEE_STYLES = ("StyleChoiceForm", "OptionsForm", "DesignForm", "StyleForm")
_TITLES = {
    "entries": {"en": "What stands in an issue", "zh": "一期里的各项"},
    "decisions": {"en": "Decisions", "zh": "编辑的决定"},
    "MatterForm": {"en": "What stands above and below a text.", "zh": "正文前后的各项。"},
    "_DecidedForm": {"en": "Every decision may say who made it, and why.", "zh": "每个决定都可以写明谁定的、为什么。"},
}
_HEADS = {
    "en": "| key | takes | if left out | meaning | example |",
    "zh": "| 键 | 可写 | 不写则为 | 意思 | 例 |",
}
_KINDS = {
    "string": {"en": "text", "zh": "文字"},
    "integer": {"en": "whole number", "zh": "整数"},
    "number": {"en": "number", "zh": "数"},
    "object": {"en": "names and values", "zh": "名与值"},
    "line": {"en": "[lines](#lines)", "zh": "[行号](#行号)"},
    "lines": {"en": "[lines](#lines), one or several", "zh": "[行号](#行号)，一处或几处"},
    "language": {"en": "language tag", "zh": "语言代码"},
    "digest": {"en": "64 hexadecimal digits", "zh": "64 位十六进制数字"},
    "digits": {"en": "two digits", "zh": "两位数字"},
    "link": {"en": "web address", "zh": "网址"},
    "list": {"en": "list: ", "zh": "列表："},
    "or": {"en": " or ", "zh": "，或 "},
    "required": {"en": "**required**", "zh": "**必写**"},
    "also": {"en": "Also the keys of {}.", "zh": "另可写 {} 的各键。"},
    "styles": {
        "en": "[Styles](styles.md) has every option and shows what it does.",
        "zh": "各选项见[样式](styles.zh.md)，那里讲怎样用。",
    },
}
_PATTERNS = {"[1-9]": "line", "{64}": "digest", "{2}$": "digits", "https": "link", "{2,3}": "language"}


def key_tables(lang: str) -> str:
    """Return every chapter of the page behind its introduction."""
    return "\n".join(line for chapter, below in CHAPTERS for line in _chapter(chapter, below, lang))


def shown_forms() -> set[str]:
    """Return the names of the forms that have a section."""
    return {name for chapter, below in CHAPTERS for name in (chapter, *below)} & forms().keys()


def _chapter(chapter: str, below: tuple[str, ...], lang: str) -> Iterator[str]:
    if chapter in forms():
        yield from _section(chapter, "##", lang)
    else:
        yield from ("", f"## {_TITLES[chapter][lang]}")
    for name in below:
        yield from _section(name, "###", lang)


def _section(name: str, level: str, lang: str) -> Iterator[str]:
    form = forms()[name]
    yield from ("", f"{level} {anchor(name)}", "", _said_of(form, lang))
    if keys := _own_keys(form):
        yield from ("", _HEADS[lang], "| --- | --- | --- | --- | --- |", *(_row(form, key, lang) for key in keys))
    if others := SEE.get(name):
        yield from ("", _KINDS["also"][lang].format(", ".join(_link(anchor(other)) for other in others)))
    if name in SEE_STYLES:
        yield from ("", _KINDS["styles"][lang])


def anchor(name: str) -> str:
    """Return the heading a form has: the word it is written by."""
    return ANCHORS.get(name) or forms()[name].where


def _slug(heading: str) -> str:
    return heading.replace(".", "")


def _keys(form: type[Form]) -> tuple[str, ...]:
    return form.keys()


def _own_keys(form: type[Form]) -> list[str]:
    """Return the keys whose rows stand here, the one the form is known by first."""
    elsewhere = {key for other in SEE.get(form.__name__, ()) for key in _keys(forms()[other])}
    if form.__name__ == "PhotosForm":
        elsewhere -= {"kind"}
    if form.__name__ != "_DecidedForm" and form.__name__ in dict(CHAPTERS)["decisions"]:
        elsewhere |= set(_keys(forms()["_DecidedForm"]))
    return sorted((key for key in _keys(form) if key not in elsewhere), key=lambda key: key != form.where)


def _said_of(form: type[Form], lang: str) -> str:
    if title := _TITLES.get(form.__name__):
        return title[lang]
    return _plain(words_of(form)[""].zh if lang == "zh" else str(form.__doc__))


def _row(form: type[Form], key: str, lang: str) -> str:
    part, words = properties(form.__name__)[key], words_of(form)[key]
    field = next(field for name, field in form.model_fields.items() if key in {name, field.alias})
    meaning = words.zh if lang == "zh" else str(field.description)
    default = _KINDS["required"][lang] if field.is_required() else _default(part.get("default"))
    cells = (f"`{key}`", _takes(part, lang), default, _plain(meaning), f"`{key}: {_DIGEST.sub('…', words.example)}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _plain(words: str) -> str:
    """Return words in which no page program sees a tag; what stands in code is safe."""
    return re.sub(r"(`[^`]*`)|<", lambda found: found[1] or "\\<", words)


def _default(value: object) -> str:
    return "—" if value in ("", [], None) else f"`{json.dumps(value).strip(_QUOTES)}`"


def _takes(part: Mapping[str, Any], lang: str) -> str:
    """Return what a key takes, in words of the language, with links to the sections of forms."""
    if "$ref" in part:
        return _link(anchor(part["$ref"].rpartition("/")[2]))
    if choices := part.get("oneOf") or part.get("anyOf"):
        return _either(choices, lang)
    if "enum" in part:
        return ", ".join(f"`{choice}`" for choice in part["enum"])
    if part["type"] == "boolean":
        return "`true`, `false`"
    if part["type"] == "array":
        return _KINDS["list"][lang] + _takes(part["items"], lang)
    if "pattern" in part:
        return _KINDS[next(kind for sign, kind in _PATTERNS.items() if sign in part["pattern"])][lang]
    words = _KINDS[part["type"] if isinstance(part["type"], str) else "string"][lang]
    return f"{words} {part['minimum']:g}–{part['maximum']:g}" if "maximum" in part else words


def _either(choices: list[dict[str, Any]], lang: str) -> str:
    said = [_takes(choice, lang) for choice in choices]
    if said[0] == _KINDS["line"][lang]:
        return _KINDS["lines"][lang]
    return (", " if "$ref" in choices[0] else _KINDS["or"][lang]).join(said)


def _link(heading: str) -> str:
    return f"[{heading}](#{slug(heading)})"


@cache
def properties(name: str) -> dict[str, Any]:
    """Return the JSON Schema of every key of a form; a form that has none of its own shares that of another."""
    found = _schemas()[_LIKE.get(name, name)]
    made: dict[str, Any] = (found if "properties" in found else found["anyOf"][-1]).get("properties", {})
    return made


@cache
def _schemas() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for which, whole in _WHOLE.items():
        schema = json_schema(which)
        found |= schema["$defs"] | {whole: schema}
    return found
