"""What an issue looks like after each step of the flow: takes a manifest and a step, gives data or a text.

It prints nothing and writes nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from publisher.house import House
from publisher.issue import summary
from publisher.manifest import resolve
from publisher.production.editing import ORIGINAL, edit_in, galley_of, style_of


def show(manifest: Path, house: House, after: str, language: str = ORIGINAL) -> dict[str, object]:
    """Return the issue as plain data, as it stands after the galley, the copydesk or typesetting."""
    if after == "galley":
        is_original = language == ORIGINAL
        galley = (
            galley_of(resolve.read_plan(manifest, house), house)
            if is_original
            else edit_in(manifest, house, language).galley
        )
        return {"sources": [{"id": each.id, "path": each.path, "lines": list(each.lines)} for each in galley.sources]}
    edited = edit_in(manifest, house, language)
    if after == "typesetting":
        from publisher.typesetting.pages import typeset

        pages = typeset(edited.issue, style_of(edited.plan, house), "epub", house)
        return {"pages": [{"file": page.file, "title": page.title, "xhtml": page.xhtml} for page in pages.pages]}
    return summary.summary(edited.issue)


def show_text(manifest: Path, house: House, after: str, language: str = ORIGINAL) -> str:
    """Return the issue as a text for people, as it stands after the step asked for."""
    if after == "copydesk":
        return "\n".join(summary.outline(edit_in(manifest, house, language).issue))
    return json.dumps(show(manifest, house, after, language), ensure_ascii=False, indent=1)
