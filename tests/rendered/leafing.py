"""Reads the PDFs of a finished issue back as the proof does: takes its folder, gives what was found in each file.

What must stand in them is made again from the folder's record once; it asserts nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from publisher.house import House
from publisher.production.expecting import Expectation, expected
from publisher.proof.checks import Section
from publisher.proof.readback.leaves.collating import collate_leaves
from tests.findings import faults
from tests.rendered.press import KEPT, ROOT


@cache
def wanted(folder: Path) -> Expectation:
    """Return what must stand in the files of an output folder."""
    return expected(folder, House(ROOT, ROOT / "styles", None, KEPT))


@cache
def sections_of(folder: Path) -> dict[str, tuple[Section, ...]]:
    """Return what is said of every PDF in the folder, by the part of its name behind the issue."""
    files = [file for file in wanted(folder).record.files if file.name.endswith(".pdf")]
    return {
        file.edition: collate_leaves(
            (folder / file.name).read_bytes(), file.name, wanted(folder).languages[file.language]
        )
        for file in files
    }


def faults_of(folder: Path) -> list[str]:
    """Return everything that was found in the PDFs of a folder, in one line each."""
    return faults(sections_of(folder))
