"""The files enclosed in an archive copy: takes the PDF and the issue, gives those that are not what they should be.

The record of the build, which is enclosed itself, lists every file with its digest; the manifest must be that of the
issue. Nothing else may be enclosed.

Source: ISO 32000-1, 7.11.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from publisher.issue import build_record
from publisher.issue.issue import Issue
from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import Thing, entry, is_stream, leaves, octets, text, within
from publisher.proof.readback.findings import NOTHING

_RECORD = ".record.json"
_SHORT = 12  # hexadecimal digits of a digest that are shown


def enclosure_faults(document: Document, issue: Issue) -> Iterator[Finding]:
    """Yield enclosed files that differ from their record, that are missing, and that nobody recorded."""
    enclosed: dict[str, bytes] = {}
    for key, specification in leaves(within(document.root, "/Names", "/EmbeddedFiles"), "/Names"):
        stream = within(specification, "/EF", "/F")
        if text(key) in enclosed or not is_stream(stream):
            yield Finding(0, text(key), NOTHING if stream is None else "×2")
            continue
        enclosed[text(key)] = data = stream.read_bytes()
        yield from _damaged(text(key), data, entry(stream, "/Params"))
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in enclosed.items()}
    yield from _recorded(enclosed, digests, issue)


def _damaged(key: str, data: bytes, stated: Thing) -> Iterator[Finding]:
    """Yield what a PDF says of an enclosed file and is not so."""
    written, found = entry(stated, "/CheckSum"), hashlib.md5(data, usedforsecurity=False).digest()
    if octets(written) != found:
        yield Finding(0, key, f"/CheckSum ≠ {found.hex()}")
    if entry(stated, "/Size") != len(data):
        yield Finding(0, key, f"/Size ≠ {len(data)}")


def _recorded(enclosed: dict[str, bytes], digests: dict[str, str], issue: Issue) -> Iterator[Finding]:
    name = next((each for each in enclosed if each.endswith(_RECORD)), "")
    try:
        record = build_record.read(enclosed[name])
    except (KeyError, ValueError) as error:
        yield Finding(0, name or _RECORD, str(error)[:80])
        return
    wanted = {each.stored or each.name: each.sha256 for each in (*record.files, *record.notes)}
    for key in dict.fromkeys((*wanted, *digests)):
        right, seen = wanted.get(key, ""), digests.get(key, "")
        if key != name and right != seen:
            yield Finding(0, key, f"{right[:_SHORT] or NOTHING} ≠ {seen[:_SHORT] or NOTHING}")
    said = {each.name: each.sha256 for each in record.files}
    if said.get(record.manifest) != issue.manifest_sha256:
        yield Finding(
            0, record.manifest, f"{issue.manifest_sha256[:_SHORT]} ≠ {said.get(record.manifest, '')[:_SHORT]}"
        )
    if (record.issue, record.revision) != (issue.id, issue.revision):
        yield Finding(0, name, f"{issue.id} {issue.revision} ≠ {record.issue} {record.revision}")
