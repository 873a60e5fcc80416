"""The measures of a PDF laid out for people: a headline, a table, the faults with page and line; or data for JSON.

Takes what was Measured, gives text and a table in Chinese or English. It counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.table import Table

from publisher.proof.checks import Check, Finding, Section, State
from publisher.proof.checks import Kind as SectionKind
from publisher.proof.typography.composition import Kind
from publisher.proof.typography.measure import Bound, Fault, Measure
from publisher.proof.typography.measuring import Measured

SHOWN = 5
_LABELS = {
    "zh": {
        "title": "行内排版",
        "line": "第 {column} 栏第 {line} 行",
        "head": "{name}：{pages} 页，{paragraphs} 段，{lines} 行，正文 {size:g} 磅，行距 {leading:g} 磅；{knowledge}",
        "classes": "段落和文体取自文件的结构树",
        "tags": "段落取自结构树，文体未注明：诗行、目录与正文不分",
        "nothing": "文件没有结构树：段落由版面推断，诗行、目录与正文不分",
        "columns": ("项目", "处", "错", "数值", "要求", ""),
        "met": "合格",
        "unmet": "不合格",
        "none": "0",
        "share": "≤ {share:g}‰",
        "place": "  第 {page} 页{folio}第 {column} 栏第 {line} 行（{kind}）  {value}  {text}",
        "folio": "（页码 {folio}）",
        "more": "  …… 另有 {count} 处（--all 全部列出）",
    },
    "en": {
        "title": "typography",
        "line": "column {column}, line {line}",
        "head": "{name}: {pages} pages, {paragraphs} paragraphs, {lines} lines, {size:g}/{leading:g} pt; {knowledge}",
        "classes": "paragraphs and their kinds as the file names them",
        "tags": "paragraphs from the tags, which do not tell verse and contents from prose",
        "nothing": "no tags: paragraphs guessed from the page, verse and contents taken for prose",
        "columns": ("measure", "cases", "faults", "figures", "demand", ""),
        "met": "met",
        "unmet": "not met",
        "none": "0",
        "share": "≤ {share:g}‰",
        "place": "  page {page}{folio}, column {column}, line {line} ({kind})  {value}  {text}",
        "folio": " (folio {folio})",
        "more": "  … and {count} more (--all lists them)",
    },
}
_NAMES = {
    "zh": {
        "line-start": "行首禁则",
        "line-end": "行尾禁则",
        "split-dash": "破折号、省略号拆开",
        "split-number": "数字拆开",
        "split-word": "西文单词拆开",
        "split-unit": "数字与单位拆开",
        "mark-pairs": "相邻标点未挤压（超过 1.55 字）",
        "line-end-marks": "行末标点未缩半字",
        "line-start-marks": "行首开号未缩半字",
        "han-latin-gap": "中西间隙（不足 0.1 字）",
        "flush": "行末不齐（超过 0.2 磅）",
        "han-spread": "一行之内字距不匀",
        "stretch": "字距拉得过开",
        "indent": "段首缩进",
        "lone-last-line": "末行只有一字",
        "widows": "栏首只有段末一行",
        "orphans": "栏末只有段首一行",
        "grid": "不在行格上（超过 0.2 磅）",
        "stranded-heading": "小标题落在栏末",
        "missing-glyph": "缺字",
    },
    "en": {
        "line-start": "kinsoku, line start",
        "line-end": "kinsoku, line end",
        "split-dash": "dash or ellipsis split",
        "split-number": "number split",
        "split-word": "Western word split",
        "split-unit": "number and unit split",
        "mark-pairs": "adjacent marks over 1.55 em",
        "line-end-marks": "line-end marks not half width",
        "line-start-marks": "opening marks untrimmed at line start",
        "han-latin-gap": "Han-Latin gap under .1 em",
        "flush": "lines not flush by over .2 pt",
        "han-spread": "uneven advances in a line",
        "stretch": "lines set too wide",
        "indent": "indent of paragraphs",
        "lone-last-line": "one-character last lines",
        "widows": "widows at a column head",
        "orphans": "orphans at a column foot",
        "grid": "baselines off the grid by over .2 pt",
        "stranded-heading": "headings at a column foot",
        "missing-glyph": "missing glyphs",
    },
}

_KINDS = {
    Kind.PROSE: "正文",
    Kind.DIALOGUE: "问答",
    Kind.QUOTATION: "引文",
    Kind.ITEM: "列表",
    Kind.PASSAGE: "外文",
    Kind.VERSE: "诗行",
    Kind.ATTRIBUTION: "出处",
    Kind.HEADING: "标题",
    Kind.TABLE: "表格",
    Kind.CAPTION: "图注",
    Kind.NOTE: "脚注",
    Kind.CONTENTS: "目录",
    Kind.MATTER: "题署",
    Kind.LABEL: "编号",
}


def headline(measured: Measured, lang: str) -> str:
    """Return what was read: pages, paragraphs, lines, size, and how much the file says of its structure."""
    labels = _LABELS[lang]
    return str(labels["head"]).format(
        name=measured.name,
        pages=measured.pages,
        paragraphs=measured.paragraphs,
        lines=measured.lines,
        size=round(measured.size, 2),
        leading=round(measured.leading, 2),
        knowledge=labels[measured.knowledge.value],
    )


def table(measured: Measured, lang: str) -> Table:
    """Return every measure as a row: cases, faults, figures, what is demanded, whether it is met."""
    labels = _LABELS[lang]
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, title in enumerate(labels["columns"]):
        made.add_column(title, justify="right" if index in {1, 2} else "left", overflow="fold")
    for measure in measured.measures:
        verdict = str(labels["met" if measure.is_met else "unmet"])
        figures = ", ".join(f"{name} {_number(value)}" for name, value in measure.figures.items())
        demand = _demand(measure, lang)
        cells = (_NAMES[lang][measure.name], f"{measure.cases:,}", f"{len(measure.faults):,}", figures, demand, verdict)
        made.add_row(*cells, style="" if measure.is_met else "bold red")
    return made


def names(lang: str) -> dict[str, str]:
    """Return what each measure is called."""
    return _NAMES[lang]


def faults(measured: Measured, lang: str, most: int | None = SHOWN) -> str:
    """Return the faults of each measure with page, column and line; `most` of each, all of them for None."""
    return "\n".join(line for measure in measured.measures for line in _faults(measure, lang, most))


def section(measured: Measured, lang: str) -> Section:
    """Return the measures as a section of a report: each a check, each fault a finding with its column and line."""
    checks = tuple(_as_check(measure, lang) for measure in measured.measures)
    return Section(
        "typography", SectionKind.MEASURES, str(_LABELS[lang]["title"]), checks, data={"typography": data(measured)}
    )


def _as_check(measure: Measure, lang: str) -> Check:
    found = tuple(_finding(fault, lang) for fault in measure.faults) if not measure.is_met else ()
    state = State.PASSED if measure.is_met else State.FAILED
    return Check(measure.name, state, "", found, len(found))


def _finding(fault: Fault, lang: str) -> Finding:
    value = fault.value if isinstance(fault.value, str) else _number(fault.value)
    where = str(_LABELS[lang]["line"]).format(column=fault.column, line=fault.line)
    return Finding(fault.page, where, f"{value}  {fault.text}")


def data(measured: Measured) -> dict[str, object]:
    """Return everything that was measured, as JSON has it."""
    return {
        "file": measured.name,
        "pages": measured.pages,
        "language": measured.lang,
        "structure": measured.knowledge.value,
        "paragraphs": measured.paragraphs,
        "lines": measured.lines,
        "body_pt": round(measured.size, 3),
        "leading_pt": round(measured.leading, 3),
        "measures": [_measure(measure) for measure in measured.measures],
    }


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "measure": measure.name,
        "cases": measure.cases,
        "faults": len(measure.faults),
        "figures": {name: round(value, 4) for name, value in measure.figures.items()},
        "allowed_share": measure.allowed if measure.counts_faults else None,
        "bounds": {bound.figure: [bound.least, bound.most] for bound in measure.bounds},
        "met": measure.is_met,
        "at": [_fault(fault) for fault in measure.faults],
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "page": fault.page,
        "folio": fault.folio or None,
        "column": fault.column,
        "line": fault.line,
        "kind": fault.kind.value,
        "value": fault.value,
        "text": fault.text,
    }


def _demand(measure: Measure, lang: str) -> str:
    labels = _LABELS[lang]
    share = str(labels["share"]).format(share=1000 * measure.allowed) if measure.allowed else str(labels["none"])
    parts = [share] if measure.counts_faults else []
    return ", ".join(parts + [_bound(bound) for bound in measure.bounds])


def _bound(bound: Bound) -> str:
    most = f"{bound.figure} ≤ {_number(bound.most)}"
    return f"{_number(bound.least)} ≤ {most}" if bound.least > 0 else most


def _faults(measure: Measure, lang: str, most: int | None) -> Iterator[str]:
    labels = _LABELS[lang]
    if measure.faults:
        yield ""
        yield f"{_NAMES[lang][measure.name]} ({measure.name})"
    for fault in measure.faults[:most]:
        folio = str(labels["folio"]).format(folio=fault.folio) if fault.folio else ""
        value = fault.value if isinstance(fault.value, str) else _number(fault.value)
        kind = _KINDS[fault.kind] if lang == "zh" else fault.kind.value
        yield str(labels["place"]).format(
            page=fault.page,
            folio=folio,
            column=fault.column,
            line=fault.line,
            kind=kind,
            value=value,
            text=fault.text,
        )
    if most is not None and len(measure.faults) > most:
        yield str(labels["more"]).format(count=f"{len(measure.faults) - most:,}")


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
