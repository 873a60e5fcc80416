"""Symbols as drawings: whole modules, the quiet zones, one picture for each link, the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from publisher.issue.issue import Section
from publisher.issue.qr import QrCode
from publisher.typesetting.barcode import Barcode
from publisher.typesetting.symbols import barcode_drawing, qr_drawing, qr_symbols, symbols_of
from tests.unit.typesetting.whole_issue import ID, essay, periodical, whole_issue

BARS = Barcode("0317-8471", "9770317847001", "05")
URL = "https://example.org/a?b=1&c=2"
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z")


def bars(drawing: str) -> list[tuple[int, ...]]:
    """Return left, top, width and height of every bar."""
    return [tuple(map(int, found)) for found in BAR.findall(drawing)]


def test_quiet_zones_of_eleven_nine_and_seven_modules_are_left() -> None:
    drawn = bars(barcode_drawing(BARS))
    width = int(ET.fromstring(barcode_drawing(BARS)).attrib["width"])
    main = [bar for bar in drawn if bar[1] == 0]
    beside = [bar for bar in drawn if bar[1] > 0]
    assert main[0][0] == 11
    assert main[-1][0] + main[-1][2] == 11 + 95
    assert beside[0][0] == 11 + 95 + 9
    assert width - (beside[-1][0] + beside[-1][2]) == 7


def test_guards_reach_below_the_other_bars() -> None:
    drawn = [bar for bar in bars(barcode_drawing(BARS)) if bar[1] == 0]
    deepest = max(height for *_, height in drawn)
    assert [index for index, bar in enumerate(drawn) if bar[3] == deepest] == [0, 1, 14, 15, 28, 29]


def test_every_digit_is_written_once() -> None:
    words = [element.text for element in ET.fromstring(barcode_drawing(BARS)).iter("{http://www.w3.org/2000/svg}text")]
    assert "".join(filter(None, words)) == "977031784700105"


def test_four_modules_are_left_free_around_a_code() -> None:
    side = int(ET.fromstring(qr_drawing(URL)).attrib["width"])
    drawn = bars(qr_drawing(URL))
    assert min(x for x, *_ in drawn) == min(y for _, y, *_ in drawn) == 4
    assert max(x + width for x, _, width, _ in drawn) == side - 4


def test_link_that_is_printed_twice_is_one_picture(tmp_path: Path) -> None:
    codes = (QrCode(URL, "网站"), QrCode("https://example.org/b", "订阅"))
    article = replace(essay(f"{ID}-i0001", "水边"), qr_codes=(QrCode(URL, "另一个说法"),))
    issue = whole_issue(tmp_path, qr_codes=codes, contents=(Section(f"{ID}-s01", "报告", (article,)),))
    assert [picture.href for picture in symbols_of(issue)] == ["pictures/qr01.svg", "pictures/qr02.svg"]
    assert {symbol.picture for symbol in qr_symbols(article.qr_codes)} <= {each.name for each in symbols_of(issue)}


def test_issue_without_issn_and_links_has_no_symbols(tmp_path: Path) -> None:
    assert symbols_of(whole_issue(tmp_path)) == ()


def test_longer_link_is_printed_larger_so_that_its_modules_stay_wide() -> None:
    short, long = qr_symbols((QrCode(URL, "a"), QrCode("https://example.org/" + "x" * 270, "b")))
    modules = int(ET.fromstring(qr_drawing(long.url)).attrib["width"])
    assert long.width_mm / modules >= 0.449
    assert short.width_mm < long.width_mm < 40


def test_same_issue_gives_the_same_drawings(tmp_path: Path) -> None:
    issue = whole_issue(
        tmp_path,
        periodical=periodical(tmp_path, issn="0317-8471", invented=False),
        qr_codes=(QrCode(URL, "网站"),),
    )
    assert [each.sha256 for each in symbols_of(issue)] == [each.sha256 for each in symbols_of(issue)]
    assert all(b"\r" not in each.data for each in symbols_of(issue))
