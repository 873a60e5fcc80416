from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason, Role
from publisher.issue.dates import IssueDate
from publisher.issue.decisions import DropDecision, EmendDecision
from publisher.issue.derivation import SetReading
from publisher.issue.periodical import Evaluation
from publisher.issue.plan import AdvertisementPlan, ArticleKind, ArticlePlan, IssueKind, SectionPlan, SheetPlan
from publisher.issue.style import WritingMode
from publisher.manifest.resolve import read_plan
from publisher.problems import ManifestError, SourceError
from tests.unit.manifest.desk import ARTICLE, HEAD, PERIODICAL, codes_of, lay, plan_of


def article(*lines: str) -> str:
    return HEAD + 'contents:\n  - article: "hewan-2026-01-i0001"\n' + "".join(f"    {line}\n" for line in lines)


def first(folder: Path, *lines: str) -> ArticlePlan:
    return next(plan_of(folder, article(*lines)).articles())


def test_a_field_is_a_text_or_lines_or_both(tmp_path):
    plan = first(
        tmp_path,
        'title: "河边的人"',
        'kicker: {from: ["1", "2@0-1"]}',
        'subtitle: {from: "2@1-2", text: "读作"}',
        'dateline: {text: "本报讯", inline: true}',
        'text: "3"',
    )
    assert plan.title
    assert (plan.title.text, plan.title.ranges) == ("河边的人", ())
    assert plan.kicker
    assert plan.kicker.text is None
    assert plan.kicker.ranges == (LineRange("main", 1, 1), LineRange("main", 2, 2, 0, 1))
    assert plan.subtitle
    assert (plan.subtitle.text, plan.subtitle.ranges) == ("读作", (LineRange("main", 2, 2, 1, 2),))
    assert plan.dateline
    assert plan.dateline.inline


def test_article_says_which_way_its_lines_run_or_leaves_it_to_the_style(tmp_path):
    assert first(tmp_path, 'text: "1-3"').writing_mode is None
    assert first(tmp_path, 'writing_mode: "vertical"', 'text: "1-3"').writing_mode is WritingMode.VERTICAL
    with pytest.raises(ManifestError) as caught:
        first(tmp_path, 'writing_mode: "upright"', 'text: "1-3"')
    assert codes_of(caught.value) == ["bad-value"]


def test_manifest_goes_before_front_matter_in_saying_which_way_lines_run(tmp_path):
    (tmp_path / "a.md").write_text('---\ntitle: "砚"\nwriting_mode: "vertical"\n---\n\n石头。\n', encoding="utf-8")
    markdown = 'contents:\n  - article: "hewan-2026-01-i0001"\n    text: {markdown: "a.md"}\n'
    for more, mode in (("", WritingMode.VERTICAL), ('    writing_mode: "horizontal"\n', WritingMode.HORIZONTAL)):
        manifest = 'issue: "hewan-2026-01"\n' + markdown + more
        assert [article.writing_mode for article in plan_of(tmp_path, manifest).articles()] == [mode]


def test_texts_of_a_plan_are_plain_strings(tmp_path):
    plan = first(tmp_path, 'title: "河边的人"', 'byline: "甲"', "page: 09", 'text: "1-3"')
    assert plan.title
    assert type(plan.title.text) is str
    assert plan.byline
    assert [type(name) for name in plan.byline.names] == [str]
    assert (plan.page, type(plan.page), type(plan.id)) == ("09", str, str)


@pytest.mark.parametrize(
    ("written", "names"), [('"甲"', ("甲",)), ('["甲", "乙"]', ("甲", "乙")), ('{names: "甲"}', ("甲",))]
)
def test_a_byline_is_a_name_or_names(tmp_path, written, names):
    plan = first(tmp_path, f"byline: {written}", 'text: "1-3"')
    assert plan.byline
    assert plan.byline.names == names


def test_an_empty_title_is_no_title(tmp_path):
    assert first(tmp_path, 'title: ""', 'text: "1-3"').title is None


def test_roles_of_lines_keep_their_order(tmp_path):
    plan = first(tmp_path, 'text: "1-3"', 'headings: ["1"]', 'subheadings: "2"', 'questions: "3"')
    assert [(roles.role, str(roles.ranges[0])) for roles in plan.roles] == [
        (Role.HEADING, "1"),
        (Role.SUBHEADING, "2"),
        (Role.QUESTION, "3"),
    ]


