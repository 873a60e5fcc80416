"""The proof that is tried: the collations of finished files, asked about one file in this process.

Takes the bytes of a file and the issue it belongs to, gives the sections that failed. Digests are never compared here:
the collation alone must see what was done.
"""

from __future__ import annotations

from functools import cache

from publisher.production.expecting import expected
from publisher.proof.checks import Section
from publisher.proof.readback.book import collate_book
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.leaves import collate_leaves
from tests.mutation.issues import Printed

COLLATIONS = {"epub": collate_book, "pdf": collate_leaves}


@cache
def wanted(issue: Printed) -> Expected:
    """Return what must stand in an issue's files, made of its records once."""
    return expected(issue.folder, issue.house).languages[""]


def failed(name: str, data: bytes, issue: Printed) -> tuple[Section, ...]:
    """Return the sections of a file's collation that failed."""
    sections = COLLATIONS[name](data, f"{issue.look}.{name}", wanted(issue))
    return tuple(section for section in sections if section.failed())


def seen(name: str, data: bytes, issue: Printed) -> bool:
    """Say whether the collation sees that a file is not what its issue is."""
    return bool(failed(name, data, issue))
