"""The apparatus of a collation for a terminal: article by article, line by line, as a critical edition prints it.

Takes a collation and a choice of corrections, gives lines of text or plain data. It decides nothing, and it leaves out
only what the choice leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from publisher.issue.corrections import Author
from publisher.issue.galley import Span
from publisher.issue.marks import HALF_TO_FULL
from publisher.issue.queries import Query
from publisher.proof.collation import Collation, Entry
from publisher.proof.parallel import Column, Row
from publisher.proof.words import word, word_or

_WIDTHS = str.maketrans(HALF_TO_FULL)
_NEAR = 3  # characters between two changes that are shown as one


@dataclass(frozen=True, slots=True)
class Choice:
    """Which corrections are wanted.

    Attributes:
        rules: codes; none means all but those that only say what a line is.
        least, most: bounds of the confidence, both included.
        articles: ids of columns; none means all.
    """

    rules: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 1.0
    articles: tuple[str, ...] = ()

    def takes(self, entry: Entry) -> bool:
        """Say whether a correction is wanted."""
        by_rule = entry.rule in self.rules if self.rules else not entry.is_quiet
        by_column = not self.articles or entry.owner in self.articles
        return by_rule and by_column and self.least <= entry.confidence <= self.most


@dataclass(frozen=True, slots=True)
class _Speech:
    """How the apparatus speaks: its language, and the source whose lines need no name, as in a manifest the first."""

    lang: str
    first_source: str

    def __call__(self, key: str, **values: object) -> str:
        return word(key, self.lang, **values)

    def line(self, span: Span) -> str:
        """Return the number of a span's line, and the name of its source unless that is the first."""
        return str(span.line) if span.source == self.first_source else f"{span.source}:{span.line}"


def apparatus(collation: Collation, choice: Choice, lang: str) -> Iterator[str]:
    """Yield the lines of the apparatus: head, columns with their entries and queries, counts."""
    yield f"{collation.title}  {collation.issue}".strip()
    chosen = [entry for entry in collation.entries if choice.takes(entry)]
    queries = {query.id: query for query in collation.queries}
    asked = queries if not choice.rules else {name: each for name, each in queries.items() if each.code in choice.rules}
    speech = _Speech(lang, next(iter(collation.paths), ""))
    for column in collation.only(choice.articles):
        mine = [entry for entry in chosen if entry.owner == column.id]
        names = dict.fromkeys(name for row in column.rows for name in row.queries if name in asked)
        if mine or names:
            yield ""
            yield heading(column, lang)
            yield from (f"  {line}" for line in _entries(_in_order(mine, column), _folded_texts(column), speech))
            yield from (f"  ? {_query(asked[name], speech)}" for name in names)
    yield ""
    yield from _counts(chosen, lang)


def heading(column: Column, lang: str) -> str:
    """Return the head of a column: id, title, where it stands."""
    title = word(f"column-{column.kind}", lang, title=column.title)
    page = word("page", lang, page=column.page) if column.page else ""
    where = " · ".join([*column.path, *([page] if page else [])])
    name = "" if column.id == column.kind else f"{column.id}  "
    return f"{name}{title}{f'  ({where})' if where else ''}"


def collation_data(collation: Collation, choice: Choice) -> dict[str, object]:
    """Return everything as plain data; entries and columns that the choice leaves out are left out."""
    return {
        "issue": collation.issue,
        "title": collation.title,
        "manifest": collation.manifest,
        "sources": [asdict(source) for source in collation.sources],
        "counts": collation.counts,
        "accounts": {**asdict(collation.accounts), "drops": dict(collation.accounts.drops)},
        "columns": [_column_data(column, collation) for column in collation.only(choice.articles)],
        "corrections": [_entry_data(each, collation) for each in collation.entries if choice.takes(each)],
        "queries": [{**asdict(query), "span": _place(query, collation)} for query in collation.queries],
    }


def _column_data(column: Column, collation: Collation) -> dict[str, object]:
    head = {name: getattr(column, name) for name in ("id", "kind", "title", "path", "page", "scans")}
    return {**head, "rows": [_row_data(row, collation) for row in column.rows]}


def _row_data(row: Row, collation: Collation) -> dict[str, object]:
    passage = row.passage
    lines = [
        {
            "file": collation.paths[line.span.source],
            "line": line.span.line,
            "address": line.address,
            "role": line.role,
            "dropped": line.dropped,
            "corrections": list(line.marks),
            "pieces": [asdict(piece) for piece in line.pieces],
        }
        for line in row.lines
    ]
    edition = passage and {
        "id": passage.id,
        "kind": passage.kind,
        "is_paragraph": passage.is_paragraph,
        "text": passage.text,
        "pieces": [asdict(piece) for piece in passage.pieces],
    }
    return {"source": lines, "edition": edition, "queries": list(row.queries)}


def _entry_data(entry: Entry, collation: Collation) -> dict[str, object]:
    other = None if entry.other is None else {"file": collation.paths[entry.other.source], **asdict(entry.other)}
    return {**asdict(entry), "span": {"file": collation.paths[entry.span.source], **asdict(entry.span)}, "other": other}