def test_the_kind_key_tells_the_kind(tmp_path):
    plan = plan_of(
        tmp_path,
        HEAD
        + """
contents:
  - sheet: "01"
    name: "要闻"
    editors: ["甲"]
    contents:
      - section: "本报讯"
        contents:
          - {article: "hewan-2026-01-i0001", kind: "roundup", text: "1"}
      - {photos: "hewan-2026-01-i0002", text: "2"}
      - {advertisement: "hewan-2026-01-a01", from: "3", kept: true}
""",
    )
    sheet, section, piece, photos, advertisement = plan.entries()
    assert isinstance(sheet, SheetPlan)
    assert (sheet.number, sheet.name, sheet.editors) == ("01", "要闻", ("甲",))
    assert isinstance(section, SectionPlan)
    assert (section.id, sheet.id) == ("hewan-2026-01-s01", "hewan-2026-01-p01")
    assert isinstance(piece, ArticlePlan)
    assert piece.kind is ArticleKind.ROUNDUP
    assert isinstance(photos, ArticlePlan)
    assert photos.kind is ArticleKind.PHOTOS
    assert isinstance(advertisement, AdvertisementPlan)
    assert advertisement.kept


def test_decisions_keep_who_decided_and_why(tmp_path):
    plan = plan_of(
        tmp_path,
        HEAD
        + ARTICLE
        + 'decisions:\n  - {drop: "1", reason: "folio", by: "copydesk/folio", why: "页码"}\n'
        + '  - {emend: "2@0-2", wrong: "二", right: "贰", supplied: true}\n',
    )
    drop, emend = plan.decisions
    assert isinstance(drop, DropDecision)
    assert (drop.reason, drop.decided.by, drop.decided.why) == (DropReason.FOLIO, "copydesk/folio", "页码")
    assert isinstance(emend, EmendDecision)
    assert (emend.at, emend.supplied) == (LineRange("main", 2, 2, 0, 2), True)
    assert emend.decided.place
    assert emend.decided.place.line == 9


def test_an_address_knows_its_source_and_place(tmp_path):
    second = (tmp_path / "002.txt").write_bytes(
        b"x\n"
    ) and "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac"
    issue = (
        HEAD
        + f'  - {{id: "p2", file: "002.txt", sha256: "{second.upper()}"}}\n'
        + ARTICLE.replace('"1-3"', '["p2:1", "2-3"]')
    )
    lines = next(plan_of(tmp_path, issue).articles()).ranges
    assert lines == (LineRange("p2", 1, 1), LineRange("main", 2, 3))
    assert lines[0].place
    assert str(lines[0].place) == "2026-01.yaml:7:12"


def test_metadata_of_the_issue(tmp_path):
    issue = HEAD + 'date: "2026-01"\nrunning_number: 37\nunknown: ["印数"]\n' + ARTICLE
    plan = plan_of(tmp_path, issue, PERIODICAL + 'issn: "2434-561X"\nkind: newspaper\nrights: "版权所有"\n')
    assert (plan.date, plan.running_number, plan.unknown) == (IssueDate(2026, 1), 37, ("印数",))
    assert (plan.kind, plan.rights, plan.periodical.issn) == (IssueKind.NEWSPAPER, "版权所有", "2434-561X")
    assert plan.manifest == "2026-01.yaml"
    assert len(plan.manifest_sha256) == 64


def test_articles_inherit_what_they_do_not_say(tmp_path):
    defaults = 'defaults: {rights: "甲", articles: {byline_role: "作者", rights: "乙", lang: "en"}}\n'
    issue = (
        article('byline: "丙"', 'text: "1-2"')
        + '  - {article: "hewan-2026-01-i0002", byline: {names: "丁", role: "译"}, lang: "ja", text: "3"}\n'
    )
    plan = plan_of(tmp_path, issue, PERIODICAL + defaults)
    one, two = plan.articles()
    assert one.byline
    assert two.byline
    assert [(piece.rights, piece.lang) for piece in (one, two)] == [("乙", "en"), ("乙", "ja")]
    assert (one.byline.role, two.byline.role, plan.rights) == ("作者", "译", "甲")


@pytest.mark.parametrize(
    ("periodical", "issue", "name", "options"),
    [
        ("", "", "base", {}),
        ("style: plain\n", "", "plain", {}),
        ("style: {name: plain, columns: 3}\n", "style: {measure: 20}\n", "plain", {"columns": "3", "measure": "20"}),
        ("style: {name: plain, columns: 3}\n", "style: {columns: 1}\n", "plain", {"columns": "1"}),
        ("style: {name: plain, columns: 3}\n", "style: sheet\n", "sheet", {}),
        ("defaults: {style: {name: plain, lines: 40}}\n", "style: {name: plain}\n", "plain", {"lines": "40"}),
    ],
)
def test_the_style_of_the_issue_goes_on_top_unless_it_is_another_one(tmp_path, periodical, issue, name, options):
    style = plan_of(tmp_path, HEAD + issue + ARTICLE, PERIODICAL + periodical).style
    assert (style.name, dict(style.options)) == (name, options)


