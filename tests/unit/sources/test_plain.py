"""Extracted files as lines: line ends, byte order marks, and files that are not what they should be."""

from __future__ import annotations

import hashlib

import pytest

from publisher.issue.galley import Source
from publisher.problems import ExitCode, Place, Problem, SourceError
from publisher.sources.plain import read_source, split_lines


def read(data: bytes) -> Source:
    return read_source(data, "a", "issue/a.txt")


def refused(data: bytes) -> Problem:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.exit_code is ExitCode.SOURCE
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("\n", ("",)),
        ("渡口", ("渡口",)),
        ("渡口\n", ("渡口",)),
        ("渡口\r\n复航\r灯\n", ("渡口", "复航", "灯")),
        ("渡口\n\r复航", ("渡口", "", "复航")),
        ("渡口\n\n", ("渡口", "")),
        ("渡\u2028口\u2029复\x0c航\x0b了", ("渡\u2028口\u2029复\x0c航\x0b了",)),
    ],
)
def test_lines_end_at_lf_crlf_and_cr_only(text: str, lines: tuple[str, ...]) -> None:
    assert split_lines(text) == lines
    assert read(text.encode()).lines == lines


@pytest.mark.parametrize("text", ["渡口\r\n复航\r灯\n", "渡口", "", "\ufeff渡口\n", "\n\n"])
def test_every_character_is_in_a_line_or_a_line_end(text: str) -> None:
    source = read(text.encode())
    assert sum(map(len, source.lines)) + source.line_ends == len(text)


def test_byte_order_mark_is_no_text() -> None:
    source = read("\ufeff渡口\n".encode())
    assert (source.lines, source.encoding, source.line_ends) == (("渡口",), "utf-8-sig", 2)


def test_source_remembers_its_path_and_the_digest_of_its_bytes() -> None:
    data = "渡口\n".encode()
    source = read(data)
    assert (source.id, source.path, source.sha256) == ("a", "issue/a.txt", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_lines_are_the_same_whatever_the_encoding(encoding: str) -> None:
    text = "第一行写的是渡口，有人在等船。\r\n渡口复航的那一天，他们都来了。\n"
    source = read(text.encode(encoding))
    assert source.lines == tuple(text.split())
    marks = int(encoding == "utf-16")
    assert sum(map(len, source.lines)) + source.line_ends == len(text) + marks
    assert source.encoding == ("utf-16-le" if encoding == "utf-16" else encoding)


def test_an_encoding_that_is_not_certain_is_refused_with_what_it_might_be() -> None:
    problem = refused("渡口".encode("gb18030"))
    assert (problem.code, problem.place) == ("source/encoding-uncertain", Place("issue/a.txt"))
    assert "GB18030" in str(problem.values["candidates"])
    assert "iconv" in problem.hint("zh")


def test_the_byte_that_proves_it_is_named_with_its_line() -> None:
    problem = refused("渡口\r\n复航".encode() + b"\xff\xfe\n")
    assert problem.place == Place("issue/a.txt", 2)
    assert problem.code == "source/invalid-bytes"
    assert problem.values == {"encoding": "UTF-8", "byte": "ff fe", "offset": 14}


def test_lone_surrogates_are_damage() -> None:
    problem = refused("灯\n".encode("utf-16") + b"\x00\xd8" + "口".encode("utf-16-le"))
    assert (problem.code, problem.place) == ("source/invalid-bytes", Place("issue/a.txt", 2))
    assert problem.values == {"encoding": "UTF-16-LE", "byte": "00 d8", "offset": 6}


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ufdd0", "U+FDD0"),
        ("\uffff", "U+FFFF"),
        ("\U0001fffe", "U+1FFFE"),
    ],
)
def test_characters_no_page_can_print_are_refused(char: str, code: str) -> None:
    problem = refused(f"灯\n渡口{char}".encode())
    assert (problem.code, problem.place, problem.values) == (
        "source/control-character",
        Place("issue/a.txt", 2, 3),
        {"code": code},
    )


@pytest.mark.parametrize("char", "\t\x0b\x0c\u00a0\u3000\u200b\ue000\U00020000")
def test_characters_that_extraction_leaves_are_kept(char: str) -> None:
    assert read(f"渡{char}口".encode()).lines == (f"渡{char}口",)
