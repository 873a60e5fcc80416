"""Bylines: display lines that name the authors of a piece.

Takes one line of extracted text, gives Credits. It knows nothing of the line's neighbours: a line that is nothing but
two likely names is a byline here with a modest confidence, and only its place on the page can say more.
"""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.folding import fold, letters
from publisher.copydesk.credits.names import is_name, names
from publisher.copydesk.credits.people import LONGEST, Credit, crafts, merged, people

BULLETS = "□■◇◆●○◎▲△▼▽★☆※⊙◯▪▫·*"
_BULLET = re.compile(rf"\s*[{re.escape(BULLETS)}\s]*")
_SENTENCE = re.compile(r"[。！？!?;；…“”‘’「」『』<>《》=%]")
_DIGIT = re.compile(r"\d")
_SUPPLYING = frozenset(("供稿", "供图", "整理", "摄制", "提供"))
_LEAST_BARE = 0.5  # below this a line without bullet and role is left to others
_LEAST_BULLETED = 0.3


def byline(line: str) -> Credit | None:
    """Return who wrote the piece if the line says so: all names, the roles divided by strokes."""
    credited = bylines(line)
    return merged(credited) if credited else None


def bylines(line: str) -> tuple[Credit, ...]:
    """Return the credits of a byline, one for each role; none if any part of the line is something else.

    A line that credits pictures only is a caption's credit, not a byline.
    """
    head = _stretch(line)
    if head is None:
        return ()
    start, end = _without_brackets(line, *head)
    if roles.HOUSE_AUTHOR.fullmatch(fold(line[start:end])):
        return (Credit(("".join(line[start:end].split()),), "", "house", start, end, 0.85),)
    credited = _authors(people(line, start, end, roles.ANY_CRAFT)) or _spread(line, start, end)
    if (
        not credited
        or not any(credit.names for credit in credited)
        or _is_picture(credited)
        or _is_supply(line, credited)
    ):
        return ()
    if any(credit.role for credit in credited):
        return credited
    bulleted = bool(set(fold(line[:start])) & set(fold(BULLETS)))
    return _without_role(line, credited, bulleted=bulleted)


def _stretch(line: str) -> tuple[int, int] | None:
    """Return where the words of a possible byline stand, bullet left out; None for what is too long or a sentence."""
    bullet = _BULLET.match(line, 0, LONGEST)
    start = bullet.end() if bullet else 0
    if len(line) - start > LONGEST and line[start + LONGEST : start + LONGEST + 1] and line[start + LONGEST :].strip():
        return None
    end = len(line[: start + LONGEST].rstrip())
    words = line[start:end]
    if not words or words[0] in "—-–" or _SENTENCE.search(words.replace("《", "", 1).replace("》", "", 1)):
        return None
    return start, end


def _without_brackets(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch inside brackets that hold all of it: （作者：何川）."""
    words = fold(line[start:end])
    whole = re.fullmatch(r"[(\[]\s*(?P<inner>[^()\[\]]+?)\s*[)\]]", words)
    return (start + whole.start("inner"), start + whole.end("inner")) if whole else (start, end)


def _spread(line: str, start: int, end: int) -> tuple[Credit, ...]:
    """Return the credit of a line that is spread from end to end: 本 报 记 者 何 川."""
    words = line[start:end].split()
    if len(words) < 4 or sum(len(word) > 1 for word in words) > len(words) / 3:
        return ()
    closed = letters(line[start:end])
    role = roles.PERSON.match(closed.text)
    found = names(line[start + closed.span(0, role.end())[1] : end]) if role else ()
    if role is None or not found or min(map(is_name, found)) < 0.5:
        return ()
    printed = "".join(line[start + place] for place in closed.places[: role.end()])
    return (Credit(found, printed, "role", start, end, 0.85),)


def _is_supply(line: str, credited: tuple[Credit, ...]) -> bool:
    """Say whether an office signs, or a line in brackets says who supplied and prepared the piece."""
    supplied = any(crafts(credit) & _SUPPLYING for credit in credited)
    is_bracketed = fold(line).lstrip().startswith(("(", "["))
    return (supplied and is_bracketed) or any(is_name(name) < 0.25 for credit in credited for name in credit.names)


def _authors(credited: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """Return the credits without those of editors, which stand in one line with the authors' on the web."""
    return tuple(credit for credit in credited if not credit.role or crafts(credit) - roles.EDITING_CRAFTS)


def _is_picture(credited: tuple[Credit, ...]) -> bool:
    words = frozenset[str]().union(*(crafts(credit) for credit in credited))
    return bool(words & roles.PICTURE_CRAFTS) and not words & roles.TEXT_CRAFTS


def _without_role(line: str, credited: tuple[Credit, ...], *, bulleted: bool) -> tuple[Credit, ...]:
    """Return names that stand without a role: sure behind a bullet, otherwise as sure as the names are."""
    (credit,) = credited
    words = line[credit.start : credit.end]
    if set(":,") & set(fold(words)) or _DIGIT.search(words):
        return ()
    if bulleted:
        sure = 0.5 + 0.5 * credit.confidence if credit.confidence >= _LEAST_BULLETED else 0.0
        return (replace(credit, form="bullet", confidence=sure),) if sure else ()
    return credited if credit.confidence >= _LEAST_BARE else ()
