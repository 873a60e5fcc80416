"""The proof sees every harm done to finished editions, and sees none where none was done.

How many are tried is said in `python -m tests.mutation`, which prints the table of docs/trust.md.
"""

from __future__ import annotations

import pytest

from tests.mutation.__main__ import COUNT, SEED, false_alarms
from tests.mutation.collating import seen
from tests.mutation.issues import Printed
from tests.mutation.trial import MUTATORS, table, trial

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spoiled")]
DEMANDED = 500


def test_files_nobody_spoiled_are_what_their_issue_is(issues: tuple[Printed, ...]) -> None:
    assert [line for issue in issues for line in false_alarms(issue)] == []


def test_every_mutation_is_seen(issues: tuple[Printed, ...]) -> None:
    outcome = trial(issues, seen, COUNT, SEED)
    print(table(outcome))
    assert [str(each) for each in outcome.survivors] == []
    assert outcome.tried == outcome.caught
    assert outcome.tried.total() == COUNT >= DEMANDED
    assert {key for key, count in outcome.tried.items() if count >= 5} == {
        (name, kind) for name, kinds in MUTATORS.items() for kind in kinds
    }
