"""The process that reads printed pages back: takes what must stand in a PDF and the PDF, gives sections as JSON.

Started by `asking` as `python -m publisher.proof.readback.leaves.reader MEMORY SECONDS NAME`. Of this machine it opens
the faces it is told of, and no other file.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from publisher.proof.pdf.confined import serve
from publisher.proof.readback.leaves.collating import collate_leaves
from publisher.proof.readback.leaves.parcel import unpacked


def answer(parcel: bytes, words: tuple[str, ...]) -> dict[str, Any]:
    """Return the sections of a PDF, or `limit` where it asks for more than it may have."""
    expected, data = unpacked(parcel)
    try:
        return {"sections": [asdict(section) for section in collate_leaves(data, words[0], expected)]}
    except MemoryError:
        return {"limit": "MemoryError"}


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:], answer))
