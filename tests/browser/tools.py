"""What the tests of this folder need besides Python: says where it stands and skips where it is absent.

`.ci/setup test` installs all of it; on a server (CI is set) nothing may be absent, which `test_tools.py` holds. It
starts nothing.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import program

# Inside the environment of the tests: neither git nor a checker of ours looks there.
NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
ACE = NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
READERS = ("foliate-js/view.js", "epubjs/dist/epub.js", "jszip/dist/jszip.js")


def missing() -> list[str]:
    """Return the names of what is not here."""
    tools = {"Chromium": program() is not None, "Node": shutil.which("node") is not None, "Ace": ACE.is_file()}
    readers = {name.partition("/")[0]: (NODE_MODULES / name).is_file() for name in READERS}
    return [name for name, there in (tools | readers).items() if not there]


def needs(*names: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where one of some tools is absent."""
    absent = [name for name in names if name in missing()]
    reason = f"{', '.join(absent)} not installed; .ci/setup test installs it"
    return pytest.mark.skipif(bool(absent), reason=reason)
