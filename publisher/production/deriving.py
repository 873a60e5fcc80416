"""An issue in another script: takes an edited issue and a language, gives it converted, its own ledger proved.

Which languages are asked for is settled here too; what becomes of a character is the copydesk's business.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.copydesk.conversion.convert import Converted, convert
from publisher.issue import record
from publisher.issue.copy import fresh, replay, undo
from publisher.issue.derivation import DERIVED_FROM, DerivedPlan
from publisher.issue.plan import IssuePlan
from publisher.problems import InternalError, Problem, UsageError
from publisher.production.editing import ORIGINAL, Edited


def languages_of(plan: IssuePlan, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages asked for, each once: ORIGINAL stays, `all` is the original and what the manifest names.

    Raises:
        UsageError: the issue cannot be turned into one of them.
    """
    own = plan.periodical.language
    possible = {tag.lower(): tag for tag in DERIVED_FROM.get(own, ())} | {ORIGINAL: ORIGINAL, own.lower(): ORIGINAL}
    found: list[str] = []
    for tag in asked:
        if tag == "all":
            found += [ORIGINAL, *(derived.language for derived in plan.derived)]
            continue
        if tag.lower() not in possible:
            values = {"language": tag, "original": own, "known": ", ".join(DERIVED_FROM.get(own, ())) or "-"}
            raise UsageError(Problem("copydesk/no-such-conversion", plan.place, values))
        found.append(possible[tag.lower()])
    return tuple(dict.fromkeys(found))


def derive(edited: Edited, language: str) -> Edited:
    """Return the issue in another script, with galley and ledger of the conversion in the places of the first ones.

    Raises:
        ToolError: OpenCC's dictionaries cannot be read.
    """
    plan = next((each for each in edited.plan.derived if each.language == language), DerivedPlan(language))
    converted = convert(edited.issue, plan, edited.galley)
    _prove(converted)
    problems = (*edited.problems, *converted.problems)
    ledger_json = record.to_json(converted.ledger)
    second = replace(edited, galley=converted.galley, ledger=converted.ledger, ledger_json=ledger_json)
    return replace(second, issue=converted.issue, problems=problems)


def _prove(converted: Converted) -> None:
    """Stop the issue if the second ledger does not lead there and back: our mistake, not the editor's."""
    there = replay(converted.galley, converted.ledger) == converted.copy
    if not there or undo(converted.copy, converted.ledger) != fresh(converted.galley):
        raise InternalError(Problem("copydesk/no-replay"))
