"""The pages of docs/: made parts are what the program makes, links lead somewhere, both languages say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.cli.main import VERBS
from publisher.manifest.key_words import forms
from tests.manual.commands import Kind, agrees, edited, steps
from tests.manual.keys import shown_forms
from tests.manual.links import anchors, links, slug
from tests.manual.pages import DOCS, MADE, MARKER, made_pages
from tests.manual.wrapping import wrapped

ROOT = DOCS.parent
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("README*.md"), ROOT / "publisher" / "ARCHITECTURE.md"])
OF_TWO = sorted(path for path in (*DOCS.glob("*.md"), ROOT / "README.md") if path.with_suffix(".zh.md").is_file())
ENGLISH_ONLY = {"typography.md"}  # measures, renewed by tests.bench
CHINESE_ONLY = {"architecture.zh.md"}  # the English page stands beside the program
WIDTH = 125  # characters; English pages end at 120, links may stand out
UNBROKEN = re.compile(r"^\||^```|^!\[|^> |^<!--")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "made"), [pytest.param(*page, id=page[0].name) for page in made_pages()])
def test_page_is_what_the_program_makes_of_it(path: Path, made: str) -> None:
    shown = text(path).splitlines()
    assert [line for line in zip(shown, made.splitlines(), strict=False) if line[0] != line[1]][:1] == [], "make docs"
    assert len(shown) == len(made.splitlines()), "make docs"


def test_every_form_has_a_section() -> None:
    assert {name for name, form in forms().items() if form.where} - shown_forms() == set()


def test_made_pages_keep_what_is_written_above_their_marker() -> None:
    assert len(MADE) == len(list(made_pages())) / 2
    assert all(text(path).partition(MARKER)[0].startswith("# ") for path, _ in made_pages())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_an_anchor(path: Path) -> None:
    lost = []
    for link in links(text(path)):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if link.startswith(("http://", "https://")):
            continue
        if not target.exists() or (anchor and anchor not in anchors(text(target))):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_lines_are_not_longer_than_a_screen(path: Path) -> None:
    lines = re.sub(r"^```.*?^```$", "", text(path), flags=re.MULTILINE | re.DOTALL).splitlines()
    assert not [line for line in lines if len(line) > WIDTH and not UNBROKEN.match(line)]


def test_every_page_exists_in_both_languages() -> None:
    english = {path.name for path in DOCS.glob("*.md") if not path.name.endswith(".zh.md")}
    chinese = {path.name for path in DOCS.glob("*.zh.md")}
    assert english - {name.replace(".zh.md", ".md") for name in chinese} == ENGLISH_ONLY
    assert chinese - {name.replace(".md", ".zh.md") for name in english} == CHINESE_ONLY


@pytest.mark.parametrize("path", OF_TWO, ids=lambda path: path.name)
def test_both_languages_do_the_same(path: Path) -> None:
    done = [
        [(step.kind, step.text, step.exit_code, step.shown is None) for step in steps(text(page))]
        for page in (path, path.with_suffix(".zh.md"))
    ]
    assert done[0] == done[1]


@pytest.mark.parametrize("index", ["README.md", "README.zh.md"])
def test_index_leads_to_every_page(index: str) -> None:
    lang = ".zh.md" if index.endswith(".zh.md") else ".md"
    pages = {path.name for path in DOCS.glob("*.md") if path.name.endswith(".zh.md") == (lang == ".zh.md")}
    wanted = (pages if lang == ".md" else pages | ENGLISH_ONLY) - {"README.md", "README.zh.md"}
    assert wanted <= set(links(text(DOCS / index)))


@pytest.mark.parametrize("name", ["commands.md", "commands.zh.md"])
def test_every_verb_has_a_section_of_its_own(name: str) -> None:
    sections = re.findall(r"^## (\w+)$", text(DOCS / name), re.MULTILINE)
    assert [word for word in sections if word in VERBS] == list(VERBS)


# --- the tools themselves ------------------------------------------------------------

PAGE = """\
<!-- exit: 3 -->
```sh
reissue check a.yaml
```

```text
first
…
last
```
<!-- not run: no printer here -->
```sh
print it
```
<!-- sh
mkdir b
-->
```diff
--- a.yaml
 x: 1
-y: 2
+y: 3
```
"""


def test_page_is_read_as_steps() -> None:
    found = steps(PAGE)
    assert [(step.kind, step.exit_code, step.shown) for step in found] == [
        (Kind.RUN, 3, "first\n…\nlast\n"),
        (Kind.LEAVE, 0, None),
        (Kind.RUN, 0, None),
        (Kind.EDIT, 0, None),
    ]
    assert (found[1].why, found[2].text) == ("no printer here", "mkdir b\n")


def test_edit_is_made_where_its_lines_stand_once() -> None:
    diff = steps(PAGE)[-1].text
    assert edited(diff, "x: 1\ny: 2\nz: 4\n") == "x: 1\ny: 3\nz: 4\n"
    for other in ("x: 1\ny: 4\n", "x: 1\ny: 2\nx: 1\ny: 2\n"):
        with pytest.raises(ValueError, match="times"):
            edited(diff, other)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "\na  \nb\n\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("a\n…\n", "a\nb\n", True),
        ("a\n…\nc\n", "a\nb\n", False),
        ("a\n…\nc\n", "b\na\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("", "a\n", False),
    ],
)
def test_output_is_compared_line_by_line(shown: str, printed: str, *, same: bool) -> None:
    assert agrees(shown, printed) == same


def test_links_and_anchors_are_those_of_a_reader() -> None:
    page = "# A page\n\n[b](c.md#d) `[e](f)` ![g](h.png)\n\n```\n[i](j)\n```\n\n## A `page`\n## 行 号，甲\n"
    assert list(links(page)) == ["c.md#d", "h.png"]
    assert anchors(page) == {"a-page", "a-page-1", "行-号甲"}
    assert slug("proof/pdf-rules") == "proofpdf-rules"


def test_wrapping_breaks_between_words_and_never_in_code() -> None:
    code = "`a b c d e f g h i j k l m n o p`"
    english = wrapped(f"{'word ' * 23}{code} end", "en")
    assert english.splitlines() == [("word " * 23).strip(), f"{code} end"]
    chinese = wrapped("灯市停了六年，" * 20, "zh")
    assert {line[-1] for line in chinese.splitlines()} == {"，"}
    assert chinese.replace("\n", "") == "灯市停了六年，" * 20
    assert wrapped("| a | b |\n```\n" + "x " * 90 + "\n```", "en").count("\n") == 3
