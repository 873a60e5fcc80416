"""What can be seen of a unit: named features, each a question with a yes or a no, asked in context.

Takes the units of a galley and what the printed contents page says, gives the names of the features every unit has. The
weights stand in publisher.copydesk.classing.weights; a feature decides nothing by itself.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from publisher.copydesk.classing import patterns as look
from publisher.copydesk.classing.shapes import is_barcode, unindented_runs, verse_of
from publisher.copydesk.credits import forms
from publisher.copydesk.rules.qr_prompt import PROMPT
from publisher.copydesk.units import Unit
from publisher.issue.marks import PAUSES, is_han, is_open, width_em
from publisher.lexicon import lexicon

_SHORTEST_POEM = 4  # lines of a poem that stands in one block with its prose


@dataclass(frozen=True, slots=True)
class Witness:
    """What the printed contents page says about the units, by index; empty where there is none.

    Attributes:
        page: units of the contents page itself.
        titles: units that begin an entry's title, word for word.
        near: units that nearly do.
        subtitles: units that go on with an entry's title.
        authors: folded names of authors.
        labels: folded labels of sections.
    """

    page: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()
    subtitles: frozenset[int] = frozenset()
    authors: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Return letters, digits and ideographs only, in one width and case: what two printings of a title share."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(char)[0] in "LN"
    )


@dataclass
class Sight:
    """Everything features may ask about the units of a galley."""

    units: Sequence[Unit]
    witness: Witness = field(default_factory=Witness)

    @cached_property
    def folded(self) -> list[str]:
        """Folded text of every short unit, an empty string for long ones."""
        return [fold(unit.text) if len(unit.text) <= 60 else "" for unit in self.units]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each short unit stands in the text, the contents page left out."""
        return Counter(text for index, text in enumerate(self.folded) if text and index not in self.witness.page)

    @cached_property
    def widths(self) -> list[float]:
        """Width of every unit in em."""
        return [width_em(unit.text) for unit in self.units]

    @cached_property
    def usual_gap(self) -> int:
        """How many blank lines usually stand between two blocks."""
        gaps = sorted(unit.gap for unit in self.units if unit.gap)
        return gaps[len(gaps) // 2] if gaps else 1

    @cached_property
    def verse(self) -> frozenset[int]:
        """Units that are verse, as far as shape can tell: blocks of short lines, or runs among indented prose."""
        found = verse_of(self.units, self.widths)
        for run in unindented_runs(self.units, self.widths):
            signed = [index for index in run[:4] if self.has("signed", index) or self.has("named", index)]
            head = signed[-1] + 1 if signed else run[0] + self.has("after end", run[0])
            lines = [index for index in run if index >= head and not self.has("bracketed", index)]
            found.update(lines if len(lines) >= _SHORTEST_POEM else [])
        return frozenset(found)

    @cached_property
    def cover(self) -> frozenset[int]:
        """Units before the first paragraph, if an issue number, an ISSN or a barcode stands among them."""
        end = next((index for index, width in enumerate(self.widths) if width > 40), 0)
        region = range(min(end, 40))
        marked = any(
            look.ISSUE_LINE.search(self.units[index].text) or is_barcode(self.units[index].text) for index in region
        )
        return frozenset(region) if marked else frozenset()

    @cached_property
    def imprint(self) -> frozenset[int]:
        """Units in a region where every second short line is an item of an imprint, some of them of imprints only."""
        items = [index for index in range(len(self.units)) if self.has("imprint item", index)]
        dense = sorted(index for index in items if sum(abs(index - other) <= 4 for other in items) >= 3)
        region = {near for index in dense for near in range(index - 1, index + 3) if self._is_short(near)}
        runs: list[set[int]] = []
        for index in sorted(region):
            if not runs or index - 1 not in runs[-1]:
                runs.append(set())
            runs[-1].add(index)
        found = [
            run for run in runs if sum(bool(look.IMPRINT_ONLY.match(self.units[index].text)) for index in run) >= 2
        ]
        region = {index for run in found for index in run}
        for index in sorted(region):
            before = index - 1
            while self._is_short(before) and before not in region and not self.has("barcode", before):
                before -= 1
            if before in self.witness.page and index - before <= 4:
                region.update(range(before + 1, index))
        return frozenset(region)

    def _is_short(self, index: int) -> bool:
        return 0 <= index < len(self.units) and self.widths[index] < 30 and index not in self.witness.page

    def text(self, index: int) -> str:
        """Return both ends of a unit's text; patterns need no more."""
        text = self.units[index].text
        return (
            text
            if len(text) <= 2 * look.LONGEST_LOOKED_AT
            else text[: look.LONGEST_LOOKED_AT] + text[-look.LONGEST_LOOKED_AT :]
        )

    def has(self, name: str, index: int) -> bool:
        """Say whether a unit has a feature; a unit that does not exist has none."""
        if not 0 <= index < len(self.units):
            return False
        bit = _BITS[name]
        if not self._asked[index] & bit:
            self._asked[index] |= bit
            if FEATURES[name](self, index):
                self._found[index] |= bit
        return bool(self._found[index] & bit)

    def mask(self, index: int) -> int:
        """Return all features of a unit as bits, in the order of FEATURES; units that look alike have the same."""
        for name in FEATURES:
            self.has(name, index)
        return self._found[index]

    def features(self, index: int) -> list[str]:
        """Return the names of all features of a unit."""
        found = self.mask(index)
        return [name for name, bit in _BITS.items() if found & bit]

    def __post_init__(self) -> None:
        self._asked = [0] * len(self.units)
        self._found = [0] * len(self.units)


# The same short lines come again and again; what they say is read once.
_affiliation = lru_cache(maxsize=16384)(forms.affiliation)
_bylines = lru_cache(maxsize=16384)(forms.bylines)
_caption_credit = lru_cache(maxsize=16384)(forms.caption_credit)
_dateline = lru_cache(maxsize=16384)(forms.dateline)
_editor_tag = lru_cache(maxsize=16384)(forms.editor_tag)
_folio = lru_cache(maxsize=16384)(forms.folio)
_imprint_item = lru_cache(maxsize=16384)(forms.imprint_item)
_is_name = lru_cache(maxsize=16384)(forms.is_name)
_jump = lru_cache(maxsize=16384)(forms.jump)
_names = lru_cache(maxsize=16384)(forms.names)
_source_note = lru_cache(maxsize=16384)(forms.source_note)
_supply_note = lru_cache(maxsize=16384)(forms.supply_note)


def _unclosed(text: str) -> bool:
    """Say whether a quote, a title or a bracket is opened and not closed."""
    return any(text.count(one) > text.count(other) for one, other in ("“”", "《》", "（）", "()", "「」", "『』"))


def _is_jump(text: str) -> bool:
    """Say whether a line is a jump line and nothing else; one inside a line is cut out by its rule."""
    found = _jump(text)
    return found is not None and found.end - found.start == len(text)


def _is_display(text: str) -> bool:
    """Say whether a line has neither a stop nor a comma: what headlines look like."""
    return is_open(text) and not look.STOPS.search(text) and not look.COMMA.search(text)


def _is_label(sight: Sight, index: int) -> bool:
    return bool(sight.folded[index]) and sight.folded[index] in sight.witness.labels


def _name_score(sight: Sight, index: int) -> float:
    return _likeness(sight.units[index].text)


@lru_cache(maxsize=4096)
def _likeness(text: str) -> float:
    """Return how likely a line is to be names and nothing else, by its least likely name."""
    if len(text) > 40 or not any(is_han(char) or char.isalpha() for char in text):
        return 0.0
    parts = _names(text)
    if not parts or len(parts) > 6 or fold("".join(parts)) != fold(text):
        return 0.0
    return min(_is_name(part) for part in parts)


def _is_credit(text: str) -> bool:
    """Say whether a whole line is the credit of a picture."""
    found = _caption_credit(text)
    return found is not None and found.start <= 1


def _after(*names: str) -> Callable[[Sight, int], bool]:
    return lambda sight, index: any(sight.has(name, index - 1) for name in names)


def _before(*names: str) -> Callable[[Sight, int], bool]:
    return lambda sight, index: any(sight.has(name, index + 1) for name in names)


def _vertical_name(sight: Sight, index: int) -> bool:
    """Say whether single characters in a row make a name of two to four."""
    start = index
    while sight.has("tiny", start - 1) and len(sight.units[start - 1].text) == 1:
        start -= 1
    end = index
    while sight.has("tiny", end + 1) and len(sight.units[end + 1].text) == 1:
        end += 1
    run = "".join(sight.units[each].text for each in range(start, end + 1))
    return len(sight.units[index].text) == 1 and 2 <= len(run) <= 4 and _is_name(run) > 0.4


FEATURES: dict[str, Callable[[Sight, int], object]] = {
    # shape
    "tiny": lambda s, i: s.widths[i] <= 3.5,
    "short": lambda s, i: 3.5 < s.widths[i] <= 24,
    "medium": lambda s, i: 24 < s.widths[i] <= 40,
    "long": lambda s, i: s.widths[i] > 40,
    "very long": lambda s, i: s.widths[i] > 80,
    "closed": lambda s, i: not is_open(s.text(i)),
    "stops inside": lambda s, i: look.STOPS.search(s.text(i)),
    "ends in comma": lambda s, i: s.units[i].text[-1:] in PAUSES + ",;",
    "spaced": lambda s, i: s.widths[i] <= 45 and look.SPACED.search(s.text(i)),
    "indented": lambda s, i: s.units[i].indent >= 1.5,
    "large gap": lambda s, i: s.units[i].gap > 2 * s.usual_gap,
    "opens": lambda s, i: i == 0 or s.units[i].first.source != s.units[i - 1].first.source,
    "square": lambda s, i: len(s.folded[i]) >= 8 and s.folded[i] == s.folded[i][: len(s.folded[i]) // 2] * 2,
    "marked": lambda s, i: s.units[i].mark,
    "bracketed": lambda s, i: s.widths[i] <= 60 and look.BRACKETED.match(s.text(i)),
    "quote first": lambda s, i: s.units[i].text[:1] in "“「『‘",
    "dash first": lambda s, i: s.units[i].text.startswith(("——", "——", "--", "—", "―")),
    "bullet first": lambda s, i: s.units[i].text[:1] in "□■○●◎☆★",
    "numeral": lambda s, i: look.NUMERAL.fullmatch(s.units[i].text),
    "enumerated": lambda s, i: look.ENUMERATED.match(s.text(i)),
    "numbered question": lambda s, i: s.widths[i] <= 66 and look.NUMBERED_QUESTION.fullmatch(s.text(i)),
    "list item": lambda s, i: look.LIST_ITEM.match(s.text(i)),
    "circled": lambda s, i: look.CIRCLED.match(s.text(i)),
    "question": lambda s, i: s.units[i].text[-1:] in "？?",
    "comma inside": lambda s, i: s.widths[i] <= 40 and look.COMMA.search(s.text(i)),
    "display": lambda s, i: (
        s.widths[i] <= 40
        and is_open(s.text(i))
        and not look.STOPS.search(s.text(i))
        and not look.COMMA.search(s.text(i))
    ),
    "unclosed": lambda s, i: is_open(s.text(i)) and _unclosed(s.units[i].text),
    "word goes on": lambda s, i: (
        s.widths[i] <= 60
        and is_open(s.text(i))
        and i + 1 < len(s.units)
        and lexicon().seam(s.units[i].text, s.units[i + 1].text)[0] > 4
    ),
    "unlisted": lambda s, i: len(s.witness.titles) >= 5 and i not in s.witness.titles and i not in s.witness.near,
    "no words": lambda s, i: not any(char.isalpha() for char in s.text(i)),
    "book item": lambda s, i: s.widths[i] <= 40 and look.BOOK_ITEM.match(s.text(i)),
    "before app prompt": lambda s, i: s.has("app prompt", i + 1) and s.units[i + 1].lead,
    "book title": lambda s, i: look.BOOK.fullmatch(s.text(i)),
    "verse block": lambda s, i: i in s.verse,
    "continues": lambda s, i: look.CONTINUES.match(s.text(i)),
    # words
    "dateline": lambda s, i: _dateline(s.units[i].text[:120]),
    "day first": lambda s, i: look.DAY.match(s.text(i)),
    "picture words": lambda s, i: s.widths[i] <= 100 and look.PICTURE_WORDS.search(s.text(i)),
    "gist words": lambda s, i: look.GIST.match(s.text(i)),
    "ellipses": lambda s, i: look.ELLIPSES.search(s.text(i)),
    "announces": lambda s, i: s.widths[i] <= 40 and look.ANNOUNCES.search(s.text(i)),
    "office": lambda s, i: s.widths[i] <= 24 and look.OFFICE.search(s.text(i)),
    "signed": lambda s, i: (
        s.widths[i] <= 45 and any(each.role and each.confidence >= 0.6 for each in _bylines(s.text(i)))
    ),
    "named": lambda s, i: _name_score(s, i) >= 0.5,
    "surely named": lambda s, i: _name_score(s, i) >= 0.8,
    "western": lambda s, i: not any(is_han(char) for char in s.text(i)) and any(char.isalpha() for char in s.text(i)),
    "vertical name": _vertical_name,
    "credit": lambda s, i: s.widths[i] <= 45 and _is_credit(s.text(i)) and not s.has("supply note", i),
    "credit tail": lambda s, i: (
        s.widths[i] <= 160 and (found := _caption_credit(s.text(i))) is not None and found.start > 3
    ),
    "editor": lambda s, i: s.widths[i] <= 40 and _editor_tag(s.text(i)),
    "affiliation": lambda s, i: s.units[i].text[:1] in look.OPENING and _affiliation(s.text(i)),
    "source note": lambda s, i: s.widths[i] <= 120 and _source_note(s.text(i)),
    "supply note": lambda s, i: s.widths[i] <= 120 and _supply_note(s.text(i)),
    "speech date": lambda s, i: s.widths[i] <= 90 and look.SPEECH.match(s.text(i)),
    "imprint item": lambda s, i: s.widths[i] <= 45 and _imprint_item(s.text(i)),
    "folio": lambda s, i: s.widths[i] <= 12 and _folio(s.text(i)),
    "jump": lambda s, i: s.widths[i] <= 14 and _is_jump(s.units[i].text),
    "barcode": lambda s, i: is_barcode(s.units[i].text),
    "qr": lambda s, i: s.widths[i] <= 18 and PROMPT.fullmatch(s.units[i].text),
    "app prompt": lambda s, i: (
        s.widths[i] <= 16
        and (s.has("opens", i) or s.units[i].lead or look.OURS.match(s.text(i)))
        and look.APP.search(s.text(i))
    ),
    "scanned": lambda s, i: s.widths[i] <= 18 and look.QR.search(s.text(i)),
    "issue line": lambda s, i: look.ISSUE_LINE.search(s.units[i].text) if s.widths[i] <= 30 else None,
    "label line": lambda s, i: look.LABEL_LINE.match(s.units[i].text) if s.widths[i] <= 14 else None,
    # the text as a whole
    "repeated": lambda s, i: s.folded[i] and len(s.folded[i]) > 1 and s.counts[s.folded[i]] >= 3,
    "section label": lambda s, i: _is_label(s, i) and i not in s.witness.page,
    "bracketed label": lambda s, i: _is_label(s, i) and s.has("bracketed", i),
    "in contents": lambda s, i: i in s.witness.titles,
    "near contents": lambda s, i: i in s.witness.near,
    "contents subtitle": lambda s, i: i in s.witness.subtitles,
    "contents author": lambda s, i: (
        s.witness.authors and s.folded[i] and fold("".join(_names(s.units[i].text))) in s.witness.authors
    ),
    "contents page": lambda s, i: i in s.witness.page,
    "cover region": lambda s, i: i in s.cover,
    "imprint region": lambda s, i: i in s.imprint,
    # neighbours
    "before byline": lambda s, i: (
        s.has("signed", i + 1) or s.has("contents author", i + 1) or (s.has("named", i + 1) and s.widths[i + 1] <= 20)
    ),
    "before dateline": _before("dateline"),
    "before credit": lambda s, i: s.has("credit", i + 1),
    "before dash": _before("dash first"),
    "before long": _before("long"),
    "before short": lambda s, i: s.has("short", i + 1) and not s.has("closed", i + 1),
    "before contents": lambda s, i: s.has("in contents", i + 1),
    "before headline": lambda s, i: s.has("in contents", i + 1) or s.has("before byline", i + 1),
    "after end": _after("editor", "affiliation", "source note", "jump", "supply note"),
    "after open": lambda s, i: s.has("long", i - 1) and not s.has("closed", i - 1),
    "after headline": lambda s, i: (
        s.has("in contents", i - 1) or (s.has("short", i - 1) and not s.has("closed", i - 1))
    ),
    "after byline": lambda s, i: s.has("named", i - 1) or s.has("signed", i - 1),
    "after qr": lambda s, i: s.has("qr", i - 1) and s.units[i].lead and s.widths[i] <= 14,
    "after picture words": _after("picture words"),
    "before nothing long": lambda s, i: (
        not any(s.has("long", each) or s.has("closed", each) for each in (i + 1, i + 2))
    ),
    "before picture": lambda s, i: s.has("credit", i + 2) or s.has("credit tail", i + 1) or s.has("circled", i + 1),
    "before headline of text": lambda s, i: (
        s.has("display", i + 1) and (s.has("dateline", i + 2) or s.has("signed", i + 2))
    ),
    "before display": _before("display"),
    "before its date": lambda s, i: s.has("display", i) and s.has("speech date", i + 1) and s.widths[i + 1] <= 14,
    "before no text": lambda s, i: not s.has("long", i + 1) and not s.has("unclosed", i + 1),
    "before book title": _before("book title"),
    "before heading": lambda s, i: (
        s.has("section label", i)
        and not s.has("in contents", i + 1)
        and not s.has("near contents", i + 1)
        and bool(s.witness.titles)
    ),
    "maybe named": lambda s, i: 1.5 < s.widths[i] <= 20 and _name_score(s, i) >= 0.25,
    "after contents title": lambda s, i: (
        s.has("in contents", i - 1)
        or (s.has("after contents title", i - 1) and s.has("display", i - 1) and not s.has("named", i - 1))
    ),
    "office after byline": lambda s, i: (
        s.has("office", i)
        and (
            s.has("named", i - 1)
            or s.has("signed", i - 1)
            or s.has("contents author", i - 1)
            or s.has("office after byline", i - 1)
        )
    ),
}
_BITS = {name: 1 << position for position, name in enumerate(FEATURES)}
