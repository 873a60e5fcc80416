"""The imprint: 主管, 出版, 地址, 电话, 邮编, 定价 and what stands behind such a label.

Takes one line, gives label and value as printed. It does not check ISSN or telephone numbers, and a line whose value
stands in the next line gives an empty one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from publisher.copydesk.credits.folding import fold
from publisher.copydesk.credits.roles import EDITING, any_of

_LONGEST = 160
_PARTIES = (
    "主管|主办|主管单位|主办单位|协办|协办单位|承办|承办单位|支持单位|合作单位|出版|出版单位|出版社|出版者|出版人|编辑出版|编辑单位|编辑者|主管主办|编印|编印单位|"
    "发行|发行人|发行者|发行单位|发行所|总发行|总发行处|总发行所|国内发行|国外发行|海外发行|经销|总经销|印刷|印刷者|印刷单位|印刷所|印刷装订|承印|承印者|承印单位|"
    "广告|广告部|广告代理|广告经营|广告总代理|广告热线|法律顾问|常年法律顾问|战略合作|媒体支持|学术支持|代售处|分售处|经售处|编辑部|编委会|编辑委员会|读者服务部"
)
_POSTS = (
    "社长|副社长|总编辑|副总编辑|总编|副总编|总编辑助理|总经理|副总经理|主任|副主任|编辑部主任|编辑部副主任|采编部主任|发行部主任|主编|副主编|名誉主编|执行副主编|"
    "常务副主编|执行总编|编委会主任|编委会副主任|编委|编委会委员|编辑委员|顾问|学术顾问|名誉社长|出品人|总策划|总监制|艺术总监|美术总监|设计总监|新闻总监|运营总监|"
    "本期统筹|本期执行|封面设计|封面摄影|封面题字|封面图片|封面绘图|封底摄影|题字|刊名题字|装帧设计|装帧|插图|摄影|发行部|办公室|记者部|法人代表|督印人|承印人|发刊人"
)
_PLACES = (
    "地址|社址|本刊地址|编辑部地址|通讯处|通讯地址|通信地址|联系地址|总社|分社|电话|传真|电话/传真|电话传真|编辑部电话|发行电话|广告电话|联系电话|咨询电话|订阅电话|订购电话|投稿电话|"
    "热线|新闻热线|服务热线|监督电话|举报电话|值班电话|总编室电话|办公室电话|邮编|邮政编码|邮箱|电子邮箱|投稿邮箱|电子信箱|信箱|投稿信箱|网址|官方网站|网站|微信公众号|公众号|微博|"
    "电邮|电子邮件|投稿平台|投稿网址|E-mail|Email|QQ|开户行|开户银行|户名|账号|帐号|电挂|电报挂号"
)
_NUMBERS = (
    "国内统一连续出版物号|国内统一刊号|国内统一刊号/CN|统一刊号|国际标准连续出版物号|国际标准刊号|国际刊号|国内刊号|刊号|ISSN|CN|CN刊号|ISBN|书号|标准书号|准印证号|准印证|内部资料准印证|"
    "连续性内部资料准印证|登记证|登记证号|期刊登记证|出版许可证|广告经营许可证|广告经营许可证号|广告发布登记|广告许可证|邮发代号|国内邮发代号|国外代号|国外发行代号|国外邮发代号|邮局登记|"
    "定价|售价|零售|零售价|零售每份|零售每册|每份|每册|每期|每期定价|每册定价|全年定价|全年|半年|年价|报价|工本费|订价|实价|另售|本期定价|出版日期|出版时间|出刊日期|印刷时间|印刷日期|发行日期|创刊|创刊时间|创刊日期|刊期|"
    "发稿日期|开本|印张|字数|印数|版次|发行范围|本期印数|总期数|总期号|本期版数|今日版数|本报今日"
)
_WORDS = any_of(f"{_PARTIES}|{_POSTS}|{_PLACES}|{_NUMBERS}|{EDITING}")
_ITEM = re.compile(
    rf"[◆●■□▲★·\s]*(?P<label>{_WORDS})(?: ?\((?P<aside>[^()0-9]{{1,12}})\))?"
    r"(?P<gap>\s*[:|]\s*|\s+|(?=[0-9(《]|(?:ISSN|CN|ISBN)\s?[0-9])|$)(?P<value>.*)",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"[\s;,|]+(?=(?:{_WORDS})(?: ?\([^()]{{1,12}}\))?\s*:)")
_NEXT_SPACED = re.compile(rf"(?: {{2,}}|;)(?=(?:{_WORDS})[\s:])")
_NO_VALUE = re.compile(r"[的与和及是为在了也等单方者人]|.*[。！？!?]")
# Labels that are everyday words too: with only a space behind them they need a value that looks like one.
_EVERYDAY = frozenset(
    (
        "出版",
        "发行",
        "印刷",
        "广告",
        "热线",
        "网站",
        "编辑",
        "设计",
        "制作",
        "策划",
        "审核",
        "统筹",
        "主任",
        "顾问",
        "办公室",
        "摄影",
        "插图",
        "值班",
        "全年",
        "半年",
        "创刊",
        "零售",
        "题字",
        "装帧",
        "支持单位",
        "合作单位",
        "每期",
        "每份",
    )
)
_SENTENCE = re.compile(r"[。！？]|[，,].*[，,]")


def imprint_item(line: str) -> tuple[str, str] | None:
    """Return label and value of the first item of an imprint the line holds; the value may stand in the next line."""
    items = imprint_items(line)
    return items[0] if items else None


def imprint_items(line: str) -> tuple[tuple[str, str], ...]:
    """Return every label with its value if the line is part of an imprint: 主管：甲　主办：乙."""
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return ()
    folded = fold(text)
    cuts = sorted({0, len(text), *(gap.end() for gap in (*_NEXT.finditer(folded), *_NEXT_SPACED.finditer(folded)))})
    found = []
    for start, end in pairwise(cuts):
        match = _ITEM.fullmatch(folded[start:end].rstrip(" ;|"))
        if match is None or not _is_item(match):
            return ()
        label = "".join(text[start + match.start("label") : start + match.end("label")].split())
        found.append((label, text[start + match.start("value") : start + match.end("value")].strip()))
    return tuple(found)


def _is_item(match: re.Match[str]) -> bool:
    label, value, gap = "".join(match["label"].split()), match["value"].strip(), match["gap"]
    if ":" in gap or "|" in gap:
        return not _SENTENCE.search(value)
    if not value:
        return label not in _EVERYDAY
    if _NO_VALUE.match(value) or _SENTENCE.search(value):
        return False
    return label not in _EVERYDAY or bool(re.search(r"[0-9社厂局部公司]", value))
