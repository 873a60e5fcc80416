"""Takes the tags behind an article for what they are: who edited it, where its author works.

Does: a line `[编辑：…]`, `【责编：…】` becomes the article's editor, `（作者单位：…）` its affiliation; an editor's
tag at the end of a paragraph is cut off first.
Why: these are facts about the article, not its last paragraph.
Example: `岸上的灯一盏盏亮起来。[编辑:程 晓]` → the paragraph, and 程晓 as editor.
Leaves alone: brackets inside a sentence, and articles whose editor or affiliation the manifest gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.copydesk.credits.notes import editor_tag
from publisher.copydesk.labels import is_label
from publisher.copydesk.rule import Page, Proposal, Rule, reassigned
from publisher.issue.corrections import Role


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a change of role for every tag in the text of an article."""
    for slip in page.placed():
        if slip.role is not Role.BODY:
            continue
        reading = page.reading(slip)
        rest, text = slip, reading.text
        tag = editor_tag(text)
        if tag and text[: tag.start].strip():
            span = reading.source_span(tag.start, len(text))
            if not page.desk.protected(span):
                yield Proposal(reassigned(slip, span, Role.EDITOR), text[tag.start : tag.end])
                rest, text = replace(slip, span=replace(slip.span, end=span.start)), text[: tag.start]
        for role in (Role.EDITOR, Role.AFFILIATION):
            if is_label(role, text):
                yield Proposal(reassigned(rest, rest.span, role), text.strip()[:40])


RULE = Rule("copydesk/editor-tag", propose)
