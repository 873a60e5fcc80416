"""Names that must hold for good: takes written ids, dates and ISSNs, gives problems for those that are not well formed.

It knows the form of names, not who else bears them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.issue.dates import IssueDate, parse_date
from publisher.issue.enclosure import RESERVED
from publisher.manifest.written import Written, problem
from publisher.problems import Problem

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REST = re.compile(r"[0-9]{4}(?P<parts>(-[a-z0-9]+)*)")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_QUERY = re.compile(r"q-[0-9a-f]{8}")
_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")


def check_code(code: Written) -> list[Problem]:
    """Return what is wrong with a periodical's code."""
    is_good = CODE.fullmatch(code) and len(code) <= 60 and code.upper() not in RESERVED  # it names a folder
    return [] if is_good else [_bad(code, "hewan")]


def check_issue_id(issue: Written, code: str, stem: str) -> list[Problem]:
    """Return what is wrong with an issue's id, given the periodical's code and the manifest's name without suffix."""
    prefix, _, rest = issue.partition(f"{code}-")
    if prefix or not rest:
        return [
            problem(
                "manifest/id-mismatch", issue.place, id=issue, expected=f"{code}-{stem}", file=f"{stem}.yaml", code=code
            )
        ]
    if not _is_rest(rest):
        return [_bad(issue, f"{code}-2026-01")]
    if rest != stem:
        return [
            problem(
                "manifest/id-mismatch", issue.place, id=issue, expected=f"{code}-{stem}", file=f"{stem}.yaml", code=code
            )
        ]
    return []


def check_entry_id(entry: Written, issue: str, letter: str) -> list[Problem]:
    """Return what is wrong with the id of an article (letter i) or an advertisement (letter a)."""
    digits, example = ("[0-9]{4}", "0001") if letter == "i" else ("[0-9]{2,4}", "01")
    good = re.fullmatch(f"{re.escape(issue)}-{letter}{digits}", entry)
    return [] if good else [_bad(entry, f"{issue}-{letter}{example}")]


def check_source_id(source: Written) -> list[Problem]:
    """Return what is wrong with the id of a source."""
    return [] if _SOURCE.fullmatch(source) else [_bad(source, "main")]


def check_query_id(query: Written) -> list[Problem]:
    """Return what is wrong with the id of a query."""
    return [] if _QUERY.fullmatch(query) else [_bad(query, "q-1a2b3c4d")]


def check_unique(ids: Iterable[Written]) -> list[Problem]:
    """Return a problem for every id that was given before."""
    seen: dict[str, Written] = {}
    return [
        problem("manifest/duplicate-id", name.place, id=name, first=first.place)
        for name in ids
        if (first := seen.setdefault(name, name)) is not name
    ]


def check_issn(issn: Written | None) -> list[Problem]:
    """Return what is wrong with an ISSN.

    Source: ISO 3297; weights 8 to 2, sum of products modulo 11, ten is written X.
    """
    if not issn:
        return []
    if not _ISSN.fullmatch(issn):
        return [problem("manifest/bad-issn", issn.place, issn=issn[:40], near="")]
    weighted = sum(
        weight * int(digit) for weight, digit in zip(range(8, 1, -1), issn.replace("-", "")[:7], strict=True)
    )
    check = "0123456789X"[-weighted % 11]
    return [] if issn.endswith(check) else [problem("manifest/bad-issn", issn.place, issn=issn, near=issn[:-1] + check)]


def read_date(date: Written | None, problems: list[Problem]) -> IssueDate | None:
    """Return a date of publication; a bad one is a problem."""
    if not date:
        return None
    try:
        return parse_date(date)
    except ValueError:
        problems.append(problem("manifest/bad-date", date.place, date=date))
        return None


def _bad(name: Written, example: str) -> Problem:
    return problem("manifest/bad-id", name.place, id=name[:80], example=example)


def _is_rest(rest: str) -> bool:
    """Say whether this is a year with month, day and tag behind it as far as they are given."""
    match = _REST.fullmatch(rest)
    if not match or int(rest[:4]) == 0:
        return False
    parts = match["parts"].split("-")[1:]
    if parts and re.fullmatch("[0-9]{2}", parts[0]) and not 1 <= int(parts[0]) <= 12:
        return False
    return len(rest) <= 40
