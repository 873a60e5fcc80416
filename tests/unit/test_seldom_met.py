"""Problems that hardly anybody meets: each is brought about by hand, where the program would have to be broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from publisher import production, scripts
from publisher.cli.arguments import Parser
from publisher.editions.pdf import job
from publisher.house import House, styles_folder
from publisher.issue.copy import replay
from publisher.issue.issue import Issue
from publisher.problems import FidelityError, InternalError, ManifestError, ReissueError, ToolError, UsageError
from publisher.production import editing
from publisher.production.rebuilding import look_back
from publisher.typesetting.pictures import house_pictures
from publisher.typesetting.pictures.darkroom import darkroom

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 80"><rect width="60" height="80"/></svg>'


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """Return the manifest of a periodical with one article of a line and something for the printing house."""
    (tmp_path / "ferry.md").write_text("---\ntitle: 渡口\n---\n渡船今天又开了。\n", encoding="utf-8")
    (tmp_path / "periodical.yaml").write_text(
        'periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\nstyle: "base"\n'
        'print: {profile: "press.icc", house_pages: ["thanks.svg"]}\n',
        encoding="utf-8",
    )
    (tmp_path / "press.icc").write_bytes(b"no profile")
    (tmp_path / "thanks.svg").write_text(DRAWING, encoding="utf-8")
    manifest = tmp_path / "2026-01.yaml"
    manifest.write_text(
        'issue: "hewan-2026-01"\ncontents:\n  - article: "hewan-2026-01-i0001"\n    text: {markdown: "ferry.md"}\n',
        encoding="utf-8",
    )
    return manifest


def loaded(manifest: Path) -> Issue:
    return production.load(manifest, House(manifest.parent, styles_folder()))


def only(error: pytest.ExceptionInfo[ReissueError]) -> str:
    (problem,) = error.value.problems
    assert problem.message("zh") != problem.message("en")
    return problem.code


def test_file_that_is_no_profile_of_a_press_is_refused(ferry: Path) -> None:
    with pytest.raises(ManifestError) as error:
        job._profile(loaded(ferry))
    assert only(error) == "editions/unusable-profile"


def test_drawing_cannot_fill_a_page_of_the_printing_house(ferry: Path) -> None:
    issue = loaded(ferry)
    with darkroom(House(ferry.parent, styles_folder())) as develop, pytest.raises(ReissueError) as error:
        house_pictures(issue, develop)
    assert only(error) == "typesetting/drawing-as-house-page"


def test_ledger_that_does_not_lead_to_the_text_stops_the_issue(ferry: Path) -> None:
    edited = editing.edit(ferry, House(ferry.parent, styles_folder()), lambda _step: None)
    copy = SimpleNamespace(ledger=edited.ledger, copy="another text")
    with pytest.raises(InternalError) as error:
        editing._prove(edited.galley, _as_any(copy), edited.accounts)
    assert only(error) == "copydesk/no-replay"


def test_character_without_a_place_stops_the_issue(ferry: Path) -> None:
    edited = editing.edit(ferry, House(ferry.parent, styles_folder()), lambda _step: None)
    copy = SimpleNamespace(ledger=edited.ledger, copy=replay(edited.galley, edited.ledger))
    with pytest.raises(FidelityError) as error:
        editing._prove(edited.galley, _as_any(copy), replace(edited.accounts, unplaced=1))
    assert only(error) == "copydesk/unaccounted"


def test_missing_dictionaries_stop_the_other_script_only(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> None:
        raise scripts.DictionaryError("s2twp.json")

    monkeypatch.setattr(scripts, "conversion", broken)
    assert len(list(loaded(ferry).articles())) == 1
    with pytest.raises(ToolError) as error:
        production.load(ferry, House(ferry.parent, styles_folder()), "zh-Hant-TW")
    assert only(error) == "copydesk/no-converter"


def test_record_nobody_can_read_is_a_warning(tmp_path: Path) -> None:
    record = tmp_path / "hewan-2026-01.record.json"
    record.write_text("{", encoding="utf-8")
    (problem,) = look_back(_as_any(SimpleNamespace(house=House(tmp_path, tmp_path))), (), record)
    assert (problem.code, problem.severity) == ("archive/unreadable-record", "warning")


def test_complaint_about_the_command_line_that_has_no_words_of_ours_is_quoted() -> None:
    with pytest.raises(UsageError) as error:
        Parser("reissue build", "en", "build").error("something nobody foresaw")
    assert only(error) == "cli/bad-arguments"
    assert "something nobody foresaw" in error.value.problems[0].message("en")


def _as_any(value: object) -> Any:
    return value
