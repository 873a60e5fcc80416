"""Words that contents pages are made of: labels of sections, labels of the imprint, measures that follow a number.

Tables in both scripts, for other modules to look things up in. They hold no name of any periodical.
"""

from __future__ import annotations


def _listed(table: str) -> tuple[str, ...]:
    return tuple(table.split())


# Labels that stand over sections of periodicals of every kind.
SECTIONS = frozenset(
    _listed("""
卷首语 卷首 卷首語 编者的话 編者的話 编者按 刊首语 刊首 开卷 发刊词 發刊詞 社论 社論 社评 言论 评论 評論
时评 時評 短评 短評 论坛 論壇 论著 論著 论说 論說 专论 專論 小说 小說 短篇小说 短篇小說 中篇小说
中篇小說 长篇小说 長篇小說 长篇连载 長篇連載 微型小说 小小说 极短篇 散文 散文随笔 随笔 隨筆 杂文 雜文
诗歌 詩歌 新诗 新詩 诗词 詩詞 旧体诗 诗 詩 戏剧 戲劇 剧本 劇本 报告文学 報告文學 纪实 紀實 非虚构 非虛構
传记 傳記 回忆 回憶 回忆录 日记 书信 書信 通讯 通訊 童话 童話 寓言 民间文学 译文 譯文 译作 译介 译林
译丛 翻译 翻譯 文学评论 文學評論 书评 書評 书话 读书 讀書 书讯 访谈 訪談 对话 對話 专访 專訪 人物 特稿
特写 特寫 特辑 特輯 专题 專題 专栏 專欄 专稿 头条 要闻 要聞 新闻 新聞 时事 時事 动态 動態 简讯 封面故事
封面报道 封面報道 封面人物 本期关注 本期特别策划 特别策划 特別企劃 特别报道 本刊特稿 国内 国际 國內 國際
经济 經濟 社会 社會 文化 文史 历史 歷史 史料 史话 掌故 考古 科学 科學 科普 教育 艺术 藝術 美术 美術 书画
書畫 摄影 攝影 音乐 音樂 影视 戏曲 生活 健康 旅行 旅游 美食 地理 自然 环境 家园 家庭 青年 少年 校园 校園
学生作品 习作 新人 新作 理论 理論 研究 理论研究 调查 調查 调研 探索 探讨 争鸣 爭鳴 综述 綜述 实践 经验
经验交流 工作研究 问答 問答 政策 法规 法律 案例 信箱 来信 讀者來信 读者来信 读者 编读往来 信息 资料 資料
附录 附錄 插图 漫画 漫畫 补白 補白 余音 跋 序 序言 前言 后记 後記 记事 文苑 文艺 文藝 副刊 专载 轉載
转载 文摘 连载 連載
""")
)

# How labels of sections end when they are no common word themselves.
SECTION_ENDINGS = _listed("""
报道 報道 报告 论坛 論壇 天地 随笔 隨筆 研究 视点 视野 視野 专栏 專欄 之窗 园地 園地 纪事 紀事 人物 故事
观察 觀察 聚焦 策划 特稿 评论 評論 文苑 文学 文學 小说 小說 散文 诗歌 詩歌 诗词 工作 要闻
探索 交流 访谈 訪談 广角 广场 长廊 沙龙 讲堂 讲坛 課堂 课堂 书房 书架 阅读 閱讀 笔记 筆記 新声 新锐
回眸 钩沉 往事 春秋 风采 風采 风物 风云 前沿 动态 速递 家园 平台 驿站 茶座 信箱 茶馆 手记 札记
札記 译丛 選刊 选刊 选登 連載 连载 特辑 特輯 专辑 專輯 专题 專題 栏目 篇 辑 輯 卷 部
""")

# Labels of the imprint, which stands beside or below the contents and has numbers too.
IMPRINT = _listed("""
主管主办主辦承办承辦协办協辦出版 出版者 出版社 出版单位 出版單位 出版日期 编印 社长 社長 副社长 副社長
总编 總編 总编辑 總編輯 主编 主編 副主编 副主編 执行主编 執行主編 编委 編委 编委会 编辑部 編輯部
编辑部主任 责任编辑 責任編輯 值班编辑 责编 編輯 编辑 美编 美術編輯 美术编辑 美术统筹 版式设计 版式
装帧设计 校对 校對 责任校对 地址 社址 电话 電話 傳真 邮编 邮政编码 郵遞區號 邮发代号 国内发行
国外发行 国内统一刊号 国际标准刊号 刊号 定价 定價 每期定价 零售 全年定价 印刷 印刷装订 承印 发行 發行
总发行 總發行 發行人 发行人 广告 广告部 投稿 投稿邮箱 邮箱 电子邮箱 网址 官网 官方微信 微信 订阅 订阅处
法律顾问 督印人 社委 顾问 顧問 编者 主辦 主办单位 主管单位 主办 主管 承办 协办 售价 售價 ISSN CN E-mail
email
""")

# What follows a number that counts something and is no page.
COUNTED = frozenset(
    "年月日号號个個岁歲元角分万萬亿億千百％%届屆次条條章节節点點时時名位人家"
    "户戶项項种種张張里米公斤两兩对對双雙款大级級天周小秒期卷辑輯册冊版℃度倍"
)
