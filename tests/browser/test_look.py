"""How books look on a telephone and a tablet: nothing blank, nothing cut off or over the next page, no faint words.

Each kind of page is opened in a reader the way people read: type twice as large, white on black, one long page. The
pictures lie in the folder of the test run; the measures are the test, since eyes are not here every night.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.chromium import Tab
from tests.browser.conftest import LONG, NARROW
from tests.browser.library import PAGES, Library
from tests.browser.reading_room import PHONE, TABLET, Kind, Reader, Setting, opened
from tests.browser.tools import needs
from tests.rendered.press import Finished
from tests.rendered.reading import Book

pytestmark = [pytest.mark.slow, needs("Chromium", "foliate-js", "epubjs", "jszip")]

MEASURE = (PAGES / "measure.js").read_text(encoding="utf-8")
LARGE = 200
WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(18, 18, 18)"  # Chromium's own page under color-scheme: dark
LEGIBLE = 4.5
LEAST_INK, MOST_INK = 0.002, 0.75
INK_STEP = 48  # of 255: how far a pixel is from the paper

SETTINGS = {
    "phone": Setting(PHONE),
    "tablet": Setting(TABLET),
    "large type": Setting(PHONE, percent=LARGE),
    "dark": Setting(PHONE, dark=True),
    "one long page": Setting(PHONE, flow="scrolled"),
}
READ = (*(("foliate", name) for name in SETTINGS), ("epubjs", "phone"), ("epubjs", "large type"))
LOOK = pytest.mark.xdist_group("look")


def kinds_of(name: str) -> dict[str, str]:
    """Return a page of each kind a book has, by the article it holds or by its own name."""
    matter = {each: f"{each}.xhtml" for each in ("cover", "contents", "imprint", "colophon")}
    articles = {
        "hewan/2026-01": {
            "plain": "hewan-2026-01-i0001",
            "picture": "hewan-2026-01-i0003",
            "table": "hewan-2026-01-i0004",
            "interview": "hewan-2026-01-i0007",
            "photos": "hewan-2026-01-i0008",
            "verse": "hewan-2026-01-i0009",
            "ruby": "hewan-2026-01-i0010",
            "notes": "hewan-2026-01-i0011",
            "gaps": "hewan-2026-01-i0012",
            "foreign": "hewan-2026-01-i0013",
            "roundup": "hewan-2026-01-i0015",
        },
        "qingyan/2026-01": {"vertical": "qingyan-2026-01-i0001", "level": "qingyan-2026-01-i0002"},
        "zhaigang/2026-03": {
            "newspaper": "zhaigang-2026-03-i0001",
            "long lines": "zhaigang-2026-03-i0002",
            "drawings": "zhaigang-2026-03-i0003",
            "nested": "zhaigang-2026-03-i0004",
        },
    }[name]
    return matter | articles


@dataclass(frozen=True)
class Seen:
    """A page in a reader: its picture, and what was measured on it."""

    kind: str
    picture: Path
    across: list[str]
    faintest: tuple[float, str]
    width: tuple[int, int]


@pytest.fixture(scope="session")
def looked_at() -> dict[tuple[str, Kind, str], list[Seen]]:
    """Return what was seen before: a book is opened once for all questions about a setting."""
    return {}


@pytest.fixture(params=[pytest.param(each, marks=LOOK, id="-".join(each)) for each in READ])
def reading(request: pytest.FixtureRequest) -> tuple[Kind, str]:
    found: tuple[Kind, str] = request.param
    return found


@pytest.fixture(params=["hewan/2026-01", "qingyan/2026-01", "zhaigang/2026-03"])
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def seen(
    name: str,
    reading: tuple[Kind, str],
    reading_tab: Tab,
    lent: Library,
    epub_of: Callable[[str], Finished],
    looked_at: dict[tuple[str, Kind, str], list[Seen]],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Seen]:
    """Return every kind of page of a book, as it stands in a reader."""
    key = (name, *reading)
    if key not in looked_at:
        kind, setting = reading
        issue = epub_of(name)
        reader = opened(reading_tab, lent, kind, issue.epub, SETTINGS[setting])
        folder = tmp_path_factory.mktemp(f"{name}-{'-'.join(reading)}".replace("/", "-").replace(" ", "-"))
        looked_at[key] = list(views(reader, issue, kinds_of(name), folder, SETTINGS[setting]))
    return looked_at[key]


def views(reader: Reader, issue: Finished, kinds: dict[str, str], folder: Path, setting: Setting) -> Iterator[Seen]:
    base = "EPUB/" if reader.kind == "foliate" else ""
    across = "[]" if setting.flow == "scrolled" else "acrossColumns(page)"
    ground = NIGHT if setting.dark else WHITE
    for kind, target in kinds.items():
        reader.go(base + file_of(issue, target))
        size = reader.inside("[page.documentElement.scrollWidth, page.documentElement.clientWidth]")
        yield Seen(
            kind,
            reader.picture(folder / f"{kind.replace(' ', '-')}.png"),
            reader.inside(across),
            tuple(reader.inside(f"faintest(page, '{ground}')")),
            tuple(size),
        )


def file_of(issue: Finished, target: str) -> str:
    """Return the file of the spine that holds an article, or that is named itself."""
    pages = Book(issue.epub).pages
    if target in pages:
        return target
    return next(file for file, page in pages.items() if any(part.get("id") == target for part in page.iter()))


def test_no_page_is_blank(seen: list[Seen]) -> None:
    assert {view.kind: ink(view.picture) for view in seen if not LEAST_INK < ink(view.picture) < MOST_INK} == {}


def ink(picture: Path) -> float:
    """Return the share of a picture that is not the colour of its paper."""
    with Image.open(picture) as image:
        tones = image.convert("L").histogram()
    paper = max(range(256), key=tones.__getitem__)
    return sum(count for tone, count in enumerate(tones) if abs(tone - paper) > INK_STEP) / sum(tones)


def test_nothing_is_wider_than_its_column_or_lies_over_the_next(seen: list[Seen]) -> None:
    assert {view.kind: view.across for view in seen if view.across} == {}


def test_every_word_can_be_read_on_the_page_it_stands_on(seen: list[Seen]) -> None:
    assert {view.kind: view.faintest for view in seen if view.faintest[0] < LEGIBLE} == {}


@pytest.mark.parametrize("name", ["hewan/2026-01", "zhaigang/2026-03"])
@pytest.mark.parametrize("reading", [pytest.param(("foliate", "one long page"), marks=LOOK)])
def test_a_long_page_is_not_scrolled_sideways(seen: list[Seen]) -> None:
    assert {view.kind: view.width for view in seen if view.width[0] > view.width[1]} == {}


@pytest.mark.parametrize("reading", [pytest.param(("foliate", "dark"), marks=LOOK)])
def test_a_dark_page_is_dark(seen: list[Seen]) -> None:
    for view in seen:
        with Image.open(view.picture) as image:
            assert image.convert("L").getpixel((3, 3)) < 40, view.kind  # type: ignore[operator]  # one band: a number


ALONE = {"phone": (PHONE, 100), "small": ((320, 568), 100), "large type": (PHONE, LARGE)}


@LOOK
@pytest.mark.parametrize("setting", ALONE)
def test_documents_that_stand_alone_reach_beyond_no_side(
    setting: str, name: str, epub_of: Callable[[str], Finished], reading_tab: Tab, lent: Library
) -> None:
    """No reader helps here: this is what a simple one shows."""
    assert beyond(epub_of(name), reading_tab, lent, *ALONE[setting]) == {}


@pytest.mark.parametrize("real_name", LONG)
def test_documents_of_real_issues_reach_beyond_no_side(
    real_name: str, epub_of: Callable[[str], Finished], reading_tab: Tab, lent: Library
) -> None:
    assert beyond(epub_of(real_name), reading_tab, lent, PHONE, 100) == {}


def beyond(issue: Finished, tab: Tab, lent: Library, size: tuple[int, int], percent: int) -> dict[str, list[str]]:
    """Return what reaches beyond the window, by document."""
    tab.resize(*size)
    tab.darken(dark=False)
    with zipfile.ZipFile(issue.epub) as archive:
        documents = [file for file in archive.namelist() if file.endswith(".xhtml")]
    found = {}
    for file in documents:
        tab.open(f"{lent.address}/open/{lent.lend(issue.epub)}/{file}")
        tab.run(f"document.documentElement.style.fontSize = '{percent}%'")
        found[file] = tab.run(f"(() => {{ {MEASURE}; return beside(document) }})()")
    assert documents
    return {file: out for file, out in found.items() if out}


@LOOK
@pytest.mark.parametrize("kind", ["foliate", "epubjs"])
def test_measures_notice_a_table_too_wide_and_words_too_faint(
    kind: Kind, reading_tab: Tab, lent: Library, epub_of: Callable[[str], Finished]
) -> None:
    issue = epub_of(f"{NARROW.parent.name}/{NARROW.stem}")
    reader = opened(reading_tab, lent, kind, issue.epub)
    reader.go(("EPUB/" if kind == "foliate" else "") + file_of(issue, "zhaigang-2026-03-i0001"))
    assert reader.inside("acrossColumns(page)") == []
    spoil = "td { white-space: nowrap } body { color: #999 }"
    reader.inside(f"void page.head.append(Object.assign(page.createElement('style'), {{ textContent: '{spoil}' }}))")
    assert any("table" in found for found in reader.inside("acrossColumns(page)"))
    assert reader.inside(f"faintest(page, '{WHITE}')")[0] < LEGIBLE
