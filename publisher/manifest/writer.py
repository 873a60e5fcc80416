"""A plan → YAML: takes an IssuePlan or a Periodical, gives a manifest that reads as if it had been kept by hand.

What `resolve.read_plan` makes of the text is the plan again. It writes addresses, never the lines themselves; what a
draft leaves for its next version is the business of `drafted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.issue.derivation import DerivedPlan
from publisher.issue.periodical import Periodical, Readings
from publisher.issue.plan import IssueKind, IssuePlan, StyleChoice
from publisher.issue.print_order import PrintOrder
from publisher.manifest.decision_writer import Pen, given
from publisher.manifest.entry_writer import EntryWriter, Notes, qr_items
from publisher.manifest.yaml_text import comment, flow_list, flow_map, quoted

_SET_APART = frozenset(
    {
        "style",
        "derived",
        "sources",
        "cover",
        "print",
        "readings",
        "accessibility",
        "imprint",
        "qr_codes",
        "decisions",
        "contents",
    }
)
_HEADER = (
    "行号指识别文件中的行，自1起，含首尾两行；“457@0-35”是一行中的一段（按字计，半开区间）。",
    "本文件只记题名、姓名、栏目、行号和改动，不录正文。",
    "初稿由 reissue import 写成：带 by: 的决定是程序作的，why: 是依据；不带 by: 的都算编辑的，程序不改。",
    "定稿前请看各处 query（程序拿不准的地方），用 answer 作答；“reissue check --open”列出尚未作答的。",
)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What periodical.yaml says already and an issue need not repeat; no `style` means whatever it may be."""

    kind: IssueKind
    style: StyleChoice | None = None


def write_issue(plan: IssuePlan, notes: Notes | None = None, inherited: Inherited | None = None) -> str:
    """Return an issue's manifest.

    Args:
        plan: what it says; its places, and the digest of its manifest, are not looked at.
        notes: remarks by entry id, key (`number`, `cover` …), `decision 1` for the first one of the issue, or
            `<article id> decision 1`; each becomes a comment above it.
        inherited: kind and style that need not be said again; without it both are written.

    Raises:
        ManifestError: a text holds a character that no manifest may hold.
    """
    lines = list(_header(plan))
    for name, block in blocks(plan, notes or {}, inherited):
        lines += ["", *block] if name in _SET_APART else block
    return "\n".join(lines) + "\n"


def write_periodical(periodical: Periodical, kind: IssueKind, style: str, notes: Sequence[str] = ()) -> str:
    """Return a periodical.yaml, what is empty left out; `notes` become comments under its first line."""
    pairs = [(key, quoted(getattr(periodical, key))) for key in ("title", "language")]
    for key in ("publisher", "issn", "cn", "description", "rights"):
        pairs += given(key, getattr(periodical, key))
    lines = comment("一种刊物的固定信息。由 reissue import 新建，请核对；以后导入各期不再改动本文件。", 0)
    lines += [line for note in notes for line in comment(note, 0)]
    lines += [f"{key}: {value}" for key, value in [("periodical", quoted(periodical.code)), *pairs]]
    if periodical.supplied:
        lines += comment("supplied 列出原件未载、由编者补的项目；据原件填好后，请从中删去。", 0)
        lines += flow_list([*map(quoted, periodical.supplied)], "supplied:", 0)
    lines += ["invented: true"] if periodical.invented else []
    lines += _readings(periodical.readings)
    return "\n".join([*lines, f"kind: {quoted(kind.value)}", f"style: {quoted(style)}"]) + "\n"


def blocks(plan: IssuePlan, notes: Notes, inherited: Inherited | None) -> Iterator[tuple[str, list[str]]]:
    """Yield every key at the top of a manifest with its lines, in the usual order."""
    writer = entry_writer(plan, notes)
    for key, lines in (*_facts(plan, inherited), *_matter(plan, writer)):
        if lines:
            yield key, [*writer.remarks(key, 0), *lines]


def entry_writer(plan: IssuePlan, notes: Notes) -> EntryWriter:
    """Return what writes the entries of an issue."""
    return EntryWriter(Pen(plan.sources[0].id if plan.sources else ""), notes)


def source_item(plan: IssuePlan, number: int) -> list[str]:
    """Return the lines of one source, as an item of a list."""
    ref = plan.sources[number]
    return [f"  - id: {quoted(ref.id)}", f"    file: {quoted(ref.shown)}", f"    sha256: {quoted(ref.sha256)}"]


def _header(plan: IssuePlan) -> Iterator[str]:
    title = plan.periodical.title
    named = title if title.startswith("（") else f"《{title}》"
    for line in (f"{named}{plan.number or plan.date or ''}：由识别文本重刊。", *_HEADER):
        yield from comment(line, 0)


