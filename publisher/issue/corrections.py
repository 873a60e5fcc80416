"""What the copydesk may do to a galley, and the record of what it did.

Takes places and reasons, gives Edits (what changes), Corrections (an edit with its reasons) and the Ledger (all of
them in order). It does not apply them: publisher.issue.copy does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from publisher.issue.galley import Span


class Role(StrEnum):
    """What a slip of text is on the printed page. UNPLACED is a line nobody has claimed yet."""

    UNPLACED = "unplaced"
    TITLE = "title"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    AFFILIATION = "affiliation"
    EDITOR = "editor"
    SOURCE_NOTE = "source-note"
    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CREDIT = "credit"
    ATTRIBUTION = "attribution"
    VERSE = "verse"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    QUESTION = "question"
    SECTION = "section"
    COVER = "cover"
    IMPRINT = "imprint"


METADATA_ROLES = frozenset(
    {
        Role.TITLE,
        Role.KICKER,
        Role.SUBTITLE,
        Role.DECK,
        Role.BYLINE,
        Role.DATELINE,
        Role.AFFILIATION,
        Role.EDITOR,
        Role.SOURCE_NOTE,
        Role.SECTION,
        Role.COVER,
        Role.IMPRINT,
    }
)
FLOW_ROLES = frozenset(Role) - METADATA_ROLES - {Role.UNPLACED}


class DropReason(StrEnum):
    """Why text of the source is not in the reissue: the list is closed."""

    RUNNING_HEAD = "running-head"
    FOLIO = "folio"
    JUMP_LINE = "jump-line"
    QR_PROMPT = "qr-prompt"
    BARCODE = "barcode"
    CONVERTER_MARK = "converter-mark"
    DOUBLED_HEADLINE = "doubled-headline"
    SEAM_DUPLICATE = "seam-duplicate"
    CONTENTS_ENTRY = "contents-entry"
    ADVERTISEMENT = "advertisement"
    WITHHELD = "withheld"


LONGEST_RULE_DROP = 80  # visible characters; text of body length is dropped by an editor or not at all


@dataclass(frozen=True, slots=True)
class Replace:
    """The characters of a span read differently; an empty span inserts, an empty `after` takes away (spaces only)."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stet:
    """Leave this reading: no rule may touch the span."""

    span: Span


@dataclass(frozen=True, slots=True)
class Split:
    """A slip becomes two, cut before code point `at` of its line."""

    span: Span
    at: int


@dataclass(frozen=True, slots=True)
class Join:
    """The slip `right` continues the paragraph of the slip `left`."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Move:
    """A slip goes behind the slip `after` (None: to the front); `was_after` tells where it stood."""

    span: Span
    after: Span | None
    was_after: Span | None


@dataclass(frozen=True, slots=True)
class Drop:
    """A slip leaves the page, for a reason of the closed list; `was` and `was_owner` tell what it had been."""

    span: Span
    reason: DropReason
    was: Role
    was_owner: str


@dataclass(frozen=True, slots=True)
class SetRole:
    """A slip gets an owner (article, section or matter id) and a role; `was` and `was_owner` tell what it had been."""

    span: Span
    owner: str
    role: Role
    was_owner: str
    was: Role


Edit = Replace | Stet | Split | Join | Move | Drop | SetRole


class Author(StrEnum):
    """Who decided: a rule of the copydesk, or the editor in the manifest."""

    RULE = "rule"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Correction:
    """An edit with its reasons.

    Attributes:
        rule: code of the rule, or of the manifest's decision (`editor/emend`).
        author: who decided.
        evidence: why, in words a person can check; may be empty when the rule says it all.
        confidence: from 0 to 1; 1 is certain.
        edit: place, before and after.
    """

    rule: str
    author: Author
    edit: Edit
    evidence: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every correction, in the order in which it was made."""

    corrections: tuple[Correction, ...] = ()

    def __len__(self) -> int:
        return len(self.corrections)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self.corrections)

    def by_rule(self) -> Counter[str]:
        """Return how many corrections each rule and each kind of decision made."""
        return Counter(correction.rule for correction in self.corrections)

    def upto(self, count: int) -> Ledger:
        """Return the ledger as it was after `count` corrections."""
        return Ledger(self.corrections[:count])


def places_of(edit: Edit) -> tuple[Span, ...]:
    """Return the spans an edit speaks of, the changed one first."""
    if isinstance(edit, Join):
        return edit.right, edit.left
    return (edit.span,)
