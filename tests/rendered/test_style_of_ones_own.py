"""The worked example of docs/styles.md, done as it is written: a periodical with a style of its own, built and read."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from tests.rendered.press import ROOT, reissue
from tests.rendered.reading import pages_of, squeezed

pytestmark = pytest.mark.slow

FILE = re.compile(r"^`(?P<name>[^`]+)`:\n\n```\w+\n(?P<text>.*?)```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"```sh\n(.*?)\n```")
CHOICE = re.compile(r"```yaml\n(style: .*?)\n```")
ACCENT = (0x1F / 255, 0x4E / 255, 0x79 / 255)
MM = 72 / 25.4
SIZE = 9.5


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which everything the page says was done."""
    folder = tmp_path_factory.mktemp("styles")
    page = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
    init, build = COMMAND.findall(page)
    assert (done := reissue(*init.split()[1:], cwd=folder)).returncode == 0, done.stderr
    for file in FILE.finditer(page):
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file["text"], encoding="utf-8")
    (choice,) = CHOICE.findall(page)
    periodical = folder / "manifests/jiangan/periodical.yaml"
    text = re.sub(r"(?m)^style: .*$", choice, periodical.read_text(encoding="utf-8"))
    periodical.write_text(text, encoding="utf-8")
    done = reissue(*build.split()[1:], "--edition", "pdf,epub", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_colour_option_template_and_label_are_those_of_the_style(built: Path) -> None:
    (pdf,) = built.glob("out/*/*/*.pdf")
    with pymupdf.open(pdf) as document:
        cover, contents, article, *_ = pages_of(document)
        assert any(_is_accent(each.get("fill")) for each in cover.get_drawings())
        assert squeezed(contents.get_text()).startswith("要目")
        ribbon, label = (each["rect"] for each in article.get_drawings() if _is_accent(each.get("fill")))
    assert ribbon.height > label.height * 4
    assert label.x0 - ribbon.x0 == pytest.approx(6 * MM + SIZE, abs=0.1)


def _is_accent(colour: tuple[float, ...] | None) -> bool:
    return colour is not None and colour == pytest.approx(ACCENT, abs=0.005)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("templates/foot.xhtml.j2", "<footer>\n{{ artikel.id }}</footer>\n", "templates/foot.xhtml.j2:2"),
        ("style.yaml", 'extends: "bose"\n', 'did you mean "base"?'),
        ("style.yaml", 'extends: "base"\noptions: {ribbon: 4}\n', 'unknown key "ribbon" in "style"'),
        ("css/pdf.css.j2", "h1 { margin: {{ own.margin }}pt }\n", "css/pdf.css.j2:1"),
    ],
)
def test_a_mistake_in_the_style_is_named_with_its_place(
    built: Path, tmp_path: Path, file: str, text: str, said: str
) -> None:
    assert reissue("init", "jiangan", "--style", "base", cwd=tmp_path).returncode == 0
    path = tmp_path / "jiangan/styles/jiangan" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    done = reissue("build", "jiangan/2026-01.yaml", "--edition", "pdf", "-o", "out", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 3
    assert said in done.stderr
    assert not list(tmp_path.glob("out/**/*.pdf"))
