"""A small finished issue of everything a page may hold, and what must stand in it: built once, spoiled by the tests.

Three articles, one of them from an extracted page: ruby, names, a table, verse, a list, a quotation, an interview, two
notes, a picture, a lost one, a gap, words supplied, a link. It asserts nothing.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image

from publisher.house import House
from publisher.production import build
from publisher.production.expecting import Expectation, expected

PERIODICAL = """\
periodical: "dengshi"
title: "灯市"
kind: magazine
language: "zh-Hans"
publisher: "灯火社"
sources_root: "."
"""
SOURCE = "灯市重开\n\n正月十三，下街的灯市停了六年，又开了。\n灯是罗水生扎的。\n3\n".encode()
MANIFEST = """\
issue: "dengshi-2026-02"
number: "2026年第2期"
running_number: 38
date: "2026-02"
rights: "© 灯火社"
cover: {{picture: "pictures/lamp.png", alt: "一盏灯"}}
sources:
  - {{id: "page", file: "page.txt", sha256: "{sha256}"}}
imprint:
  - {{label: "主编", value: "瞿平"}}
contents:
  - section: "街市"
    contents:
      - article: "dengshi-2026-02-i0001"
        title: {{from: "1"}}
        byline: {{names: ["何川", "罗敏"], role: "本刊记者"}}
        page: "3"
        text: "3-4"
      - article: "dengshi-2026-02-i0002"
        page: "5"
        text: {{markdown: "articles/lamps.md"}}
  - article: "dengshi-2026-02-i0003"
    kind: interview
    page: "8"
    text: {{markdown: "articles/bridge.md"}}
decisions:
  - {{drop: "5", reason: "folio"}}
"""
LAMPS = """\
---
title: "走马灯"
kicker: "手艺"
subtitle: "竹篾要泡三天"
byline: {names: ["瞿平"]}
editor: "何川"
---

灯是[罗水生]{.name}扎的，{篾|miè}片要*泡足*三天。[^1]他说得慢。

## 纸壁

> 纸要薄，糊要稀。

表：各街挂灯的数目

| 街 | 灯 |
|---|---:|
| 上街 | 12 |
| 下街 | 40 |

- 一盏在桥头
- 一盏在渡口

:::verse
河心一点灯，
不知是谁放的。
:::

![桥头的灯](../pictures/lamp.png)

桥头的灯，正月十五夜。

碑上写着[灯谱](https://example.org/lamps)□□〔无〕存。[^2]

[^1]: 泡在井水里。
[^2]: 碑在桥西。
"""
BRIDGE = """\
---
title: "桥会"
byline: {names: ["罗敏"]}
---

:::qa
问：灯油是谁出的？

答：桥会出的。
:::

散会已经是半夜。
"""
ISSUE = "dengshi-2026-02"
Members = dict[str, bytes]


@dataclass(frozen=True)
class Lamps:
    """The issue as it was built: its folder, the house, and what must stand in it."""

    folder: Path
    house: House
    wanted: Expectation

    def read(self, suffix: str) -> bytes:
        """Return the bytes of one edition."""
        return (self.folder / f"{ISSUE}.{suffix}").read_bytes()

    @property
    def members(self) -> Members:
        """The files of the EPUB."""
        with zipfile.ZipFile(io.BytesIO(self.read("epub"))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def write(folder: Path, periodical: str = PERIODICAL, manifest: str = MANIFEST) -> Path:
    """Write periodical, manifest, source, articles and picture into a folder and return the manifest."""
    texts: Mapping[str, str] = {
        "periodical.yaml": periodical,
        "2026-02.yaml": manifest.format(sha256=hashlib.sha256(SOURCE).hexdigest()),
        "articles/lamps.md": LAMPS,
        "articles/bridge.md": BRIDGE,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "page.txt").write_bytes(SOURCE)
    (folder / "pictures").mkdir()
    Image.new("RGB", (300, 400), "#e8e0cc").save(folder / "pictures/lamp.png")
    return folder / "2026-02.yaml"


@cache
def lamps(folder: Path) -> Lamps:
    """Return the issue, built into a folder in all editions that need no layout."""
    home = folder / "dengshi"
    home.mkdir()
    house = replace(House.here(), root=folder)
    built = build(write(home), house, ("epub", "html", "txt"), folder / "output", lambda _: None)
    return Lamps(built.folder, house, expected(built.folder, house))


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return the bytes of an EPUB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def replaced(name: str, old: str, new: str) -> Callable[[Members], Members]:
    """Return what writes one thing for another in a file of the EPUB, once; the old must stand there."""

    def spoil(members: Members) -> Members:
        text = members[name].decode()
        if old not in text:
            raise LookupError(old)
        return members | {name: text.replace(old, new, 1).encode()}

    return spoil
