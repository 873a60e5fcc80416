"""One form for both widths and both scripts, so that every table of credits is written once.

Takes text, gives text of the same length in which widths, spaces, brackets, dots and Traditional characters are
folded, or the letters alone with their places. It is for looking at only: what is handed on is cut from the original.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# Traditional and Simplified side by side, two characters a pair: those of surnames, given names, role words and
# the common words that look like names. Variants that print mixes (錄録, 衆眾, 臺台) stand beside each other.
_PAIRS = """
愛爱 礙碍 奧奥 罷罢 擺摆 敗败 頒颁 辦办 幫帮 寶宝 報报 備备 貝贝 筆笔 畢毕 閉闭 邊边 編编 變变 辯辩 標标 賓宾 濱滨
餅饼 並并 併并 撥拨 補补 財财 參参 殘残 倉仓 蒼苍 艙舱 冊册 測测 層层 產产 長长 嘗尝 廠厂 場场 車车 徹彻 陳陈 襯衬
稱称 誠诚 懲惩 遲迟 馳驰 齒齿 衝冲 蟲虫 疇畴 籌筹 礎础 處处 觸触 傳传 創创 純纯 詞词 辭辞 從从 叢丛 達达 帶带 貸贷
單单 擔担 膽胆 誕诞 彈弹 當当 黨党 蕩荡 檔档 導导 島岛 燈灯 鄧邓 敵敌 遞递 點点 電电 墊垫 釣钓 調调 疊叠 訂订 東东
動动 棟栋 凍冻 鬥斗 獨独 讀读 賭赌 斷断 鍛锻 隊队 對对 噸吨 頓顿 奪夺 額额 兒儿 爾尔 餌饵 發发 髮发 罰罚 閥阀 飯饭
範范 訪访 紡纺 飛飞 費费 墳坟 奮奋 豐丰 風风 楓枫 鋒锋 鳳凤 婦妇 負负 輔辅 賦赋 復复 複复 該该 蓋盖 幹干 乾干 趕赶
綱纲 剛刚 鋼钢 崗岗 閣阁 個个 給给 鞏巩 貢贡 鉤钩 溝沟 構构 購购 顧顾 關关 館馆 觀观 貫贯 廣广 規规 歸归 龜龟 貴贵
國国 過过 還还 韓韩 漢汉 號号 賀贺 鶴鹤 轟轰 紅红 鴻鸿 後后 護护 滬沪 華华 劃划 畫画 話话 懷怀 壞坏 歡欢 環环 換换
煥焕 黃黄 揮挥 輝辉 匯汇 彙汇 會会 諱讳 渾浑 貨货 禍祸 擊击 機机 積积 極极 級级 幾几 紀纪 計计 記记 際际 繼继 濟济
薊蓟 價价 駕驾 賈贾 鄭郑 殲歼 監监 堅坚 艱艰 間间 檢检 減减 簡简 見见 鑒鉴 鑑鉴 劍剑 漸渐 踐践 將将 講讲 蔣蒋 獎奖
漿浆 醬酱 膠胶 驕骄 嬌娇 腳脚 較较 階阶 節节 潔洁 結结 傑杰 誡诫 緊紧 錦锦 僅仅 進进 晉晋 盡尽 勁劲 經经 驚惊 靜静
競竞 鏡镜 徑径 糾纠 舊旧 舉举 據据 劇剧 鉅巨 懼惧 絹绢 覺觉 決决 絕绝 軍军 鈞钧 駿骏 開开 凱凯 顆颗 課课 墾垦 誇夸
塊块 寬宽 礦矿 況况 虧亏 藍蓝 蘭兰 欄栏 攬揽 覽览 爛烂 勞劳 樂乐 類类 壘垒 淚泪 離离 裏里 裡里 禮礼 麗丽 厲厉 歷历
曆历 聯联 連连 蓮莲 練练 煉炼 戀恋 糧粮 兩两 輛辆 諒谅 療疗 遼辽 鄰邻 臨临 靈灵 齡龄 嶺岭 領领 劉刘 龍龙 樓楼 婁娄
蘆芦 盧卢 魯鲁 錄录 録录 陸陆 綠绿 慮虑 輪轮 論论 羅罗 邏逻 蘿萝 駱骆 馬马 瑪玛 碼码 嗎吗 買买 麥麦 賣卖 邁迈 滿满
貓猫 貿贸 們们 門门 夢梦 彌弥 綿绵 廟庙 滅灭 憫悯 閔闵 鳴鸣 銘铭 謀谋 畝亩 納纳 難难 腦脑 鬧闹 內内 擬拟 鳥鸟 聶聂
寧宁 甯宁 農农 濃浓 諾诺 歐欧 盤盘 龐庞 賠赔 噴喷 鵬鹏 貧贫 評评 蘋苹 憑凭 頗颇 樸朴 譜谱 齊齐 騎骑 豈岂 啟启 啓启
氣气 棄弃 遷迁 簽签 錢钱 潛潜 淺浅 槍枪 強强 搶抢 橋桥 喬乔 僑侨 欽钦 親亲 輕轻 傾倾 慶庆 瓊琼 窮穷 區区 驅驱 權权
勸劝 確确 讓让 饒饶 熱热 認认 榮荣 絨绒 銳锐 潤润 灑洒 薩萨 賽赛 傘伞 喪丧 掃扫 澀涩 殺杀 紗纱 篩筛 曬晒 陝陕 閃闪
傷伤 賞赏 燒烧 紹绍 賒赊 攝摄 設设 審审 嬸婶 紳绅 聖圣 勝胜 聲声 繩绳 師师 詩诗 時时 實实 識识 適适 試试 視视 飾饰
釋释 獸兽 壽寿 輸输 書书 屬属 術术 樹树 豎竖 數数 帥帅 雙双 誰谁 稅税 順顺 說说 説说 碩硕 絲丝 飼饲 鬆松 頌颂 誦诵
蘇苏 訴诉 肅肃 雖虽 綏绥 歲岁 孫孙 損损 縮缩 鎖锁 臺台 颱台 態态 談谈 譚谭 湯汤 濤涛 騰腾 題题 體体 條条 貼贴 鐵铁
廳厅 聽听 統统 頭头 圖图 塗涂 團团 萬万 灣湾 網网 韋韦 違违 圍围 為为 爲为 維维 偉伟 衛卫 緯纬 溫温 聞闻 穩稳 問问
烏乌 無无 吳吴 塢坞 務务 誤误 霧雾 犧牺 習习 襲袭 戲戏 係系 繫系 細细 俠侠 狹狭 嚇吓 鮮鲜 賢贤 銜衔 閑闲 顯显 險险
縣县 現现 憲宪 獻献 線线 鄉乡 詳详 響响 項项 蕭萧 簫箫 曉晓 嘯啸 協协 寫写 謝谢 興兴 選选 學学 勳勋 尋寻 訓训 訊讯
遜逊 壓压 鴨鸭 亞亚 啞哑 煙烟 閻阎 嚴严 顏颜 鹽盐 艷艳 豔艳 驗验 楊杨 揚扬 陽阳 養养 樣样 堯尧 遙遥 藥药 爺爷 業业
葉叶 頁页 醫医 遺遗 儀仪 義义 藝艺 億亿 憶忆 議议 譯译 異异 陰阴 銀银 飲饮 隱隐 應应 瑩莹 營营 贏赢 穎颖 擁拥 詠咏
優优 憂忧 郵邮 遊游 猶犹 於于 餘余 魚鱼 漁渔 輿舆 語语 嶼屿 與与 譽誉 預预 員员 園园 圓圆 遠远 願愿 約约 閱阅 躍跃
雲云 運运 韻韵 雜杂 載载 讚赞 贊赞 澤泽 責责 則则 擇择 賊贼 贈赠 閘闸 齋斋 債债 張张 漲涨 戰战 佔占 趙赵 詔诏 這这
針针 偵侦 貞贞 楨桢 禎祯 鎮镇 陣阵 爭争 徵征 幀帧 證证 織织 職职 執执 紙纸 誌志 製制 質质 鍾钟 鐘钟 種种 眾众 衆众
週周 軸轴 諸诸 矚瞩 駐驻 築筑 專专 磚砖 轉转 莊庄 裝装 妝妆 壯壮 狀状 準准 濁浊 資资 總总 縱纵 鄒邹 組组 鑽钻 採采
綵彩 攷考 戶户 産产 湧涌 續续 繪绘 刪删 鬱郁 蔭荫 墜坠 沖冲 淨净 滄沧 潁颍 瀾澜 瀟潇 珮佩 琺珐 瑋玮 璣玑 瓏珑 祿禄
禕祎 穀谷 筍笋 紋纹 緒绪 緻致 縉缙 羨羡 聰聪 脈脉 臘腊 艦舰 荊荆 蔔卜 蘊蕴 虛虚 衊蔑 誼谊 諮咨 謙谦 譙谯 豬猪 賴赖
贛赣 軒轩 輯辑 轄辖 郟郏 鄔邬 鄺邝 酈郦 釗钊 鈴铃 銓铨 鋭锐 鎔镕 鏗铿 閩闽 隨随 靄霭 韜韬 頎颀 顥颢 騫骞 鯤鲲 鵑鹃
龔龚 僉佥 儲储 厙厍 嚮向 壺壶 嫻娴 嬋婵 岡冈 嶽岳 崑昆 巒峦 弔吊 彥彦 恆恒 愷恺 搖摇 敘叙 敎教 暉晖 曄晔 朧胧 樺桦
櫻樱 氾泛 渦涡 湊凑 滙汇 潯浔 瀋沈 炤照 燁烨 牆墙 獅狮
"""
_SPACES = "\t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_MARKS = {
    **dict.fromkeys("【〔〖［﹝", "["),
    **dict.fromkeys("】〕〗］﹞", "]"),
    **dict.fromkeys("﹙", "("),
    **dict.fromkeys("﹚", ")"),
    **dict.fromkeys("︰﹕∶", ":"),
    **dict.fromkeys("∕⁄", "/"),
    **dict.fromkeys("│∣丨︱", "|"),
    **dict.fromkeys("•・‧∙⋅･", "·"),
}
_TABLE: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(char): " " for char in _SPACES},
    **{ord(mark): folded for mark, folded in _MARKS.items()},
    **{ord(pair[0]): pair[1] for pair in _PAIRS.split()},
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text with widths, spaces, brackets, dots and script folded; every character keeps its place."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Letters:
    """Folded text without its spaces, and where each character stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the letters from `start` to `end` stood in the original; `end` must be behind `start`."""
        return self.places[start], self.places[end - 1] + 1


def letters(text: str) -> Letters:
    """Return the letters of a text: spaces between them, of a spread line or a line break, are no longer in the way."""
    folded = fold(text)
    places = tuple(place for place, char in enumerate(folded) if char != " ")
    return Letters("".join(folded[place] for place in places), places)
