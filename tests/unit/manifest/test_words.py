"""The words of the manifest room: two languages, the same values, a page for every code."""

from __future__ import annotations

import re

import pytest

from publisher.house import explain_page
from publisher.problems import catalogue

CODES = sorted(code for code in catalogue("en") if code.startswith("manifest/"))


@pytest.mark.parametrize("code", CODES)
def test_both_languages_name_the_same_values(code):
    english, chinese = catalogue("en")[code], catalogue("zh")[code]
    assert english.keys() == chinese.keys()
    for part in english:
        assert set(re.findall(r"(?<!\{)\{(\w+)\}", english[part])) == set(
            re.findall(r"(?<!\{)\{(\w+)\}", chinese[part])
        )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_has_a_page(code, lang):
    page = explain_page(code, lang)
    assert page
    assert len(page) > 20
