"""Contents pages of invented periodicals, and texts that only look like one: the cases of tests/cases/contents."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from publisher.copydesk.contents import ContentsPage, find_contents, match
from publisher.copydesk.contents.matching import Kind
from publisher.copydesk.lines import Line, lines_of
from publisher.issue.galley import Galley, Source

CASES = Path(__file__).resolve().parents[2] / "cases" / "contents"
BODY = (
    "渡口的石阶一共四十七级，最下面的三级常年在水里，踩上去要先试一试青苔厚不厚。",
    "来往的人都记得这里有一盏灯，却没有人说得清它是从哪一年开始亮的。",
    "等到对岸的船靠过来，天色已经暗了，只听见缆绳落在石桩上的声音。",
)
FRONT = "下坝日报\n\n昨天下午，河街的路灯全部换了新灯泡，附近的住户说夜里走路亮堂多了。\n\n值班员 老邱\n\n"


def cases(name: str) -> list[ParameterSet]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((CASES / name).read_text(encoding="utf-8"))]


def lines(text: str) -> tuple[Line, ...]:
    return lines_of(Galley((Source("a", "a.txt", "", "utf-8", tuple(text.split("\n")), 0),)))


def issue(case: dict) -> str:
    """Return the page with its articles behind it."""
    if "text" in case:
        return f"{case['page']}\n{case['text']}"
    articles = []
    for number, (_, title, authors, _) in enumerate(case["entries"]):
        head, _, subtitle = title.partition(" ——")
        parts = [head, f"——{subtitle}" if subtitle else "", " ".join(authors), BODY[number % len(BODY)], BODY[0]]
        articles.append("\n\n".join(part for part in parts if part))
    return "\n\n".join([case["page"].rstrip(), *articles]) + "\n"


def said(page: ContentsPage | None) -> list[list]:
    assert page is not None
    return [[entry.page, entry.title, list(entry.authors), list(entry.section)] for entry in page.entries]


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_is_read(case: dict) -> None:
    assert said(find_contents(lines(issue(case)))) == case["entries"]


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_is_read_behind_an_unrelated_one_with_blank_lines_doubled(case: dict) -> None:
    text = FRONT + issue(case).replace("\n\n", "\n\n\n\n")
    assert said(find_contents(lines(text))) == case["entries"]


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_is_read_with_every_line_set_apart(case: dict) -> None:
    assert said(find_contents(lines("\n\n".join(visible(issue(case)))))) == case["entries"]


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_is_read_without_any_blank_line(case: dict) -> None:
    assert said(find_contents(lines("\n".join(visible(issue(case)))))) == case["entries"]


def visible(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_is_read_with_marks_in_the_other_width(case: dict) -> None:
    if any("：" in title or "（" in title for _, title, _, _ in case["entries"]):
        case = {**case, "entries": [[page, _halfwidth(title), *rest] for page, title, *rest in case["entries"]]}
    text = _halfwidth(issue(case))
    assert said(find_contents(lines(text))) == case["entries"]


def _halfwidth(text: str) -> str:
    return text.translate(str.maketrans("，：（）", ",:()"))


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_every_entry_finds_its_article(case: dict) -> None:
    everything = lines(issue(case))
    page = find_contents(everything)
    assert page is not None
    matching = match(page, [line for line in everything if line.width_em <= 30], everything)
    assert not matching.missing
    assert {each.kind for each in matching.matches} <= {Kind.EXACT, Kind.PREFIXED}
    assert not matching.disagreements
    starts = [each.spans[0].line for each in matching.matches]
    assert starts == sorted(set(starts)) or len(page.sections) > 1


@pytest.mark.parametrize("case", cases("layouts.yaml"))
def test_page_covers_its_lines_and_no_line_of_an_article(case: dict) -> None:
    everything = lines(issue(case))
    page = find_contents(everything)
    assert page is not None
    height = len(case["page"].rstrip().split("\n"))
    covered = {span.line for span in page.spans}
    assert max(covered) <= height
    entered = {span for entry in page.entries for span in entry.spans}
    assert {span.line for span in entered} <= covered
    assert not page.leftovers


@pytest.mark.parametrize("case", cases("negative.yaml"))
def test_text_that_only_looks_like_a_page_is_left_alone(case: dict) -> None:
    assert find_contents(lines(case["text"])) is None


@pytest.mark.parametrize("case", cases("negative.yaml"))
def test_text_that_only_looks_like_a_page_is_left_alone_without_blank_lines(case: dict) -> None:
    assert find_contents(lines("\n".join(visible(case["text"])))) is None


@pytest.mark.parametrize("case", cases("negative.yaml"))
def test_text_that_only_looks_like_a_page_adds_nothing_to_a_real_one(case: dict) -> None:
    real = yaml.safe_load((CASES / "layouts.yaml").read_text(encoding="utf-8"))[0]
    page = find_contents(lines(f"{issue(real)}\n\n{BODY[1]}\n\n{BODY[2]}\n\n{BODY[0]}\n\n{case['text']}"))
    assert said(page) == real["entries"]
