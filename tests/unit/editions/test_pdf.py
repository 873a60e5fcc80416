"""The PDF edition: complete, numbered right, in faces of the type case, the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pypdf
import pytest

from publisher.editions.pdf import PdfPress
from publisher.issue.print import Print
from tests.unit.typesetting import whole_issue as wi

pytestmark = pytest.mark.slow

BUILD = (
    "import sys; from pathlib import Path; from publisher.editions.pdf import PdfPress;"
    "from tests.unit.typesetting import whole_issue as wi; here = Path(sys.argv[1]); here.mkdir();"
    "print(PdfPress().print(wi.whole_issue(here), wi.style(), wi.house(), here).prints[0].sha256)"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Print, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    printed = PdfPress().print(wi.whole_issue(folder), wi.style(), wi.house(), folder).prints[0]
    return printed, folder / printed.file


@pytest.fixture(scope="module")
def document(built: tuple[Print, Path]) -> Iterator[pymupdf.Document]:
    with pymupdf.open(built[1]) as found:
        yield found


def pages_of(document: pymupdf.Document) -> list[pymupdf.Page]:
    return [document.load_page(number) for number in range(document.page_count)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_print_says_what_was_written(built: tuple[Print, Path], document: pymupdf.Document) -> None:
    printed, path = built
    assert (printed.edition, printed.file) == ("pdf", "weiting-2032-05.pdf")
    assert (printed.size, printed.pages) == (path.stat().st_size, len(document))


def test_contents_page_gives_the_page_each_article_is_on(built: tuple[Print, Path], document: pymupdf.Document) -> None:
    first_pages = dict(built[0].first_pages)
    contents = squeezed(document[1].get_text())
    for id_, title in ((f"{wi.ID}-i0002", "闸口的账本"), (f"{wi.ID}-i0003", "芦花"), (f"{wi.ID}-i0006", "水边")):
        page = int(first_pages[id_])
        assert title in squeezed(document[page - 1].get_text())
        assert re.search(rf"{title}[^0-9]*{page}(?![0-9])", contents)


def test_folio_of_every_page_is_its_number(document: pymupdf.Document) -> None:
    for number, page in enumerate(pages_of(document), 1):
        if number > 1:
            assert squeezed(page.get_text(clip=(0, page.rect.height - 75, page.rect.width, page.rect.height))).endswith(
                str(number)
            )


def test_outline_nests_articles_under_sections(built: tuple[Print, Path]) -> None:
    with pypdf.PdfReader(built[1]) as reader:
        outline = reader.outline
    titles = [
        item.title if not isinstance(item, list) else [inner.title for inner in item if not isinstance(inner, list)]
        for item in outline
    ]
    assert titles[:4] == [
        "目录",
        "卷首：等水退",
        "报告",
        ["水涨到第七级台阶那天，摆渡的人还在等一个没有说定的消息", "闸口的账本"],
    ]
    assert titles[-1] == "重刊说明"


def test_every_font_is_one_of_the_cuts(document: pymupdf.Document) -> None:
    names = {font[3].partition("+")[2] for page in pages_of(document) for font in page.get_fonts()}
    assert names
    assert all(name.startswith("Reissue-") for name in names)


def test_pdf_is_tagged_titled_dated_and_in_its_language(document: pymupdf.Document) -> None:
    root = document.pdf_catalog()
    assert document.xref_get_key(root, "Lang")[1] == "zh-Hans"
    assert document.xref_get_key(root, "MarkInfo/Marked")[1] == "true"
    assert document.metadata is not None
    assert document.metadata["title"] == "苇汀　2032年第5期"
    assert document.metadata["creationDate"].startswith("D:20320501000000")


def test_text_reads_in_order_and_readings_stay_beside_their_base(document: pymupdf.Document) -> None:
    text = squeezed("".join(page.get_text(sort=False) for page in pages_of(document)))
    assert "写到要紧处，写到醒目处，汀tīng是水边平地，周渡著苇汀志，见此处①；缺□□字，补〔一〕字" in text
    assert "①《苇汀志》卷三，抄本" in text


def test_no_folder_of_the_build_is_in_the_file(built: tuple[Print, Path], document: pymupdf.Document) -> None:
    streams = [document.xref_stream(number) or b"" for number in range(1, document.xref_length())]
    objects = [document.xref_object(number).encode() for number in range(1, document.xref_length())]
    everything = b"".join((*streams, *objects))
    assert len(everything) > built[1].stat().st_size
    assert str(built[1].parent).encode() not in everything
    assert b"/tmp/" not in everything


def test_same_issue_gives_the_same_bytes_in_another_folder_zone_and_process(
    built: tuple[Print, Path], tmp_path: Path
) -> None:
    environment = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", BUILD, str(tmp_path / "另一处")]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=wi.house().root, env=environment)
    assert run.stdout.strip() == built[0].sha256


def test_newspaper_opens_with_its_nameplate_and_begins_each_sheet_on_a_page(tmp_path: Path) -> None:
    printed = PdfPress().print(wi.newspaper(tmp_path), wi.style("newspaper"), wi.house(), tmp_path).prints[0]
    assert dict(printed.first_pages) == {f"{wi.ID}-i0001": "1", f"{wi.ID}-i0002": "1", f"{wi.ID}-i0003": "2"}


def test_bare_furniture_begins_with_the_first_article(tmp_path: Path) -> None:
    printed = PdfPress().print(wi.whole_issue(tmp_path), wi.style(furniture="none"), wi.house(), tmp_path).prints[0]
    assert printed.first_pages[0] == (f"{wi.ID}-i0009", "1")


def test_articles_that_may_not_run_on_begin_a_page_each(tmp_path: Path) -> None:
    printed = PdfPress().print(wi.whole_issue(tmp_path), wi.style(run_on="false"), wi.house(), tmp_path).prints[0]
    pages = [page for _, page in printed.first_pages]
    assert len(set(pages)) == len(pages)
