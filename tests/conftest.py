"""What every test shares: the checkout's folder, one quiet environment, no network, no unexpected log.

It gives fixtures and guards. It builds nothing and knows no room of the publisher.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
LOUD_LIBRARIES = ("publisher", "weasyprint", "fontTools", "ebooklib")

settings.register_profile("house", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sample_manifest() -> Path:
    """Return the manifest of the sample issue."""
    return ROOT / "manifests" / "hewan" / "2026-01.yaml"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of a run share, for what is made once."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shelf"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def _covers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that all tests of a run share, so that a cover is laid out once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, _covers: Path) -> None:
    """Give every test the same language, time zone and clock, whatever the shell around it says."""
    for name in ("REISSUE_SOURCES", "SOURCE_DATE_EPOCH", "LC_MESSAGES", "LANGUAGE", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "CI": "true",
        "REISSUE_CACHE": str(_covers),
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the process by IP."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            pytest.fail(f"a test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]  # what a Unix socket takes

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that made a library complain, unless the test says it expects that (`@pytest.mark.logs`)."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    complaints = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name.startswith(LOUD_LIBRARIES)
    ]
    if complaints:
        pytest.fail("unexpected log:\n" + "\n".join(complaints))
