"""Which rows belong to the days of a report: what was owed in them is not left out for its age."""

from __future__ import annotations

import datetime as dt

import pytest

from curricula.services.create import create
from curricula.services.undo import undo
from tests.reports.conftest import TODAY, ask, built, cells, finish, hand_out
from tests.support.factories import (
    DepartmentFactory,
    EmploymentFactory,
    UserFactory,
    published_course,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = dt.datetime(2025, 3, 3, 9, 0, tzinfo=dt.UTC)
DUE_ON = dt.date(2025, 4, 30)


@pytest.fixture
def year_before_last(omar):
    """All were asked in March 2025; what was completed counts for a year."""
    yearly = create(
        slug="yearly", title="Every year", required=[published_course()], validity_months=12,
        by=None, at=LONG_AGO,
    )  # fmt: skip
    for name, done_after in (("Late", None), ("Quick", 20), ("Slow", 500), ("Undone", None)):
        person, place = UserFactory(legal_name=name), DepartmentFactory(name=name)
        EmploymentFactory(person=person, department=place)
        rule = hand_out(place, curriculum=yearly, by=omar, at=LONG_AGO, due_on=DUE_ON)
        if done_after:
            finish(person, at=LONG_AGO + dt.timedelta(days=done_after))
    undo(rule=rule, by=omar, at=LONG_AGO)


@pytest.mark.parametrize(
    ("first_on", "last_on", "states"),
    [
        (
            dt.date(2025, 3, 1), dt.date(2025, 3, 31),
            {"Late": "overdue", "Quick": "expired", "Slow": "completed", "Undone": "withdrawn"},
        ),
        (dt.date(2025, 6, 1), dt.date(2025, 12, 31), {"Late": "overdue", "Slow": "completed"}),
        (dt.date(2026, 3, 24), dt.date(2026, 3, 31),
         {"Late": "overdue", "Quick": "expired", "Slow": "completed"}),
        (dt.date(2026, 8, 1), TODAY, {"Late": "overdue"}),
        (dt.date(2025, 1, 1), dt.date(2025, 3, 2), {}),
    ],
)  # fmt: skip
def test_a_row_belongs_to_the_days_in_which_it_was_owed(
    first_on, last_on, states, year_before_last, vera
):
    rows = cells(built(ask(vera, first_on=first_on, last_on=last_on)))
    assert {row["person"]: row["state"] for row in rows} == states
    assert len(rows) == len(states)
