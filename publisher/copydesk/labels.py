"""Labels round a name: 【编辑：…】, （作者单位：…） and where their content stands.

Takes a line and the role it was given, gives where the label's content stands. It does not say whose it is; what a
label looks like is publisher.copydesk.credits' to know.
"""

from __future__ import annotations

from publisher.copydesk.credits.notes import affiliation, editor_tag, editors_span
from publisher.issue.corrections import Role


def content(role: Role, text: str) -> tuple[int, int]:
    """Return where the content of a label stands in a line of this role: the whole line where it has no label."""
    if role is Role.EDITOR and is_label(role, text):
        return editors_span(text) or (0, len(text))
    if role is Role.AFFILIATION and (note := affiliation(text)):
        return note.inner_start, note.inner_end
    return 0, len(text)


def is_label(role: Role, text: str) -> bool:
    """Say whether the whole line is a label of this role, in brackets."""
    if role is Role.EDITOR:
        tag = editor_tag(text)
        return tag is not None and tag.form == "bracket" and not text[: tag.start].strip()
    note = affiliation(text) if role is Role.AFFILIATION else None
    return note is not None and not text.lstrip().startswith(("作者", "第一作者"))
