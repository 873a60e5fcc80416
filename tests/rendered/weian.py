"""Invented issues of a magazine called 苇岸, made to measure: few or many articles, nested sections, codes and bars.

It writes a manifest and its Markdown articles into a folder; it builds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TITLES = (
    "渡口新开一班早船",
    "河堤上的三十年",
    "从一本水位簿说起，谈谈渡口镇几代看水人留下的记录与今天的用处",
    "桥",
    "老街十九号的读者来信",
    "关于重修胡堰老码头若干问题的说明",
    "秋天的芦苇",
    "父亲与船",
    "一个排字工人的手艺和他的徒弟们",
    "市集调查：镇上的七家米行",
)
AUTHORS = (
    ("何川",),
    ("田穗",),
    ("向志平", "罗敏"),
    (),
    ("黎素",),
    ("程晓",),
    ("聂谦",),
    ("姚守一", "陶苇"),
    (),
    ("瞿远",),
)
SECTIONS = ("报告", "散文", "小说", "访谈", "诗", "考证", "旧籍新读", "读者来信", "河边消息", "图书")
PROSE = "水退了，路就出来了。这是老话，说的人多，记的人少；记下来的，又多半散在旧账本的空白处。"
ISSN = "0317-8471"


@dataclass(frozen=True)
class Wanted:
    """What an issue should be.

    Attributes:
        entries, in_section: how many articles, and how many in each section.
        nested: whether every third article stands in a section inside its section.
        style: as the manifest writes it.
        issn: empty for none.
        head: more lines of the manifest.
        of_articles: more lines of single articles, by their number from 1.
    """

    entries: int
    in_section: int = 6
    nested: bool = False
    style: str = '"base"'
    issn: str = ISSN
    head: str = ""
    of_articles: tuple[tuple[int, str], ...] = ()
    paragraphs: int = 3


def title_of(number: int) -> str:
    """Return the title of an article, counted from 1; each is another, since it ends with its number."""
    return f"{TITLES[number % len(TITLES)]}（{number}）"


def write_issue(folder: Path, wanted: Wanted) -> Path:
    """Write the periodical and its issue into `<folder>/weian` and return the manifest."""
    home = folder / "weian"
    (home / "articles").mkdir(parents=True)
    facts = [
        'periodical: "weian"',
        'title: "苇岸"',
        'language: "zh-Hans"',
        'publisher: "苇岸月刊社"',
        'kind: "magazine"',
    ]
    facts += [f"style: {wanted.style}", *([f'issn: "{wanted.issn}"'] if wanted.issn else [])]
    (home / "periodical.yaml").write_text("\n".join(facts) + "\n", encoding="utf-8")
    lines = ['issue: "weian-2031-04"', 'number: "2031年第4期"', "running_number: 88", 'date: "2031-04"', wanted.head]
    lines += [
        "imprint:",
        '  - {label: "主管", value: "苇岸镇文化站"}',
        '  - {label: "定价", value: "6.00元"}',
        "contents:",
    ]
    for first in range(1, wanted.entries + 1, wanted.in_section):
        section = SECTIONS[first // wanted.in_section % len(SECTIONS)]
        lines += [f'  - section: "{section}"', "    contents:"]
        for number in range(first, min(first + wanted.in_section, wanted.entries + 1)):
            lines += _entry(home, number, wanted)
    manifest = home / "2031-04.yaml"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return manifest


def _entry(home: Path, number: int, wanted: Wanted) -> list[str]:
    """Write an article and return its lines of the manifest."""
    file = f"articles/{number:03}.md"
    names = ", ".join(f'"{name}"' for name in AUTHORS[number % len(AUTHORS)])
    front = f'---\ntitle: "{title_of(number)}"\n' + (f"byline: [{names}]\n" if names else "") + "---\n\n"
    text = "\n\n".join(PROSE * (1 + (number + part) % 4) for part in range(wanted.paragraphs + number % 3))
    (home / file).write_text(f"{front}{text}\n", encoding="utf-8")
    said = dict(wanted.of_articles).get(number, "")
    lines = [f'- article: "weian-2031-04-i{number:04}"', f'  page: "{number + 6}"', *([f"  {said}"] if said else [])]
    lines.append(f'  text: {{markdown: "{file}"}}')
    if not wanted.nested or number % 3:
        return [f"      {line}" for line in lines]
    inner = [f'      - section: "{SECTIONS[number % len(SECTIONS)]}之{number}"', "        contents:"]
    return [*inner, *(f"          {line}" for line in lines)]
