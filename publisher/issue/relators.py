"""What the words of a credit make of a person: takes a role as printed, gives codes of MARC relators.

One table serves bylines, editors' tags, picture credits and the imprint. A word that says who somebody is (本报记者)
gives no code: what such a person did is told by the place the name stands in.
"""

from __future__ import annotations

import re
from enum import StrEnum

from publisher.issue.marks import HAN


class Relator(StrEnum):
    """Codes of the MARC relator list that a credit of a periodical can mean.

    Source: id.loc.gov/vocabulary/relators. The list's art director (adi) works on films, so design of print is bkd.
    """

    AUTHOR = "aut"
    TRANSLATOR = "trl"
    PHOTOGRAPHER = "pht"
    ILLUSTRATOR = "ill"
    CALLIGRAPHER = "cll"
    EDITOR = "edt"
    COMPILER = "com"
    ANNOTATOR = "ann"
    INTERVIEWER = "ivr"
    INTERVIEWEE = "ive"
    SPEAKER = "spk"
    TRANSCRIBER = "trc"
    COMPOSER = "cmp"
    LYRICIST = "lyr"
    PROOFREADER = "pfr"
    DESIGNER = "bkd"
    COVER_DESIGNER = "cov"
    COMPOSITOR = "cmt"
    CONTRIBUTOR = "ctb"


# Codes, then the words that mean them. A stroke stands where a word gives none: 供图 and 图 do not say who made the
# picture, 监制 and 统筹 not what was done.
_WORDS = """
aut 撰文 撰稿 撰写 执笔 采写 采编 文字 文稿 供稿 投稿 来稿 报道 综合报道 采访报道 特稿 特写 综述
aut 著 撰 作 文 述 诗 合著 编著 原著 原作 图文 文图 文并图
aut,pht 摄影报道 图文报道 文并摄 撰文/摄影
trl 翻译 编译 译述 意译 节译 重译 选译 译写 译注 合译 译
pht 摄影 拍摄 航拍 图片摄影 特约摄影 封面摄影 封底摄影 题图摄影 摄
ill 绘图 绘制 绘画 插图 插画 漫画 木刻 版画 速写 手绘 绘 封面绘图 题图绘制 题图插画
cll 书法 题字 刊名题字 封面题字 题写刊名
edt 主编 副主编 执行主编 执行副主编 常务副主编 名誉主编 本版主编 总编辑 副总编辑 总编 副总编 执行总编
edt 编辑 责任编辑 责任编审 责编 编审 组稿 校订 编辑部主任 编辑部副主任 值班编辑 值班编委 值班主任 值班总编
edt 实习编辑 执行编辑 特约编辑 首席编辑 本版编辑 本期编辑 组版编辑 图片编辑 文字编辑 网络编辑 视频编辑 新媒体编辑
com 编 辑 编写 编纂 编选 选编 辑录 合编 整理 文字整理 编辑整理 资料整理
ivr,com 采访整理
ivr 采访 专访 访谈 采访者 采访人
ive 口述 讲述 受访 受访者 受访人 口述者 讲述者
spk 主讲 主讲人 演讲 演讲者 报告人
trc 记录 笔录 记
ann 校注 注释 点评 注
cmp 作曲 曲
lyr 作词 词
pfr 校对 责任校对 责校 校阅 校检 检校 一校 二校 三校
bkd 美术编辑 美编 美术 美术设计 美术统筹 美术总监 艺术总监 设计总监 视觉 视觉编辑
bkd 版面设计 版式设计 版式 装帧设计 装帧 设计
cov 封面设计
cmt 排版 组版 制版
- 图 图片 照片 影 影像 摄像 摄制 供图 图源 图片来源 图片提供 照片提供 资料图片 资料照片 资料图
- 制图 配图 题图 画 刻 翻拍 改编 审核 监制 策划 统筹 终审 复审 初审 一审 二审 三审 制作
"""
# Who somebody is, not what was done: 本报记者, 新华社特约记者, 通讯员.
_POST = re.compile(
    rf"(?:(?:本[报刊社网台站港埠]|新华社|新华网|中新社|中新网|中央社|[{HAN}]{{2,10}}?(?:日报|晚报|早报|晨报|时报|周报|周刊|月刊|杂志|电视台|社|网|台|报)|"
    r"特约|特派|特邀|首席|资深|高级|见习|实习|摄影|文字|全媒体|融媒体|体育|财经)[ ·/]*)*"
    "(?:记者|通讯员|通信员|评论员|观察员|撰稿人|特派员|访员|实习生|小记者|主笔|作者|著者|译者|编者|整理者|执笔人)"
)
_OF_A_POST = {"译者": Relator.TRANSLATOR, "编者": Relator.EDITOR, "整理者": Relator.COMPILER}
# Traditional and Simplified, the characters of the words above only.
_PAIRS = """
寫写 執执 筆笔 採采 編编 輯辑 訪访 報报 導导 綜综 譯译 攝摄 圖图 繪绘 畫画 書书 題题 責责 審审 組组 總总 務务
譽誉 約约 實实 習习 網网 絡络 記记 錄录 資资 訂订 釋释 點点 評评 講讲 詞词 對对 閱阅 檢检 術术 設设 計计 視视
覺觉 裝装 幀帧 製制 監监 劃划 籌筹 詩诗 訊讯 員员 觀观 論论 體体 財财 經经 醫医 華华 聞闻 雜杂 誌志 電电 臺台
週周 選选 彙汇 歷历 並并 稱称
"""
_FOLDED = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_STROKES = re.compile(r"[/／、，,·&＆+\s和与與兼]+")
TABLE: dict[str, tuple[Relator, ...]] = {
    word: tuple(Relator(code) for code in codes.split(",") if code != "-")
    for codes, *words in map(str.split, _WORDS.strip().splitlines())
    for word in words
}
LONGEST_FIRST: tuple[str, ...] = tuple(sorted(TABLE, key=lambda word: (-len(word), word)))


def folded(text: str) -> str:
    """Return the text with the characters of role words in their Simplified form; every character keeps its place."""
    return text.translate(_FOLDED)


def post_at(text: str, start: int = 0) -> int:
    """Return where a word that says who somebody is ends, if one stands at `start`; else `start`."""
    match = _POST.match(folded(text), start)
    return match.end() if match else start


def relators(role: str) -> tuple[Relator, ...] | None:
    """Return what a role as printed means, without doubles: 文/图 gives the author; None if a part of it is unknown.

    A post alone gives an empty tuple: what a 记者 did is told by where the name stands.
    """
    whole = folded("".join(role.split()))
    if whole in TABLE:
        return TABLE[whole]
    found: dict[Relator, None] = {}
    for word in filter(None, _STROKES.split(folded(role))):
        if word in TABLE:
            found.update(dict.fromkeys(TABLE[word]))
        elif post_at(word) == len(word):
            found.update({code: None for post, code in _OF_A_POST.items() if word.endswith(post)})
        else:
            return None
    return tuple(found)
