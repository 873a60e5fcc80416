"""A list of errata (勘误): takes a Difference, gives one Chinese sentence for each change, ready to be printed.

The older side holds the errors, the newer one corrects them. Pages are those of the printed original, where a manifest
tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.issue.marks import CLOSING, OPENING, PAUSES, STOPS
from publisher.proof.difference.changes import BlockChange, Difference, body_text
from publisher.proof.difference.characters import END, Op
from publisher.proof.difference.texts import ArticleText

_CONTEXT = 4
_NEAR = 3
_UP_TO_A_MARK = re.compile(f"[^{re.escape(STOPS + PAUSES + OPENING + CLOSING + END)}\n]{{0,{_CONTEXT}}}")
_UP_TO_AN_END = re.compile(f"[^{re.escape(END)}\n]{{0,{_CONTEXT}}}")
_PARAGRAPHS = frozenset({"paragraph", "exchange", "verse", "attribution"})
_FIELDS = {
    "title": "标题", "subtitle": "副题", "kicker": "引题", "deck": "提要", "byline": "署名", "role": "署名",
    "dateline": "电头", "section": "栏目", "affiliation": "作者单位", "source_note": "来源", "editor": "责任编辑",
}  # fmt: skip


def errata(difference: Difference) -> Iterator[str]:
    """Yield the list, article by article; changes of the issue's own facts are none."""
    for change in difference.articles:
        if change.before is None or change.after is None:
            continue
        where = _where(change.before, change.after)
        for field in change.fields:
            if field.name in _FIELDS:
                yield f"{where}{_FIELDS[field.name]}：{_instead(field.before, field.after)}"
        for block in change.blocks:
            for told in _block(block, change.before, change.after):
                yield f"{where}{told}"


def _where(before: ArticleText, after: ArticleText) -> str:
    pages = [each.text for side in (before, after) for each in side.fields if each.name == "page" and each.text]
    return f"{f'第{pages[0]}页' if pages else ''}《{after.name}》"


def _instead(old: str, new: str) -> str:
    if old and new:
        return f"{_quoted(old, new)}应作{_quoted(new, old)}。"
    return f"应补{_quoted(new)}。" if new else f"{_quoted(old)}应删。"


def _quoted(text: str, beside: str = "") -> str:
    """Return a text in quotation marks that it does not hold itself, nor does the one it is compared with."""
    return f"「{text}」" if {*"“”"} & {*text, *beside} else f"“{text}”"


def _block(block: BlockChange, before: ArticleText, after: ArticleText) -> Iterator[str]:
    place = _place(before if block.before else after, block)
    match block.kind:
        case "added":
            yield f"{place}漏排，应补：{_quoted(_flat(block.after[0].text))}"
        case "removed":
            yield f"{place}应删：{_quoted(_flat(block.before[0].text))}"
        case "moved-from":
            yield f"{place}误置，应移到别处：{_quoted(_flat(block.before[0].text)[:12] + '……')}"
        case "moved-to" | "kind":
            return
        case _:
            yield from (f"{place}：{told}" for told in _sentences(block, before))


def _place(article: ArticleText, block: BlockChange) -> str:
    """Return where a block stands, as a reader counts: paragraphs by number, other things by their names."""
    at = block.number - 1
    kind = article.blocks[at].kind.split()[0]
    if kind in _PARAGRAPHS:
        return f"第{sum(each.kind in _PARAGRAPHS for each in article.blocks[: at + 1])}段"
    name = {"heading": "小标题", "table": "表", "figure": "图注"}.get(kind, "")
    of_kind = sum(each.kind.startswith(kind) for each in article.blocks[: at + 1])
    return f"第{of_kind}个{name}" if name else ""


def _sentences(block: BlockChange, before: ArticleText) -> Iterator[str]:
    """Yield a sentence for each run of changes; a border of blocks is told as a paragraph's."""
    text = body_text(before)
    for run in _runs([op for op in block.ops if op.before != END and op.after != END]):
        start, end = run[0].at_before, run[-1].at_before + len(run[-1].before)
        head, tail = _around(text, start, end)
        old, new, at = text[start:end], "", start
        for op in run:
            new, at = new + text[at : op.at_before] + op.after, op.at_before + len(op.before)
        yield _instead(_flat(head + old + tail), _flat(head + new + tail))
    for op in block.ops:
        if {op.before, op.after} == {END, ""}:
            words = _quoted(_flat(text[max(0, op.at_before - 6) : op.at_before]))
            yield f"{words}之后{'应' if op.after else '不应'}另起一段。"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return some characters before and behind, up to the next mark; a mark among marks is shown with those."""
    for near in (_UP_TO_A_MARK, _UP_TO_AN_END):
        left, right = near.match(text[:start][::-1]), near.match(text[end:])
        head, tail = (left[0][::-1] if left else ""), (right[0] if right else "")
        if head or tail:
            break
    return head, tail


def _runs(ops: Sequence[Op]) -> Iterator[list[Op]]:
    run: list[Op] = []
    for op in ops:
        if run and op.at_before - (run[-1].at_before + len(run[-1].before)) > _NEAR:
            yield run
            run = []
        run.append(op)
    if run:
        yield run


def _flat(text: str) -> str:
    return text.replace(END, "").replace("\n", " ")
