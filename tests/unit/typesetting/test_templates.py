"""Templates: compiled once, kept where they may be, compiled again where what is kept is damaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from publisher.issue.style import Style, StyleOptions
from publisher.problems import ManifestError, Place
from publisher.typesetting import sandbox
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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{% if %}</p>", 2),
        ("<p>\n\n{{ titel }}</p>", 3),
        ("\n{{ 1 / 0 }}", 2),
        ("\n{{ words.nothing() }}", 2),
        ("\n\n{{ words|round }}", 3),
        ('\n{% include "templates/lost.xhtml.j2" %}', 0),
        ('\n{% include "../../../../../../etc/passwd" %}', 0),
        ("\n{{ ''.__class__.__mro__ }}", 2),
        ("\n{{ words.format.__globals__ }}", 2),
        ("\n{% for i in range(10000000) %}{% endfor %}", 2),
        ("\n{% set many = range(99999) %}{% for i in many %}{% for j in many %}{% endfor %}{% endfor %}", 2),
        ("{% macro on(n) %}\n{{ on(n) }}{% endmacro %}{{ on(1) }}", 2),
        ("{% macro on(n) %}\n{% if n %}{{ on(n - 1) }}{{ on(n - 1) }}{% endif %}{% endmacro %}{{ on(60) }}", 2),
        ("\n{% include 'templates/page.xhtml.j2' %}", 2),
        ("\n{{ 'a' * 10 ** 9 }}", 2),
        ("\n{{ 10 ** (10 ** 10) }}", 2),
    ],
)
def test_a_wrong_template_is_a_problem_at_its_line(
    tmp_path: Path, text: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MOST_STEPS", 200_000)
    with pytest.raises(ManifestError) as caught:
        printed(style_with(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.code == ("typesetting/bad-template" if line else "typesetting/missing-template")
    assert problem.place
    assert problem.place.line == line
    assert problem.place.path.startswith("styles/own/")


def test_a_parent_s_template_is_named_where_it_fails(tmp_path: Path) -> None:
    child = style_with(tmp_path / "child", '{% include "templates/inner.xhtml.j2" %}')
    (tmp_path / "parent" / "templates").mkdir(parents=True)
    (tmp_path / "parent" / "templates" / "inner.xhtml.j2").write_text("\n{{ titel }}", encoding="utf-8")
    style = replace(child, folders=(tmp_path / "child", tmp_path / "parent"), shown=("styles/child", "styles/parent"))
    with pytest.raises(ManifestError) as caught:
        printed(style)
    assert caught.value.problems[0].place == Place("styles/parent/templates/inner.xhtml.j2", 2)


def test_templates_read_the_options_a_style_declares(tmp_path: Path) -> None:
    style = replace(style_with(tmp_path, "{{ own.accent }}"), own={"accent": "#1f4e79"})
    assert printed(style) == "#1f4e79"
