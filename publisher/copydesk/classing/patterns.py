"""What features look for in a line: the patterns of print, one a name.

They are compiled once and match bounded stretches only; publisher.copydesk.classing.features says what a match means.
"""

from __future__ import annotations

import re

from publisher.issue.marks import HAN

STOPS = re.compile(r"[。！？!?](?!$)")
SPACED = re.compile(rf"[{HAN}”’》」』！？：:] +[{HAN}“‘《「『]|[{HAN}]\u3000[{HAN}]")
NUMERAL = re.compile(r"(?:[一二三四五六七八九十百]{1,4}|[IVX]{1,5}|\d{1,2}|[※*＊·●○◆◇]{1,3})[、.．]?")
ENUMERATED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章节節回部篇卷讲講条條]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
NUMBERED_QUESTION = re.compile(r"\d{1,3}[.．、]\s*\S.{3,60}[？?]")
LIST_ITEM = re.compile(r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|\d{1,2}[.．、])\s*\S.{12,}[。；;]")
CIRCLED = re.compile(r"\s*[①-⑳]|\s*图[一二三四五六七八九十\d][：: ]")
PICTURE_WORDS = re.compile(
    r"^(?:图为|圖為|这是|這是|图[①-⑳\d]|上图|下图|左图|右图)|(?:现场|現場|资料图|合影|留影|一景|外景|全景|雪景|夜景)[。）)]?$|[左右][一二三四][）)]"
)
DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:至\d{1,2}日)?[，,]|(?:近日|日前|连日来|近期)[，,]")
ISSUE_LINE = re.compile(
    r"^[（(]?(?:总|總)第?\s*\d+\s*期[）)]?$|^\d{4}\s*年?[·.．年/]?\s*第?\s*\d{1,2}\s*(?:月?[号號期])?$"
    r"|^ISSN\b|^CN\s?\d{2}-|^[A-Z ]{4,24}$"
    r"|^(?:星期|周|週)[一二三四五六日天]$|^\d{4}年\d{1,2}月\d{1,2}日(?:\s*星期.)?$|^第[一二三四五六七八九十〇○\d]+[期卷号號](?:\s*第.+[期号號])?$"
)
BRACKETED = re.compile(r"[（(\[【〔「『〖].*[）)\]】〕」』〗]$")
LABEL_LINE = re.compile(r"[「『【〖\[◆●■▲★◇]\s*[^，。]{2,10}\s*[」』】〗\]◆●■▲★◇]?$")
QR = re.compile(r"(?:扫|掃|长按|識別|识别).{0,8}(?:码|碼)|(?:扫一扫|掃一掃)|二维码|二維碼")
APP = re.compile(
    r"(?:客户端|客戶端|公众号|公眾號|小程序|学习强国号|视频号|抖音号|微博|微信号|电子期刊|電子報|数字报|[Aa]pp)(?:[（(].{1,12}[)）])?$"
)
GIST = re.compile(r"^(?:提要|内容提要|内容摘要|摘要|导读|導讀|核心提示|编者按|編者按|按语|引子|阅读提示)[：: 】\]]?")
ELLIPSES = re.compile(r"(?:\.{3}|…{1,2}).+(?:\.{3}|…{1,2})")
SPEECH = re.compile(
    r"[（(]\s*\d{4}年\d{1,2}月\d{1,2}日.{0,90}[）)]$|[（(]\s*\d{4}年\d{1,2}月(?:\d{1,2}日)?.{0,8}[)）]$"
)
OFFICE = re.compile(
    r"(?:委员会|研究院|研究所|大学|学院|报社|杂志社|出版社|宣传部|组织部|总书记|主席|局|协会|中心|中学|小学|医院|公司)$"
)
ANNOUNCES = re.compile(r"(?:召开|举行|举办|开幕|印发|发布|强调|会议|开班|启动|闭幕|调研|考察)$|[：:]$")
IMPRINT_ONLY = re.compile(
    r"(?:主管|主办|主辦|社长|社長|总编辑|總編輯|主编|主編|国内统一|国际标准|国内刊号|ISSN|邮发代号|郵發|广告|廣告|发行|發行|印刷|定价|定價|零售|投稿|邮编|郵編|电话|電話)"
)
COMMA = re.compile(r"[，,；;].")
BOOK_ITEM = re.compile(r"(?:作者|著者|译者|編者|编者|书号|書號|ISBN|出版社|出版时间|出版時間|开本|页数|定价)\s*[:：]")
BOOK = re.compile(r"《[^《》]{2,30}》(?:[（(][^()（）]{1,10}[）)])?")
CONTINUES = re.compile(r"^[，。、；：？！,;:?!）)”’》」』]|^(?:的|了|着|們|们|地|得|之|等)(?!确|士)")
OPENING = "（([［【〔"
LONGEST_LOOKED_AT = 400  # characters at either end of a unit that patterns see
MARKS = frozenset("，。、；：？！,.;:?!…”’」』")
OURS = re.compile(r"(?:我的|我们的|关注|關注|下载|下載|打开|登录|欢迎|本[报報刊]|官方)")
