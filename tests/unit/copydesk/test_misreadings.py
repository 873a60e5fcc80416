"""Misreadings in sentences of our own: what is changed, what is asked, and what looks like one and is none.

A bar in a text is a seam: the words before and behind it stand in two lines.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.copydesk.contents import ContentsEntry, Disagreement
from publisher.copydesk.misreadings import CODES, Finding, Passage, Standing, findings, passage_of
from publisher.issue.galley import Galley, Source, Span
from publisher.lexicon import lexicon


def passages(*texts: str, owner: str = "a") -> list[Passage]:
    lines: list[str] = []
    places: list[list[int]] = []
    for text in texts:
        pieces = text.split("|")
        places.append(list(range(len(lines) + 1, len(lines) + 1 + len(pieces))))
        lines += pieces
    galley = Galley((Source("s", "s.txt", "", "utf-8", tuple(lines), 0),))
    return [passage_of(owner, galley, [galley.line("s", line) for line in group]) for group in places]


def found(*texts: str) -> tuple[Finding, ...]:
    return findings(passages(*texts), lexicon())


def mended(*texts: str) -> str:
    """Return the first text with everything sure put right."""
    whole = passages(*texts)
    first = whole[0]
    lines = {span.line: first.text[start : start + len(span)] for start, span in first.pieces()}
    for finding in findings(whole, lexicon()):
        if finding.is_sure and finding.span.line in lines:
            assert lines[finding.span.line].count(finding.printed) == 1
            lines[finding.span.line] = lines[finding.span.line].replace(finding.printed, finding.proposed)
    return "".join(lines.values())


def kinds(*texts: str) -> set[str]:
    return {finding.code.rpartition("-")[2] for finding in found(*texts)}


QUAY = "码头的账本从来记得仔细，谁家的船、几时靠岸，都写在上面。"

SURE = {
    "dash beside dashes, links ending alike": (
        ["推行“住户报单—楼长收单—街道接单一物管办单”的做法。"],
        "推行“住户报单—楼长收单—街道接单—物管办单”的做法。",
    ),
    "dash beside dashes, links as long as the others": (
        ["建立“登记—核对一修订—公布”制度。"],
        "建立“登记—核对—修订—公布”制度。",
    ),
    "all dashes of a quoted chain of verbs": (
        ["船工讲究“检查一加固一试航一验收”这套老规矩。"],
        "船工讲究“检查—加固—试航—验收”这套老规矩。",
    ),
    "chain called a flow": (["按照规矩，申请一审核一发放流程不能省。"], "按照规矩，申请—审核—发放流程不能省。"),
    "links that end in one character": (
        ["推行“居民点菜一饭堂配菜一骑手送菜”。"],
        "推行“居民点菜—饭堂配菜—骑手送菜”。",
    ),
    "chain over a seam": (["船工讲究“检查一加|固一试航一验收”。"], "船工讲究“检查—加固—试航—验收”。"),
    "and between words": (["船票 and 车票都在这里卖，老人半价。"], "船票和车票都在这里卖，老人半价。"),
    "and without blanks": (["他修船and补帆，一年到头不得闲。"], "他修船和补帆，一年到头不得闲。"),
    "and before a quotation": (["墙上写着“慢行” and “靠岸”两句话。"], "墙上写着“慢行”和“靠岸”两句话。"),
    "character of a word read again": (["河道要定期清淤|淤才能行船。"], "河道要定期清淤才能行船。"),
    "character before a mark": (["石匠们个个勤勉|勉，谁也不偷懒。"], "石匠们个个勤勉，谁也不偷懒。"),
    "head of a word, words stand elsewhere": (
        ["大家一起动手把码|码头扫了。", "孩子们又动手把码头扫了一遍。"],
        "大家一起动手把码头扫了。",
    ),
    "two characters, words stand elsewhere": (
        ["镇上的老渡口文化|文化陈列馆开了。", "老渡口文化陈列馆不收门票。"],
        "镇上的老渡口文化陈列馆开了。",
    ),
    "particle twice": (["这是渡口最早的|的一只船。"], "这是渡口最早的一只船。"),
    "closing mark turned before a speaker": (
        ["他指着河面：“水涨了，今天不走。“老邱说，人都散了。"],
        "他指着河面：“水涨了，今天不走。”老邱说，人都散了。",
    ),
    "closing mark turned, two speeches": (
        ["“先吃饭。”她说。“船不等人。“船长回答，缆绳已经解了。"],
        "“先吃饭。”她说。“船不等人。”船长回答，缆绳已经解了。",
    ),
    "closing mark turned, the opening one lost": (
        ["桥墩一共修了三年，都是石头。“何望山介绍。", "“石头是从上游运来的。”何望山说。"],
        "桥墩一共修了三年，都是石头。”何望山介绍。",
    ),
    "opening mark turned at the head": (["”明天开船。”老邱说完就走了。"], "“明天开船。”老邱说完就走了。"),
    "opening mark turned behind a colon": (
        ["老邱说：”明天开船。”大家都听见了。"],
        "老邱说：“明天开船。”大家都听见了。",
    ),
    "opening mark read again at a seam": (
        ["镇上定在秋天办“晒秋|“赛船大会”，请客人来。", "“晒秋赛船大会”办过三回。"],
        "镇上定在秋天办“晒秋赛船大会”，请客人来。",
    ),
    "closing mark of a term turned": (
        ["这就是远近闻名的“半边渡“码头。", "老人都叫它“半边渡”。"],
        "这就是远近闻名的“半边渡”码头。",
    ),
    "half of a pair lost": (
        ["村里把桥上桥整修一新，桥上铺了石板，桥下清了淤泥。", "桥上桥下都是人。", "灯会那晚，桥上桥下亮着。"],
        "村里把桥上桥下整修一新，桥上铺了石板，桥下清了淤泥。",
    ),
}


@pytest.mark.parametrize(("texts", "reading"), SURE.values(), ids=SURE)
def test_what_the_issue_proves_is_mended(texts: list[str], reading: str) -> None:
    assert mended(*texts) == reading


UNTOUCHED = {
    "numeral between words": ["一桩接一桩，山坡一个接一个，人人都累。"],
    "numerals in a row": ["一户一档案一方案，登记一处不漏。"],
    "counted things in a slogan": ["全镇建成“两库一中心一平台”，年底启用。"],
    "things counted behind a verb": ["规划打造一园区一基地一集群，分三年完成。"],
    "measure words": ["落实一名干部一张清单一本台账，逐户走到。"],
    "every week": ["每周一调度一通报，件件有回音。"],
    "regular dates": ["坚持定期一检查一通报一整改，不走过场。"],
    "words with 一": ["统一思想统一行动统一步调，大家都照办。"],
    "sameness": ["品种单一结构单一产业单一，是多年的老问题。"],
    "one-stop in a chain with dashes": ["建立“受理—专人一对一服务—回访”办法。"],
    "unity in a chain with dashes": ["按照“排查—统筹一体推进—验收”来做。"],
    "verbs with 一": ["看一看想一想再说，坐一坐歇一歇再走。"],
    "years with a dash": ["二〇二五—二〇二六年，一共修了一座桥。"],
    "English beside and": ["店里放着 rock and 民谣，客人不多。"],
    "and inside a title": ["他写过一本《船 and 河》，没有几个人读。"],
    "English sentence": ["牌子上写着 Ferry and Bridge 两个词。"],
    "brand with Western letters": ["这台 R and D 设备用了十年。"],
    "doubled adverb over a seam": ["雨慢|慢地停了，船也靠了岸。"],
    "doubled day over a seam": ["他天|天到码头来，看看有没有信。"],
    "doubled measure over a seam": ["工人把石料一袋|袋扛上岸。"],
    "doubled thing over a seam": ["说起当年，一桩|桩都在眼前。"],
    "rows of doubled words": ["河边的树桩|桩件件都有来历。"],
    "word that begins as the last one ends": ["他请来了老书记|记录当年的事。"],
    "people and the people": ["这件事关系到每个人|人民都看在眼里。"],
    "name with a doubled character": ["钱薇|薇把书放回架上。", "钱薇薇是新来的管理员。", "大家都夸钱薇薇。"],
    "purpose with particle": ["他说明了来的目的|的确不为钱。"],
    "now in": ["他现在|在河边住。"],
    "quotation over paragraphs": ["“那一年水大，渡口停了三个月。"],
    "quotation in a quotation": ["“他只说了一句“等水退”就走了。”老邱说。"],
    "balanced speeches": ["“走吧。”他说。“船来了。”她说。"],
    "straight quotes": ['他把这叫"晒秋"，年年都办。'],
    "apostrophe of a plural": ["“七十年代’的老船，如今只剩一只。"],
    "direction word that goes on": ["山上山路难走，山下也一样。", "山上山下都是雾。", "山上山下种了茶。"],
    "pair the issue does not have": ["他在河边里外奔走，河里河水正涨。"],
    "fixed formula in full": ["坚持以人民为中心的发展思想，扎实做好各项工作。"],
    "older fixed formula": ["以江泽民同志为核心的党中央作出了决定。"],
    "formula with a grammatical particle": ["为实现中华民族的伟大复兴而努力。"],
    "formula's other noun": ["全面实施国家治理体系和治理能力建设。"],
    "ordinary words of like shape": ["老人免费坐船，兔子关在笼里，土地和士兵都写进了书。"],
    "person's name of a look-alike": ["渡口的孩子叫龙玉芝，今年九岁。"],
    "figure of speech": ["知责、履责、尽责，样样都要落到实处。"],
    "two terms that differ": ["“四下基层”", "“四下基层”", "“四到基层”"],
    "quoted counts": ["“一户一策”", "“一户一策”", "“一村一策”"],
    "nothing but marks": ["……——“”（）"],
    "empty": [""],
}


@pytest.mark.parametrize("texts", UNTOUCHED.values(), ids=UNTOUCHED)
def test_good_text_is_neither_changed_nor_doubted(texts: list[str]) -> None:
    assert not found(*texts)


PHRASE = "各区县要继续抓好河道整治工程验收工作，不得松懈。"
ASKED = {
    "dash in a chain, links unlike": (["推行“受理—分派一办理”办法。"], "dash"),
    "or between words": (["船票 or 车票都可以。"], "conjunction"),
    "and in a short quotation": (["两人合写了“船 and 河”，登在副刊。"], "conjunction"),
    "mark read again, the term stands nowhere else": (["今年办“晒秋|“赛船会”，请客人来。"], "quote"),
    "speaker nobody has heard of": (["桥墩修了三年。“何望山介绍。"], "quote"),
    "half of a pair, sides not named": (["把桥上桥整修一新。", "桥上桥下都是人。", "桥上桥下亮着。"], "lost"),
    "style in a formula": (["紧密团结在以习近平总书记为核心的党中央周围。"], "formula"),
    "formula with another character": (["要筑牢中华民族共同体意识，铸牢中华民旅共同体意识。"], "formula"),
    "formula with a character lost": (["弘扬社会主义核心价观，敬老爱幼。"], "formula"),
    "formula in Traditional script": (["踐行社會主義核心價直觀，敬老愛幼。"], "formula"),
    "phrase that differs from three others": (
        [PHRASE.replace("整治", "整冶"), PHRASE, PHRASE + QUAY, PHRASE],
        "variant",
    ),
    "word that does not exist": (["石匠在墙璧上刻字。"], "word"),
    "term spelt otherwise": (["“半边波头”", "“半边渡头”", "“半边渡头”", "“半边度头”"], "name"),
}


@pytest.mark.parametrize(("texts", "kind"), ASKED.values(), ids=ASKED)
def test_doubts_are_asked_and_nothing_is_changed(texts: list[str], kind: str) -> None:
    assert kind in kinds(*texts)
    assert mended(*texts) == texts[0].replace("|", "")


def test_fixed_phrase_is_never_sure_however_often_it_recurs() -> None:
    assert not any(finding.is_sure for finding in found(PHRASE.replace("验收", "验放"), *[PHRASE + QUAY] * 9))


def test_phrase_that_differs_twice_is_a_usage_of_its_own() -> None:
    assert not found(*[PHRASE.replace("整治", "整冶")] * 3, PHRASE, PHRASE, PHRASE)


def test_second_copy_at_a_seam_is_a_drop() -> None:
    (finding,) = found("河道要定期清淤|淤才能行船。")
    assert finding.drop == Span("s", 2, 0, 1)


def test_indent_behind_a_seam_is_not_dropped() -> None:
    (finding,) = found("河道要定期清淤|\u3000淤才能行船。")
    assert finding.drop == Span("s", 2, 1, 2)


def test_words_as_printed_are_unique_in_their_line() -> None:
    (finding,) = found("船票和车票，车票和船票，车票 and 船票都在这里卖。")
    line = "船票和车票，车票和船票，车票 and 船票都在这里卖。"
    assert line[finding.span.start : finding.span.end] == finding.printed
    assert line.count(finding.printed) == 1


def test_headline_against_its_article_is_asked() -> None:
    title, body = passages("让老规矩人心", "老规矩要入心，才守得住。")
    asked = findings([replace(title, standing=Standing.TITLE), body], lexicon())
    assert [(finding.proposed, finding.is_sure) for finding in asked] == [("规矩入心", False)]


def test_and_in_a_headline_is_asked() -> None:
    (title,) = passages("渡船 and 渡口的一年")
    asked = findings([replace(title, standing=Standing.TITLE)], lexicon())
    assert [finding.is_sure for finding in asked] == [False]


def test_entries_of_the_contents_page_are_passed_over() -> None:
    (entry,) = passages("渡船 and 渡口的一年")
    assert not findings([replace(entry, standing=Standing.CONTENTS)], lexicon())


def disagreement(contents: str, text: str, kind: str, supported: str | None) -> Disagreement:
    place, page = Span("s", 40, 0, len(text)), Span("s", 3, 0, len(contents))
    return Disagreement(ContentsEntry(contents, (), "12", (), (page,)), place, contents, text, kind, supported)


CONTENTS = {
    "text errs": ("夜渡半边河", "夜度半边河", "title", "contents", (40, "夜度半边河", "夜渡半边河", True)),
    "contents page errs": ("夜度半边河", "夜渡半边河", "title", "text", (3, "夜度半边河", "夜渡半边河", True)),
    "nobody knows": ("夜度半边河", "夜渡半边河", "title", None, (40, "夜渡半边河", "夜度半边河", False)),
    "another wording": (
        "夜渡半边河纪事",
        "夜过半边河",
        "title",
        "contents",
        (40, "夜过半边河", "夜渡半边河纪事", False),
    ),
    "author": ("何望山", "何望川", "author", "contents", (40, "何望川", "何望山", False)),
}


@pytest.mark.parametrize(("contents", "text", "kind", "supported", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_contents_page_and_text(
    contents: str, text: str, kind: str, supported: str | None, expected: tuple[int, str, str, bool]
) -> None:
    (finding,) = findings([], lexicon(), disagreements=[disagreement(contents, text, kind, supported)])
    assert (finding.span.line, finding.printed, finding.proposed, finding.is_sure) == expected


def test_name_spelt_two_ways_is_asked() -> None:
    names = [("程晓琳", Span("s", line, 0, 3)) for line in (1, 5, 9)] + [("程晓林", Span("s", 12, 0, 3))]
    (finding,) = findings([], lexicon(), names=names, owner_of=lambda span: f"a{span.line}")
    assert (finding.owner, finding.printed, finding.proposed, finding.is_sure) == ("a12", "程晓林", "程晓琳", False)


def test_names_of_two_people_are_not_asked_about() -> None:
    names = [("李海文", Span("s", 1, 0, 3)), ("李海舟", Span("s", 2, 0, 3))]
    assert not findings([], lexicon(), names=names)


def test_codes_are_named_and_queries_bear_them() -> None:
    asked = [finding.query() for finding in found("石匠在墙璧上刻字。", "推行“受理—分派一办理”办法。")]
    assert {query.code for query in asked} <= set(CODES)
    assert len({query.id for query in asked}) == len(asked) == 2


def test_long_line_is_read_once() -> None:
    assert found("渡口的灯亮了，" * 20_000 + "船票 and 车票都在这里卖。")[0].is_sure
