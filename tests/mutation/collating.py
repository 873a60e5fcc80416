"""The proof that is tried: the collations of finished files, asked about one file in this process.

Takes the bytes of a file and the issue it belongs to, gives what failed. That a page is not, byte for byte, what making
it again gives does not count here, nor do digests of files: they see every change and understand none.
"""

from __future__ import annotations

from functools import cache

from publisher.production.expecting import expected
from publisher.proof.checks import Check
from publisher.proof.readback.book.collating import collate_book
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.leaves.collating import collate_leaves
from tests.mutation.issues import Printed

COLLATIONS = {"epub": collate_book, "pdf": collate_leaves}
BYTES, PICTURES = "files-as-made", "pictures/"


@cache
def wanted(issue: Printed) -> Expected:
    """Return what must stand in an issue's files, made of its records once."""
    return expected(issue.folder, issue.house).languages[""]


def failed(name: str, data: bytes, issue: Printed) -> tuple[Check, ...]:
    """Return the checks of a file's collation that failed."""
    sections = COLLATIONS[name](data, f"qianshui-2026-05.{name}", wanted(issue))
    return tuple(check for section in sections for check in section.failed() if _understands(check))


def _understands(check: Check) -> bool:
    """Say whether a check has more to say than that bytes differ; of pictures there is no more to be said."""
    return check.code != BYTES or any(finding.thing.startswith(PICTURES) for finding in check.findings)


def seen(name: str, data: bytes, issue: Printed) -> bool:
    """Say whether the collation sees what was done: what it says of the file nobody spoiled does not count."""
    return bool(set(failed(name, data, issue)) - _alarms(name, issue))


@cache
def _alarms(name: str, issue: Printed) -> frozenset[Check]:
    return frozenset(failed(name, issue.file(name), issue))
