"""A new periodical to start from: takes a folder and a code, gives the texts of its first files.

What it gives is a valid issue that builds as it stands, with comments in Chinese that say what may be changed. It
writes nothing: the command does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from publisher.house import House, styles_folder
from publisher.issue.style import Declared, DeclaredKind
from publisher.manifest.declared import own_schema
from publisher.manifest.ids import CODE
from publisher.manifest.schema import json_schema
from publisher.manifest.style_reader import declared_schema, read_style
from publisher.manifest.written import problem
from publisher.problems import ManifestError, Place, UsageError

_PERIODICAL = """\
# yaml-language-server: $schema=.reissue/periodical.schema.json
# 一种刊物的固定信息。文字都写在双引号里；x- 开头的键不起作用，可作备注。
periodical: "{code}"            # 代码，只用小写英文字母、数字和连字符，是各期编号的开头
title: "新刊"
language: "zh-Hans"             # zh-Hans 简体，zh-Hant 繁体，en 英文
publisher: "新刊编辑部"
description: "用一句话介绍这份刊物。"
rights: "版权归各作者所有。"
invented: true                  # 虚构的刊物会在版记里说明；真实刊物请删去这一行
kind: "{kind}"                # magazine 杂志，newspaper 报纸
style: "{style}"                   # 样式；也可写 {{name: "base", columns: 1}}
sources_root: "."               # 提取文字所在的文件夹，在本文件夹之内；别处的用 --sources 指明
# issn: "1234-5679"             # 原刊印有才写；校验码会核对
"""

_ISSUE = """\
# yaml-language-server: $schema=.reissue/issue.schema.json
# 一期的内容。编号由刊物代码和文件名组成；文章编号一经使用就不要再改。
issue: "{code}-2026-01"
number: "2026年第1期"
running_number: 1
date: "2026-01"
imprint:
  - {{label: "编辑", value: "新刊编辑部"}}
contents:
  - section: "卷首"
    contents:
      - article: "{code}-2026-01-i0001"
        text: {{markdown: "articles/01-foreword.md"}}
# 用提取文字时，先写明来源文件，再用行号取字：
# sources:
#   - {{id: "main", file: "001.txt", sha256: "…"}}
# contents:
#   - article: "{code}-2026-01-i0002"
#     title: {{from: "73"}}
#     byline: {{names: ["某某"], from: "75"}}
#     text: ["76-90", "95@0-35"]
"""

_ARTICLE = """\
---
title: "写在前面"
byline: "陈一舟"
---
这是一篇示例文章。一行一段，段与段之间空一行；行末断开的中文
会自动接上，不留空格。

## 小标题

要着重的字写在*星号*里，要加粗的写在**双星号**里。生僻字可以注音，如{犇|bēn}。需要说明的地方加注[^1]。

> 引文另起，前面加大于号。

:::verse
诗一行占一行，
节与节之间空一行。
:::

[^1]: 注文写在这里。
"""

_README = """\
# 新刊

这个文件夹是一种刊物：

- `periodical.yaml`：刊名、语言、样式等固定信息
- `2026-01.yaml`：一期的内容
- `articles/`：自己写的文章（Markdown）
{more}- `.reissue/`：供编辑器提示键名用的模式文件，不必改动

常用命令：

    reissue check 2026-01.yaml
    reissue build 2026-01.yaml -o output

有错误时会指出哪个文件、哪一行，并给出建议；`reissue explain 代码` 有更详细的说明。
"""


_README_STYLE = """\
- `styles/{code}/`：本刊自己的样式，只写与上级样式不同的地方；模板、样式表、标签都可以一个文件一个文件地换
"""

_STYLE = """\
# yaml-language-server: $schema=../../.reissue/style.schema.json
# 本刊自己的样式：建在 {parent} 之上，只写与它不同的地方。
extends: "{parent}"
description: "{code} 的样式"
# 自定的选项：periodical.yaml 和各期清单里可以设，模板和样式表里写作 own.rule_pt。
schema:
  - name: "rule_pt"
    type: "number"
    range: [0, 4]
    default: 0.75
    zh: "题下横线的粗细（磅）"
    en: "Weight of the rule below titles, in points."
options:
  accent: "#1f4e79"             # 强调色
"""

_SHEET = """\
/* 印在 PDF 上的样式，接在上级样式之后。题下加一道横线；题头的高总会凑成整行，正文不离开版格。 */
h1.title { border-bottom: {{ own.rule_pt }}pt solid {{ own.accent }}; padding-bottom: 3pt; }
"""

_LABELS = """\
# 样式排印时添上的字。只写要换的。
contents: "本期目录"
"""

_DECLARED = Declared(
    "rule_pt",
    DeclaredKind.NUMBER,
    "0.75",
    high=4.0,
    zh="题下横线的粗细（磅）",
    en="Weight of the rule below titles, in points.",
)


def scaffold(folder: Path, code: str, style: str = "") -> dict[str, str]:
    """Return relative name → text of the first files of a periodical.

    Args:
        folder: where they will be written; none of them may be there already.
        code: code of the periodical.
        style: the style that one of its own shall build on; empty gives it none of its own.

    Raises:
        UsageError: the code is not well formed, or a file is there already.
    """
    if not CODE.fullmatch(code) or len(code) > 60:
        raise UsageError(problem("manifest/bad-id", None, id=code[:80], example="hewan"))
    house = House(folder, styles_folder())
    kind, own = _kind(style, house) if style else "magazine", declared_schema(house)
    files = {
        "periodical.yaml": _PERIODICAL.format(code=code, kind=kind, style=code if style else "base"),
        "2026-01.yaml": _ISSUE.format(code=code),
        "articles/01-foreword.md": _ARTICLE,
        "README.md": _README.format(more=_README_STYLE.format(code=code) if style else ""),
        **(style_files(code, style, own) if style else {}),
        ".reissue/periodical.schema.json": _schema_text("periodical", own),
        ".reissue/issue.schema.json": _schema_text("issue", own),
    }
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise UsageError(
            *(problem("manifest/file-exists", Place((folder / name).as_posix()), file=name) for name in there)
        )
    return files


def _kind(style: str, house: House) -> str:
    """Return what a periodical in this style is; raises UsageError if there is no such style."""
    try:
        folders = read_style(style, (), house, None).folders
    except ManifestError as error:
        raise UsageError(*error.problems) from None
    return "newspaper" if any(folder.name == "newspaper" for folder in folders) else "magazine"


def style_files(code: str, parent: str, own: dict[str, Any]) -> dict[str, str]:
    """Return the files of a style of its own, which builds on `parent`; its declared options are added to `own`."""
    own |= own_schema([_DECLARED])
    return {
        f"styles/{code}/style.yaml": _STYLE.format(parent=parent, code=code),
        f"styles/{code}/css/pdf-{code}.css.j2": _SHEET,
        f"styles/{code}/labels/zh-Hans.yaml": _LABELS,
        ".reissue/style.schema.json": _schema_text("style", own),
    }


def _schema_text(which: Literal["periodical", "issue", "style"], own: dict[str, Any]) -> str:
    return json.dumps(json_schema(which, own), ensure_ascii=False, indent=2) + "\n"
