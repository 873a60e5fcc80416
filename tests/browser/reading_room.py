"""A book open in a reading system: takes a browser, a library and a book, gives what the reader says and shows.

The page of the reader (`readers/*.html`) holds one object `reader`; this module calls it and waits. It judges nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from tests.browser.chromium import Tab
from tests.browser.library import Library

Kind = Literal["foliate", "epubjs"]
PHONE = (390, 844)
TABLET = (800, 1066)
# What readers say of themselves in any book: their frames may run scripts, or may not.
OF_THE_READER = ("escape its sandboxing", "Blocked script execution in 'about:srcdoc'")


@dataclass(frozen=True)
class Setting:
    """How somebody reads: window, size of the type, colours, pages or one long page."""

    size: tuple[int, int] = PHONE
    percent: int = 100
    dark: bool = False
    flow: Literal["paginated", "scrolled"] = "paginated"


@dataclass
class Reader:
    """A book that is open."""

    tab: Tab
    kind: Kind
    address: str

    def call(self, what: str, *arguments: object) -> Any:
        """Return what a function of the page says."""
        return self.tab.run(f"window.reader.{what}({', '.join(map(json.dumps, arguments))})")

    def inside(self, script: str) -> Any:
        """Return the value of an expression about `page`, the document of the book that is open."""
        return self.tab.run(f"(page => {script})(window.reader.section())")

    def go(self, href: str) -> dict[str, Any]:
        """Go to a place of the book; return where the reader says it is."""
        place: dict[str, Any] = self.call("goTo", href)
        return place

    def turned_to_the_end(self, most: int) -> int:
        """Turn pages until the reader is at the end, at most a number of times; return how often."""
        turned: int = self.tab.run(
            f"(async () => {{ let turned = 0; while (turned < {most} && await window.reader.next()) turned++;"
            " return turned; })()"
        )
        return turned

    def complaints(self) -> list[str]:
        """Return what console and exceptions said of the book."""
        return [said for said in self.tab.complaints if not any(known in said for known in OF_THE_READER)]

    def foreign_requests(self) -> list[str]:
        """Return the addresses asked for that are neither the library nor a part of the book."""
        own = (self.address, f"blob:{self.address}", "about:")
        return [address for address in self.tab.requests if not address.startswith(own)]

    def picture(self, path: Path) -> Path:
        """Write a picture of what is shown."""
        self.tab.picture(path)
        return path


def opened(tab: Tab, library: Library, kind: Kind, book: Path, setting: Setting | None = None) -> Reader:
    """Return a reader with a book open at its first page."""
    setting = setting or Setting()
    tab.requests.clear()
    tab.complaints.clear()
    tab.resize(*setting.size)
    tab.darken(dark=setting.dark)
    asked = {"book": library.lend(book), "percent": setting.percent, "flow": setting.flow}
    tab.open(f"{library.address}/readers/{kind}.html?{urlencode(asked)}")
    tab.run(
        "new Promise((done, fail) => { const look = () => window.standing ? done()"
        " : window.failed ? fail(new Error(window.failed)) : requestAnimationFrame(look); look(); })"
    )
    return Reader(tab, kind, library.address)
