"""Issues in which nearly everything is said twice: takes a seed, writes a periodical with a manifest.

A reader of finished pages finds out by the words which block a line belongs to. Here headings, notes, cells, bylines
and whole paragraphs recur, pages break anywhere, and every style has its turn.
"""

from __future__ import annotations

import random
from pathlib import Path

STYLES = (
    '"base"',
    '{name: "base", columns: "1", measure: "36"}',
    '{name: "base", columns: "3", measure: "13"}',
    '{name: "base", run_on: false}',
    '"newspaper"',
    '"vertical"',
)
_PHRASES = (
    "灯市停了六年", "又开了", "最早挂出来的", "是一盏走马灯", "河水涨了三尺", "船工说", "看见灯就看见了岸", "同上",
    "略", "第二天一早", "渡口又有了人声", "1978年", "Lantern", "涨了3.5%", "他们说：“不用等。”", "《水位记》", "——",
    "……", "（见前）", "A区", "12", "①", "No. 5",
)  # fmt: skip
_SHORT = ("同上。", "略。", "灯。", "——", "……")
_HEADINGS = ("小标题", "小标题", "一", "（一）灯", "渡口")
_TITLES = ("写在前面", "写在前面", "灯市重开", "渡口", "编后", "水位记（二）")
_NAMES = ("陈一舟", "陈一舟", "何川", "江一苇")
_NOTES = ("另一条注。", "同上。", "同上。", "见前。")
_SECTIONS = ("卷首", "副刊", "卷首")
_CELLS = ("12", "同上", "略", "1,234", "—")


class Dice(random.Random):
    """What is drawn for one issue."""

    def clause(self) -> str:
        return "".join(self.choice(_PHRASES) for _ in range(self.randint(1, 4)))

    def sentence(self) -> str:
        return "，".join(self.clause() for _ in range(self.randint(1, 4))) + self.choice("。。。！？")

    def paragraph(self) -> str:
        if self.random() < 0.15:
            return self.choice(_SHORT)
        text = "".join(self.sentence() for _ in range(self.randint(1, 7)))
        if self.random() < 0.2:
            at = self.randrange(len(text))
            text = f"{text[:at]}**要紧**{text[at:]}"
        return text + ("如{犇|bēn}。" if self.random() < 0.2 else "")

    def table(self) -> str:
        columns = self.randint(2, 4)
        head = " | ".join(f"列{number}" for number in range(columns))
        rows = [[self.choice((*_CELLS, self.clause()[:8])) for _ in range(columns)] for _ in range(self.randint(1, 6))]
        return "\n".join([f"| {head} |", f"|{'---|' * columns}", *(f"| {' | '.join(row)} |" for row in rows)])

    def items(self) -> str:
        marks = self.choice(("- ", "1. "))
        return "\n".join(f"{marks}{self.sentence()}" for _ in range(self.randint(1, 5)))

    def verse(self) -> str:
        lines = "\n".join(self.clause() for _ in range(self.randint(2, 6)))
        return f":::verse\n{lines}\n:::"

    def block(self) -> str:
        kind = self.random()
        if kind < 0.12:
            return f"{'#' * self.choice((2, 2, 3))} {self.choice(_HEADINGS)}\n\n{self.paragraph()}"
        if kind < 0.62:
            return self.paragraph()
        make = self.choice((self.table, self.items, self.verse, lambda: f"> {self.sentence()}"))
        return make()

    def article(self) -> str:
        """Return an article in Markdown."""
        blocks, notes = [self.block() for _ in range(self.randint(1, 9))], 0
        for index, block in enumerate(blocks):
            if block[0] not in "|-1:>#" and self.random() < 0.4:
                notes += 1
                blocks[index] = f"{block}[^{notes}]"
        said = [f"[^{number}]: {self.choice((*_NOTES, self.sentence()))}" for number in range(1, notes + 1)]
        byline = f'byline: "{self.choice(_NAMES)}"\n' if self.random() < 0.6 else ""
        head = f'---\ntitle: "{self.choice(_TITLES)}"\n{byline}---\n'
        return head + "\n\n".join([*blocks, "\n".join(said)]) + "\n"


def write_issue(folder: Path, seed: int) -> Path:
    """Write the issue of a seed into an empty folder and return its manifest."""
    dice, home = Dice(seed), folder / "dengbo"
    (home / "articles").mkdir(parents=True)
    kind, style = dice.choice(("magazine", "magazine", "newspaper")), STYLES[seed % len(STYLES)]
    (home / "periodical.yaml").write_text(
        'periodical: "dengbo"\ntitle: "灯泊"\nlanguage: "zh-Hans"\npublisher: "灯泊编辑部"\ninvented: true\n'
        f'kind: "{kind}"\nstyle: {style}\nsources_root: "."\n',
        encoding="utf-8",
    )
    lines = ['issue: "dengbo-2031-04"', 'number: "2031年第4期"', 'date: "2031-04"', "contents:"]
    indent = "  "
    for number in range(1, dice.randint(2, 9)):
        if dice.random() < 0.3:
            lines += [f'  - section: "{dice.choice(_SECTIONS)}"', "    contents:"]
            indent = "      "
        (home / "articles" / f"{number:02}.md").write_text(dice.article(), encoding="utf-8")
        lines.append(f'{indent}- article: "dengbo-2031-04-i{number:04}"')
        lines.append(f'{indent}  text: {{markdown: "articles/{number:02}.md"}}')
    manifest = home / "2031-04.yaml"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return manifest
