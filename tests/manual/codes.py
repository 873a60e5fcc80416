"""The generated parts of docs/problems.md and docs/copydesk.md: takes codes, gives the pages that explain them.

The words are those of the explain pages and of the message catalogues; a problem that a manifest can bring about has a
link to its case among the tests. Nothing is explained here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publisher import house, problems
from publisher.copydesk import draft
from publisher.copydesk.contents.disagreements import CODE as CONTENTS_DISAGREE
from publisher.copydesk.conversion.reader import CODES as OF_CONVERSION
from publisher.copydesk.rules import RULES
from tests.manual.wrapping import wrapped

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "problems"
_SAYS = {"en": "Message: ", "zh": "消息："}
_HELP = {"en": "Help: ", "zh": "建议："}
_CASE = {"en": "Case: ", "zh": "实例："}
_BREAK = "\\"  # at the end of a line: the next one begins anew
_HOLE = re.compile(r"\{(\w+)\}")
_BUILDING = {"en": "Rules of every build, in their order", "zh": "每次付排都跑的规则，按先后"}
_DRAFTING = {"en": "What a draft decides and asks", "zh": "初稿所作的决定和疑问"}
_CONVERTING = {"en": "What an edition in another script does", "zh": "另排简繁时改的"}
_EDITING = {"en": "What the editor decides", "zh": "编辑的决定"}
_TABLE = {"en": "| | rule | what it does |", "zh": "| | 规则 | 做什么 |"}


def problem_pages(lang: str) -> str:
    """Return a chapter a room: what the room is, then each of its codes with message, meaning, example, remedy."""
    catalogue = problems.catalogue(lang)
    rooms = sorted({code.partition("/")[0] for code in catalogue})
    lines: list[str] = []
    for room in rooms:
        title, about = _head_of(room, lang)
        lines += ["", f"## {title}", *(["", wrapped(about, lang)] if about else [])]
        for code in sorted(code for code in catalogue if code.startswith(f"{room}/")):
            lines += _problem(code, lang)
    return "\n".join(lines)


def rule_pages(lang: str) -> str:
    """Return the rules in the order in which they run, then what a draft and a conversion do, then the editor."""
    asked = [code for rule in RULES for code in (rule.code, *rule.asks)]
    rules = [rule.code for rule in RULES]
    rows = (f"| {number} | [{code}](#{_anchor(code)}) | {_first(code, lang)} |" for number, code in enumerate(rules, 1))
    decisions = [code for code in house.explained_codes(lang) if code.startswith("editor/")]
    of_draft = [*draft.CODES, CONTENTS_DISAGREE]
    chapters: tuple[tuple[dict[str, str], list[str], Iterable[str]], ...] = (
        (_BUILDING, ["", _TABLE[lang], "| --- | --- | --- |", *rows], asked),
        (_DRAFTING, [], of_draft),
        (_CONVERTING, [], sorted(OF_CONVERSION)),
        (_EDITING, [], decisions),
    )
    return "\n".join(line for title, head, codes in chapters for line in _chapter(title[lang], head, codes, lang))


def _chapter(title: str, head: list[str], codes: Iterable[str], lang: str) -> Iterator[str]:
    yield from ("", f"## {title}", *head)
    for code in codes:
        yield from ("", f"### {code}", "", _page(code, lang))


def _problem(code: str, lang: str) -> Iterator[str]:
    entry = problems.catalogue(lang)[code]
    said = f"{_SAYS[lang]}{_quoted(entry['message'])}", f"{_HELP[lang]}{_quoted(entry['hint'])}"
    yield from ("", f"### {code}", "", f"> {said[0]}{_BREAK}", f"> {said[1]}", "", _page(code, lang))
    if case := case_of(code):
        name = case.relative_to(CASES).as_posix()
        yield from ("", f"{_CASE[lang]}[{name}](../{case.relative_to(ROOT).as_posix()}/expected.txt)")


def case_of(code: str) -> Path | None:
    """Return the folder among the tests whose expected words hold a code: the one of its name if there is one."""
    holding = [case for case, words in _cases() if f" {code}: " in words]
    return next((case for case in holding if case == CASES / code), next(iter(holding), None))


@cache
def _cases() -> tuple[tuple[Path, str], ...]:
    return tuple((path.parent, path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*/*/expected.txt")))


def _quoted(words: str) -> str:
    return _HOLE.sub(r"‹\1›", words.replace("{{", "{").replace("}}", "}"))


def _page(code: str, lang: str) -> str:
    return wrapped(house.explain_page(code, lang) or "", lang)


def _first(code: str, lang: str) -> str:
    page = (house.explain_page(code, lang) or "").partition("\n")[0]
    return re.split(r"(?<=。)|(?<=\.) ", page)[0]


def _anchor(code: str) -> str:
    return code.replace("/", "")


def _head_of(room: str, lang: str) -> tuple[str, str]:
    """Return the title of a room's explain page, and what stands below it before the first code."""
    text = (ROOT / "publisher" / "explain" / f"{room}.{lang}.md").read_text(encoding="utf-8")
    title, _, about = text.partition("\n## ")[0].partition("\n")
    return title.removeprefix("# "), about.strip()
