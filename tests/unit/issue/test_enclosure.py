"""Names of enclosed files: which may be written on every machine, which stand in each other's way."""

from __future__ import annotations

import pytest

from publisher.issue.enclosure import Enclosed, Relationship, clashes, is_safe, stored_names


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "manifests/hewan/2026-01.yaml",
        "manifests/hewan/提取/第2期（上）.txt",
        ".hidden",
        "a b.txt",
        "第2期：正文.txt",
    ],
)
def test_usual_names_are_safe(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/../b",
        "/a",
        "a/",
        "a//b",
        "a\\b",
        "c:a",
        "a\nb",
        "a\u200eb",
        "a\ud800b",
        "nul",
        "Com1.txt",
        "a.",
        "a ",
    ],
)
def test_names_that_lead_elsewhere_or_hide_something_are_not(name: str) -> None:
    assert not is_safe(name)


def test_length_is_counted_in_bytes() -> None:
    assert is_safe("长" * 85)
    assert not is_safe("长" * 86)


def test_capitals_and_composed_letters_are_one_name() -> None:
    assert list(clashes(["a/B.txt", "a/c.txt"])) == []
    assert list(clashes(["a/B.txt", "A/b.TXT"])) == ["A/b.TXT"]
    assert list(clashes(["\u00e9.txt", "e\u0301.txt"])) == ["e\u0301.txt"]


def test_a_file_is_no_folder() -> None:
    assert list(clashes(["a", "a/b"])) == ["a/b"]
    assert list(clashes(["a/b", "a"])) == ["a"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.yaml", "application/yaml"),
        ("a.MD", "text/markdown"),
        ("a.xhtml.j2", "text/plain"),
        ("a.icc", "application/vnd.iccprofile"),
        ("a", "application/octet-stream"),
    ],
)
def test_media_type_comes_from_the_name(name: str, kind: str) -> None:
    assert Enclosed(name, b"", Relationship.SOURCE, "").media_type == kind


def test_stored_names_are_the_shortest_that_tell_files_apart() -> None:
    names = ["README.md", "m/hewan/2026-01.yaml", "m/hewan/articles/01.md", "m/hewan/notes/01.MD", "m/hewan/a.png"]
    assert list(stored_names(names).values()) == [
        "README.md", "2026-01.yaml", "articles-01.md", "notes-01.MD", "a.png",
    ]  # fmt: skip


def test_stored_names_are_safe_and_apart_whatever_the_paths() -> None:
    names = ["a/b-c", "a-b/c", "x/a-b-c", "长" * 85, f"{'a' * 200}/{'b' * 100}.txt", f"{'A' * 200}/{'b' * 100}.txt"]
    stored = stored_names(names)
    assert set(stored) == set(names)
    assert all(is_safe(each) and "/" not in each for each in stored.values())
    assert list(clashes(stored.values())) == []
    assert stored_names([]) == {}
