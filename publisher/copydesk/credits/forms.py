"""Every form of a credit that the desk can read, under one name: what a reader of whole pages needs.

A rule that looks for one form takes it from the module of that form.
"""

from publisher.copydesk.credits.bylines import byline, bylines
from publisher.copydesk.credits.captions import caption_credit
from publisher.copydesk.credits.datelines import Dateline, dateline
from publisher.copydesk.credits.folios import Jump, folio, jump, jumps
from publisher.copydesk.credits.imprint import imprint_item, imprint_items
from publisher.copydesk.credits.names import is_name, names
from publisher.copydesk.credits.notes import Note, affiliation, editor_tag, source_note, supply_note
from publisher.copydesk.credits.people import Credit
from publisher.copydesk.credits.signatures import signature
from publisher.copydesk.credits.spellings import Spelling, Spellings, spellings

__all__ = [
    "Credit",
    "Dateline",
    "Jump",
    "Note",
    "Spelling",
    "Spellings",
    "affiliation",
    "byline",
    "bylines",
    "caption_credit",
    "dateline",
    "editor_tag",
    "folio",
    "imprint_item",
    "imprint_items",
    "is_name",
    "jump",
    "jumps",
    "names",
    "signature",
    "source_note",
    "spellings",
    "supply_note",
]
