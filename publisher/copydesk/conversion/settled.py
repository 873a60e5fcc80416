"""Characters with several forms in the other script of which one is meant wherever no phrase of OpenCC says otherwise.

The rest of OpenCC's list (STCharacters, TSCharacters: whatever has more than one value) is decided by `choices` or
asked about. So a character that a later OpenCC adds is asked about until somebody has read it here.
"""

from __future__ import annotations

# The first form is the one of running text. The others are archaic or a matter of taste (鑑 鑒, 喫 吃, 拿 拏, 蹟 跡),
# or stand in phrases only, which OpenCC has: 瞭 in 瞭解, 鬚 in 鬍鬚, 韆 in 鞦韆, 衚 in 衚衕, 儘 in 儘管.
TO_TRADITIONAL = frozenset(
    "万个丰了亘仆仇仑价仿佛佣俊修僵克党具冢冬凄凌凶别刮制勋千升卜卤厂厘参叶叹吃合吊同向吣呆咨咽哄哗唇啮喂噪回团困坐坝坯埙堤夫夸夹奸娘娴宁它家尸尽局岩巨布帘席并幸广庵弥弦当录彩径御志念恤恶愈愿戚扇才扣抵拐拿挂挨挽捆捍据搜摆斤斫"
    "旋昆暗曲札术朱杆杠杯杰板极果枪柜栗核梁棱檗欲毁沾泛浚涌溪滟漓澄炼焰熏狸玩琅璇症皂矩确硷私秋种穗筑筱糊累绱绷耇胄背胜胡脏腊腌膻致艳芸苏苔苹荐荡荫药获蒙蔑藤虫蚝蜡蝎袅裥证谥豆象赝赞跖迹适酸采鉴针钥钫钻铲链锄锫镋镎镢镰闲雇雕须"
    "饥鹇"
)
TO_SIMPLIFIED = frozenset(
    "俱像儘剋劃劄勣叚吒哩喆噁堃彷戰於椀氾淼澂瀋犇甯祇祕筦絜綵線耑菉蒐衹覆託諮買迺邨鉅鍊鍾陞颺餘鵰麪麴麵麼麽龢"
)
# A surname has a form of its own, whatever the word has: 于 is no 於. 钟, 云, 宁, 台 and 丑 have two: asked about.
SURNAMES = dict(zip("于余范姜沈谷后郁涂游岳叶卜占秋布折曲", "于余范姜沈谷后郁涂游岳葉卜占秋布折曲", strict=True))
DOUBTFUL_IN_NAMES = frozenset("钟云宁台丑干松岩党种")
# Running text prints the lighter form everywhere; OpenCC begins with the heavier one.
LIGHTER = {"岩": "岩"}
# Words for which OpenCC has several readings, the first of them the one that is meant.
WORDS = frozenset(
    (
        "夫子", "姨娘", "浅尝", "反复", "凌姓", "凌小姐", "凌氏", "大梁", "夹衣", "夹裙", "并流", "四周", "尸身",
        "冲垮", "念着", "径庭", "压制", "加注", "学历", "才能", "才行", "机制", "散发", "改制", "梁龙", "搜集",
        "溪子", "溪州", "英里", "石梁", "丰度", "下面", "丁当", "举杯", "二娘", "仪表", "面儿", "铲除", "饱尝",
        "台子", "反扣", "后街", "先后", "别强", "回复", "小卷", "手链", "托儿所", "梁木", "背出来", "背向",
        "周而复始", "跳梁小丑", "小丑", "不准",
    )
)  # fmt: skip
# Forms of the region that OpenCC's dictionaries do not have: what it writes → what is printed there.
_EVERYWHERE = {"孃": "娘", "唸": "念", "縣誌": "縣志", "方誌": "方志"}
# 法律統一用字表 (Taiwan): 公布, 分布, 頒布, 帳.
_TAIWAN = {f"{first}佈": f"{first}布" for first in "公發宣分散遍頒"} | {"賬": "帳"}
FORMS = {"zh-Hant": _EVERYWHERE, "zh-Hant-TW": _EVERYWHERE | _TAIWAN, "zh-Hant-HK": _EVERYWHERE}
# Words of the region that OpenCC's dictionaries lack: as the original has them → as they are printed there.
REGIONAL = {"zh-Hant-TW": {"报道": "報導", "厘米": "公分", "集装箱": "貨櫃"}}
