"""One run of Typst, a process of its own: compiles the issue of a folder and prints what it took.

`python -m tests.bench.typst_setting FOLDER`. Typst lays out and writes in one call, with as many threads as it likes;
the fonts of the folder, which it reads on the way, are counted in.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.bench.setting import Clock, Run


def main(folder: Path) -> Run:
    """Compile the source of the folder and leave the PDF beside it."""
    clock = Clock()
    import typst
    from pypdf import PdfReader

    clock.took("imports")
    began = time.perf_counter()
    fonts = folder / "files" / "fonts"
    pdf = typst.compile(folder / "issue.typ", root=folder, font_paths=[fonts], ignore_system_fonts=True)
    wall = time.perf_counter() - began
    clock.took("layout")
    (folder / "typst.pdf").write_bytes(pdf)
    return Run({**clock.seconds, "write": 0.0}, wall, len(PdfReader(folder / "typst.pdf").pages), len(pdf))


if __name__ == "__main__":
    print(json.dumps(asdict(main(Path(sys.argv[1])))))
