"""What -v tells of a build, and what is written down of a mistake of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import production
from publisher.cli.bugreport import verdict_in
from publisher.cli.session import Session
from publisher.house import House
from publisher.problems import InternalError, Place, Problem, SourceError
from publisher.production.daybook import Step
from tests.calls import Call

COPYDESK = "jiangan-2031-02: copydesk, 1.50 s"
STEPS = (
    Step("sources", 0.25, (("lines", 1200), ("characters", 30_500))),
    Step(
        "copydesk",
        1.5,
        (("corrections", 14), ("rules", (("copydesk/seam", 12), ("editor/emend", 2))), ("queries", 0)),
    ),
    Step("printing", 8.0, (("pages", 48), ("files", (("a.epub", 3_900_000), ("a.txt", 999))))),
)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch, built: Callable[..., production.Built]) -> None:
    """Let every build come out well, with three steps."""
    made = replace(built(), steps=STEPS)
    monkeypatch.setattr(production, "build", lambda *_: made)


def told(call: Call) -> list[str]:
    return [line for line in call.err.splitlines() if line.startswith("jiangan-2031-02")]


@pytest.mark.usefixtures("builds")
def test_v_tells_each_step_with_its_time_and_figures(reissue: Callable[..., Call]) -> None:
    assert told(reissue("build", "a.yaml", "-v")) == [
        "jiangan-2031-02: reading the sources, 0.25 s: lines 1,200; characters 30,500",
        f"{COPYDESK}: corrections and other decisions 14; by rule copydesk/seam 12, editor/emend 2",
        "jiangan-2031-02: printing, 8.00 s: pages 48; a.epub 3.9 MB, a.txt 999 B",
    ]


@pytest.mark.usefixtures("builds")
def test_v_speaks_chinese(reissue: Callable[..., Call]) -> None:
    assert told(reissue("build", "a.yaml", "-v", "--lang", "zh"))[1:] == [
        "jiangan-2031-02：整理文字，1.50 秒：改动等决定 14 处；按规则：copydesk/seam 12，editor/emend 2",
        "jiangan-2031-02：印成品，8.00 秒：48 页；a.epub 3.9 MB，a.txt 999 B",
    ]


@pytest.mark.usefixtures("builds")
def test_without_v_no_step_is_timed_and_vv_adds_versions(reissue: Callable[..., Call]) -> None:
    assert told(reissue("build", "a.yaml")) == []
    assert "weasyprint 70.0" not in reissue("build", "a.yaml", "-v").err
    assert "weasyprint 70.0" in reissue("build", "a.yaml", "-vv").err


@pytest.mark.usefixtures("builds")
def test_json_is_the_same_with_and_without_v(reissue: Callable[..., Call]) -> None:
    quiet, loud = (reissue("build", "a.yaml", "--format", "json", *v) for v in ((), ("-v",)))
    assert json.loads(loud.out) == json.loads(quiet.out)
    assert told(loud)


# --- reports of our own mistakes -------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> Session:
    environ = {"HOME": str(tmp_path / "home" / "chen"), "REISSUE_CACHE": str(tmp_path / "cache")}
    here = tmp_path / "home" / "chen" / "work"
    here.mkdir(parents=True)
    return Session(House(here, here, environ=environ), here, "en", words=("build", f"{here}/一月.yaml", "-v"))


def raised(error: Exception) -> Exception:
    """Return an exception as it is caught, with a traceback."""
    try:
        raise error
    except type(error) as caught:
        return caught


def report_of(session: Session, error: Exception) -> tuple[Path, str]:
    verdict = verdict_in(session, raised(error))
    (note,) = (problem for problem in verdict.problems if problem.code == "cli/report-written")
    assert note.place
    path = session.here / note.place.path
    return path, path.read_text(encoding="utf-8")


def test_report_says_what_is_needed_to_mend_it(session: Session) -> None:
    _, text = report_of(session, RuntimeError("boom"))
    assert "command: reissue build" in text
    assert "weasyprint 70.0" in text
    assert "cli/internal" in text
    assert "raise error" in text
    assert "RuntimeError: boom" in text


def test_report_names_no_home_and_no_text_of_the_issue(session: Session) -> None:
    place = Place("2026-01.yaml", 3, 5, "河上的灯亮了一夜")
    broken = InternalError(Problem("copydesk/no-replay", place))
    _, text = report_of(session, broken)
    assert "copydesk/no-replay 2026-01.yaml:3:5" in text
    assert "河" not in text
    _, text = report_of(session, ValueError("no reading for '灯亮' in \"The lamp burned all night\" or 'pages'"))
    assert "灯" not in text
    assert "lamp" not in text
    assert "'pages'" in text
    assert str(session.house.environ["HOME"]) not in text
    assert "~/work" in text


def test_reports_overwrite_nothing_and_the_same_mistake_has_one(session: Session, tmp_path: Path) -> None:
    first, said = report_of(session, RuntimeError("one"))
    again, _ = report_of(session, RuntimeError("one"))
    other, _ = report_of(session, RuntimeError("two"))
    assert first == again
    assert first.parent == tmp_path / "cache" / "reports"
    assert first.read_text(encoding="utf-8") == said
    first.write_text("mine", encoding="utf-8")
    elsewhere, _ = report_of(session, RuntimeError("one"))
    assert elsewhere.parent == session.here
    assert first.read_text(encoding="utf-8") == "mine"
    assert len({first, other, elsewhere}) == 3


def test_report_goes_where_it_can(session: Session) -> None:
    nowhere = replace(session, house=replace(session.house, environ={"REISSUE_CACHE": "/proc/nowhere"}))
    path, _ = report_of(nowhere, RuntimeError("boom"))
    assert path.parent == session.here


def test_report_that_cannot_be_written_does_not_hide_the_mistake(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publisher.cli.bugreport.write_atomically", refused)
    assert [problem.code for problem in verdict_in(session, raised(RuntimeError("boom"))).problems] == ["cli/internal"]
    monkeypatch.setattr(production, "versions", refused)
    assert [problem.code for problem in verdict_in(session, raised(RuntimeError("boom"))).problems] == ["cli/internal"]


def test_mistake_of_a_user_is_not_reported(session: Session) -> None:
    for error in (SourceError(Problem("house/changed-meanwhile", Place("a"))), OSError(28, "full", "a")):
        assert "cli/report-written" not in {problem.code for problem in verdict_in(session, raised(error)).problems}
    assert not (session.house.cache or Path()).exists()


def test_report_of_a_failed_build_is_told_in_its_json(
    reissue: Callable[..., Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(production, "build", broken)
    data = json.loads(reissue("build", "a.yaml", "--format", "json").out)
    note = next(each for each in data["issues"][0]["problems"] if each["code"] == "cli/report-written")
    assert data["exit"] == 70
    assert Path(note["place"]["path"]).name.startswith("reissue-report-")