def test_front_matter_fills_what_the_manifest_leaves_open(tmp_path):
    (tmp_path / "01.md").write_text(
        '---\r\ntitle: "甲"\r\nkicker: "乙"\r\npage: 07\r\n---\r\n\r\n正文\r\n', encoding="utf-8", newline=""
    )
    issue = 'issue: "hewan-2026-01"\ncontents:\n  - {article: "hewan-2026-01-i0001", kicker: "丙",'
    issue += ' text: {markdown: "01.md"}}\n'
    piece = next(plan_of(tmp_path, issue).articles())
    assert piece.title
    assert piece.kicker
    assert piece.markdown
    assert (piece.title.text, piece.kicker.text, piece.page) == ("甲", "丙", "07")
    assert (piece.markdown.first_line, piece.markdown.text, piece.markdown.shown) == (6, "\r\n正文\r\n", "01.md")
    assert piece.title.place
    assert str(piece.title.place) == "01.md:2:8"


def test_a_rule_at_the_head_of_an_article_needs_a_blank_line(tmp_path):
    (tmp_path / "01.md").write_text("\n---\n\n正文\n", encoding="utf-8")
    issue = 'issue: "hewan-2026-01"\ncontents:\n  - {article: "hewan-2026-01-i0001", text: {markdown: "01.md"}}\n'
    piece = next(plan_of(tmp_path, issue).articles())
    assert piece.markdown
    assert piece.markdown.first_line == 1


def test_sources_may_lie_elsewhere(tmp_path):
    inside, elsewhere = tmp_path / "hewan", tmp_path / "extracted"
    inside.mkdir()
    elsewhere.mkdir()
    manifest = lay(inside, HEAD + ARTICLE)
    (inside / "001.txt").rename(elsewhere / "001.txt")
    plan = read_plan(manifest, House(tmp_path, tmp_path, elsewhere))
    assert (plan.sources[0].path, plan.sources[0].shown) == (elsewhere / "001.txt", "001.txt")
    with pytest.raises(SourceError) as caught:
        read_plan(manifest, House(tmp_path, tmp_path))
    assert codes_of(caught.value) == ["missing-source"]
    assert caught.value.problems[0].values["root"] == "hewan"


def test_trouble_with_sources_outweighs_trouble_with_the_manifest(tmp_path):
    with pytest.raises(SourceError) as caught:
        plan_of(tmp_path, HEAD.replace("001.txt", "002.txt") + 'date: "2026-13"\n' + ARTICLE)
    assert codes_of(caught.value) == ["missing-source", "bad-date"]


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    folder = tmp_path / "hewan"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "002.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    manifest = lay(folder, HEAD.replace("001.txt", "002.txt") + 'cover: {picture: "002.txt"}\n' + ARTICLE)
    with pytest.raises(ManifestError) as caught:
        read_plan(manifest, House(tmp_path, tmp_path))
    assert codes_of(caught.value) == ["path-outside-root", "path-outside-root"]
    manifest = lay(folder, HEAD + 'cover: {picture: "loop.txt"}\n' + ARTICLE)
    with pytest.raises(ManifestError):
        read_plan(manifest, House(tmp_path, tmp_path))


@pytest.mark.parametrize("name", ["\\0", "a\\nb", "~/x", "a\\u0000b", "..", "./../x", "C:\\\\x", "a/%2E%2E/b"])
def test_suspicious_names_are_refused(tmp_path, name):
    with pytest.raises(ManifestError) as caught:
        plan_of(tmp_path, HEAD + f'cover: {{picture: "{name}"}}\n' + ARTICLE)
    assert set(codes_of(caught.value)) & {"path-outside-root", "control-character"}


@pytest.mark.parametrize("name", ["a" * 300, "文" * 200, "no/such/picture.png", "."])
def test_names_that_lead_nowhere_are_missing(tmp_path, name):
    with pytest.raises(ManifestError) as caught:
        plan_of(tmp_path, HEAD + f'cover: {{picture: "{name}"}}\n' + ARTICLE)
    assert codes_of(caught.value) == ["missing-file"]


def test_pictures_are_named_from_the_folder_of_the_periodical(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "封面.png").write_bytes(b"")
    plan = plan_of(tmp_path, HEAD + 'cover: {picture: "./pictures/封面.png", alt: "河"}\n' + ARTICLE)
    assert (plan.cover.picture, plan.cover.alt) == ("pictures/封面.png", "河")


def test_an_unreadable_source_is_a_source_error(tmp_path, monkeypatch):
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    manifest = lay(tmp_path, HEAD + ARTICLE)
    monkeypatch.setattr("publisher.manifest.digests.hashlib.file_digest", refuse)
    with pytest.raises(SourceError) as caught:
        read_plan(manifest, House(tmp_path, tmp_path))
    assert codes_of(caught.value) == ["unreadable-source"]


