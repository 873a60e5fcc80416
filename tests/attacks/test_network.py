"""A whole build, pictures and layout and all, asks no socket of the system: in no process (attack 7)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from publisher.cli.main import main
from publisher.house import House
from tests.attacks.issues import written_issue

pytestmark = pytest.mark.slow

# Loaded by Python when it starts, before anything of ours: writes down what a process does with the network.
WITNESS = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(log, b"started " + os.fsencode(" ".join(sys.orig_argv)) + b"\\n")
def witness(event, arguments):
    if event.startswith("socket."):
        os.write(log, f"{{event}} {{arguments}}\\n".encode())
sys.addaudithook(witness)
"""
seen: list[str] | None = None  # an audit hook stays for good; it writes here while a test listens


def _hear(event: str, _: object) -> None:
    if seen is not None and event.startswith("socket."):
        seen.append(event)


@cache
def _listen() -> None:
    sys.addaudithook(_hear)


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Return the list of what this process does with the network while the test runs."""
    global seen  # noqa: PLW0603 - see above
    seen = []
    _listen()
    yield seen
    seen = None


def test_build_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: list[str]) -> None:
    manifest, log = written_issue(tmp_path), tmp_path / "log"
    (tmp_path / "witness").mkdir()
    (tmp_path / "witness" / "sitecustomize.py").write_text(WITNESS.format(log=str(log)), encoding="utf-8")
    sheltered = House.sheltered

    def watched(self: House) -> dict[str, str]:
        kept = sheltered(self)
        return kept | {"PYTHONPATH": f"{tmp_path / 'witness'}:{kept['PYTHONPATH']}"}

    monkeypatch.setattr(House, "sheltered", watched)
    assert main(["build", str(manifest), "--edition", "epub,pdf", "-o", str(tmp_path / "out"), "-q"]) == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    started = {word for line in lines for word in line.split() if word.startswith("publisher.")}
    assert started == {"publisher.editions.renderer", "publisher.typesetting.pictures.development"}
    assert [line for line in lines if not line.startswith("started")] == []
    assert heard == []


def test_witness_sees_a_socket(heard: list[str]) -> None:
    import socket

    socket.socket().close()
    assert heard == ["socket.__new__"]
