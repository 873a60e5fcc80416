"""A periodical small enough to be built a hundred times: three articles, one of extracted text, in two drafts.

Every file that a build writes differs between the drafts, so that the bytes of each say which one it is of.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from publisher.house import write_atomically

DRAFTS = (1, 2)
STEM = "fengdu-2031-04"
_SOURCE = "封渡口的灯\n许平舟\n灯在雨里亮了一夜，船工说，看见灯就看见了岸。\n第二天一早，渡口又有了人声。\n"
_PERIODICAL = """periodical: "fengdu"
title: "封渡"
language: "zh-Hans"
publisher: "封渡编辑部"
invented: true
kind: "magazine"
style: "base"
sources_root: "."
"""
_ISSUE = """issue: "fengdu-2031-04"
number: "2031年第4期"
date: "2031-04"
revision: {draft}
sources:
  - {{id: "main", file: "main.txt", sha256: "{sha256}"}}
contents:
  - article: "fengdu-2031-04-i0001"
    title: {{from: "1"}}
    byline: {{names: ["许平舟"], from: "2"}}
    text: ["3-4"]
  - article: "fengdu-2031-04-i0002"
    text: {{markdown: "second.md"}}
  - article: "fengdu-2031-04-i0003"
    text: {{markdown: "third.md"}}
"""
_ARTICLE = """---
title: "{title}"
byline: "{name}"
---
第{draft}稿。{text}

{text}
"""
_TEXT = "河边的人都认得这条船，也认得撑船的人；水涨水落，船总在那里，像一句说了许多年的话。" * 4


def write_draft(folder: Path, draft: int) -> Path:
    """Write the periodical as one draft has it, and return the manifest."""
    sha256 = hashlib.sha256(_SOURCE.encode()).hexdigest()
    files = {
        "main.txt": _SOURCE,
        "periodical.yaml": _PERIODICAL,
        "second.md": _ARTICLE.format(title="撑船的人", name="何望", draft=draft, text=_TEXT),
        "third.md": _ARTICLE.format(title="水位记", name="江一苇", draft=draft, text=_TEXT[::2]),
        "2031-04.yaml": _ISSUE.format(draft=draft, sha256=sha256),
    }
    for name, text in files.items():
        write_atomically(folder / name, text.encode())
    return folder / "2031-04.yaml"
