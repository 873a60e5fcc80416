"""Headlines in lines: what an editor wants, what nobody wants, and what holds for any text at any width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.issue.inlines import Emphasis, Inline, NoteCall, Text, plain
from publisher.issue.marks import width_em
from publisher.typesetting.headlines import Headlines, broken_lines
from publisher.typesetting.phrases import pieces

TITLE, NARROW, COLUMN = 18.3, 12.8, 9.5  # em: a title over two columns, over a column and a half, over one

WANTED = [
    (NARROW, "渡口镇新桥通车|首日过桥车辆超过三千辆"),
    (COLUMN, "沅南县召开|冬修水利动员会"),
    (NARROW, "省文物局批准|沅南故城遗址抢救性发掘"),
    (TITLE, "老人们说河水每隔十二年|就要涨上第七级台阶"),
    (NARROW, "河湾小学的孩子们|第一次坐火车去看大海"),
    (NARROW, "陈九如先生谈木活字印刷的|最后一个春天"),
    (TITLE, "记者买买提·艾合买提|在库木塔格沙漠边缘的七天"),
    (NARROW, "我们为什么还要在屏幕时代|排一本铅字的刊物"),
    (TITLE, "从“要我修”到“我要修”：|一条村路的十年"),
    (NARROW, "从“要我修”|到“我要修”：|一条村路的十年"),
    (TITLE, "《渡船簿》与《水位志》：|两种账本里的河湾"),
    (COLUMN, "《渡船簿》|与《水位志》：|两种账本里的河湾"),
    (NARROW, "2026年1月|渡口镇集市价格调查报告"),
    (TITLE, "气温骤降15℃ |沿河菜农连夜抢收三百亩白菜"),
    (NARROW, "一座桥怎样改变了|两岸人的婚丧嫁娶"),
    (NARROW, "在没有桥的年代里|他们靠一根缆绳过河"),
    (TITLE, "县博物馆馆长林秀兰|捐出祖父的三百封家书"),
    (NARROW, "把最后一班渡船|开成一座流动的图书馆"),
    (NARROW, "Reissue项目|发布第一个公开版本"),
    (NARROW, "WeasyPrint与中文排版：|一次漫长的磨合"),
    (NARROW, "英国摄影师John Smith|镜头里的沅南码头"),
    (NARROW, "那一年，|我们在桥头等了整整一夜"),
    (NARROW, "论县志编纂中的|口述史料及其考订"),
    (TITLE, "关于加强沿河古树名木|保护工作的若干意见"),
    (TITLE, "五年投入八千万元 |二十七座危桥全部改造完毕"),
    (TITLE, "沅南县第十二届人民代表大会|第三次会议隆重开幕"),
    (NARROW, "“船老大”周德福：|四十年没有一次翻船"),
    (NARROW, "失而复得——|一部清代县志的回家之路"),
    (TITLE, "渡口镇党委书记赵长河：|让每一户都喝上放心水"),
    (NARROW, "第三批传统村落名录公布 |沅南四村入选"),
    (NARROW, "如何在一张八开的|报纸上安排十四条新闻"),
    (NARROW, "他把一生写进了|三十六本水文日志"),
    (TITLE, "沅江中游生态修复工程|二期预计明年六月完工"),
    (TITLE, "农历腊月二十三，|祭灶的人少了，扫尘的人还在"),
    (NARROW, "本刊记者对话|退休水文站长钱守正：|我数了四十年的水"),
    (NARROW, "“慢下来”的渡口——|读《河边七日》有感"),
    (NARROW, "大桥通车以后，|我们还需要渡船吗？"),
    (TITLE, "秋收时节话粮仓：|从“看天吃饭”到“靠科技吃饭”"),
    (TITLE, "县长热线12345一年|受理群众诉求4.8万件"),
    (COLUMN, "给母亲的|一封没有寄出的信"),
    (NARROW, "種樹的人走了以後，|河灣的風慢了下來"),
    (NARROW, "記者陳玉蘭重訪|三十年前的鹽碼頭"),
    (TITLE, "《渡船簿》與《水位志》：|兩種帳本裏的河灣"),
    (NARROW, "一個排字工人和他的|三萬六千個鉛字"),
    (NARROW, "從鹽碼頭到文化街：|老城改造二十年紀事"),
    (NARROW, "讓每一個孩子|都能在家門口讀書"),
    (TITLE, "关于《沅南县志》（1992年版）|若干史实的订正"),
    (TITLE, "沅南县再次被命名为|2025年全国水利建设先进单位"),
    (TITLE, "坚持把修堤和种树相结合|作为治水的重要办法"),
    (NARROW, "沙漠公路两侧防护林带|今年新增造林面积3.2万亩"),
    (NARROW, "臺北舊書街|最後一家租書店悄然歇業"),
    (NARROW, "從口述歷史|看戰後移民社區的形成"),
    (NARROW, "高原铁路隧道贯通 |两地车程缩短五小时"),
    (TITLE, "How a Bridge Changed the Weddings |and Funerals of Two Banks"),
    (TITLE, "Letters from the Ferry, |1938 to 1949"),
]

# Wherever a line may end, it never ends between these two.
PARTED = [
    ("自治区青少年拳击俱乐部联赛总决赛在沅南开赛", ["俱|乐", "青|少", "总|决"]),
    ("阿依古丽·买买提江：草原上的流动放映员", ["古|丽", "丽|·", "·|买", "提|江"]),
    ("全年粮食总产量达到12.6亿公斤创历史新高", ["12|.", "6|亿", "亿|公", "公|斤"]),
    ("2026年1月15日渡口镇集市价格调查报告", ["6|年", "年|1", "1|月", "月|1", "5|日"]),
    ("气温骤降15℃，沿河菜农连夜抢收三百亩白菜", ["5|℃", "三百|亩"]),
    ("他把账本写在船板背面的木纹里已经四十年了", ["写|在", "已|经", "年|了"]),
    ("这本由渡口人自己写成的书被命名为河湾志", ["写|成", "命名|为", "河湾|志"]),
    ("关于《沅南县志》（1992年版）若干史实的订正", ["县|志", "《|沅", "年|版"]),
    ("把政务公开栏搬到村口的老槐树下面去", ["把|政", "树|下", "公|开"]),
    ("沅南县第十二届人民代表大会第三次会议开幕", ["第|十", "二|届", "第|三", "三|次"]),
    ("縣博物館館長林秀蘭捐出祖父的三百封家書", ["博|物", "館|長", "三百|封"]),
    ("风雨桥头说旧事……一位排字工人的口述", ["…|…", "事|…", "排|字"]),
]


@pytest.mark.parametrize(("widest", "wanted"), WANTED, ids=[wanted for _, wanted in WANTED])
def test_headline_breaks_where_an_editor_would(widest: float, wanted: str) -> None:
    assert "|".join(broken_lines(wanted.replace("|", ""), widest)) == wanted


@pytest.mark.parametrize("widest", [8, 9.5, 11, 13, 16, 18.3])
@pytest.mark.parametrize(("headline", "parted"), PARTED, ids=[headline for headline, _ in PARTED])
def test_words_names_and_numbers_stay_whole(headline: str, parted: list[str], widest: float) -> None:
    broken = "|".join(broken_lines(headline, widest))
    assert [pair for pair in parted if pair in broken] == []


@pytest.mark.parametrize("widest", [11, 13, 16, 18.3])
def test_no_line_holds_one_or_two_characters(widest: float) -> None:
    headlines = [wanted.replace("|", "") for _, wanted in WANTED] + [headline for headline, _ in PARTED]
    lonely = [line for headline in headlines for line in broken_lines(headline, widest) if width_em(line.strip()) <= 2]
    assert lonely == []


def test_lines_are_of_like_width_where_the_sense_leaves_it_open() -> None:
    assert [len(line) for line in broken_lines("甲" * 24, 18)] == [12, 12]


def test_one_line_more_is_better_than_a_word_cut_in_two() -> None:
    assert broken_lines("渡口镇党委书记赵长河：让每一户都喝上放心水", COLUMN)[:2] == ["渡口镇党委书记", "赵长河："]


_ANY = st.text("一二三河湾渡口的了在和，。：“”《》·… ab1.%第年", min_size=1, max_size=48)


@given(_ANY, st.integers(6, 24))
def test_lines_hold_the_headline_and_nothing_else(text: str, widest: int) -> None:
    assert "".join(broken_lines(text, widest)) == text


@given(_ANY, st.integers(6, 24))
def test_marks_stay_with_what_they_close_and_open(text: str, widest: int) -> None:
    lines = broken_lines(text, widest)
    assert not any(re.match(r"[，。：”》·…%.]", line) for line in lines[1:])
    assert not any(re.search(r"[“《·]$", line) for line in lines[:-1])


@given(st.text("一二三河湾渡口的了在和", min_size=1, max_size=48), st.integers(6, 24))
def test_no_line_is_wider_than_the_page(text: str, widest: int) -> None:
    lines = broken_lines(text, widest)
    assert len(lines) == 1 or all(width_em(line) <= widest for line in lines)


# --- what the editor has broken, and headings that are more than words ---------------


def test_editor_has_the_last_word() -> None:
    heads = Headlines([("水涨到第七级台阶那天", "摆渡的人还在等")])
    assert list(heads.lines("水涨到第七级台阶那天摆渡的人还在等", 40)) == ["水涨到第七级台阶那天", "摆渡的人还在等"]


def test_title_in_lines_is_not_set_smaller() -> None:
    title = "渡口镇党委书记赵长河谈让每一户都喝上水"
    assert Headlines().fits_shrunk(title, 18)
    assert not Headlines([(title[:10], title[10:])]).fits_shrunk(title, 18)


@pytest.mark.parametrize(("count", "shrinks"), [(18, False), (20, True), (24, False)])
def test_title_a_little_too_long_is_set_smaller(count: int, shrinks: bool) -> None:
    assert Headlines().fits_shrunk("一" * count, 18) == shrinks


LAST_FERRY = Emphasis((Text("最后一班渡船"),))
HEADING: tuple[Inline, ...] = (Text("从渡口到新桥："), NoteCall("n1", 1), Text("两岸人家的"), LAST_FERRY)


def test_note_call_stays_with_the_words_in_front_of_it() -> None:
    first, *rest = Headlines().parts(HEADING, 12)
    assert [type(part).__name__ for part in first] == ["Text", "NoteCall"]
    assert "".join(map(plain, rest)) == "两岸人家的最后一班渡船"


@pytest.mark.parametrize("widest", range(5, 20))
def test_heading_in_lines_holds_all_of_its_inlines(widest: int) -> None:
    parts = Headlines().parts(HEADING, widest)
    assert "".join(plain(part, notes=True) for part in parts) == plain(HEADING, notes=True)
    assert [inline for part in parts for inline in part if isinstance(inline, Emphasis)] == [LAST_FERRY]


# --- heads of tables -----------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["2006年|（个）", "现有|摊主|平均年龄|（岁）", "每亩|产量|（公斤）", "1982年12月31日|水位", "Name |of |ferry"],
)
def test_head_of_a_table_comes_in_pieces_that_are_not_parted(words: str) -> None:
    assert "|".join(pieces(words.replace("|", ""))) == words
