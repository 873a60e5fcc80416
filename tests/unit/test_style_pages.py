"""docs/styles.md and its Chinese twin: every option of every style of ours is there, with what it may be and is.

Run once with REISSUE_REWRITE=1 after an option was added or changed, then say in the new rows what it does.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

import pytest

from publisher.house import House, styles_folder
from publisher.manifest.declared import allowed_own
from publisher.manifest.options import OPTIONS, allowed_values
from publisher.manifest.style_reader import read_style, style_names

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("styles.md", "styles.zh.md")
STYLES = ("base", "newspaper", "vertical")
ROW = re.compile(r"\| `(?P<name>[a-z_]+)` \| (?P<facts>.+) \| (?P<words>[^|]+) \|")
TO_SAY = "…"


def facts() -> dict[str, tuple[str, ...]]:
    """Return of every option what it may be, and what it is in each style, as a row of the table has them."""
    house = House(Path(), styles_folder())
    made = [read_style(name, (), house, None) for name in STYLES]
    rows = {name: (allowed_values(name), *(shown(getattr(each.options, name)) for each in made)) for name in OPTIONS}
    for option in {option.name: option for style in made for option in style.declared}.values():
        rows[option.name] = (allowed_own(option), *(shown(each.own.get(option.name, "")) for each in made))
    return rows


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.value if isinstance(value, StrEnum) else f"{value:g}" if isinstance(value, float) else str(value)


def rows_of(text: str) -> dict[str, re.Match[str]]:
    """Return the rows of the table of options by name."""
    found = (ROW.fullmatch(line) for line in text.splitlines())
    return {row["name"]: row for row in found if row and row["facts"].count(" | ") == len(STYLES)}


def table(text: str) -> list[str]:
    words = {name: row["words"] for name, row in rows_of(text).items()}
    return [f"| `{name}` | {' | '.join(cells)} | {words.get(name, TO_SAY)} |" for name, cells in facts().items()]


@pytest.mark.parametrize("page", PAGES)
def test_every_option_is_listed_as_it_is(page: str) -> None:
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    rows = rows_of(text)
    if os.environ.get("REISSUE_REWRITE"):
        lines = text.splitlines()
        first = lines.index(next(iter(rows.values()))[0])
        lines[first : first + len(rows)] = table(text)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [row[0] for row in rows.values()] == table(text)
    assert all(row["words"].strip() != TO_SAY for row in rows.values())


def test_all_styles_of_ours_have_a_column() -> None:
    assert set(style_names(House(Path(), styles_folder()))) == set(STYLES)


def test_both_pages_show_the_same_files_and_commands() -> None:
    blocks = [re.findall(r"```.*?```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL) for page in PAGES]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 6
