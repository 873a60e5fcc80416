"""The style sheets of an EPUB, read as the poorest reader reads them: plain rules, safe properties, legible colours.

Every style of the checkout is held to it, level and vertical. A property that is not in the list needs a reason first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest
import tinycss2
import tinycss2.ast
import tinycss2.color4

from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.stylesheets import stylesheets_of
from publisher.typesetting.templates import Templates
from tests.unit.typesetting.whole_issue import house, style

STYLES = sorted(path.parent.name for path in house().styles.glob("*/style.yaml"))
DARK = "(prefers-color-scheme:dark)"

SAFE = {
    "everywhere: CSS 2.1, in Kindle, Apple Books, Kobo, Readium, KOReader": (
        "border border-bottom border-collapse border-left border-right border-top color display font-family font-size"
        " font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left"
        " margin-right margin-top max-height max-width padding padding-bottom padding-left padding-right padding-top"
        " page-break-after page-break-before page-break-inside text-align text-decoration text-indent vertical-align"
        " white-space width"
    ),
    "older readers know the first name of a pair, newer ones the second": (
        "break-after break-before break-inside word-wrap overflow-wrap"
    ),
    "CSS 2.1, unknown to some paged readers, which then break where they like": "orphans widows",
    "ignored where unknown, and the text stands as well without": (
        "hanging-punctuation hyphens line-break text-autospace text-decoration-style text-emphasis"
        " text-emphasis-position text-spacing-trim text-wrap"
    ),
    "the same under the names that older readers use": (
        "-epub-hyphens -webkit-hyphens -epub-text-emphasis -webkit-text-emphasis -epub-text-emphasis-position"
        " -webkit-text-emphasis-position"
    ),
    "vertical lines; a reader without them sets level ones": (
        "writing-mode -epub-writing-mode -webkit-writing-mode text-orientation -epub-text-orientation"
        " -webkit-text-orientation text-combine-upright -epub-text-combine -webkit-text-combine"
    ),
    "white paper under a line drawing, which a dark page would swallow; nowhere else": "background-color",
}
ALLOWED = {name for names in SAFE.values() for name in names.split()}
COMPOUND = re.compile(r"(?:[a-z]+[1-6]?)?(?:\.[a-z][a-z0-9-]*)*(?::first-child)?")
# A raised figure must not push lines apart; it is no Chinese text.
RAISED = {"sup", ".call"}
LEAST_LINE = 1.2

PAGES = {"white": "#fff", "sepia": "#f4ecd8", "black": "#000", "dark grey": "#121212"}
LIGHT, NIGHT = ("white", "sepia"), ("black", "dark grey")
TEXT, SEEN = 4.5, 3.0


@dataclass(frozen=True)
class Declaration:
    """One line of a sheet: where it stands, for whom, what it says."""

    sheet: str
    media: str
    selector: str
    name: str
    value: str
    tokens: tuple[tinycss2.ast.Node, ...]
    is_important: bool

    def __str__(self) -> str:
        return f"{self.sheet}: {self.selector} {{ {self.name}: {self.value} }}"


@cache
def sheets(name: str) -> tuple[tuple[str, tuple[tinycss2.ast.Node, ...]], ...]:
    """Return the parsed sheets of an issue with level and vertical articles."""
    chosen = style(name)
    own = geometry_of(chosen.options)
    level, vertical = (own.turned(), own) if own.is_vertical else (own, own.turned())
    found = stylesheets_of(chosen, "epub", level, Templates(chosen), vertical)
    return tuple(
        (each.href, tuple(tinycss2.parse_stylesheet(each.text, skip_comments=True, skip_whitespace=True)))
        for each in found
    )


def declarations(name: str) -> list[Declaration]:
    """Return every declaration of every sheet, each selector of a list by itself."""
    found = []
    for sheet, rules in sheets(name):
        for rule in rules:
            if rule.type == "at-rule":
                media = tinycss2.serialize(rule.prelude).replace(" ", "")
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                found += [line for each in inner for line in lines_of(sheet, media, each)]
            else:
                found += lines_of(sheet, "", rule)
    return found


def lines_of(sheet: str, media: str, rule: tinycss2.ast.QualifiedRule) -> list[Declaration]:
    assert rule.type == "qualified-rule", rule
    selectors = [each.strip() for each in tinycss2.serialize(rule.prelude).split(",")]
    lines = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
    assert [line for line in lines if line.type != "declaration"] == []
    return [
        Declaration(
            sheet,
            media,
            selector,
            line.name,
            tinycss2.serialize(line.value).strip(),
            tuple(part for part in line.value if part.type != "whitespace"),
            line.important,
        )
        for selector in selectors
        for line in lines
    ]


@pytest.fixture(params=STYLES)
def sheet(request: pytest.FixtureRequest) -> list[Declaration]:
    """Return what a style of the checkout says to an EPUB."""
    return declarations(request.param)


def told(lines: list[Declaration]) -> list[str]:
    return [str(line) for line in lines]


def test_every_property_is_known_to_be_safe(sheet: list[Declaration]) -> None:
    assert {line.sheet for line in sheet} >= {"css/text.css", "css/epub.css", "css/epub-dark.css"}
    assert told([line for line in sheet if line.name not in ALLOWED]) == []


def test_selectors_are_elements_and_classes_one_inside_the_other(sheet: list[Declaration]) -> None:
    assert told([line for line in sheet if not all(map(COMPOUND.fullmatch, line.selector.split()))]) == []


def test_lengths_grow_with_the_type(sheet: list[Declaration]) -> None:
    for line in sheet:
        units = {token.lower_unit for token in line.tokens if token.type == "dimension"}
        hairline = {"px"} if line.name.startswith("border") else set()
        window = {"vh", "vw"} if line.name in {"max-height", "max-width"} else set()
        assert units <= {"em", *hairline, *window}, str(line)


def test_nothing_is_forced_computed_or_laid_out_by_other_means(sheet: list[Declaration]) -> None:
    assert told([line for line in sheet if line.is_important]) == []
    assert told([line for line in sheet if any(token.type == "function" for token in line.tokens)]) == []
    shown = {line.value for line in sheet if line.name == "display"}
    assert shown <= {"block", "inline", "inline-block"}


def test_nothing_is_negative_but_a_hanging_indent_over_its_own_padding(sheet: list[Declaration]) -> None:
    paddings = {line.selector: line.tokens[0].value for line in sheet if line.name == "padding-left"}
    for line in sheet:
        negative = [token.value for token in line.tokens if token.type in {"dimension", "percentage", "number"}]
        for value in negative:
            assert value >= 0 or (line.name == "text-indent" and paddings[line.selector] + value >= 0), str(line)


def test_lines_of_chinese_keep_their_distance(sheet: list[Declaration]) -> None:
    heights = [line for line in sheet if line.name == "line-height" and line.selector not in RAISED]
    assert len(heights) > 5
    assert told([line for line in heights if float(line.value) < LEAST_LINE]) == []


def test_page_and_its_text_keep_the_colours_of_the_reader(sheet: list[Declaration]) -> None:
    grounds = {line.selector for line in sheet if line.name.startswith("background")}
    assert grounds <= {"figure img"}
    plain = {"html", "html.vertical", "body", "p", "a", "h1.title", ".heading", ".deck", "figcaption"}
    coloured = {line.selector for line in sheet if line.name == "color" and line.value != "inherit"}
    assert coloured & plain == set()


def test_only_the_preference_for_dark_is_asked_and_in_a_sheet_of_its_own(sheet: list[Declaration]) -> None:
    assert {line.media for line in sheet if line.sheet == "css/epub-dark.css"} == {DARK}
    assert told([line for line in sheet if line.media and line.sheet != "css/epub-dark.css"]) == []


def luminance(colour: str) -> float:
    parsed = tinycss2.color4.parse_color(colour)
    assert parsed is not None, colour
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parsed.coordinates]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, page: str) -> float:
    """Return the contrast of WCAG 2 between a colour and a page."""
    light, dark = sorted((luminance(colour), luminance(PAGES[page])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "white") == pytest.approx(21)
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.01)


def colours(sheet: list[Declaration], media: str) -> list[Declaration]:
    return [line for line in sheet if line.name == "color" and line.value != "inherit" and line.media == media]


def test_words_can_be_read_on_their_own_page_and_made_out_on_any_other(sheet: list[Declaration]) -> None:
    """A reader may darken the page without saying so, or say so and keep it white."""
    for media, own, other in (("", LIGHT, NIGHT), (DARK, NIGHT, LIGHT)):
        assert colours(sheet, media)
        assert told([line for line in colours(sheet, media) if min(contrast(line.value, p) for p in own) < TEXT]) == []
        assert (
            told([line for line in colours(sheet, media) if min(contrast(line.value, p) for p in other) < SEEN]) == []
        )


def test_every_colour_has_its_counterpart_on_a_dark_page(sheet: list[Declaration]) -> None:
    light, dark = ({line.selector for line in colours(sheet, media)} for media in ("", DARK))
    assert light == dark


def test_rules_between_parts_can_be_seen_on_any_page(sheet: list[Declaration]) -> None:
    lines = [line for line in sheet if line.name.startswith("border") and "collapse" not in line.name]
    inks = {token.serialize() for line in lines for token in line.tokens if token.type == "hash"}
    assert inks
    assert {ink: page for ink in inks for page in PAGES if contrast(ink, page) < SEEN} == {}
