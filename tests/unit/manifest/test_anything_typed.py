"""Whatever people type, they get problems with places, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.house import House
from publisher.manifest.resolve import read_plan
from publisher.manifest.style_reader import read_style
from publisher.problems import ManifestError, Problem, ReissueError, render
from tests.unit.manifest.desk import ARTICLE, HEAD, lay

GOOD = (
    HEAD
    + ARTICLE
    + """\
    title: {from: "1", text: "河边的人"}
    byline: {names: ["甲"], role: "记者"}
    captions: [{from: "2", picture: "a.png", alt: "b"}]
style: {name: "base", columns: 2}
cover: {from: ["3"]}
imprint: [{label: "主管", value: "乙"}]
date: "2026-01"
decisions:
  - {drop: ["1"], reason: "folio"}
  - {emend: "1", wrong: "a", right: "b"}
"""
)
SIGNS = '" \' : [ ] { } # &a *a !!str | > @ % 0 x- null ~ "" [] {} -1 99999999999 1@ \\ .. 𠀀'
BLANKS = [": ", "- ", " #", "? ", "<<: ", "\n", "\t", "\u2028", "\ufeff", "\x00", "\x7f", "\udcff"]
PIECES = st.sampled_from([*SIGNS.split(" "), *BLANKS])


def problems_of(manifest: Path) -> tuple[Problem, ...]:
    house = House(manifest.parent, Path(__file__).parents[2] / "problems" / "styles")
    try:
        plan = read_plan(manifest, house)
        read_style(plan.style.name, plan.style.options, house, plan.style.place)
    except ReissueError as error:
        return error.problems
    return plan.warnings


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), PIECES), min_size=1, max_size=3))
def test_a_manifest_with_slips_gives_problems_only(tmp_path, edits):
    text = GOOD
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    manifest = lay(tmp_path, "")
    manifest.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert all(found.place and render(found) and render(found, "zh") for found in problems_of(manifest))


def test_a_value_of_any_form_may_stand_at_any_key(tmp_path):
    values = ["[]", "{}", '""', "a", "[[]]", "{a: b}", "[{}]", '["a"]', "-1", "[1]"]
    keys = [line.partition(":")[0] for line in GOOD.splitlines() if line and not line.startswith((" ", "issue"))]
    for key in keys:
        for value in values:
            with pytest.raises(ReissueError) as caught:
                read_plan(lay(tmp_path, f'issue: "hewan-2026-02"\n{key}: {value}\n'), House(tmp_path, tmp_path))
            assert isinstance(caught.value, ManifestError)
