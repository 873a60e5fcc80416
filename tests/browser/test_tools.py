"""On a server the readers, Ace and the browser are there, so that no test of them is skipped in silence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.browser.tools import NODE_MODULES, missing

HERE = Path(__file__).parent
ON_A_SERVER = bool(os.environ.get("CI"))  # read before the tests' own environment is set


@pytest.mark.skipif(not ON_A_SERVER, reason="a machine of one's own may lack them; the tests that need them skip")
def test_nothing_is_missing_on_a_server() -> None:
    assert missing() == []


def locked() -> dict[str, dict[str, object]]:
    packages: dict[str, dict[str, object]] = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    return packages


def test_versions_are_exact_and_locked() -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    assert wanted == {name: locked()[f"node_modules/{name}"]["version"] for name in wanted}


def test_lock_holds_digests_and_no_place_to_fetch_from() -> None:
    libraries = [entry for name, entry in locked().items() if name]
    assert all("integrity" in entry for entry in libraries)
    assert [entry for entry in libraries if "resolved" in entry] == []


@pytest.mark.skipif("foliate-js" in missing(), reason="the readers are not installed; .ci/setup test installs them")
def test_installed_readers_are_those_of_the_lock() -> None:
    for name in ("foliate-js", "epubjs", "@daisy/ace-cli"):
        installed = json.loads((NODE_MODULES / name / "package.json").read_text("utf-8"))["version"]
        assert installed == locked()[f"node_modules/{name}"]["version"]
