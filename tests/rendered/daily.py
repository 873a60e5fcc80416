"""An invented newspaper of any length: takes a folder and a die, leaves a manifest, articles and pictures in it.

Its words are clauses of our own in random order. Sheets, sections, kickers, photos and editors are those of a local
daily; the same die gives the same issue.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

_CLAUSES = (
    "柳渡镇的早市今年搬到了河堤上",
    "摊主们说路宽了一半",
    "船闸从三月起试运行",
    "上下游的货船不必再等潮水",
    "镇里把旧粮库改成了图书室",
    "每周三晚上有人来讲故事",
    "修堤的石料取自对岸的采石场",
    "水位比去年同期低了三十厘米",
    "农技站请来两位老师傅",
    "学员当场给果树剪枝",
    "公交线路延长到青石村",
    "末班车推迟到晚上九点",
    "退休教师顾蓉整理了镇上的老地名",
    "共记下二百一十六条",
    "学生在操场边种了一排榆树",
    "渔民把空出来的网场让给了合唱队",
    "新桥的护栏漆成了灰色",
    "夜里走在桥上看得见两岸的灯",
    "卫生院添了一台检查设备",
    "医生轮流到各村坐诊",
)
_SUBJECTS = (
    "船闸",
    "早市",
    "图书室",
    "青石村",
    "河堤",
    "果园",
    "公交线",
    "合唱队",
    "老地名",
    "卫生院",
    "采石场",
    "渡口",
)
_VERBS = (
    "今起试运行",
    "搬上新河堤",
    "迎来第一批读者",
    "通了末班车",
    "请来老师傅",
    "开进村里",
    "整修一新",
    "有了新去处",
)
_LONGER = ("二百多户人家不再绕远路", "四十条货船一天内通过", "老住户回来看了三遍", "镇里打算再修两处")
_NAMES = ("程晓", "覃朗", "罗敏", "顾蓉", "陶苇", "彭启明")
_SHEETS = ("要闻", "民生", "文化", "副刊")


@dataclass(frozen=True)
class Daily:
    """What an issue is made of: sheets of stories; a story is the number of its clauses, 0 a photo without a story."""

    sheets: tuple[tuple[int, ...], ...]
    has_sheets: bool = True
    style: str = '{name: "newspaper"}'
    kind: str = "newspaper"
    has_pictures: bool = True


def written(daily: Daily, folder: Path, seed: int = 1) -> Path:
    """Write the issue into a folder and return its manifest."""
    dice = random.Random(seed)  # noqa: S311 - a die, not a secret
    home = folder / "liudu"
    (home / "articles").mkdir(parents=True)
    (home / "periodical.yaml").write_text(_periodical(daily), encoding="utf-8")
    lines = ['issue: "liudu-2031-05-14"', 'number: "第2204期"', 'date: "2031-05-14"', "", "contents:"]
    number = 0
    for index, stories in enumerate(daily.sheets):
        indent = "      " if daily.has_sheets else "  "
        if daily.has_sheets:
            lines += _sheet(index, dice)
        for story in stories:
            number += 1
            lines += _story(number, story, dice, home, indent, has_picture=daily.has_pictures)
    manifest = home / "2031-05-14.yaml"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return manifest


def _periodical(daily: Daily) -> str:
    return "\n".join(
        [
            'periodical: "liudu"',
            'title: "柳渡日报"',
            'language: "zh-Hans"',
            'publisher: "柳渡日报社"',
            'rights: "AGPL-3.0-or-later"',
            "invented: true",
            f'kind: "{daily.kind}"',
            f"style: {daily.style}",
            'sources_root: "articles"',
            "",
        ]
    )


def _sheet(index: int, dice: random.Random) -> list[str]:
    editors, proofreaders = dice.sample(_NAMES, 2), dice.sample(_NAMES, 1)
    return [
        f'  - sheet: "{index + 1}"',
        f'    name: "{_SHEETS[index % len(_SHEETS)]}"',
        f"    editors: [{', '.join(map(_quoted, editors))}]",
        f"    proofreaders: [{', '.join(map(_quoted, proofreaders))}]",
        "    contents:",
    ]


def _quoted(text: str) -> str:
    return f'"{text}"'


def _story(number: int, clauses: int, dice: random.Random, home: Path, indent: str, *, has_picture: bool) -> list[str]:
    name = f"articles/{number:02}.md"
    (home / name).write_text(_markdown(number, clauses, dice, home, has_picture=has_picture), encoding="utf-8")
    kind = "article" if clauses else "photos"
    return [f'{indent}- {kind}: "liudu-2031-05-14-i{number:04}"', f'{indent}  text: {{markdown: "{name}"}}']


def _markdown(number: int, clauses: int, dice: random.Random, home: Path, *, has_picture: bool) -> str:
    head = ["---", f'title: "{dice.choice(_SUBJECTS)}{dice.choice(_VERBS)}"']
    if clauses > 30:
        head.append(f'kicker: "{dice.choice(_LONGER)}"')
    if clauses > 60:
        head.append(f'subtitle: "——{dice.choice(_SUBJECTS)}见闻"')
    head += [f'byline: {{names: ["{dice.choice(_NAMES)}"], role: "本报记者"}}', "---", ""]
    paragraphs = list(_paragraphs(clauses, dice))
    if has_picture and (not clauses or clauses > 24):
        picture = _picture(number, dice, home)
        paragraphs.insert(min(1, len(paragraphs)), f'![河边的一处新景](pictures/{picture} "柳渡河边。｜陶苇 摄")')
    return "\n".join([*head, "\n\n".join(paragraphs), ""])


def _paragraphs(clauses: int, dice: random.Random) -> list[str]:
    paragraphs = []
    while clauses > 0:
        size = min(clauses, dice.randint(3, 8))
        paragraphs.append("，".join(dice.choice(_CLAUSES) for _ in range(size)) + "。")
        clauses -= size
    return paragraphs


def _picture(number: int, dice: random.Random, home: Path) -> str:
    folder = home / "articles" / "pictures"
    folder.mkdir(exist_ok=True)
    name = f"{number:02}.jpg"
    width, height = dice.choice(((900, 600), (800, 800), (600, 800)))
    image = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", (image, image.rotate(90), image.rotate(180))).save(folder / name, quality=80)
    return name
