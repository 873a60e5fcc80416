"""The pages of docs/ that are made: takes a page as it stands, gives it with what is below its marker made anew.

What stands above the marker is written by hand and stays. `python -m tests.manual` (or `make docs`) writes the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.manual.codes import problem_pages, rule_pages
from tests.manual.keys import key_tables

DOCS = Path(__file__).resolve().parents[2] / "docs"
MADE: dict[str, Callable[[str], str]] = {"manifest": key_tables, "copydesk": rule_pages, "problems": problem_pages}
LANGUAGES = {"en": "", "zh": ".zh"}
MARKER = "<!-- made by python -m tests.manual from here on; change the forms, the explain pages or the messages -->"


def made_pages() -> Iterator[tuple[Path, str]]:
    """Yield every page with a made part, and what it should hold."""
    for name, make in MADE.items():
        for lang, ending in LANGUAGES.items():
            page = DOCS / f"{name}{ending}.md"
            head, marker, _ = page.read_text(encoding="utf-8").partition(MARKER)
            yield page, f"{head}{marker}\n{make(lang).strip()}\n"


def renew() -> Iterator[Path]:
    """Write every page whose made part has changed, and yield it."""
    for page, text in list(made_pages()):
        if page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
            yield page.relative_to(DOCS.parent)
