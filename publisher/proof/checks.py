"""What a proof of finished files says, as values: files, sections of named checks, findings with their place.

Plain frozen data, the same for every kind of check: rules of a standard, an outside validator, measures of typography,
and whatever else is asked of a finished file. Words and layout are the business of `wording`, `summary` and `sheet`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from publisher.problems import ExitCode, Problem, gravest

if TYPE_CHECKING:
    from publisher.proof.typography.measuring import Measured


class State(StrEnum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not-applicable"


class Kind(StrEnum):
    """Who speaks in a section: the collation, our own rules, a validator from outside, the measures of typography."""

    COLLATION = "collation"
    RULES = "rules"
    VALIDATOR = "validator"
    MEASURES = "measures"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is not as it should be.

    Attributes:
        page: number in the file from 1, 0 where no page is meant.
        thing: what is meant there in the words of the format: `object 12`, `font ABCDEF+Song`, `EPUB/a.xhtml:3:1`.
        detail: what was seen, in terms no language changes: `H1 → H3`, `/F 0`.
    """

    page: int = 0
    thing: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One named check.

    Attributes:
        code: names it in its section; words for it may be found by this name.
        clause: the paragraph of the standard it follows; empty where it follows none.
        findings: places of a check that failed; a check that passed may have remarks here as well.
        count: how many findings there are, which may be more than are kept.
    """

    code: str
    state: State
    clause: str = ""
    findings: tuple[Finding, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Everything one authority says of one file.

    Attributes:
        name: key of its words: `pdf`, `pdfa`, `qpdf`, `typography` …
        standard: what the rules are of, as a person would say it: `PDF/A-3u`; the tool and its version of a validator.
        note: key of the reason why a section was skipped, or of a remark that belongs to it.
        remedy: the command that would make a skipped section run.
        data: what JSON carries besides; numbers of known names are figures that reports show.
        is_kept: the verdict was found in the cache of the house, made of the same bytes by the same program.
    """

    name: str
    kind: Kind
    standard: str
    checks: tuple[Check, ...] = ()
    note: str = ""
    remedy: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    is_kept: bool = False

    @property
    def state(self) -> State:
        """What became of the section as a whole."""
        states = {check.state for check in self.checks}
        for state in (State.FAILED, State.PASSED, State.SKIPPED):
            if state in states:
                return state
        return State.SKIPPED if self.note else State.NOT_APPLICABLE

    def failed(self) -> tuple[Check, ...]:
        """Return the checks that failed."""
        return tuple(check for check in self.checks if check.state is State.FAILED)


def section_of(data: Mapping[str, Any]) -> Section:
    """Return a section that came as JSON."""
    checks = tuple(check_of(check) for check in data["checks"])
    return Section(**{**data, "kind": Kind(data["kind"]), "checks": checks})


def check_of(data: Mapping[str, Any]) -> Check:
    """Return a check that came as JSON."""
    findings = tuple(Finding(**each) for each in data["findings"])
    return Check(**{**data, "state": State(data["state"]), "findings": findings})


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one file.

    Attributes:
        name: path as shown.
        kind: `pdf` or `epub`.
        claims: what the file says it is, e.g. `PDF/A-3a`.
        typography: the measures themselves, where they were taken.
    """

    name: str
    kind: str
    sha256: str
    pages: int = 0
    claims: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    typography: Measured | None = None

    @property
    def exit_code(self) -> ExitCode:
        """1 if a rule or a demand is not met, 6 if a validator refused the file, 7 if its text is not the issue's."""
        codes = {Kind.VALIDATOR: ExitCode.VALIDATOR, Kind.COLLATION: ExitCode.FIDELITY}
        return gravest([codes.get(each.kind, ExitCode.PROBLEMS) for each in self.sections if each.failed()])


@dataclass(frozen=True, slots=True)
class Report:
    """All files of one call, with the problems of those that could not be read."""

    proofs: tuple[Proof, ...]
    unread: tuple[Problem, ...] = ()
    unread_code: ExitCode = ExitCode.DONE

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, file by file."""
        return (*self.unread, *(problem for proof in self.proofs for problem in proof.problems))

    @property
    def exit_code(self) -> ExitCode:
        """The gravest of all files."""
        return gravest([self.unread_code, *(proof.exit_code for proof in self.proofs)])
