"""The seal of an attempt changes with everything that must never change, and with nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from quizzes.scoring.seal import Outcome, Step, digest
from tests.support.factories import SPRING

FIRST = Step("sofa", 1, {"choice": "a"}, False, SPRING)
SECOND = Step("sofa", 2, {"choice": "b"}, True, SPRING)
OUTCOME = Outcome(Decimal("2.5"), Decimal(4), False, SPRING)
LATER = SPRING + dt.timedelta(seconds=1)
SEALED = {
    "attempt": UUID(int=1),
    "layout": {"seed": 7, "questions": ["sofa"]},
    "steps": [FIRST, SECOND],
    "outcome": OUTCOME,
}


@pytest.mark.parametrize(
    "changed",
    [
        {"attempt": UUID(int=2)},
        {"layout": {"seed": 8, "questions": ["sofa"]}},
        {"steps": [FIRST]},
        {"steps": [replace(FIRST, question="lamp"), SECOND]},
        {"steps": [replace(FIRST, client_seq=3), SECOND]},
        {"steps": [replace(FIRST, answer=None), SECOND]},
        {"steps": [replace(FIRST, is_flagged=True), SECOND]},
        {"steps": [replace(FIRST, saved_at=LATER), SECOND]},
        {"outcome": replace(OUTCOME, score=Decimal("2.501"))},
        {"outcome": replace(OUTCOME, max_score=Decimal(5))},
        {"outcome": replace(OUTCOME, passed=True)},
        {"outcome": replace(OUTCOME, submitted_at=LATER)},
    ],
    ids=str,
)
def test_each_part_is_sealed(changed):
    assert digest(**{**SEALED, **changed}) != digest(**SEALED)


def test_the_order_of_rows_the_zone_and_the_form_of_a_number_are_not():
    told = {
        "steps": [
            SECOND,
            replace(FIRST, saved_at=SPRING.astimezone(dt.timezone(dt.timedelta(hours=9)))),
        ],
        "outcome": replace(OUTCOME, score=Decimal("2.500")),
    }
    assert digest(**{**SEALED, **told}) == digest(**SEALED)