def _place(query: Query, collation: Collation) -> dict[str, object]:
    return {"file": collation.paths[query.span.source], **asdict(query.span)}


def _in_order(entries: list[Entry], column: Column) -> list[Entry]:
    """Return entries as the column shows their lines, those of one line from left to right."""
    order = {(line.span.source, line.span.line): number for number, line in enumerate(column.lines)}
    last = len(order)
    return sorted(
        entries, key=lambda each: (order.get((each.span.source, each.span.line), last), each.span.start, each.number)
    )


def _folded_texts(column: Column) -> tuple[str, str]:
    """Return source and edition of a column, so folded that an echo of them can be told from a reason."""
    source = "".join(line.text for line in column.lines)
    return _folded(source), _folded("".join(passage.text for passage in column.passages))


def _folded(text: str) -> str:
    return "".join(char for char in text.translate(_WIDTHS) if not char.isspace() and char != "|")


def _entries(entries: list[Entry], texts: tuple[str, str], speech: _Speech) -> Iterator[str]:
    """Yield a line for each run of entries that say the same thing of one line or of lines that follow each other."""
    run: list[Entry] = []
    for entry in entries:
        if run and not _continues(run[-1], entry):
            yield _line(run, texts, speech)
            run = []
        run.append(entry)
    if run:
        yield _line(run, texts, speech)


def _reasons(run: list[Entry], texts: tuple[str, str]) -> str:
    """Return the evidence of a run, each reason once; words that only repeat the text around are no reason."""
    said = dict.fromkeys(entry.evidence.strip() for entry in run if entry.evidence.strip())
    return "; ".join(each for each in said if not any(_folded(each) in text for text in texts))


def _continues(last: Entry, entry: Entry) -> bool:
    same = (last.rule, last.kind, last.confidence) == (entry.rule, entry.kind, entry.confidence)
    if not same or last.span.source != entry.span.source:
        return False
    if entry.kind == "join":
        return entry.other is not None and entry.other.line == last.span.line
    return entry.kind == "replace" and entry.span.line == last.span.line


def _line(run: list[Entry], texts: tuple[str, str], speech: _Speech) -> str:
    first, last = run[0], run[-1]
    author = speech("by-editor") if first.author is Author.EDITOR else f"{first.confidence:.2f}"
    evidence = _reasons(run, texts)
    tail = f"  {first.rule} ({author}){f'  {evidence}' if evidence else ''}"
    if first.kind == "join" and first.other:
        where = speech("lines", first=speech.line(first.other), last=speech.line(last.span))
        what = speech("join") if len(run) == 1 else speech("joins", count=len(run))
        seam = f" 「{first.before}⌒{first.after}」" if len(run) == 1 else ""
        return f"{where}{what}{seam}{tail}"
    return f"{speech('line', line=speech.line(first.span))}{_what(run, speech)}{tail}"


def _what(run: list[Entry], speech: _Speech) -> str:
    entry = run[0]
    match entry.kind:
        case "replace":
            return " ".join(f"「{before}」→「{after}」" for before, after in _readings(run))
        case "drop":
            reason = word_or(f"drop-{entry.detail}", entry.detail, speech.lang)
            return f"{speech('drop')} 「{_short(entry.before)}」 {reason}"
        case "role":
            role = word_or(f"role-{entry.detail}", entry.detail, speech.lang)
            return f"{speech('role')} {role} 「{_short(entry.before)}」"
        case "move":
            there = speech("moved-behind", line=speech.line(entry.other)) if entry.other else speech("moved-first")
            return f"{there} 「{_short(entry.before)}」"
        case "split":
            return f"{speech('split-inside' if entry.before else 'split')} 「{entry.before}|{entry.after}」"
        case _:
            return f"{speech('stet')} 「{_short(entry.before)}」"


def _readings(run: list[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the words before and after, with their neighbours; changes that stand close together as one."""
    groups: list[list[Entry]] = [[run[0]]]
    for last, entry in pairwise(run):
        if entry.span.start - last.span.end <= _NEAR:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in groups:
        before, after = group[0].left + group[0].before, group[0].left + group[0].after
        for last, entry in pairwise(group):
            gap = last.right[: entry.span.start - last.span.end]
            before, after = before + gap + entry.before, after + gap + entry.after
        yield before + group[-1].right, after + group[-1].right


def _query(query: Query, speech: _Speech) -> str:
    proposed = speech("proposed", proposed=query.proposed) if query.proposed else ""
    answer = speech(f"answer-{query.answer.value if query.answer else 'open'}")
    evidence = f"  {query.evidence}" if query.evidence else ""
    where = speech("line", line=speech.line(query.span))
    body = speech("query", id=query.id, code=query.code, printed=query.printed)
    return f"{where}{body}{proposed} ({query.confidence:.2f}, {answer}){evidence}"


def _counts(chosen: list[Entry], lang: str) -> Iterator[str]:
    counts: dict[str, int] = {}
    for entry in chosen:
        counts[entry.rule] = counts.get(entry.rule, 0) + 1
    if not counts:
        yield word("none", lang)
        return
    yield word("counts", lang)
    yield from (f"  {count:6,}  {rule}" for rule, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 24 else f"{text[:16]}…{text[-6:]}"
