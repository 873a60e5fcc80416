"""The readers of what people write, fed by atheris a bounded number of inputs; `python -m tests.fuzz` goes on."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS = {"manifest": 1500, "text": 10_000, "article": 1500}
absent = pytest.mark.skipif(not importlib.util.find_spec("atheris"), reason="there is no atheris for this machine")


@absent
@pytest.mark.slow
@pytest.mark.parametrize("target", RUNS)
def test_reader_survives_what_nobody_would_write(target: str, tmp_path: Path) -> None:
    runs = RUNS[target] * int(os.environ.get("REISSUE_FUZZ_TIMES", "1"))
    command = [sys.executable, "-m", "tests.fuzz", target, "--runs", str(runs), "--keep", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    match = re.search(r"Done (\d+) runs", done.stderr)
    assert match
    assert int(match[1]) >= runs
    assert not list(tmp_path.glob(f"{target}-*"))
