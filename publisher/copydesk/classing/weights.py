"""The table of evidence: how much each feature speaks for and against each kind, and which kinds follow each other.

Weights are nats: 1 makes a kind about three times as likely, 2 seven times, -3 a twentieth. A feature that is not in a
row says nothing about that kind. To teach the desk something new, add a feature (publisher.copydesk.classing.features)
and a weight here; tests/cases/classing shows what changes.
"""

from __future__ import annotations

from publisher.copydesk.classing.kinds import Kind

BIAS = "bias"

# fmt: off
WEIGHTS: dict[Kind, dict[str, float]] = {
    Kind.BODY: {
        BIAS: 0.0, "unclosed": 6.0, "book item": 5.0, "dateline": 4.0, "word goes on": 4.0, "long": 3.0,
        "western": 3.0, "continues": 2.5, "stops inside": 2.5, "list item": 2.0, "no words": 2.0,
        "very long": 2.0, "closed": 1.5, "comma inside": 1.5, "ends in comma": 1.5, "indented": 1.5,
        "quote first": 0.5, "medium": 0.3, "before dateline": 0.0, "picture words": -0.5, "dash first": -1.0,
        "named": -1.0, "spaced": -1.0, "short": -1.5, "bullet first": -2.0, "display": -2.0,
        "imprint item": -2.0, "scanned": -2.0, "bracketed": -2.5, "book title": -3.0, "credit tail": -3.0,
        "marked": -3.0, "numeral": -3.0, "office after byline": -3.0, "section label": -3.0, "signed": -3.0,
        "speech date": -3.0, "verse block": -3.0, "before credit": -4.0, "credit": -4.0, "ellipses": -4.0,
        "issue line": -4.0, "source note": -4.0, "square": -4.0, "supply note": -4.0, "tiny": -4.0,
        "in contents": -5.0, "qr": -6.0, "affiliation": -8.0, "editor": -8.0,
    },
    Kind.TITLE: {
        BIAS: -2.0, "in contents": 8.0, "square": 4.0, "before dateline": 3.5, "marked": 3.5,
        "before byline": 3.0, "before its date": 3.0, "book title": 3.0, "near contents": 3.0, "after end": 2.5,
        "before headline of text": 2.5, "before dash": 2.0, "before picture": 2.0, "short": 1.5,
        "large gap": 1.0, "spaced": 1.0, "medium": 0.7, "opens": 0.7, "before long": 0.5,
        "before nothing long": 0.5, "comma inside": -1.0, "indented": -1.0, "question": -1.0, "tiny": -1.0,
        "repeated": -1.5, "section label": -1.5, "enumerated": -2.0, "label line": -2.0, "list item": -2.0,
        "unlisted": -2.0, "verse block": -2.0, "closed": -2.5, "named": -2.5, "after qr": -3.0,
        "bracketed": -3.0, "continues": -3.0, "imprint item": -3.0, "office after byline": -3.0,
        "western": -3.0, "word goes on": -3.0, "ends in comma": -3.5, "book item": -4.0, "dash first": -4.0,
        "long": -4.0, "stops inside": -4.0, "very long": -4.0, "issue line": -5.0, "speech date": -5.0,
        "bullet first": -6.0, "credit": -6.0, "no words": -6.0, "numeral": -6.0, "qr": -6.0, "signed": -6.0,
        "source note": -6.0, "supply note": -6.0, "unclosed": -6.0, "affiliation": -8.0, "dateline": -8.0,
        "editor": -8.0,
    },
    Kind.HEADING: {
        BIAS: -1.2, "numeral": 10.0, "before heading": 5.0, "numbered question": 5.0, "enumerated": 2.5,
        "short": 1.5, "before long": 1.0, "question": 1.0, "marked": 0.3, "medium": -0.3, "repeated": -0.5,
        "list item": -1.0, "section label": -1.0, "square": -1.0, "tiny": -1.0, "before no text": -1.5,
        "closed": -1.5, "after end": -2.0, "named": -2.0, "opens": -2.0, "verse block": -2.0, "western": -2.0,
        "before picture": -2.5, "bracketed": -2.5, "comma inside": -2.5, "imprint item": -2.5, "after qr": -3.0,
        "app prompt": -3.0, "before nothing long": -3.0, "continues": -3.0, "ends in comma": -3.0,
        "no words": -3.0, "office after byline": -3.0, "word goes on": -3.0, "before byline": -3.5,
        "before dateline": -4.0, "book item": -4.0, "dash first": -4.0, "stops inside": -4.0,
        "issue line": -5.0, "long": -5.0, "speech date": -5.0, "very long": -5.0, "bullet first": -6.0,
        "credit": -6.0, "in contents": -6.0, "qr": -6.0, "signed": -6.0, "source note": -6.0,
        "supply note": -6.0, "unclosed": -6.0, "affiliation": -8.0, "dateline": -8.0, "editor": -8.0,
    },
    Kind.KICKER: {
        BIAS: -3.5, "before contents": 4.0, "before headline of text": 2.5, "announces": 2.0, "after end": 1.0,
        "before short": 1.0, "marked": 1.0, "medium": 1.0, "short": 1.0, "opens": 0.5,
        "before nothing long": 0.0, "bracketed": -1.0, "comma inside": -1.0, "indented": -1.0, "spaced": -1.5,
        "enumerated": -2.0, "list item": -2.0, "western": -2.0, "after qr": -3.0, "app prompt": -3.0,
        "before byline": -3.0, "before long": -3.0, "closed": -3.0, "continues": -3.0, "ends in comma": -3.0,
        "imprint item": -3.0, "named": -3.0, "verse block": -3.0, "word goes on": -3.0, "book item": -4.0,
        "in contents": -4.0, "issue line": -4.0, "long": -4.0, "speech date": -4.0, "stops inside": -4.0,
        "dash first": -5.0, "numeral": -5.0, "bullet first": -6.0, "credit": -6.0, "no words": -6.0, "qr": -6.0,
        "signed": -6.0, "source note": -6.0, "supply note": -6.0, "unclosed": -6.0, "affiliation": -8.0,
        "dateline": -8.0, "editor": -8.0,
    },
    Kind.SUBTITLE: {
        BIAS: -3.0, "dash first": 6.0, "contents subtitle": 5.0, "before dateline": 3.5,
        "after contents title": 2.0, "before byline": 1.0, "medium": 1.0, "short": 0.8, "before display": 0.7,
        "marked": -0.5, "bracketed": -1.0, "comma inside": -1.0, "closed": -2.0, "continues": -2.0,
        "ends in comma": -2.0, "enumerated": -2.0, "list item": -2.0, "western": -2.0, "named": -2.5,
        "imprint item": -3.0, "in contents": -3.0, "stops inside": -3.0, "verse block": -3.0,
        "word goes on": -3.0, "issue line": -4.0, "long": -4.0, "tiny": -4.0, "numeral": -5.0, "unclosed": -5.0,
        "bullet first": -6.0, "credit": -6.0, "qr": -6.0, "signed": -6.0, "source note": -6.0,
        "supply note": -6.0, "affiliation": -8.0, "dateline": -8.0, "editor": -8.0,
    },
    Kind.DECK: {
        BIAS: -5.5, "ellipses": 8.0, "gist words": 4.0, "before dateline": 3.0, "before byline": 1.5,
        "long": 1.5, "medium": 0.5, "very long": 0.5, "stops inside": 0.0, "indented": -1.0, "bracketed": -2.0,
        "bullet first": -3.0, "continues": -3.0, "verse block": -3.0, "credit": -6.0, "dateline": -6.0,
        "in contents": -6.0, "signed": -6.0,
    },
    Kind.BYLINE: {
        BIAS: -4.0, "signed": 8.0, "vertical name": 7.0, "contents author": 6.0, "named": 5.5,
        "maybe named": 1.5, "after headline": 1.0, "surely named": 1.0, "credit": -1.0, "after end": -2.0,
        "closed": -2.0, "marked": -2.0, "imprint item": -2.5, "ends in comma": -3.0, "enumerated": -3.0,
        "stops inside": -4.0, "long": -5.0, "numeral": -5.0, "affiliation": -6.0, "editor": -6.0,
        "in contents": -6.0,
    },
    Kind.AFFILIATION: {
        BIAS: -6.0, "affiliation": 13.0, "office after byline": 8.5, "long": -2.0,
    },
    Kind.EDITOR: {
        BIAS: -6.0, "editor": 13.0,
    },
    Kind.SOURCE_NOTE: {
        BIAS: -6.0, "source note": 11.0, "bracketed": 0.5, "long": -1.0,
    },
    Kind.ATTRIBUTION: {
        BIAS: -5.0, "supply note": 10.0, "speech date": 8.0, "bracketed": 1.0, "long": -0.5,
    },
    Kind.CAPTION: {
        BIAS: -3.5, "credit tail": 7.5, "before credit": 7.0, "circled": 3.0, "picture words": 2.5,
        "closed": 1.0, "day first": 1.0, "after open": 0.8, "medium": 0.8, "long": 0.3, "short": 0.3,
        "bracketed": -1.0, "very long": -1.0, "continues": -1.5, "enumerated": -1.5, "imprint item": -3.0,
        "issue line": -4.0, "marked": -4.0, "numeral": -4.0, "section label": -4.0, "signed": -4.0,
        "dateline": -6.0, "in contents": -6.0, "qr": -6.0, "affiliation": -8.0, "editor": -8.0,
    },
    Kind.CREDIT: {
        BIAS: -6.0, "credit": 11.0, "after picture words": 1.0, "signed": 1.0, "long": -4.0,
        "stops inside": -4.0, "after headline": -5.0,
    },
    Kind.SECTION: {
        BIAS: -3.5, "section label": 7.0, "before book title": 3.0, "before contents": 3.0, "label line": 3.0,
        "after end": 1.5, "before headline": 1.0, "before short": 1.0, "opens": 1.0, "repeated": 1.0,
        "short": 0.8, "marked": 0.3, "spaced": -0.7, "named": -1.5, "enumerated": -2.0, "imprint item": -2.0,
        "list item": -2.0, "medium": -2.0, "before long": -2.5, "closed": -3.0, "comma inside": -3.0,
        "continues": -3.0, "issue line": -3.0, "verse block": -3.0, "western": -3.0, "app prompt": -4.0,
        "book item": -4.0, "stops inside": -4.0, "dash first": -5.0, "in contents": -5.0, "numeral": -5.0,
        "unclosed": -5.0, "after qr": -6.0, "credit": -6.0, "long": -6.0, "no words": -6.0, "signed": -6.0,
        "affiliation": -8.0, "dateline": -8.0, "editor": -8.0, "before heading": -9.0,
    },
    Kind.VERSE: {
        BIAS: -5.0, "verse block": 8.0, "bracketed": -2.0, "named": -2.0, "marked": -4.0, "signed": -4.0,
        "long": -6.0,
    },
    Kind.RUNNING_HEAD: {
        BIAS: -7.0, "bracketed label": 14.0, "issue line": 5.0, "label line": 3.0, "repeated": 3.0,
        "medium": -1.5, "closed": -2.0, "marked": -2.0, "long": -6.0,
    },
    Kind.FOLIO: {
        BIAS: -8.0, "folio": 14.0,
    },
    Kind.JUMP: {
        BIAS: -8.0, "jump": 16.0,
    },
    Kind.QR: {
        BIAS: -7.0, "qr": 15.0, "app prompt": 12.0, "before app prompt": 10.0, "after qr": 9.0, "closed": -2.0,
        "stops inside": -3.0, "long": -6.0,
    },
    Kind.BARCODE: {
        BIAS: -8.0, "barcode": 20.0,
    },
    Kind.IMPRINT: {
        BIAS: -5.0, "imprint region": 8.0, "imprint item": 3.0, "issue line": 1.0, "comma inside": -2.0,
        "long": -3.0, "in contents": -4.0,
    },
    Kind.CONTENTS: {
        BIAS: -12.0, "contents page": 40.0,
    },
    Kind.COVER: {
        BIAS: -9.0, "cover region": 14.0, "issue line": 4.0, "long": -6.0,
    },
}

