"""Mistakes on the command line: each has a code, exit code 2 and a way out, in the language asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publisher.cli.main import VERBS
from tests.calls import Call

Reissue = Callable[..., Call]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "cli/missing-argument"),
        (["bild", "a.yaml"], "cli/unknown-verb"),
        (["build"], "cli/missing-argument"),
        (["build", "a.yaml", "-o"], "cli/missing-value"),
        (["build", "a.yaml", "--edition", "epb"], "cli/bad-choice"),
        (["build", "a.yaml", "--edition", ""], "cli/bad-choice"),
        (["check", "a.yaml", "--edition", "epub"], "cli/unknown-argument"),
        (["show", "a.yaml", "b.yaml"], "cli/unknown-argument"),
        (["show", "a.yaml", "--after", "press"], "cli/bad-choice"),
        (["doctor", "--jobs", "0"], "cli/bad-number"),
        (["doctor", "--jobs", "二"], "cli/bad-number"),
        (["build", "a.yaml", "--render-seconds", "0"], "cli/bad-number"),
        (["check", "a.yaml", "--render-memory", "12"], "cli/bad-number"),
        (["check", "a.yaml", "--render-memory", "9" * 5000], "cli/bad-number"),
        (["doctor", "--lang", "fr"], "cli/bad-choice"),
        (["doctor", "--form", "json"], "cli/unknown-argument"),
        (["-C", "nowhere", "doctor"], "cli/no-folder"),
        (["doctor", "--sources", "nowhere"], "cli/no-folder"),
        (["schema", "issues"], "cli/bad-choice"),
        (["explain", "manifest/unknown-kee"], "cli/unknown-code"),
    ],
)
def test_mistake_has_its_code_and_exit_code_2(reissue: Reissue, words: list[str], code: str) -> None:
    call = reissue(*words)
    assert (call.code, call.out) == (2, "")
    assert code in call.err
    assert "help: " in call.err
    assert "Traceback" not in call.err


def test_nearest_verb_is_named(reissue: Reissue) -> None:
    assert 'the nearest is "build"' in reissue("biuld", "a.yaml").err


def test_mistake_is_told_in_chinese(reissue: Reissue) -> None:
    assert "错误 cli/unknown-verb：没有“bild”这个命令" in reissue("--lang", "zh", "bild").err


def test_mistake_after_a_readable_line_is_json_if_asked(reissue: Reissue) -> None:
    assert '"cli/unknown-code"' in reissue("explain", "nothing", "--format", "json").out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_help_is_whole_in_both_languages(reissue: Reissue, verb: str, lang: str) -> None:
    call = reissue("--lang", lang, verb, "--help")
    assert (call.code, call.err) == (0, "")
    assert call.out.startswith({"zh": "用法：", "en": "usage: "}[lang] + f"reissue {verb}")
    assert ("options" in call.out) == (lang == "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_lists_exit_codes_and_verbs(reissue: Reissue, lang: str) -> None:
    printed = reissue("--help", f"--lang={lang}").out
    assert "70 > 7 > 4 > 3 > 5 > 6 > 1" in printed
    assert [verb for verb in VERBS if f"    {verb} " not in printed] == []


def test_global_options_stand_on_either_side(reissue: Reissue) -> None:
    before, after = reissue("--format", "json", "explain"), reissue("explain", "--format", "json")
    assert before == after
    assert before.out.startswith("[")
