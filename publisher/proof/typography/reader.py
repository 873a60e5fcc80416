"""The process that measures a PDF nobody vouches for: takes the bytes on standard input, gives measures as JSON.

Started by `asking` as `python -m publisher.proof.typography.reader MEMORY SECONDS NAME`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from publisher.problems import SourceError
from publisher.proof.pdf.confined import serve
from publisher.proof.typography.measuring import typography


def answer(data: bytes, words: tuple[str, ...]) -> dict[str, Any]:
    """Return what was measured in a PDF, or why nothing was: `unreadable` or `limit` with the reason."""
    try:
        return asdict(typography(data, words[0]).measured())
    except SourceError as error:
        return {"unreadable": str(error.problems[0].values["reason"])}
    except MemoryError as error:
        return {"limit": str(error) or type(error).__name__}


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:], answer))
