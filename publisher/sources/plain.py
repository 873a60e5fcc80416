"""Extracted plain text → lines: reads one file's bytes and gives a Source of the galley.

Takes bytes, a path as shown and an id; UTF-8 with or without a byte order mark. It repairs nothing and guesses no
encoding: anything else than UTF-8 is refused with the byte that proves it.
"""

from __future__ import annotations

import hashlib
import re

from publisher.issue.galley import Source
from publisher.problems import Place, Problem, SourceError

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOMS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_source(data: bytes, source_id: str, shown: str, opened: str = "") -> Source:
    """Return the file as lines; complaints name the path `opened`, or `shown` if none is given.

    Lines end at LF, CRLF or CR only; a line end at the end of the file opens no further line.

    Raises:
        SourceError: `source/not-utf8` for other encodings, `source/control-character` for NUL and other controls.
    """
    if bom := next((name for mark, name in _BOMS.items() if data.startswith(mark)), None):
        raise SourceError(
            Problem("source/not-utf8", Place(opened or shown), {"byte": data[:2].hex(" "), "offset": 0, "guess": bom})
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_not_utf8(data, error, opened or shown)) from None
    lines = split_lines(text)
    _refuse_controls(lines, opened or shown)
    visible = sum(map(len, lines))
    bom_length = int(data.startswith(b"\xef\xbb\xbf"))
    return Source(
        id=source_id,
        path=shown,
        opened=opened or shown,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8-sig" if bom_length else "utf-8",
        lines=lines,
        line_ends=len(text) - visible + bom_length,
    )


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text, cut at LF, CRLF and CR only (not at U+0085, U+2028 or form feeds)."""
    lines = _LINE_END.split(text)
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def _not_utf8(data: bytes, error: UnicodeDecodeError, shown: str) -> Problem:
    before = data[: error.start]
    line = len(_LINE_END.findall(before.decode("utf-8", "ignore"))) + 1
    guess = next((name for name in ("gb18030", "big5") if _decodes(data, name)), "?")
    values = {"byte": data[error.start : error.start + 2].hex(" "), "offset": error.start, "guess": guess.upper()}
    return Problem("source/not-utf8", Place(shown, line), values)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_controls(lines: tuple[str, ...], shown: str) -> None:
    for number, line in enumerate(lines, 1):
        for column, char in enumerate(line, 1):
            if (
                (char < " " and char not in "\t\f\v")
                or "\x7f" <= char <= "\x9f"
                or "\ufdd0" <= char <= "\ufdef"
                or ord(char) & 0xFFFE == 0xFFFE
            ):
                place = Place(shown, number, column)
                raise SourceError(Problem("source/control-character", place, {"code": f"U+{ord(char):04X}"}))
