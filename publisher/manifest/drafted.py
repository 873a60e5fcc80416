"""What a draft remembers of itself: one line at the end of a manifest, by which a later draft knows what an editor did.

Takes a drafted plan and its galley, gives the whole text and the record in it; reads such a record back. It holds
digests and marks, never words of the source, and compares nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.issue.decisions import Decision
from publisher.issue.galley import Galley
from publisher.issue.plan import EntryPlan, IssuePlan
from publisher.manifest.entry_writer import EntryWriter, Notes
from publisher.manifest.moved_lines import marks_of, packed
from publisher.manifest.writer import Inherited, blocks, entry_writer, write_issue

KEY = "x-draft"
_REMARK = "# 下面一行由 import 写成，供 import --update 辨认哪些是编辑改过的，请勿改动。"
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that is to be written: the plan, its remarks, the lines it speaks of, and what periodical.yaml says."""

    plan: IssuePlan
    galley: Galley
    notes: Notes = field(default_factory=dict)
    inherited: Inherited | None = None
    tool: str = ""

    @property
    def writer(self) -> EntryWriter:
        """What writes the plan's entries."""
        return entry_writer(self.plan, self.notes)


@dataclass(frozen=True, slots=True)
class Record:
    """What a draft wrote.

    Attributes:
        body: digest of everything above the record.
        entries: id of an entry, or a key at the head → digest of its text.
        remarks: the same → digest of the comment above it.
        decisions: digests of all decisions.
        lines: id of a source → digest of the file, and the marks of its lines.
    """

    body: str
    entries: Mapping[str, str]
    remarks: Mapping[str, str]
    decisions: frozenset[str]
    lines: Mapping[str, tuple[str, str]]


def digest(text: str | Sequence[str]) -> str:
    """Return the digest of a piece of a manifest, whatever its margin and wherever its long lists break."""
    whole = text if isinstance(text, str) else "\n".join(text)
    return hashlib.sha256(_BREAK.sub(" ", whole.strip()).encode()).hexdigest()[:_LENGTH]


def item_text(lines: Sequence[str]) -> str:
    """Return the text of an item of a list without its dash."""
    return "\n".join(lines).lstrip().removeprefix("- ")


def body_of(text: str) -> str:
    """Return a manifest without its record."""
    return re.split(rf"(?m)^(?:{re.escape(_REMARK)}\r?\n)?{KEY}:", text, maxsplit=1)[0].rstrip()


def draft_text(drafted: Drafted) -> str:
    """Return the manifest of a draft, its record in the last line."""
    body = write_issue(drafted.plan, drafted.notes, drafted.inherited)
    return f"{body}\n{_REMARK}\n{record_line(drafted, body)}\n"


def record_line(drafted: Drafted, body: str) -> str:
    """Return the line that remembers a draft with this body."""
    writer, plan = drafted.writer, drafted.plan
    entries = {key: digest(_bare(lines)) for key, lines in blocks(plan, {}, drafted.inherited) if key not in _LISTS}
    entries |= {entry.id: digest(writer.header(entry, 0)) for entry in plan.entries()}
    named = {owner: digest(lines) for owner in (*entries, *_LISTS) if (lines := writer.remarks(owner, 0))}
    decisions = [digest(item_text(writer.pen.decision(each, 0))) for each in all_decisions(plan)]
    record = {
        "tool": drafted.tool,
        "sha256": hashlib.sha256(body.strip().encode()).hexdigest(),
        "entries": entries,
        "remarks": named,
        "decisions": decisions,
        "lines": {source.id: [source.sha256, packed(marks_of(source.lines))] for source in drafted.galley.sources},
    }
    return f"{KEY}: {json.dumps(record, ensure_ascii=False)}"


def record_of(value: object) -> Record | None:
    """Return the record that stands in a manifest, as read from its YAML, or None if it is not one."""
    if not isinstance(value, dict):
        return None
    entries, remarks, lines = (_mapping(value.get(key)) for key in ("entries", "remarks", "lines"))
    decisions = value.get("decisions")
    known = decisions if isinstance(decisions, list) else []
    sources = {
        key: (str(pair[0]), str(pair[1])) for key, pair in lines.items() if isinstance(pair, list) and len(pair) == 2
    }
    return Record(
        body=str(value.get("sha256", "")),
        entries={key: str(text) for key, text in entries.items()},
        remarks={key: str(text) for key, text in remarks.items()},
        decisions=frozenset(map(str, known)),
        lines=sources,
    )


def is_untouched(text: str, record: Record) -> bool:
    """Say whether a manifest is what the draft wrote, character by character."""
    return hashlib.sha256(body_of(text).replace("\r\n", "\n").strip().encode()).hexdigest() == record.body


def all_decisions(plan: IssuePlan) -> Iterable[Decision]:
    """Yield the decisions of an issue and of its articles."""
    yield from plan.decisions
    for article in plan.articles():
        yield from article.decisions


def leaves(entries: Sequence[EntryPlan]) -> Iterable[tuple[tuple[EntryPlan, ...], EntryPlan]]:
    """Yield what stands in no further list, each with the sections and sheets it stands in, the outermost first."""
    for entry in entries:
        inner = getattr(entry, "entries", None)
        if inner is None:
            yield (), entry
        else:
            yield from (((entry, *above), leaf) for above, leaf in leaves(inner))


_LISTS = frozenset({"sources", "decisions", "contents"})


def _bare(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not line.lstrip().startswith("#")]


def _mapping(value: object) -> dict[str, object]:
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}
