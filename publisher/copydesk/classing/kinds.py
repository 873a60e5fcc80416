"""The kinds of unit a printed page has, and what becomes of each on the desk."""

from __future__ import annotations

from enum import StrEnum

from publisher.issue.corrections import DropReason, Role


class Kind(StrEnum):
    """What a unit is. The names are the trade's; see the table of features for what speaks for each."""

    TITLE = "title"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    DECK = "deck"
    HEADING = "heading"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    EDITOR = "editor"
    SOURCE_NOTE = "source-note"
    ATTRIBUTION = "attribution"
    CAPTION = "caption"
    CREDIT = "credit"
    SECTION = "section"
    BODY = "body"
    VERSE = "verse"
    RUNNING_HEAD = "running-head"
    FOLIO = "folio"
    JUMP = "jump-line"
    QR = "qr-prompt"
    BARCODE = "barcode"
    IMPRINT = "imprint"
    CONTENTS = "contents-entry"
    COVER = "cover"


FURNITURE = {
    Kind.RUNNING_HEAD: DropReason.RUNNING_HEAD,
    Kind.FOLIO: DropReason.FOLIO,
    Kind.JUMP: DropReason.JUMP_LINE,
    Kind.QR: DropReason.QR_PROMPT,
    Kind.BARCODE: DropReason.BARCODE,
    Kind.CONTENTS: DropReason.CONTENTS_ENTRY,
}
ROLES = {kind: Role(kind.value) for kind in Kind if kind not in FURNITURE}
HEADLINES = frozenset({Kind.TITLE, Kind.KICKER, Kind.SUBTITLE, Kind.DECK})
FLOW = frozenset({Kind.BODY, Kind.HEADING, Kind.VERSE, Kind.CAPTION, Kind.CREDIT, Kind.ATTRIBUTION})