def test_a_source_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("publisher.manifest.digests.SIZE_LIMIT", 3)
    manifest = lay(tmp_path, HEAD + ARTICLE)
    with pytest.raises(SourceError) as caught:
        read_plan(manifest, House(tmp_path, tmp_path))
    assert codes_of(caught.value) == ["large-source"]


def test_problems_of_both_files_come_together(tmp_path):
    with pytest.raises(ManifestError) as caught:
        plan_of(tmp_path, HEAD + "titel: a\n" + ARTICLE, PERIODICAL + "isn: b\n")
    assert [str(problem.place) for problem in caught.value.problems] == ["2026-01.yaml:4:1", "periodical.yaml:4:1"]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        (name, True)
        for name in ("2026", "2026-01", "2026-01-31", "2026-n355", "2026-07-08", "2026-07-s1", "2026-01-31-b")
    ]
    + [(name, False) for name in ("26-01", "2026-00", "2026-1A", "0000")],
)
def test_issue_ids(tmp_path, name, good):
    manifest = lay(tmp_path, (HEAD + ARTICLE).replace("hewan-2026-01", f"hewan-{name}"))
    manifest = manifest.rename(tmp_path / f"{name}.yaml")
    house = House(tmp_path, tmp_path)
    if good:
        assert read_plan(manifest, house).id == f"hewan-{name}"
    else:
        with pytest.raises(ManifestError, match="bad-id"):
            read_plan(manifest, house)


def test_a_code_may_hold_hyphens(tmp_path):
    issue = (HEAD + ARTICLE).replace("hewan-", "he-wan-")
    assert plan_of(tmp_path, issue, PERIODICAL.replace("hewan", "he-wan")).id == "he-wan-2026-01"


# --- readings and evaluation ---------------------------------------------------------


def test_readings_and_evaluation_are_read(tmp_path):
    said = 'readings: {"何川": "He, Chuan"}\naccessibility: {certified_by: "河湾无障碍小组", date: "2026-03"}\n'
    plan = plan_of(tmp_path, HEAD + said + ARTICLE)
    assert plan.readings == (("何川", "He, Chuan"),)
    assert plan.evaluation == Evaluation("河湾无障碍小组", IssueDate(2026, 3))


def test_issue_without_evaluation_claims_none(tmp_path):
    plan = plan_of(tmp_path, HEAD + ARTICLE)
    assert (plan.readings, plan.evaluation) == ((), None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('readings: ["何川"]', "manifest/wrong-type"),
        ('readings: {"何川": ["He"]}', "manifest/wrong-type"),
        ('readings: {"何川": " "}', "manifest/wrong-type"),
        ("readings: {何川: He #1\n}", "manifest/cut-value"),
        ('accessibility: "小组"', "manifest/wrong-type"),
        ('accessibility: {date: "2026"}', "manifest/missing-key"),
        ('accessibility: {certified_by: " "}', "manifest/empty-value"),
        ('accessibility: {certified_by: "小组", date: "明天"}', "manifest/bad-date"),
        ('accessibility: {certified_by: "小组", level: "AA"}', "manifest/unknown-key"),
    ],
)
def test_bad_readings_and_evaluations_are_refused(tmp_path, line, code):
    with pytest.raises(ManifestError) as caught:
        plan_of(tmp_path, f"{HEAD}{line}\n{ARTICLE}")
    assert [(problem.code, bool(problem.place)) for problem in caught.value.problems] == [(code, True)]


def test_edition_in_another_script_is_a_language_or_a_language_with_readings(tmp_path):
    derived = 'derived:\n  - "zh-Hant-HK"\n  - {language: "zh-Hant-TW", readings: [{word: "干", as: "乾"}]}\n'
    plan = plan_of(tmp_path, HEAD + derived + ARTICLE)
    assert [(each.language, each.readings) for each in plan.derived] == [
        ("zh-Hant-HK", ()),
        ("zh-Hant-TW", (SetReading("干", "乾"),)),
    ]


def test_reading_of_the_issue_goes_before_that_of_its_periodical(tmp_path):
    of = 'derived:\n  - {{language: "zh-Hant-TW", readings: [{{word: "{}", as: "{}"}}, {{word: "里湾", as: "{}"}}]}}\n'
    issue, periodical = of.format("干", "乾", "裡灣"), of.format("后", "后", "里灣")
    (plan,) = plan_of(tmp_path, HEAD + issue + ARTICLE, PERIODICAL + periodical).derived
    assert [(each.word, each.reading, each.is_lasting) for each in plan.readings] == [
        ("干", "乾", False),
        ("里湾", "裡灣", False),
        ("后", "后", True),
    ]
