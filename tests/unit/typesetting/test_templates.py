"""Templates: compiled once, kept where they may be, compiled again where what is kept is damaged."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from publisher.issue.style import Style, StyleOptions
from publisher.typesetting.templates import Templates


def style_with(folder: Path, text: str) -> Style:
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "page.xhtml.j2").write_text(text, encoding="utf-8")
    return Style("own", (folder,), StyleOptions(), {}, ())


def printed(style: Style, cache: Path | None = None) -> str:
    return Templates(style, cache).render("templates/page.xhtml.j2", words="<桥>{{ 1 }}")


def test_text_is_escaped_and_never_a_template(tmp_path: Path) -> None:
    assert printed(style_with(tmp_path, "<p>{{ words }}</p>")) == "<p>&lt;桥&gt;{{ 1 }}</p>"


def test_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style, cache = style_with(tmp_path, "<p>{{ words }}</p>"), tmp_path / "cache"
    cache.mkdir()
    first = printed(style, cache)
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert printed(style, cache) == first


def test_template_that_changed_is_compiled_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert printed(style_with(tmp_path, "<p>{{ words }}</p>"), cache).startswith("<p>")
    assert printed(style_with(tmp_path, "<b>{{ words }}</b>"), cache).startswith("<b>")


def test_damaged_cache_is_not_believed(tmp_path: Path) -> None:
    style, cache = style_with(tmp_path, "<p>{{ words }}</p>"), tmp_path / "cache"
    cache.mkdir()
    first = printed(style, cache)
    kept = list(cache.iterdir())
    assert kept
    for each in kept:
        each.write_bytes(each.read_bytes()[:40])
    assert printed(style, cache) == first


def test_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    style = style_with(tmp_path, "<p>{{ words }}</p>")
    assert printed(style, tmp_path / "nowhere") == printed(style)
