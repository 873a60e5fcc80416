"""The words that say what a person did for a text or a picture: 本报记者, 通讯员, 撰文, 摄, 译.

Gives tables in folded script (see folding) and patterns made of them. A person's role (本报记者) always stands before
the names, a craft (文, 摄) before or behind them; publisher.copydesk.credits.people reads which.
"""

from __future__ import annotations

import re

from publisher.issue.marks import HAN

_MEDIA = (
    "日报|晚报|早报|晨报|时报|周报|商报|导报|青年报|都市报|画报|学报|周刊|月刊|杂志|通讯社|电视台|广播电台|电台|客户端|融媒体中心|融媒体|"
    "融媒|全媒体|传媒|新闻网|在线|网|社|报|台"
)
HOUSE = (
    rf"本[报刊社台网站馆埠港]|新华社|新华网|中新社|中新网|中央社|中通社|人民网|央视|央广|澎湃新闻|《[^《》]{{2,14}}》|"
    rf"[{HAN}]{{2,10}}?(?:{_MEDIA})"
)
_RANK = (
    "特约|特派|特邀|特别|特|首席|资深|高级|见习|实习|摄影|文字|视频|全媒体|融媒体|专题|专职|体育|财经|"
    "驻[^\\s记通特()/:,、]{1,6}"
)
_PERSON = (
    "记者|通讯员|通信员|评论员|观察员|撰稿人|特派员|访员|特写员|实习生|小记者|大学生记者|主笔|作者|著者|译者|编者|口述者|讲述者|整理者|执笔人|"
    "文字整理|受访者|采访者|受访人|采访人|撰文者|主讲人|主讲|演讲者|报告人"
)
# What somebody did; TEXT and PICTURE decide whether a line is a byline or the credit of a picture.
TEXT = (
    "撰文/摄影|文字|文稿|撰文|撰稿|撰写|执笔|采写|采访整理|采访|采编|口述|讲述|记录|笔录|整理|编写|编著|编纂|编译|编选|编辑整理|改编|翻译|译述|意译|"
    "节译|重译|原著|原作|辑录|校注|校订|注释|点评|作词|作曲|供稿|投稿|来稿|报道|综合报道|采访报道|图文报道|摄影报道|专访|特稿|特写|文图|图文|文并图|文并摄|"
    "译写|译注|选译|主编|合著|合译|合编|综述|综合|著|译|撰|编|作|文|述|记|辑|词|曲|诗|书"
)
PICTURE = (
    "图片摄影|摄影|摄制|摄像|影像|图片来源|图片提供|图片|照片提供|照片|供图|制图|绘图|绘制|绘画|插图|插画|配图|题图|漫画|木刻|速写|书法|翻拍|资料图片|资料图|"
    "资料照片|图源|航拍|拍摄|摄|绘|图|画|影|刻"
)
OFFICE_CRAFTS = frozenset(
    (
        "供稿",
        "供图",
        "图片来源",
        "图片提供",
        "照片提供",
        "图源",
        "图片",
        "照片",
        "图",
        "资料图",
        "资料图片",
        "提供",
        "投稿",
        "来稿",
    )
)
EDITING = (
    "责任编辑|责任编审|责任校对|值班编辑|值班编委|值班主任|值班总编|实习编辑|执行编辑|特约编辑|图片编辑|美术编辑|文字编辑|网络编辑|首席编辑|本版编辑|本期编辑|"
    "组版编辑|视觉编辑|视频编辑|新媒体编辑|执行主编|本版主编|版面设计|版式设计|美术设计|美术统筹|责编|美编|编审|编辑|组稿|校对|校阅|校检|组版|排版|制版|版式|统筹|审核|"
    "监制|策划|终审|复审|初审|一审|二审|三审|一校|二校|三校|主编|值班|检校|设计|制作"
)


def any_of(words: str) -> str:
    """Return an alternation that prefers the longer word and allows the spaces of a spread line."""
    ordered = sorted(set(words.split("|")), key=lambda word: (-len(word), word))
    return "|".join(r" ?".join(map(re.escape, word)) for word in ordered)


_PERSONS = rf"(?:(?:{HOUSE}) *[·/]? *)?(?:(?:{_RANK}) *){{0,3}}(?:{any_of(_PERSON)})"
PERSON = re.compile(rf"{_PERSONS}(?: *[/、与和兼] *{_PERSONS})?")
CRAFT = re.compile(any_of(f"{TEXT}|{PICTURE}"))
EDITOR = re.compile(any_of(EDITING))
ANY_CRAFT = re.compile(any_of(f"{TEXT}|{PICTURE}|{EDITING}"))
REPORTED_FROM = re.compile(rf"[{HAN}]{{0,6}}?(?:报道|报导|专电|电|特稿|专访|分析)")
# Behind a name without a space only these are a role: 文 or 编 may be the end of the name.
GLUED_BEHIND = re.compile(
    rf"(?P<stem>[{HAN}·]{{2,20}}?)"
    "(?P<role>摄影报道|图文报道|采访整理|摄|绘|译|撰|供图|供稿|整理|摄影|摄制|报道|撰文|编译|口述|记录|编著|执笔|制图|绘图|翻译)"
)
# The paper itself signs.
HOUSE_AUTHOR = re.compile(
    rf"(?:{HOUSE}|本版|本栏)? *(?:特约|首席|评论部)? *"
    r"(?:评论员|编辑部|编委会|社论|时评|资料室|记者组|报道组|采访组|采访团|写作组|编写组|课题组|调研组|编者|佚名|无名氏)"
)
TEXT_CRAFTS = frozenset(TEXT.split("|"))
PICTURE_CRAFTS = frozenset(PICTURE.split("|"))
EDITING_CRAFTS = frozenset(EDITING.split("|")) - TEXT_CRAFTS