# What may stand behind what, as nats on top of the features; a pair that is not named costs USUAL.
USUAL = -1.0
FOLLOWS: dict[Kind, dict[Kind, float]] = {
    Kind.TITLE: {
        Kind.BYLINE: 1.5, Kind.SUBTITLE: 1.0, Kind.BODY: 0.7, Kind.DECK: 0.5, Kind.VERSE: 0.5,
        Kind.CAPTION: 0.0, Kind.AFFILIATION: 0.0, Kind.QR: 0.0, Kind.HEADING: -0.8, Kind.TITLE: -1.5,
        Kind.KICKER: -1.5, Kind.SECTION: -3.0, Kind.CREDIT: -3.0, Kind.EDITOR: -4.0,
    },
    Kind.KICKER: {
        Kind.TITLE: 2.0, Kind.KICKER: -2.0, Kind.CAPTION: -3.0, Kind.BODY: -4.0, Kind.HEADING: -4.0,
    },
    Kind.SUBTITLE: {
        Kind.BYLINE: 1.0, Kind.BODY: 0.7, Kind.DECK: 0.5, Kind.SUBTITLE: 0.3, Kind.CAPTION: 0.0,
        Kind.HEADING: -1.5, Kind.TITLE: -3.0,
    },
    Kind.DECK: {
        Kind.BODY: 1.0, Kind.BYLINE: 0.7, Kind.DECK: -0.5, Kind.HEADING: -1.0,
    },
    Kind.BYLINE: {
        Kind.BODY: 1.2, Kind.AFFILIATION: 0.7, Kind.VERSE: 0.7, Kind.CAPTION: 0.3, Kind.DECK: 0.0,
        Kind.HEADING: -0.5, Kind.BYLINE: -1.0, Kind.SUBTITLE: -1.5, Kind.TITLE: -2.5, Kind.EDITOR: -2.5,
        Kind.KICKER: -3.0,
    },
    Kind.BODY: {
        Kind.BODY: 1.2, Kind.EDITOR: 0.7, Kind.AFFILIATION: 0.7, Kind.HEADING: 0.6, Kind.SOURCE_NOTE: 0.5,
        Kind.ATTRIBUTION: 0.5, Kind.JUMP: 0.5, Kind.QR: 0.3, Kind.RUNNING_HEAD: 0.0, Kind.TITLE: -0.3,
        Kind.CAPTION: -0.5, Kind.SECTION: -0.5, Kind.KICKER: -0.7, Kind.BYLINE: -2.5, Kind.CREDIT: -3.0,
        Kind.SUBTITLE: -4.0, Kind.DECK: -5.0,
    },
    Kind.HEADING: {
        Kind.BODY: 1.2, Kind.VERSE: 0.5, Kind.QR: 0.3, Kind.HEADING: -1.0, Kind.CAPTION: -1.0, Kind.TITLE: -2.0,
        Kind.KICKER: -3.0, Kind.SECTION: -3.0, Kind.ATTRIBUTION: -3.0, Kind.BYLINE: -4.0, Kind.EDITOR: -4.0,
        Kind.SUBTITLE: -4.0, Kind.CREDIT: -4.0, Kind.AFFILIATION: -4.0,
    },
    Kind.CAPTION: {
        Kind.CREDIT: 2.5, Kind.CAPTION: 0.0, Kind.EDITOR: 0.0, Kind.TITLE: -0.5, Kind.BODY: -0.8,
        Kind.HEADING: -1.0,
    },
    Kind.CREDIT: {
        Kind.BODY: 0.0, Kind.TITLE: 0.0, Kind.CAPTION: -0.3, Kind.HEADING: -0.5, Kind.CREDIT: -1.0,
    },
    Kind.AFFILIATION: {
        Kind.EDITOR: 1.5, Kind.TITLE: 0.7, Kind.AFFILIATION: 0.0, Kind.CAPTION: 0.0, Kind.BODY: -0.5,
        Kind.HEADING: -3.0,
    },
    Kind.EDITOR: {
        Kind.TITLE: 1.0, Kind.KICKER: 0.5, Kind.SECTION: 0.5, Kind.CAPTION: 0.3, Kind.QR: 0.3, Kind.BODY: -0.5,
        Kind.HEADING: -2.5,
    },
    Kind.SOURCE_NOTE: {
        Kind.EDITOR: 1.0, Kind.TITLE: 0.7, Kind.QR: 0.5, Kind.HEADING: -0.5, Kind.BODY: -0.5,
    },
    Kind.ATTRIBUTION: {
        Kind.HEADING: 0.5, Kind.QR: 0.5, Kind.TITLE: 0.3, Kind.EDITOR: 0.3, Kind.BODY: 0.0,
        Kind.ATTRIBUTION: -0.5,
    },
    Kind.SECTION: {
        Kind.TITLE: 1.5, Kind.KICKER: 0.7, Kind.SECTION: -0.5, Kind.BODY: -2.0, Kind.HEADING: -3.0,
        Kind.BYLINE: -3.0,
    },
    Kind.VERSE: {
        Kind.VERSE: 2.0, Kind.HEADING: 0.0, Kind.TITLE: -0.3, Kind.BODY: -0.5, Kind.BYLINE: -1.0,
    },
    Kind.QR: {
        Kind.QR: 1.0, Kind.TITLE: 0.3, Kind.HEADING: 0.0, Kind.BODY: 0.0,
    },
    Kind.RUNNING_HEAD: {
        Kind.BODY: 0.5, Kind.TITLE: 0.0, Kind.HEADING: 0.0,
    },
    Kind.JUMP: {
        Kind.TITLE: 0.5, Kind.BODY: 0.0, Kind.KICKER: 0.0,
    },
    Kind.IMPRINT: {
        Kind.IMPRINT: 3.0, Kind.TITLE: 1.0, Kind.QR: 0.5, Kind.BODY: -2.0, Kind.HEADING: -3.0,
    },
    Kind.CONTENTS: {
        Kind.CONTENTS: 0.0, Kind.TITLE: 0.0, Kind.IMPRINT: 0.0,
    },
    Kind.COVER: {
        Kind.COVER: 2.0, Kind.TITLE: 0.0, Kind.CAPTION: 0.0, Kind.BARCODE: 0.0,
    },
}
# fmt: on
