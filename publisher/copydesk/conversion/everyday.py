"""Words that Taiwan uses as the mainland does, and for which OpenCC has the word of computing: they stay as they are.

OpenCC's phrases for Taiwan were gathered from programs. In a magazine a 程序 is a procedure, and 万象 is no place. A
dictionary cannot tell which is meant; an editor can, with a reading. Words for which OpenCC itself offers the same word
as a further reading (數據, 消息, 社區 …) stay as well: that is read from its dictionary.
"""

from __future__ import annotations

# In OpenCC's Traditional forms: what comes out of its first step.
SPARED = frozenset(
    (
        "支持", "程序", "添加", "創建", "優化", "隊列", "參數", "變量", "搜索", "缺省", "映射", "嵌套", "端口",
        "刷新", "卸載", "接口", "批量", "拋出", "拷貝", "擴展", "溢出", "指針", "權限", "涼菜", "激活", "登錄",
        "編程", "緩存", "界面", "窗口", "算法", "調度", "調用", "腳本", "連接", "項目", "遠程", "默認", "點擊",
        "鏡像", "仿真", "交互", "高端", "內核", "內置", "光標", "全局", "分佈式", "分區", "可視化", "導入", "導出",
        "字體", "存儲", "密鑰", "前綴", "後綴", "剪切", "呼出", "局部", "屏蔽", "加載", "文件", "文檔", "截取",
        "模塊", "性能", "查找", "查看", "綁定", "發佈", "發送", "異步", "組件", "設備", "設置", "註銷", "聲明",
        "集成", "集羣", "運行", "類型", "鏈接", "保存", "實時", "圖像", "萬象", "奔馳", "聯繫", "觸摸", "性價比",
        "自行車", "冰棍", "相冊", "固件", "掛斷", "控件", "算子", "重裝", "重載", "回調", "圖庫", "字庫", "字段",
        "主板", "網卡", "註冊機", "註冊表", "大衆公司", "大衆集團", "歐拉", "格拉斯", "薩蒂", "拉洛", "拉莫", "加蓬",
        "香農", "比特", "散列", "持久性", "枚舉", "析構函數", "構造函數", "構造器", "函數", "矢量", "磁道",
        "目標代碼", "知識產權", "視圖", "詞組", "適配器", "遞歸", "頭文件", "過程式編程", "外置", "多任務", "多態",
        "存盤", "宏編程", "演示文稿", "物理地址", "物理內存", "縮進", "調試", "進制", "高清", "保羅·哈吉斯", "堆棧",
        "審覈", "寬帶", "帶寬", "錄像", "採樣", "標識符", "最終用戶", "用戶", "在線", "孤獨症", "抑鬱症", "白細胞",
        "紅細胞", "公元", "複印", "仙童半導體", "總線", "優先級", "移動電話", "移動通信", "移動網絡", "移動數據",
        "尼日爾",
    )
)  # fmt: skip
