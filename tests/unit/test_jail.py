"""The jail: what a locked process may not do, and what it still can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFUSED = {
    "connects": "socket.create_connection(('127.0.0.1', port))",
    "connects without a name": "socket.socket().connect(('127.0.0.1', port))",
    "asks for an address": "socket.getaddrinfo('localhost', 80)",
    "sends": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "listens": "socket.create_server(('127.0.0.1', 0))",
    "loads a page": "urllib.request.urlopen(f'http://127.0.0.1:{port}/')",
    "starts a program": "subprocess.run(['true'])",
    "starts a shell": "os.system('true')",
    "becomes a program": "os.execv('/bin/true', ['true'])",
    "becomes two": "os.fork()",
    "reads another file": "open('/etc/hostname').read()",
    "reads what lies beside the program": "open(os.path.join(sys.path[0], 'pyproject.toml')).read()",
    "reads by descriptor": "os.open('/etc/hostname', os.O_RDONLY)",
    "reads through a link": "open(folder + '/link').read()",
    "reads upwards": "open(folder + '/../secret').read()",
    "writes elsewhere": "open(folder + '/../secret', 'a')",
    "writes among the libraries": "open(os.__file__, 'r+')",
    "removes a file": "os.remove(folder + '/../secret')",
    "moves a file in": "os.rename(folder + '/../secret', folder + '/x')",
    "makes a link": "os.symlink('/etc/hostname', folder + '/new')",
}
ALLOWED = {
    "reads its own": "open(folder + '/own').read()",
    "writes its own": "open(folder + '/made', 'w').write('x')",
    "loads a library": "__import__('colorsys')",
    "reads a library": "open(os.__file__).read()",
    "throws away": "open('/dev/null', 'w').write('x')",
}
PROGRAM = """
import json, os, socket, subprocess, sys, urllib.request
from pathlib import Path
from publisher.jail import lock
tries, folder, port = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
refusals = lock(1 << 30, 60, Path(folder))
said = {}
for name, code in tries.items():
    before = len(refusals)
    try:
        exec(code)
    except Exception as error:
        said[name] = [type(error).__name__, len(refusals) > before]
    else:
        said[name] = ["", len(refusals) > before]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, bool]]:
    """Return what came of every try in one locked process: the error, and whether it was noted."""
    folder = tmp_path_factory.mktemp("jail") / "job"
    folder.mkdir()
    (folder / "own").write_text("x")
    (folder.parent / "secret").write_text("x")
    (folder / "link").symlink_to(folder.parent / "secret")
    words = [json.dumps(REFUSED | ALLOWED), str(folder), "9"]
    command = [sys.executable, "-P", "-c", PROGRAM, *words]
    done = subprocess.run(
        command, cwd="/", env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=True
    )
    found: dict[str, tuple[str, bool]] = {name: tuple(each) for name, each in json.loads(done.stdout).items()}
    return found


@pytest.mark.parametrize("what", REFUSED)
def test_locked_process_may_not(what: str, said: dict[str, tuple[str, bool]]) -> None:
    error, is_noted = said[what]
    assert is_noted
    assert error in {"JailedError", "URLError"}


@pytest.mark.parametrize("what", ALLOWED)
def test_locked_process_still(what: str, said: dict[str, tuple[str, bool]]) -> None:
    assert said[what] == ("", False)
