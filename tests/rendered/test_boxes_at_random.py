"""Text cut into thousands of inline boxes at random: every measure of typography holds as if there were none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from publisher.editions.layout import Job, lay_out
from publisher.proof.typography.measuring import Typography, typography
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import find_face
from tests.rendered.reading import squeezed
from tests.unit.composer.press import text_of
from tests.unit.typesetting import whole_issue as wi

pytestmark = pytest.mark.slow

HAN = "河湾渡口石阶青苔风雨船家对岸灯火桥墩水位上游清晨码头老人孩子担子米酒鱼市旧账新路春汛秋声记事村庄田埂竹篾陶窑"
WESTERN = ("GDP", "Stone", "2026", "1937", "7.1%", "A-17", "3.5", "B", "12", "48", "WiFi")
BOXES = ("<b>{}</b>", "<em>{}</em>", '<a href="http://example.org/">{}</a>', "<b><em>{}</em></b>", "<span>{}</span>")
PARAGRAPHS = 280
_HEAD = """<!DOCTYPE html><html lang="zh-Hans"><head><title>x</title><style>
@font-face { font-family: "Reissue text"; font-weight: 400; src: url("fonts/text.otf") }
@page { size: 185mm 260mm; margin: 29mm 0 20mm 20mm }
html { font: 9.5pt/15.5pt "Reissue text" }
body { margin: 0; text-align: justify; orphans: 2; widows: 2; width: 422.75pt }
.body { columns: 2; column-gap: 2.5em }
p { margin: 0; text-indent: 2em }
b, em, a, span { line-height: 0; font-weight: 400; font-style: normal; color: inherit; text-decoration: none }
</style></head><body><article class="article"><div class="body">"""


def han(dice: random.Random, count: int) -> str:
    return "".join(dice.choices(HAN, k=count))


def clause(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.2:
        return han(dice, 1) + dice.choice(WESTERN) + han(dice, 1)
    if kind < 0.3:
        return f"《{han(dice, dice.randint(1, 5))}》"
    if kind < 0.4:
        return f"“{han(dice, dice.randint(1, 6))}{dice.choice(['。', '', '，', '！'])}”"
    if kind < 0.45:
        return f"（{han(dice, 3)}{dice.choice(WESTERN)}）"
    if kind < 0.5:
        return f"{han(dice, 1)}{dice.choice(['——', '……', '·'])}{han(dice, 1)}"
    return han(dice, dice.randint(3, 9)) + dice.choice(["，", "、", "", ""])


def boxed(dice: random.Random, text: str) -> str:
    """Return the text in pieces of one to six characters, every second of them in a box."""
    pieces, at = [], 0
    while at < len(text):
        size = dice.randint(1, 6)
        piece = text[at : at + size]
        pieces.append(dice.choice(BOXES).format(piece) if dice.random() < 0.5 else piece)
        at += size
    return "".join(pieces)


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    dice = random.Random(20260)  # noqa: S311 - a die, not a secret
    return [
        "".join(clause(dice) for _ in range(dice.randint(6, 40))).rstrip("，、") + dice.choice("。。。？！")
        for _ in range(PARAGRAPHS)
    ]


@pytest.fixture(scope="module")
def pdf(paragraphs: list[str]) -> bytes:
    dice = random.Random(4)  # noqa: S311 - as above
    body = "".join(f"<p>{boxed(dice, text)}</p>" for text in paragraphs)
    assert sum(body.count(box[: box.index("{")]) for box in BOXES[:3]) > 2500
    face = find_face(wi.style().faces[0], "zh-Hans", wi.house())
    assert face is not None
    font = cut(face, frozenset(body), "Reissue text", "Regular")
    job = Job(
        "", f"{_HEAD}{body}</div></article></body></html>", {"fonts/text.otf": font}, ("Reissue text",), "cd" * 16
    )
    return lay_out(job, wi.house(), "weiting-2032-05").pdf


@pytest.fixture(scope="module")
def measured(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> Typography:
    path: Path = tmp_path_factory.mktemp("boxes") / "boxes.pdf"
    path.write_bytes(pdf)
    return typography(path)


# What no box may change. How far lines are spread depends on the text, which no author wrote.
@pytest.mark.xdist_group("boxes-at-random")
@pytest.mark.parametrize(
    "name",
    [
        "line-start",
        "line-end",
        "split-dash",
        "split-number",
        "split-word",
        "split-unit",
        "mark-pairs",
        "line-end-marks",
        "line-start-marks",
        "han-latin-gap",
        "flush",
        "indent",
        "lone-last-line",
        "widows",
        "orphans",
        "grid",
        "missing-glyph",
    ],
)
def test_boxes_change_nothing_of(measured: Typography, name: str) -> None:
    found = {measure.name: measure for measure in measured.measures}
    assert found[name].cases > 0
    assert found[name].faults == (), found[name].faults[:3]


@pytest.mark.xdist_group("boxes-at-random")
def test_no_character_is_lost_between_boxes(pdf: bytes, paragraphs: list[str]) -> None:
    assert squeezed(text_of(pdf)) == squeezed("".join(paragraphs))
