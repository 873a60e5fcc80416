"""A small issue on disk, for attacks that need one: a periodical of one page with one picture."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PIL import Image

TEXT = "河湾渡口\n河水要进，也要出。\n"


def written_issue(folder: Path, heading: str = "河湾渡口", text: str = TEXT, **more: str) -> Path:
    """Write an issue and return its manifest; `more` are lines of the manifest by key."""
    folder = folder / "lantern"
    folder.mkdir()
    Image.new("L", (40, 60), 120).save(folder / "p.png")
    (folder / "001.txt").write_text(text, encoding="utf-8")
    (folder / "periodical.yaml").write_text('periodical: "lantern"\ntitle: "灯"\nlanguage: "zh-Hans"\n', "utf-8")
    digest = hashlib.sha256((folder / "001.txt").read_bytes()).hexdigest()
    lines = [
        'issue: "lantern-2026-03"',
        'date: "2026-03"',
        f'sources: [{{id: "main", file: "001.txt", sha256: "{digest}"}}]',
        *(f"{key}: {value}" for key, value in more.items()),
        "contents:",
        '  - article: "lantern-2026-03-i0001"',
        f"    title: {json.dumps(heading, ensure_ascii=False)}",
        f'    text: "1-{len(text.splitlines())}"',
        '    captions: [{picture: "p.png", alt: "灯"}]',
    ]
    manifest = folder / "2026-03.yaml"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return manifest
