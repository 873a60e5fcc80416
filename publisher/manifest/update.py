"""A new draft worked into a manifest that an editor has changed: takes both, gives the text with every change named.

What an editor wrote stays byte for byte; what the last draft wrote and nobody touched is replaced. Addresses in what
stays are moved only to lines that were found again, each of them reported. It writes no file.
"""

from __future__ import annotations

from pathlib import Path

from publisher.manifest.alignment import lines_of, with_entries_named, with_sources_named
from publisher.manifest.drafted import KEY, Drafted, Record, draft_text, is_untouched, record_line
from publisher.manifest.outline import Outline, Spot
from publisher.manifest.reader import read_script
from publisher.manifest.update_decisions import DecisionList, merge_decisions
from publisher.manifest.update_entries import merge_entries
from publisher.manifest.workbench import Change, Updated, Workbench
from publisher.manifest.writer import blocks, source_item, write_issue
from publisher.manifest.written import problem
from publisher.manifest.yaml_text import quoted
from publisher.problems import ManifestError, Place, Severity

_MERGED_APART = frozenset({"issue", "sources", "decisions", "contents"})
_BELOW = ("sources", "cover", "imprint", "decisions", "contents")


def update_issue(old_text: str, drafted: Drafted, shown: str) -> Updated:
    """Return the manifest `old_text` with a new draft worked in.

    Args:
        old_text: the manifest as it is; its record tells what the last draft wrote.
        drafted: the new draft, under names of its own.
        shown: the manifest as messages name it.

    Raises:
        ManifestError: the manifest is no plain YAML mapping, or `manifest/no-draft`: it holds no record of a draft.
    """
    outline = Outline(old_text, shown)
    record = outline.record
    if record is None:
        raise ManifestError(problem("manifest/no-draft", Place(shown)))
    drafted = with_sources_named(drafted, outline)
    lines = lines_of(drafted, outline)
    drafted = with_entries_named(drafted, outline, lines)
    if is_untouched(outline.text, record):
        return _redrafted(outline, record, drafted)
    bench = Workbench(outline, record, drafted, lines, answers=_answers(outline))
    _merge_heads(bench)
    _merge_sources(bench)
    merge_entries(bench)
    _merge_decisions(bench)
    body = write_issue(drafted.plan, drafted.notes, drafted.inherited)
    at = outline.keys[KEY]
    bench.splices.replace(at.start, at.end, record_line(drafted, body))
    return bench.updated()


def read_manifest(path: Path, shown: str) -> str:
    """Return the text of a manifest; raises ManifestError for one that is not plain UTF-8."""
    script, problems = read_script(path, shown)
    if problems:
        raise ManifestError(*problems)
    return script.text


def _redrafted(outline: Outline, record: Record, drafted: Drafted) -> Updated:
    """Return the new draft in the place of one that nobody has touched."""
    text = draft_text(drafted)
    fresh = Outline(text, outline.script.shown).record
    names = fresh.entries if fresh else {}
    added = tuple(name for name in names if name not in record.entries)
    changed = [Change(name) for name, said in names.items() if record.entries.get(name, said) != said]
    changed += [Change(name, name) for name in record.entries if name not in names]
    text = text.replace("\n", "\r\n") if "\r\n" in outline.text else text
    return Updated(text, (), added, tuple(changed), ())


def _answers(outline: Outline) -> frozenset[str]:
    pieces = [leaf for entry in outline.entries for leaf in entry.leaves()]
    items = [*outline.decisions, *(item for piece in pieces for item in piece.decisions)]
    return frozenset(item.words[-1] for item in items if item.verb == "answer")


def _merge_heads(bench: Workbench) -> None:
    """Renew the keys at the top, cover and imprint among them, that an editor has not touched."""
    outline, record = bench.outline, bench.record
    fresh = dict(blocks(bench.drafted.plan, {}, bench.drafted.inherited))
    for key, spot in outline.keys.items():
        if key in _MERGED_APART or key.startswith("x-"):
            continue
        if not bench.is_drafted(key, spot):
            bench.kept.append(key)
            bench.stay(key, spot, outline.addresses_of(key))
        elif key in fresh:
            bench.rewrite(key, spot, fresh[key])
        else:
            bench.remove(key, spot, with_remark=key in record.remarks)
    for key, lines in fresh.items():
        if key in outline.keys or key in _MERGED_APART:
            continue
        if key in record.entries:
            bench.kept.append(key)
            continue
        bench.added.append(key)
        below = next(
            outline.keys[name]
            for name in _BELOW[_BELOW.index(key) + 1 if key in _BELOW else 0 :]
            if name in outline.keys
        )
        bench.splices.insert_lines(_above(outline, below), [*bench.drafted.writer.remarks(key, 0), *lines, ""])


def _above(outline: Outline, spot: Spot) -> int:
    """Return where something goes that is to stand above a key and the comment that belongs to it."""
    remark = outline.remark(spot.start)
    return remark.start if remark else outline.line_start(spot.start)


def _merge_sources(bench: Workbench) -> None:
    """Put in the digests of the files as they are now; a new file is added, one that is gone is reported."""
    outline, plan = bench.outline, bench.drafted.plan
    typed = {source["id"][0]: source for source in outline.sources if "id" in source}
    for number, ref in enumerate(plan.sources):
        if ref.id not in typed:
            at = outline.line_end(outline.keys["sources"].end)
            bench.splices.insert_lines(at, source_item(plan, number))
            bench.added.append(ref.id)
            continue
        for key, word in (("sha256", ref.sha256), ("file", ref.shown)):
            old, spot = typed[ref.id].get(key, (word, None))
            if spot and old != word:
                bench.splices.replace(spot.start, spot.end, quoted(word)[1:-1])
                bench.changed.append(Change(f"{ref.id} {key}", old, word))
    for name, source in typed.items():
        if name not in {ref.id for ref in plan.sources}:
            bench.conflict("manifest/update-gone", source["id"][1].start, Severity.WARNING, name=name)


def _merge_decisions(bench: Workbench) -> None:
    """Work in the decisions about all sources."""
    outline = bench.outline
    spot = outline.keys.get("decisions")
    begin = _above(outline, outline.keys["contents"]) if "contents" in outline.keys else len(outline.text)
    home = DecisionList("", outline.decisions, spot, begin, 0)
    merge_decisions(bench, home, bench.drafted.plan.decisions)
