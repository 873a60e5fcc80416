"""What somebody meets on the first day: a new periodical in an empty folder, pages of another shape, lost sources.

And README and the pages of the manual, followed as they are written: every command is run here or is named below.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf
import pytest

from tests.calls import Call
from tests.manual.commands import Kind, steps
from tests.manual.following import Reader
from tests.manual.pages import DOCS
from tests.rendered.press import reissue, written_style
from tests.rendered.reading import Book, pages_of, squeezed

pytestmark = pytest.mark.slow

Carry = Callable[..., Call]
SENTENCE = "灯市停了六年，又开了，最早挂出来的是一盏走马灯。"
ARTICLE = '---\ntitle: "{title}"\n---\n' + f"{SENTENCE * 3}\n\n" * 40

# Pages that work in the folder the page before them leaves behind; styles.md begins in a folder of its own.
WALK = ("tutorial", "commands", "editions", "proof")
DOCTOR = "its exit code tells what this machine lacks"
NOT_FOLLOWED = {
    "commands.md": [DOCTOR],
    "../README.md": ["it installs what the tests need to be running at all", "it installs a package", DOCTOR],
}


@contextmanager
def opened(path: Path) -> Iterator[pymupdf.Document]:
    with pymupdf.open(path) as document:
        yield document


# --- init, then build ----------------------------------------------------------------


def test_new_periodical_builds_as_it_stands_in_an_empty_folder(tmp_path: Path) -> None:
    started = reissue("init", "manifests/lantern", cwd=tmp_path)
    assert (started.returncode, started.stderr.count("Traceback")) == (0, 0)
    done = reissue("build", "manifests/lantern/2026-01.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "output" / "lantern" / "2026-01"
    assert done.stdout.splitlines() == [
        f"output/lantern/2026-01/lantern-2026-01.{edition}" for edition in ("epub", "pdf")
    ]
    assert "写在前面" in Book(folder / "lantern-2026-01.epub").text()
    with opened(folder / "lantern-2026-01.pdf") as document:
        assert "写在前面" in squeezed("".join(page.get_text() for page in pages_of(document)))


# --- styles --------------------------------------------------------------------------


@pytest.fixture
def shaped(call: Carry, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that builds two long articles in a style and returns the folder of the editions."""
    assert call("init", "lantern").code == 0
    folder = tmp_path / "lantern"
    issue = folder / "2026-01.yaml"
    more = '      - article: "lantern-2026-01-i0002"\n        text: {markdown: "articles/02.md"}\n'
    kept = "".join(line for line in issue.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#")
    issue.write_text(kept + more, encoding="utf-8")
    for name, title in (("01-foreword", "走马灯"), ("02", "换了衣裳")):
        (folder / "articles" / f"{name}.md").write_text(ARTICLE.format(title=title), encoding="utf-8")

    def build(style: str) -> Path:
        written_style(folder, style)
        done = call("build", "lantern/2026-01.yaml", "-o", "out")
        assert done.code == 0, done.err
        return tmp_path / "out" / "lantern" / "2026-01"

    return build


def lefts_of_a_full_page(path: Path) -> set[int]:
    """Return where the lines of the first page full of text begin, in whole points."""
    with opened(path) as document:
        page = next(page for page in pages_of(document) if page.get_text().count(SENTENCE[:4]) > 20)
        words = page.get_text("words")
    return {round(word[0]) for word in words if len(word[4]) > 8}


@pytest.mark.parametrize(("columns", "measure"), [(1, 42), (2, 21), (3, 13)])
def test_text_stands_in_as_many_columns_as_asked(shaped: Callable[[str], Path], columns: int, measure: int) -> None:
    folder = shaped(f'{{name: "base", columns: "{columns}", measure: "{measure}"}}')
    lefts = lefts_of_a_full_page(folder / "lantern-2026-01.pdf")
    indents = {left for left in lefts if any(15 <= left - other <= 25 for other in lefts)}
    assert len(lefts - indents) == columns


@pytest.mark.parametrize(("run_on", "shared"), [("false", False), ("true", True)])
def test_articles_share_pages_only_if_they_may_run_on(shaped: Callable[[str], Path], run_on: str, shared: bool) -> None:
    folder = shaped(f'{{name: "base", run_on: "{run_on}"}}')
    with opened(folder / "lantern-2026-01.pdf") as document:
        first = {label: page for _, label, page in document.get_toc()}["换了衣裳"]
        above = squeezed(document[first - 1].get_text()).partition("换了衣裳")[0]
    assert (SENTENCE in above) == shared


def test_style_without_furniture_prints_the_articles_alone(shaped: Callable[[str], Path]) -> None:
    folder = shaped('{name: "base", furniture: "none"}')
    with opened(folder / "lantern-2026-01.pdf") as document:
        texts = [squeezed(page.get_text()) for page in pages_of(document)]
        labels = [label for _, label, _ in document.get_toc()]
    assert "走马灯" in texts[0]
    assert not any(word in text for word in ("目录", "重刊说明", "新刊") for text in texts)
    assert not any(text[-1].isdigit() for text in texts)
    assert labels == ["卷首", "走马灯", "换了衣裳"]


# --- sources -------------------------------------------------------------------------


@pytest.fixture
def extracted(call: Carry, tmp_path: Path) -> Callable[[Path], Call]:
    """Return a function that puts the extracted file into a folder and checks the issue that wants it."""
    assert call("init", "lantern").code == 0
    data = "下街有灯\n\n正月十三，下街的灯市又开了。\n".encode()
    digest = hashlib.sha256(data).hexdigest()
    (tmp_path / "lantern" / "2026-02.yaml").write_text(
        'issue: "lantern-2026-02"\ndate: "2026-02"\nsources:\n'
        f'  - {{id: "page", file: "page.txt", sha256: "{digest}"}}\n'
        'contents:\n  - article: "lantern-2026-02-i0001"\n    title: {from: "1"}\n    text: "3"\n',
        encoding="utf-8",
    )

    def check(folder: Path | None, *words: str) -> Call:
        if folder:
            folder.mkdir(exist_ok=True)
            (folder / "page.txt").write_bytes(data)
        return call("check", "lantern/2026-02.yaml", *words)

    return check


def test_source_is_found_in_the_periodicals_own_folder(extracted: Callable[..., Call], tmp_path: Path) -> None:
    assert extracted(tmp_path / "lantern").code == 0


def test_source_is_found_where_the_option_says(extracted: Callable[..., Call], tmp_path: Path) -> None:
    assert extracted(tmp_path / "elsewhere", "--sources", "elsewhere").code == 0


def test_source_is_found_where_the_environment_says(
    extracted: Callable[..., Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REISSUE_SOURCES", str(tmp_path / "elsewhere"))
    assert extracted(tmp_path / "elsewhere").code == 0


def test_option_goes_before_the_environment(
    extracted: Callable[..., Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("REISSUE_SOURCES", str(tmp_path / "empty"))
    assert extracted(tmp_path / "elsewhere", "--sources", "elsewhere").code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_absent_source_is_exit_code_4_and_says_which_file_and_what_to_set(
    extracted: Callable[..., Call], lang: str
) -> None:
    told = extracted(None, "--lang", lang)
    assert told.code == 4
    assert all(word in told.out for word in ("page.txt", "--sources", "REISSUE_SOURCES", "lantern/2026-02.yaml:4:"))


# --- the manual ----------------------------------------------------------------------


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def faults(reader: Reader, name: str) -> list[str]:
    """Follow a page and return what differs from it, and what it says that was not done."""
    outcomes = reader.follow(page(name))
    found = [f"{name}: {outcome.fault()}" for outcome in outcomes if outcome.fault()]
    assert found or len(outcomes) == sum(reader.takes(step) for step in steps(page(name)))
    return found


@pytest.fixture
def reader(tmp_path: Path) -> Callable[[str], Reader]:
    """Return a function that puts a reader of a language into an empty folder."""

    def put(lang: str) -> Reader:
        for name in ("desk", "cache"):
            (tmp_path / name).mkdir()
        return Reader(tmp_path / "desk", tmp_path / "cache", lang)

    return put


def test_manual_does_what_it_says(reader: Callable[[str], Reader]) -> None:
    english = reader("en")
    for name in WALK:
        assert not faults(english, f"{name}.md")
    chinese = Reader(english.folder, english.cache, "zh", only_shown=True)
    for name in ("commands", "editions"):  # what proof.zh.md shows, the tutorial shows
        assert not faults(chinese, f"{name}.zh.md")


def test_chinese_tutorial_does_what_it_says(reader: Callable[[str], Reader]) -> None:
    assert not faults(reader("zh"), "tutorial.zh.md")


def test_readme_does_what_it_says(reader: Callable[[str], Reader]) -> None:
    assert not faults(reader("en"), "../README.md")


def test_page_of_styles_does_what_it_says(reader: Callable[[str], Reader]) -> None:
    assert not faults(reader("en"), "styles.md")


def test_every_page_with_commands_is_followed_and_what_is_left_out_is_named() -> None:
    english = ["../README.md", *(path.name for path in DOCS.glob("*.md") if not path.name.endswith(".zh.md"))]
    doing = {name for name in english if any(step.kind is not Kind.LEAVE for step in steps(page(name)))}
    left = {name: [step.why for step in steps(page(name)) if step.kind is Kind.LEAVE] for name in english}
    assert doing == {*(f"{name}.md" for name in WALK), "styles.md", "../README.md"}
    assert {name: whys for name, whys in left.items() if whys} == NOT_FOLLOWED
