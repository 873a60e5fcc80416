"""The process that reads a PDF nobody vouches for: takes the bytes on standard input, gives findings as JSON.

It has limits of memory and computing time from its first moment, opens no other file, and dies alone. Started by
`asking` as `python -m publisher.proof.pdf.reader MEMORY SECONDS [PROFILE…]`.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from publisher.proof.pdf.document import LimitError


def main(words: list[str]) -> int:
    """Read, inspect and print; what cannot be read is part of the answer, not a failure."""
    memory, seconds = int(words[0]), int(words[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found = answer(sys.stdin.buffer.read(), tuple(words[2:]))
    sys.stdout.write(json.dumps(found, ensure_ascii=True))
    return 0


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
    sys.exit(main(sys.argv[1:]))
