"""A hundred builds are killed: nothing is torn, a mixed set is named, nothing is left, and the next build is whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kills")]

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("REISSUE_KILLS", "100"))


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the kills came to; the moments are drawn anew each time, and their seed is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", "--kills", str(KILLS), "--format", "json"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path_factory.mktemp("kills"))},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout, done.stderr)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_builds_were_killed_at_work_and_while_their_files_took_their_places(figures: dict[str, Any]) -> None:
    assert figures["kills"] == KILLS
    assert figures["in_place"] > 0
    assert figures["mixed"] + figures["no_record"] + figures["whole_new"] > 0
    assert figures["untouched"] > 0
    assert figures["renderers"] > 0


def test_every_file_is_the_old_one_or_the_new_one(figures: dict[str, Any]) -> None:
    assert figures["files"] > KILLS
    assert figures["torn"] == []


def test_proof_names_every_mixed_set_and_no_other(figures: dict[str, Any]) -> None:
    assert figures["unnamed"] == []


def test_next_build_is_whole_and_nothing_temporary_is_left(figures: dict[str, Any]) -> None:
    assert figures["builds_after"] == KILLS + figures["too_late"]
    assert figures["failed"] == []
    assert figures["strays"] == []


def test_renderer_ends_with_the_build_that_started_it(figures: dict[str, Any]) -> None:
    assert figures["orphans"] == []