def _facts(plan: IssuePlan, inherited: Inherited | None) -> Iterator[tuple[str, list[str]]]:
    yield "issue", [f"issue: {quoted(plan.id)}"]
    if inherited is None or plan.kind is not inherited.kind:
        yield "kind", [f"kind: {quoted(plan.kind.value)}"]
    for key in ("title", "number", "running_number", "date", "revision", "rights"):
        if value := _fact(plan, key):
            yield key, [f"{key}: {value}"]
    if plan.unknown:
        yield "unknown", flow_list([*map(quoted, plan.unknown)], "unknown:", 0)
    if inherited is None or (inherited.style and plan.style != inherited.style):
        yield "style", _style(plan.style)
    yield "derived", ["derived:", *(line for each in plan.derived for line in _derived(each))] if plan.derived else []


def _fact(plan: IssuePlan, key: str) -> str:
    """Return a value at the head of an issue as written, or an empty string where there is nothing to say."""
    value = getattr(plan, key)
    if not value or (key, value) in {("revision", 1), ("rights", plan.periodical.rights)}:
        return ""
    return str(value) if isinstance(value, int) else quoted(str(value))


def _matter(plan: IssuePlan, writer: EntryWriter) -> Iterator[tuple[str, list[str]]]:
    sources = [line for number in range(len(plan.sources)) for line in source_item(plan, number)]
    yield "sources", ["sources:", *sources] if sources else []
    yield "cover", _cover(plan, writer.pen)
    yield "print", _print_order(plan.print_order)
    yield "readings", _readings(plan.readings)
    yield "accessibility", _evaluation(plan)
    imprint = [
        line
        for item in plan.imprint
        for line in flow_map(
            [("label", quoted(item.label)), ("value", quoted(item.value)), *writer.pen.pairs("from", item.ranges)],
            "- ",
            2,
        )
    ]
    yield "imprint", ["imprint:", *imprint] if imprint else []
    for key in ("ean_variant", "ean_add_on"):
        yield key, [f"{key}: {value}" for _, value in given(key, getattr(plan, key))]
    yield "qr_codes", qr_items(plan.qr_codes, 0)
    decisions: list[str] = []
    for number, decision in enumerate(plan.decisions, 1):
        decisions += [*writer.remarks(f"decision {number}", 2), *writer.pen.decision(decision, 2)]
    yield "decisions", ["decisions:", *decisions] if decisions else []
    yield "contents", ["contents:", *writer.entries(plan.contents, 4)] if plan.contents else ["contents: []"]


def _cover(plan: IssuePlan, pen: Pen) -> list[str]:
    cover = plan.cover
    pairs = [pair for key in ("picture", "alt", "credit") for pair in given(key, getattr(cover, key))]
    pairs += [("lettering", "true")] if cover.lettering else []
    lines = [*(f"  {key}: {value}" for key, value in pairs), *pen.lines("from", cover.ranges, 2)]
    return ["cover:", *lines] if lines else []


def _print_order(order: PrintOrder) -> list[str]:
    usual = PrintOrder()
    pairs = [*given("profile", order.profile), *given("condition", order.condition)]
    choices = ((key, getattr(order, key), getattr(usual, key)) for key in ("inks", "binding"))
    pairs += [(key, quoted(said)) for key, said, as_usual in choices if said is not as_usual]
    pairs += [("paper_mm", f"{order.paper_mm:g}")] if order.paper_mm != usual.paper_mm else []
    pairs += [] if order.marks else [("marks", "false")]
    lines = [f"  {key}: {value}" for key, value in pairs]
    lines += flow_list([*map(quoted, order.house_pages)], "house_pages:", 2) if order.house_pages else []
    return ["print:", *lines] if lines else []


def _readings(readings: Readings) -> list[str]:
    said = [f"  {quoted(name)}: {quoted(reading)}" for name, reading in readings]
    return ["readings:", *said] if said else []


def _evaluation(plan: IssuePlan) -> list[str]:
    if plan.evaluation is None:
        return []
    pairs = [("certified_by", quoted(plan.evaluation.certified_by))]
    pairs += [("date", quoted(str(plan.evaluation.date)))] if plan.evaluation.date else []
    return flow_map(pairs, "accessibility:", 0)


def _style(style: StyleChoice) -> list[str]:
    if not style.options:
        return [f"style: {quoted(style.name)}"]
    options = [(name, _option(value)) for name, value in style.options]
    return flow_map([("name", quoted(style.name)), *options], "style:", 0)


def _derived(plan: DerivedPlan) -> list[str]:
    lines = [f"  - language: {quoted(plan.language)}", *(["    readings:"] if plan.readings else [])]
    for each in plan.readings:
        pairs = [("word", quoted(each.word)), ("as", quoted(each.reading)), *given("in", each.article)]
        lines += flow_map(pairs, "- ", 6)
    return lines


def _option(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else quoted(str(value))
