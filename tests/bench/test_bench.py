"""That the benchmark compares what it says it compares: the same articles, repeated, bare, and in Typst's words."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from publisher.issue.blocks import Figure, Paragraph, walk
from publisher.issue.inlines import NoteCall, Text
from tests.bench import comparison, engines, jobs, typst_source

pytestmark = pytest.mark.slow


@cache
def sample() -> jobs.Edited:
    return jobs.edited(jobs.SAMPLE)


def ids(markup: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', markup)


def test_repeated_articles_have_the_same_text_under_ids_of_their_own() -> None:
    job, _ = sample().job()
    once, thrice = (jobs.repeated(job, sample().issue, times).back for times in (1, 3))
    assert once == job.back
    assert max(Counter(ids(thrice)).values()) == 1
    assert thrice.count("<article ") == 3 * once.count("<article ")
    assert thrice.count("对河村在棠河北岸") == 3 * once.count("对河村在棠河北岸")
    assert thrice.count("</body>") == 1


def test_prose_has_no_pictures_and_no_calls_of_notes() -> None:
    before, after = ([*walk_all(each)] for each in (sample(), engines.prose(sample())))
    assert any(isinstance(block, Figure) for block in before)
    assert not any(isinstance(block, Figure) for block in after)
    assert calls(before)
    assert not calls(after)


def calls(blocks: list[object]) -> list[object]:
    inlines = [each for block in blocks if isinstance(block, Paragraph) for each in block.inlines]
    return [each for each in inlines if isinstance(each, NoteCall)]


def walk_all(edited: jobs.Edited) -> list[object]:
    return [block for article in edited.issue.articles() for block in walk(article.blocks)]


def test_one_article_is_kept_if_only_one_is_asked_for() -> None:
    kept = engines.prose(sample(), comparison.PICTURED).issue.articles()
    assert [article.id for article in kept] == [comparison.PICTURED]


def test_typst_prints_signs_of_its_own_language_as_text(tmp_path: Path) -> None:
    odd = r'#x *两* _页_ $1 = "引" \ @注 //完'
    (article,) = engines.prose(sample(), comparison.PICTURED).issue.articles()
    article = replace(article, blocks=(Paragraph("p", (Text(odd),)),))
    issue = replace(sample().issue, contents=(article,))
    assert odd.replace(" ", "") in typst_text(issue_folder(tmp_path, replace(sample(), issue=issue)))


def test_typst_prints_every_paragraph_of_the_sample(tmp_path: Path) -> None:
    edited = engines.prose(sample())
    printed = Counter(typst_text(issue_folder(tmp_path, edited)))
    wanted = Counter(re.sub(r"\s", "", engines.plain_text(edited)))
    assert wanted - printed == Counter()


def issue_folder(folder: Path, edited: jobs.Edited) -> Path:
    jobs.lay_down(edited.job()[0], folder)
    source = typst_source.source_of(edited.issue, edited.style.options, contents=False, apart=True)
    (folder / "issue.typ").write_text(source, encoding="utf-8")
    return folder


def typst_text(folder: Path) -> str:
    """Return what Typst prints with the fonts of the folder, without spaces."""
    import typst

    fonts = folder / "files" / "fonts"
    pdf = folder / "typst.pdf"
    typst.compile(folder / "issue.typ", output=pdf, root=folder, font_paths=[fonts], ignore_system_fonts=True)
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(pdf).pages))
