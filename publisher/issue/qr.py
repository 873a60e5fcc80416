"""A QR code that the manifest asks for: where it leads, and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QrCode:
    """A link printed as a QR code; `url` is ASCII, http or https."""

    url: str
    label: str
