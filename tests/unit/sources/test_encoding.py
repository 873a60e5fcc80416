"""Encodings of Chinese texts: recognised for certain, or refused with what they might be."""

from __future__ import annotations

import random

import pytest

from publisher.sources.encoding import InvalidBytesError, UncertainError, decode

SIMPLIFIED = "这里是一个渡口，来往的人不多。老人说，从前河上有三十多条船，如今只剩下两条了。\n“你们不要着急，”他说。\n"
TRADITIONAL = (
    "這裡是一個渡口，來往的人不多。老人說，從前河上有三十多條船，如今只剩下兩條了。\n「你們不要著急，」他說。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, SIMPLIFIED * 50])
def test_prose_is_recognised(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text.removeprefix("\ufeff"), found.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
def test_traditional_prose_in_big5_is_recognised(encoding: str) -> None:
    found = decode(TRADITIONAL.encode(encoding))
    assert (found.text, found.encoding) == (TRADITIONAL, "big5hkscs")


def test_characters_of_hong_kong_are_read_as_big5_has_them() -> None:
    text = f"{TRADITIONAL}佢哋喺啲嘢嗰度㗎\n"
    assert decode(text.encode("big5hkscs")).text == text


def test_characters_beyond_the_first_plane_survive_in_gb18030_and_utf16() -> None:
    text = f"{SIMPLIFIED}𠀀𪚥𰻝\n"
    assert decode(text.encode("gb18030")).text == text
    assert decode(text.encode("utf-16")).text == f"\ufeff{text}"


@pytest.mark.parametrize("data", [b"", b"1944", b"plain words\r\n", "Привет, мир".encode(), "café, naïve".encode()])
def test_what_is_utf8_stays_utf8(data: bytes) -> None:
    assert decode(data).encoding == "utf-8"


def test_latin_letters_in_utf16_are_known_by_their_empty_bytes() -> None:
    assert decode("1944\r\nReissue".encode("utf-16-be")).text == "1944\r\nReissue"


@pytest.mark.parametrize(
    ("data", "candidate"),
    [
        ("渡口".encode("gb18030"), "GB18030"),
        ("渡口\n".encode("big5"), "Big5-HKSCS"),
        ("渡口\n".encode("utf-16-le"), "UTF-16LE"),
        ("联通".encode("gb18030"), "GB18030"),
    ],
)
def test_a_few_characters_are_not_enough(data: bytes, candidate: str) -> None:
    with pytest.raises(UncertainError) as caught:
        decode(data)
    assert candidate in caught.value.candidates


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("日本語の文章であり、長い文章である。東京の天気は晴れです。" * 20, "shift_jis"),
        ("日本語の文章であり、長い文章である。東京の天気は晴れです。" * 20, "euc_jp"),
        ("이것은 한국어 문장입니다. 서울의 날씨는 맑습니다. " * 20, "euc_kr"),
        ("Это текст на русском языке, и он довольно длинный. " * 20, "cp1251"),
        ("Le café est très léger, n'est-ce pas? " * 20, "latin-1"),
    ],
)
def test_other_encodings_are_refused(text: str, encoding: str) -> None:
    with pytest.raises(UncertainError):
        decode(text.encode(encoding))


def test_noise_is_refused() -> None:
    noise = random.Random(7).randbytes(5000)  # noqa: S311 - noise for a test, not a secret
    with pytest.raises(UncertainError):
        decode(noise)


@pytest.mark.parametrize(
    ("data", "encoding", "offset", "lines"),
    [
        (SIMPLIFIED.encode() + b"\xff\n", "utf-8", len(SIMPLIFIED.encode()), 2),
        ((SIMPLIFIED * 9).encode("gb18030") + b"\xff\xff\n", "gb18030", len((SIMPLIFIED * 9).encode("gb18030")), 18),
        ("灯\n".encode("utf-16") + b"\x00\xd8\x01\x00", "utf-16-le", 6, 1),
        (b"\xfe\xff\x4e", "utf-16-be", 2, 0),
    ],
)
def test_damage_has_a_place(data: bytes, encoding: str, offset: int, lines: int) -> None:
    with pytest.raises(InvalidBytesError) as caught:
        decode(data)
    assert (caught.value.encoding, caught.value.offset, caught.value.lines) == (encoding, offset, lines)
