"""A small issue of two articles and a collation of it: takes lines of text, gives what `collate` makes of them.

It holds every kind of correction and two queries, one of them answered. It reads no file and asserts nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image

from publisher.house import House
from publisher.production import collate
from publisher.proof.collation import Collation

PERIODICAL = """\
periodical: "dengshi"
title: "灯市"
language: "zh-Hans"
sources_root: "."
"""
LINES = (
    "## 灯市重开灯市重开",
    "",
    "何 川",
    "",
    "正月十三,下街的灯市停了六年,又开",
    "了。最早挂出来的是一盏走马灯,纸壁上",
    "画着渡船、石阶和一头牛。",
    "灯市",
    "灯是罗水生扎的。他说竹篾要泡足 3 天,",
    "末后再说:“未了才上纸。”(下转第4页)",
    "",
    "走在桥上,看见",
    "河心一点灯,",
    "不知是谁放的。",
    "",
    "桥头<b>的茶&馆",
    "茶馆开到半夜,灯油是桥会的。",
    "掌柜姓瞿。",
    "",
    "扫码看灯市",
    "3",
)
MANIFEST = """\
issue: "dengshi-2026-02"
date: "2026-02"
sources:
  - id: "page"
    file: "page.txt"
    sha256: "{sha256}"
imprint:
  - {{label: "主办", value: "灯火社"}}
contents:
  - section: "街市"
    contents:
      - article: "dengshi-2026-02-i0001"
        title: {{from: "1"}}
        byline: {{names: ["何川"], from: "3"}}
        page: "3"
        scan: "page.png"
        text: "5-14"
        verse: "12-14"
        decisions:
          - {{emend: "10", wrong: "未了", right: "末了", why: "形近误识"}}
          - {{drop: "8", reason: "running-head"}}
          - {{query: "9", printed: "罗水生", proposed: "罗永生", why: "三页作罗永生"}}
          - {{query: "7", printed: "一头牛", proposed: "两头牛", why: "灯上有两头"}}
          - {{answer: "q-f26ac84e", as: "reject"}}
  - article: "dengshi-2026-02-i0002"
    title: {{from: "16"}}
    text: ["17", "18"]
    decisions:
      - {{order: ["18", "17"]}}
decisions:
  - {{drop: "21", reason: "folio"}}
  - {{drop: "20", reason: "qr-prompt"}}
"""


def write(folder: Path) -> Path:
    """Write periodical, source and manifest into a folder and return the manifest."""
    text = "\n".join(LINES).encode()
    (folder / "periodical.yaml").write_text(PERIODICAL, encoding="utf-8")
    (folder / "page.txt").write_bytes(text)
    Image.new("RGB", (90, 120), "#e8e0cc").save(folder / "page.png")
    manifest = folder / "2026-02.yaml"
    manifest.write_text(MANIFEST.format(sha256=hashlib.sha256(text).hexdigest()), encoding="utf-8")
    return manifest


@cache
def collated(folder: Path) -> Collation:
    """Return the collation of what `write` wrote into a folder."""
    return collate(write(folder), replace(House.here(), root=folder))
