"""What the reading process is sent: what must stand in a PDF, and the PDF; packed here, unpacked there.

Plain JSON before the bytes of the file, after its length. Only what printed pages are compared with is sent.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from publisher.issue import record
from publisher.issue.issue import Issue
from publisher.issue.style import StyleOptions
from publisher.proof.readback.expected import CutFrom, Expected, SetPage, Setting
from publisher.proof.readback.pixels import Plate

_LENGTH = 8  # bytes
_MEDIUM = "pdf"


def packed(expected: Expected, data: bytes) -> bytes:
    """Return what must stand in a PDF and the PDF in one piece."""
    written = json.dumps(_plain(expected), ensure_ascii=True).encode()
    return len(written).to_bytes(_LENGTH) + written + data


def unpacked(parcel: bytes) -> tuple[Expected, bytes]:
    """Return what was packed."""
    end = _LENGTH + int.from_bytes(parcel[:_LENGTH])
    return _expected(json.loads(parcel[_LENGTH:end])), parcel[end:]


def _plain(expected: Expected) -> dict[str, Any]:
    setting = expected.settings[_MEDIUM]
    faces = [{**asdict(face), "data": b64encode(face.data).decode()} for face in setting.faces]
    return {
        "issue": record.to_json(expected.issue),
        "options": record.to_json(expected.options),
        "moment": expected.moment.isoformat(),
        "pages": [asdict(page) for page in setting.pages],
        "words": dict(setting.words),
        "title": setting.title,
        "lettering": dict(setting.lettering),
        "faces": faces,
        "plates": {href: asdict(plate) for href, plate in setting.plates.items()},
    }


def _expected(data: dict[str, Any]) -> Expected:
    faces = tuple(CutFrom(**{**face, "data": b64decode(face["data"])}) for face in data["faces"])
    pages = tuple(SetPage(**page) for page in data["pages"])
    plates = {href: Plate(**plate) for href, plate in data["plates"].items()}
    setting = Setting(
        pages, data["words"], title=data["title"], lettering=data["lettering"], faces=faces, plates=plates
    )
    issue, options = record.from_json(Issue, data["issue"]), record.from_json(StyleOptions, data["options"])
    return Expected(issue, datetime.fromisoformat(data["moment"]), {}, {_MEDIUM: setting}, options)
