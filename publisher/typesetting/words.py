"""Every word the typesetting adds to an issue: takes a style's labels and a language, gives words, dates and lines.

A missing label is our own mistake and stops the issue. It adds no word that stands in the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.issue.blocks import Figure
from publisher.issue.credits import Byline, Field
from publisher.issue.dates import IssueDate
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.problems import ManifestError, Problem


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one language; call it with a label's key and the values the label names."""

    language: str
    labels: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the label, its blanks filled."""
        if key not in self.labels:
            raise ManifestError(Problem("typesetting/missing-label", None, {"label": key, "language": self.language}))
        return self.labels[key].format(**values)

    def date(self, date: IssueDate) -> str:
        """Return a date as a reader expects it, as exact as it is."""
        exactness = "day" if date.day else "month" if date.month else "year"
        month = self(f"month-{date.month}") if date.month else ""
        return self(f"date-{exactness}", year=date.year, month=month, day=date.day)

    def date_beside_number(self, issue: Issue) -> str:
        """Return the date as it stands beside the issue's number; empty if the number says it: 2026年1月号."""
        date = self.date(issue.date) if issue.date else ""
        return "" if date and date in issue.number else date

    def names(self, byline: Byline) -> str:
        """Return the names of a byline in a row, without the role."""
        return self("between-names").join(byline.names)

    def issue_number(self, issue: Issue) -> str:
        """Return number and running number as they stand on the cover: 2026年第1期　总第37期; may be empty."""
        running = self("running-number", number=issue.running_number) if issue.running_number else ""
        return self("between-numbers").join(part for part in (issue.number, running) if part)

    def issue_name(self, issue: Issue) -> str:
        """Return the title under which the issue goes: the periodical, then its number or its date."""
        which = issue.number or (self.date(issue.date) if issue.date else issue.title)
        return self("between-numbers").join(part for part in (issue.periodical.title, which) if part)

    def alternative(self, figure: Figure) -> str:
        """Return what a listener hears instead of a picture.

        Without words of its own a picture takes those of its caption, and without a caption it says that it is one.
        An ornament says nothing.
        """
        if figure.decorative:
            return ""
        return figure.alt or " ".join(plain(part) for part in figure.caption) or self("picture")

    def labelled(self, key: str, field: Field) -> str:
        """Return the label to print before a field; empty where its words bring a label or brackets of their own."""
        brings_its_own = field.text[:1] in "（(〔[" or "：" in field.text[:8] or ":" in field.text[:8]
        return "" if brings_its_own or not field.labelled else self(key)


def words_for(style: Style, language: str) -> Words:
    """Return the words of a language: those of its region, its script, another script of it, or else Chinese ones."""
    parts = language.split("-")
    broader = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    kin = [name for name in style.labels if name.split("-")[0] == parts[0]]
    chosen = next((name for name in (*broader, *sorted(kin), "zh-Hans") if name in style.labels), "")
    return Words(language, style.labels.get(chosen, {}))
