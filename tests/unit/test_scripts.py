"""OpenCC's dictionaries, walked by us: put together, the pieces are OpenCC's own conversion, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from publisher import scripts

ARTICLES = Path(__file__).parents[2] / "manifests" / "hewan" / "articles"


@pytest.mark.parametrize("name", ["s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s"])
def test_pieces_read_as_the_conversion_of_opencc(name: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.md")))
    text += "因特网上打印机的软件支持多线程，意大利的出租车司机剪了头发，皇后干了。"
    if name.startswith("t"):
        text = OpenCC("s2twp").convert(text)
    own, theirs = scripts.conversion(name), OpenCC(name, include_tofu_risk_dictionaries=False)
    for line in text.split("\n"):
        pieces = own.pieces(line)
        assert "".join(piece.source for piece in pieces) == line
        assert "".join(piece.result for piece in pieces) == theirs.convert(line)


def test_piece_says_what_spoke_for_it() -> None:
    kinds = [(piece.source, piece.kind) for piece in scripts.conversion("s2twp").pieces("头发与软件在")]
    assert kinds == [
        ("头发", scripts.Kind.PHRASE),
        ("与", scripts.Kind.CHARACTER),
        ("软件", scripts.Kind.USAGE),
        ("在", scripts.Kind.SAME),
    ]


def test_character_of_several_forms_has_them_all_in_the_forms_of_the_region() -> None:
    (piece,) = scripts.conversion("s2twp").pieces("面")
    assert piece.options == ("面", "麵")


def test_spared_word_is_not_taken_from_the_region() -> None:
    conversion = scripts.conversion("s2twp")
    assert "".join(piece.result for piece in conversion.pieces("程序", frozenset({"程序"}))) == "程序"
    assert "".join(piece.result for piece in conversion.pieces("程序")) == "程式"


def test_unknown_configuration_is_an_error_that_says_its_name() -> None:
    with pytest.raises(scripts.DictionaryError, match="s2nowhere"):
        scripts.conversion("s2nowhere")
