"""Archive copies made for tests: a PDF of one page, the files enclosed in it, and what somebody spoilt."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publisher.issue.build_record import BuildRecord, FileDigest, FontFile, record_name, written

MANIFEST = "manifests/dengshi/2026-02.yaml"
RECORD = record_name(MANIFEST, "")
FILES = {MANIFEST: b"issue: 1\n", "manifests/dengshi/sources/a.txt": "灯市\n".encode(), "README.md": b"# \n"}


def digests(files: Mapping[str, bytes]) -> tuple[FileDigest, ...]:
    """Return the digests of files."""
    return tuple(FileDigest(name, sha256(data).hexdigest(), len(data), stored(name)) for name, data in files.items())


def stored(name: str) -> str:
    """Return what a file is called in the PDF."""
    return name.rpartition("/")[2]


def a_record(files: Mapping[str, bytes] = FILES) -> BuildRecord:
    """Return the record of an invented build of these files."""
    return BuildRecord(
        issue="dengshi-2026-02",
        revision=1,
        language="",
        manifest=MANIFEST,
        editions=("epub", "pdf", "pdf-archive"),
        epoch="",
        versions=(("pango", "1.50.12"), ("reissue", "0.1.0")),
        program="p" * 64,
        style_files=(FileDigest("styles/base/style.yaml", "5" * 64, 5),),
        fonts=(FontFile("Noto Serif CJK SC", "NotoSerifCJK-Regular.ttc", "f" * 64),),
        files=digests(files),
        notes=(),
        prints=(FileDigest("dengshi-2026-02.epub", "e" * 64, 9), FileDigest("dengshi-2026-02.pdf", "d" * 64, 8)),
    )


def a_copy(
    files: Mapping[str, bytes] = FILES, *, record: BuildRecord | None = None, extra: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a PDF that encloses files with the record of them; what is `extra` the record does not name."""
    record = a_record(files) if record is None else record
    named = {stored(name): data for name, data in files.items()}
    return with_files({**named, stored(RECORD): written(record), **(extra or {})})


def with_files(files: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Return a PDF with embedded files under any names, in any number."""
    pairs = list(files.items()) if isinstance(files, Mapping) else files
    with Pdf.new() as document:
        document.add_blank_page()
        names = Array()
        for name, data in pairs:
            stream = Stream(document, data)
            specification = Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))
            names.extend([String(name), document.make_indirect(specification)])
        document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        return saved(document)


def saved(document: Pdf) -> bytes:
    """Return the bytes of a document."""
    made = io.BytesIO()
    document.save(made, deterministic_id=True)
    return made.getvalue()


def without(record: BuildRecord, name: str) -> BuildRecord:
    """Return the record without one of its files."""
    return replace(record, files=tuple(each for each in record.files if each.name != name))
