from __future__ import annotations

import os
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.manifest.reader import SIZE_LIMIT, read_script, read_tree, read_yaml
from publisher.manifest.written import Script, WrittenMap
from publisher.problems import ManifestError


def tree_of(text: str) -> WrittenMap:
    tree, problems = read_tree(Script("a.yaml", text))
    assert not problems
    return tree


def codes(text: str) -> list[str]:
    try:
        _, problems = read_tree(Script("a.yaml", text))
    except ManifestError as error:
        problems = list(error.problems)
    return [problem.code.removeprefix("manifest/") for problem in problems]


@pytest.mark.parametrize("scalar", ["010", "no", "12:30", "1e3", "null", "~", "2026-01-31", "0x10", ".inf", "yes"])
def test_plain_scalars_stay_text(scalar):
    assert tree_of(f"issue: {scalar}")["issue"] == scalar


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_at_every_kind_of_line_end(end):
    tree = tree_of(end.join(["# one", "", "a: 1", "b:", "  - 河湾: 'c'"]))
    place = tree["b"][0].key_places["河湾"]
    assert (place.line, place.column, place.length, place.excerpt) == (5, 5, 2, "  - 河湾: 'c'")


def test_columns_are_counted_in_characters():
    place = tree_of('{"𠀀𠀁": "a", b: "c"}')["b"].place
    assert (place.line, place.column, place.length) == (1, 16, 3)


def test_a_separator_that_is_no_line_end_shifts_no_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text('a: "x\u2028y\u0085z"\nb: "1"\nb: "2"\n', encoding="utf-8")
    _, problems = read_yaml(path, "a.yaml")
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems if problem.place] == [
        ("manifest/control-character", 1, 6),
        ("manifest/control-character", 1, 8),
        ("manifest/duplicate-key", 3, 1),
    ]


def test_an_escaped_separator_is_refused_too():
    assert codes('a: "x\\u2028y"') == ["control-character"]


def test_a_lone_surrogate_is_refused():
    assert codes('a: "\\ud800"') == ["control-character"]


def test_a_code_point_that_does_not_exist_is_not_yaml():
    assert codes('a: "\\UFFFFFFFF"') == ["not-yaml"]


def test_extension_keys_are_left_out_but_looked_at():
    assert dict(tree_of("x-a: 1\nb: {x-c: 2, d: 3}")) == {"b": {"d": "3"}}
    assert codes("x-a: 1\nx-a: 2") == ["duplicate-key"]
    assert codes("x-a: &b 1") == ["alias"]


def test_a_value_cut_by_a_comment_is_marked():
    tree = tree_of("a: 数字时代 #1\nb: 数字时代#1\nc: '时代' # 注\nd: 时代\n# 注\n")
    assert {key: value.cut for key, value in tree.items()} == {"a": True, "b": False, "c": False, "d": False}


def test_block_scalars_lose_their_last_line_end():
    assert tree_of("a: |\n  一\n  二\n")["a"] == "一\n二"


def test_an_empty_quoted_value_is_a_value():
    assert tree_of('a: ""')["a"] == ""
    assert codes("a:\nb: [c, ]") == ["empty-value"]


def test_aliases_are_refused_before_they_unfold():
    names = "abcdefghi"
    lines = ["a: &a [x]"] + [f"{n}: &{n} [{', '.join([f'*{m}'] * 10)}]" for m, n in pairwise(names)]
    start = time.perf_counter()
    assert set(codes("\n".join(lines))) == {"alias"}
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 5000, "a: " + "{a: " * 5000, "- " * 5000, "? " * 5000, "a: " + "[" * 60 + "]" * 60]
)
def test_depth_is_limited(text):
    assert "too-deep" in codes(text)


def test_forty_levels_are_no_problem():
    assert codes("a: " + "[" * 40 + "b" + "]" * 40) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-mapping"),
        ("# only a comment", "not-mapping"),
        ("just text", "not-mapping"),
        ("- a", "not-mapping"),
        ("a: b\n---\nc: d", "several-documents"),
        ("a: !!python/object/apply:os.system ['true']", "tag"),
        ("a: ! b", "tag"),
        ("a: !!map {}", "tag"),
        ("a: *b", "alias"),
        ("a: 'b", "not-yaml"),
        ("a: b: c", "not-yaml"),
        ("a:\n\t- b", "tab"),
        ("%YAML 9.9\n---\na: b", "not-yaml"),
        ("[a]: b", "bad-key"),
        ("{a: b}: c", "bad-key"),
        ("a: b\na: c", "duplicate-key"),
        ("a: @b", "not-yaml"),
    ],
)
def test_form_is_checked(text, code):
    assert codes(text) == [code]


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    start = time.perf_counter()
    with pytest.raises(ManifestError) as caught:
        read_script(path, "a.yaml")
    assert caught.value.problems[0].code == "manifest/too-large"
    assert caught.value.problems[0].values["limit"] == str(SIZE_LIMIT)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("name", ["nothing.yaml", "folder", "pipe", "/dev/zero", "a" * 300, "a\x00b"])
def test_what_cannot_be_opened_is_a_problem(tmp_path, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ManifestError) as caught:
        read_script(tmp_path / name, name)
    assert caught.value.problems[0].code == "manifest/unreadable"


@pytest.mark.parametrize("data", ["河湾".encode("gb18030"), "a: b".encode("utf-16"), b"a: \xed\xa0\x80"])
def test_other_encodings_are_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(ManifestError) as caught:
        read_script(path, "a.yaml")
    assert caught.value.problems[0].code == "manifest/not-utf8"


def test_a_nul_is_a_control_character(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\nc: d\x00e\n")
    _, problems = read_yaml(path, "a.yaml")
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("manifest/control-character", "a.yaml:2:5")
    ]


# --- two parsers ---------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[3]
ODD = {
    "plain with a tail": "a: b   # c\nd: e #f\n",
    "flow": "{a: [b, 'c', \"d\\u4e2d\"], e: {f: g}}",
    "wide": "题: “引”😀\n下: 一\r\n三: 四\r",
    "blocks": "a: |\n  一\n  二\n\nb: >-\n  三\n  四\n",
    "properties": "a: &x !!str b\nc: *x\n",
    "documents": "--- a\n...\n--- b\n",
    "empty": "",
}


def events(text: str, loader: Any) -> list[tuple[object, ...]]:
    names = ("value", "tag", "anchor")
    found: Iterable[Any] = yaml.parse(text, Loader=loader)
    return [
        (type(each), each.start_mark.index, each.end_mark.index, *(getattr(each, name, None) for name in names))
        for each in found
    ]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_both_parsers_read_the_same(text):
    assert events(text, yaml.CSafeLoader) == events(text, yaml.SafeLoader)


def test_both_parsers_read_our_files_alike():
    files = [path for folder in ("manifests", "styles", "tests/cases") for path in (ROOT / folder).rglob("*.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert len(texts) > 30
    assert all(events(text, yaml.CSafeLoader) == events(text, yaml.SafeLoader) for text in texts)


def test_what_is_wrong_is_said_in_the_words_of_one_parser(monkeypatch):
    broken = 'issue: "a\nb: [c\n'
    with pytest.raises(ManifestError) as both:
        read_tree(Script("a.yaml", broken))
    monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.raises(ManifestError) as alone:
        read_tree(Script("a.yaml", broken))
    assert both.value.problems == alone.value.problems
