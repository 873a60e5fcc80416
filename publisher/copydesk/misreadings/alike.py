"""Characters that are read for each other: nearly the same shape, a stroke more or less.

Takes characters, gives those that look like them. The table follows the confusions usual in recognising printed
Chinese; it says nothing about which is right.
"""

from __future__ import annotations

from collections import defaultdict

# Every two characters of a group are alike.
_GROUPS = """
人入八 己已巳 未末 土士 日曰 大太犬 天夭 干千于 刀力刃 且旦 白自百 今令 免兔 鸟乌 折拆析 拔拨 治冶 洒酒
候侯 卷券 晴睛 坏环 材村 住往佳 遣遗 贷货 官宫管菅 陪部 徒徙 辩辨瓣 奖浆桨 准淮 几儿 代伐 名各 间问 向问
见贝 风凤 失矢 牛午 手毛 历厉 广厂 开井并 王玉主 由田甲申 石右 夏复 真直 具其 茶荼 幸辛 宇字 宜宣 冢家 棋祺
要妥 技枝 板扳 抱饱 采彩 操燥躁 长张 钓钩钧 订钉 斤斥 弟第 渡度 壁璧 仑仓 沧沦 抡抢 狠狼 狼娘 哀衰衷 端瑞
喧暄 戌戍戊 密蜜 勿匆 匀勾 沽估 洽恰 捐损 换焕 坚竖 竞竟 境镜 微徽 裸棵 颗颖 频颁 须顺 项顶 顾预 鸣呜 徐除
没设役 仪议 计讨 详祥洋 诚城 试拭 扑朴仆 坡玻波 杆秆 杖仗 理埋 童重 董懂 蓝篮 篇遍偏 运远 近进 连莲 迫追 逐遂
邮油 但坦 拒距 构沟钩 驻注 柱桂挂 休体 术木 炼练 拣栋 场扬杨 渴喝 博搏 薄簿 普晋 借惜措 绪诸储 绿缘 般船 舱舰
卯卵 即却 郎朗 艰限 很恨狠 跟根 服报 抵低底 府店 席座 康唐 慢漫 浸侵 滴摘嫡 清情请 静净 挣睁 早旱 章童 育盲肓
肯背 贵责 盾质 皿血 竿竽 粟栗 籍藉 脑恼 茎经 裁栽载 访仿防 谅凉 轨轧 鉴签 陕峡 隐稳 雹雷 霄宵 驰弛 骄娇
"""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for group in _GROUPS.split():
        for char in group:
            table[char] |= set(group) - {char}
    return {char: frozenset(others) for char, others in table.items() if others}


ALIKE = _table()
