"""The process that reads a PDF nobody vouches for: takes the bytes on standard input, gives findings as JSON.

Started by `asking` as `python -m publisher.proof.pdf.reader MEMORY SECONDS [PROFILE…]`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from publisher.proof.pdf.confined import serve
from publisher.proof.pdf.document import LimitError


def answer(data: bytes, asked: tuple[str, ...]) -> dict[str, Any]:
    """Return what is known of a PDF, or why nothing is: `unreadable` or `limit` with the reason."""
    import pikepdf

    from publisher.proof.pdf.allowlist import second_opinion
    from publisher.proof.pdf.inspection import UNREADABLE, inspect

    try:
        found = inspect(data, asked)
        opinion = second_opinion(data, found.claims)
    except pikepdf.PasswordError:
        return {"unreadable": "password"}
    except (LimitError, MemoryError, RecursionError) as error:
        return {"limit": str(error) or type(error).__name__}
    except UNREADABLE as error:
        return {"unreadable": " ".join(str(error).split())[:200] or type(error).__name__}
    return {
        "pages": found.pages,
        "claims": found.claims.names(),
        "unknown": found.unknown,
        "has_classes": found.has_classes,
        "opinion": asdict(opinion) if opinion else None,
        "profiles": [
            {"key": profile.key, "standard": profile.standard, "checks": [asdict(check) for check in checks]}
            for profile, checks in found.profiles
        ],
    }


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:], answer))
