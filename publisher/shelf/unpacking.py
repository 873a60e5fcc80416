"""The process that opens somebody's archive copy: takes a PDF and a folder, leaves the enclosed files in it by number.

The PDF is its standard input; of this machine it reads and writes nothing but the folder. It trusts nothing: names and
codings are checked before a byte is written, and no more is inflated than may be. What it found or refused stands in
result.json. It compares no digests and knows no record.

Source: ISO 32000-1, 7.11.4 and 7.9.6.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from publisher.issue.enclosure import MOST_BYTES, MOST_FILES, clashes, is_safe
from publisher.jail import lock

MEMORY = 3 * 1024**3
SECONDS = 120
_DEEPEST = 12
_CHUNK = 1 << 20
_BEGINNING = b"%PDF-"
_SHOWN = 80


class RefusedError(Exception):
    """The file will not do: a problem code and its values."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def main(pdf: BinaryIO, folder: Path) -> None:
    """Lock this process and unpack the copy into the folder."""
    lock(MEMORY, SECONDS, folder)
    try:
        result: dict[str, object] = {"names": unpacked(pdf, folder)}
    except RefusedError as refusal:
        result = {"code": refusal.code, "values": refusal.values}
    except (MemoryError, RecursionError):
        result = {"code": "archive/too-much", "values": _limits(0)}
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


def unpacked(pdf: BinaryIO, folder: Path) -> list[str]:
    """Write every enclosed file under its number and return their names; the PDF must let itself be read anywhere.

    Raises:
        RefusedError: the PDF is damaged or encrypted, a name is unsafe, or there is too much in it.
    """
    import pikepdf

    if pdf.read(len(_BEGINNING)) != _BEGINNING:
        raise RefusedError("archive/damaged", reason="%PDF?")
    try:
        with pikepdf.open(pdf, attempt_recovery=False, suppress_warnings=True) as document:
            if document.is_encrypted:
                raise RefusedError("archive/encrypted")
            return _written(list(_enclosed(document)), folder)
    except pikepdf.PasswordError:
        raise RefusedError("archive/encrypted") from None
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError, KeyError, NotImplementedError) as error:
        raise RefusedError("archive/damaged", reason=str(error)[:_SHOWN]) from None


def _written(enclosed: list[tuple[str, Any]], folder: Path) -> list[str]:
    names = [name for name, _ in enclosed]
    for name in names:
        if not is_safe(name):
            raise RefusedError("archive/unsafe-name", file=shown(name))
    for name in clashes(names):
        raise RefusedError("archive/doubled-name", file=shown(name))
    left = MOST_BYTES
    for number, (name, specification) in enumerate(enclosed):
        with (folder / str(number)).open("wb") as file:
            for part in _parts(specification.EF.F, name):
                left -= len(part)
                if left < 0:
                    raise RefusedError("archive/too-much", **_limits(len(names)))
                file.write(part)
    return names


def _enclosed(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield name and specification of every embedded file, in the order of the tree of names."""
    tree = document.Root.get("/Names", {}).get("/EmbeddedFiles")
    for count, specification in enumerate(_leaves(tree, 0) if tree is not None else ()):
        if count >= MOST_FILES:
            raise RefusedError("archive/too-much", **_limits(count))
        yield str(specification.get("/UF") or specification.F), specification


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    if depth > _DEEPEST:
        raise RefusedError("archive/damaged", reason="tree of names")
    names = list(node.get("/Names", ()))
    yield from names[1::2]
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid, depth + 1)


def _parts(stream: Any, name: str) -> Iterator[bytes]:
    """Yield the bytes of a file as they stand, or inflated a piece at a time."""
    coding = stream.get("/Filter", ())
    codings = [str(coding)] if str(coding).startswith("/") else [str(each) for each in coding]
    if codings not in ([], ["/FlateDecode"]) or "/DecodeParms" in stream or "/F" in stream:
        raise RefusedError("archive/unknown-coding", file=shown(name))
    raw = bytes(stream.read_raw_bytes())
    if not codings:
        yield raw
        return
    inflater = zlib.decompressobj()
    try:
        while raw and not inflater.eof:
            yield inflater.decompress(raw, _CHUNK)
            raw = inflater.unconsumed_tail
    except zlib.error as error:
        raise RefusedError("archive/damaged", reason=f"{shown(name)}: {error}"[:_SHOWN]) from None


def _limits(files: int) -> dict[str, object]:
    return {"files": files or "?", "size": "?", "most": MOST_FILES, "limit": MOST_BYTES // 10**6}


def shown(name: str) -> str:
    """Return a name that does nothing to a terminal, not too long."""
    return name[:_SHOWN].encode("unicode_escape").decode() if not name.isprintable() else name[:_SHOWN]


if __name__ == "__main__":
    main(sys.stdin.buffer, Path(sys.argv[1]))
