"""The imprint: facts said once, labels spread, its place, and bars and codes at the foot of a page of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.issue.plan import ImprintItem
from publisher.issue.qr import QrCode
from publisher.issue.style import ImprintPlace
from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.imprint import Fact, Imprint, comes_first, imprint_of, stands_alone
from publisher.typesetting.words import words_for
from tests.unit.typesetting.whole_issue import newspaper, periodical, style, whole_issue

BASE = style()
WORDS = words_for(BASE, "zh-Hans")
GEOMETRY = geometry_of(BASE.options)


def made(folder: Path, *, issn: str = "", codes: tuple[QrCode, ...] = ()) -> Imprint:
    issue = whole_issue(folder, periodical=periodical(folder, issn=issn, cn="51-1234", invented=False))
    return imprint_of(replace(issue, qr_codes=codes), WORDS, 100)


def test_what_the_original_prints_stands_first_and_what_the_manifest_adds_says_so(tmp_path: Path) -> None:
    facts = made(tmp_path).facts
    assert [(fact.label, fact.is_added) for fact in facts[:3]] == [("主编", False), ("地址", False), ("期号", True)]


def test_fact_the_imprint_states_is_not_added_again(tmp_path: Path) -> None:
    issue = whole_issue(tmp_path, imprint=(ImprintItem("主办", "苇汀月刊社"), ImprintItem("总编", "程汀")))
    labels = [fact.label for fact in imprint_of(issue, WORDS, 100).facts]
    assert labels.count("主办") == 1


def test_short_chinese_labels_are_spread_to_four_characters() -> None:
    assert [Fact(label, "").spread_em for label in ("主办", "副社长", "出版日期", "ISSN", "价")] == [2.0, 0.5, 0, 0, 0]


def test_bars_need_a_sound_issn(tmp_path: Path) -> None:
    assert made(tmp_path).barcode is None
    barcode = made(tmp_path, issn="0317-8471").barcode
    assert barcode is not None
    assert barcode.label == "ISSN 0317-8471　9770317847001 05"


def test_bars_are_as_large_as_the_standard_says(tmp_path: Path) -> None:
    """113 modules with their quiet zones, 29 more with two digits beside them; .33 mm each at 100 %."""
    issue = whole_issue(tmp_path, periodical=periodical(tmp_path, issn="0317-8471", invented=False))
    sizes = [imprint_of(issue, WORDS, percent).barcode for percent in (80, 100, 200)]
    assert [size.width_mm for size in sizes if size] == [37.488, 46.86, 93.72]


def test_magazine_has_its_imprint_before_the_articles_unless_the_style_says_end(tmp_path: Path) -> None:
    issue, options = whole_issue(tmp_path), BASE.options
    at_end = replace(options, imprint_place=ImprintPlace.END)
    assert comes_first(issue, GEOMETRY)
    assert not comes_first(issue, geometry_of(at_end))
    assert not any(comes_first(issue, geometry_of(style(name).options)) for name in ("vertical", "newspaper"))
    assert not comes_first(newspaper(tmp_path), GEOMETRY)


def test_place_asked_for_is_kept(tmp_path: Path) -> None:
    imprint = made(tmp_path, issn="0317-8471")
    for place, alone in ((ImprintPlace.ALONE, True), (ImprintPlace.CONTENTS, False)):
        assert stands_alone(imprint, place, comes_first=True, holds_imprint=not alone) is alone


def test_imprint_without_room_below_the_contents_stands_alone(tmp_path: Path) -> None:
    imprint = made(tmp_path)
    assert stands_alone(imprint, ImprintPlace.AUTO, comes_first=True, holds_imprint=False)
    assert not stands_alone(imprint, ImprintPlace.AUTO, comes_first=True, holds_imprint=True)
    assert not stands_alone(imprint, ImprintPlace.AUTO, comes_first=False, holds_imprint=False)


def test_facts_and_symbols_fill_a_page_and_no_more(tmp_path: Path) -> None:
    codes = (QrCode("https://example.org/a", "网站"),)
    for imprint in (made(tmp_path, issn="0317-8471", codes=codes), made(tmp_path, codes=codes)):
        facts = len(imprint.facts) * imprint.pitch(GEOMETRY)
        tallest = max(symbol.height_mm for symbol in (imprint.barcode, *imprint.codes) if symbol) * 72 / 25.4
        height = facts + imprint.space_above_symbols(GEOMETRY) + tallest
        assert GEOMETRY.text_height / 2 < height < GEOMETRY.text_height


def test_many_facts_stand_closer(tmp_path: Path) -> None:
    imprint = made(tmp_path, issn="0317-8471")
    many = replace(imprint, facts=tuple(Fact(f"项目{number}", "内容") for number in range(24)))
    assert many.pitch(GEOMETRY) < imprint.pitch(GEOMETRY)
