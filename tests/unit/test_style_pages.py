"""docs/styles.md and its Chinese twin: every option of every style of ours is there, with what it may be and is.

What an option does stands in keys.json, or in the style that declares it. Run once with REISSUE_REWRITE=1 after an
option was added or changed, and read what was written.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

import pytest

from publisher.house import House, styles_folder
from publisher.manifest.declared import allowed_own
from publisher.manifest.key_words import option_words
from publisher.manifest.options import allowed_values
from publisher.manifest.style_reader import read_style, style_names

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("styles.md", "styles.zh.md")
STYLES = ("base", "newspaper", "vertical")
ROW = re.compile(r"\| `(?P<name>[a-z_]+)` \| (?P<facts>.+) \| (?P<words>[^|]+) \|")


def facts(lang: str) -> dict[str, tuple[str, ...]]:
    """Return of every option what it may be, what it is in each style, and what it does, as a row has them."""
    house = House(Path(), styles_folder())
    made = [read_style(name, (), house, None) for name in STYLES]
    rows = {
        name: (allowed_values(name), *(shown(getattr(each.options, name)) for each in made), getattr(words, lang))
        for name, words in option_words().items()
    }
    for option in {option.name: option for style in made for option in style.declared}.values():
        values = (shown(each.own.get(option.name, "")) for each in made)
        rows[option.name] = (allowed_own(option), *values, getattr(option, lang))
    return rows


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.value if isinstance(value, StrEnum) else f"{value:g}" if isinstance(value, float) else str(value)


def rows_of(text: str) -> dict[str, re.Match[str]]:
    """Return the rows of the table of options by name."""
    found = (ROW.fullmatch(line) for line in text.splitlines())
    return {row["name"]: row for row in found if row and row["facts"].count(" | ") == len(STYLES)}


def table(lang: str) -> list[str]:
    return [f"| `{name}` | {' | '.join(cells)} |" for name, cells in facts(lang).items()]


@pytest.mark.parametrize(("page", "lang"), [("styles.md", "en"), ("styles.zh.md", "zh")])
def test_every_option_is_listed_as_it_is(page: str, lang: str) -> None:
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    rows = rows_of(text)
    if os.environ.get("REISSUE_REWRITE"):
        lines = text.splitlines()
        first = lines.index(next(iter(rows.values()))[0])
        lines[first : first + len(rows)] = table(lang)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [row[0] for row in rows.values()] == table(lang)


def test_all_styles_of_ours_have_a_column() -> None:
    assert set(style_names(House(Path(), styles_folder()))) == set(STYLES)


def test_both_pages_show_the_same_files_and_commands() -> None:
    blocks = [re.findall(r"```.*?```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL) for page in PAGES]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 6
