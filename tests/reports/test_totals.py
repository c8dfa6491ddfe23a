"""Totals that add up, compared with a count that knows nothing of the report's SQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from psycopg2.extras import DateRange

from curricula.models import AssignmentRule, Cycle
from curricula.services.create import create
from curricula.services.undo import undo
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.enroll import enroll
from notifications import mail
from notifications.models import Notification
from people.models import Employment
from tests.reports.conftest import ASSIGNED, NOW, ask, built, cells, finish, hand_out, viewer
from tests.support.factories import EmploymentFactory, UserFactory, published_course

pytestmark = pytest.mark.django_db(transaction=True)


def oracle(people) -> Counter[tuple[str, str]]:
    """Return (person, state) of everything asked for or done, through the ORM, row by row."""
    found: Counter[tuple[str, str]] = Counter()
    tied = set()
    for cycle in Cycle.objects.select_related("assignment__person"):
        for place in cycle.places.select_related("enrollment"):
            tied.add(place.enrollment_id)
            done = CompletionRecord.objects.filter(enrollment=place.enrollment).exists()
            if done:
                state = "completed"
            elif "withdrawn" in {cycle.state, place.enrollment.state}:
                state = "withdrawn"
            else:
                is_late = cycle.due_at is not None and cycle.due_at <= NOW
                state = "overdue" if is_late else "open"
            found[cycle.assignment.person.legal_name, state] += 1
    for lone in Enrollment.objects.filter(state="completed").exclude(pk__in=tied):
        found[lone.learner.legal_name, "completed"] += 1
    return Counter({key: n for key, n in found.items() if people is None or key[0] in people})


def test_a_course_that_the_cycle_does_not_need_is_never_overdue(story, bookings, omar, vera):
    more = create(
        slug="more", title="More", required=[published_course(slug="needed")],
        optional=[published_course(slug="extra")], by=None, at=ASSIGNED,
    )  # fmt: skip
    hand_out(bookings, curriculum=more, by=omar, due_on=dt.date(2026, 11, 20))
    rows = {
        (row["course_slug"], row["state"])
        for row in cells(built(ask(vera)))
        if row["curriculum"] == "More"
    }
    assert rows == {("needed", "overdue"), ("extra", "open")}


def test_who_left_belongs_to_the_place_they_left_from(story, omar, ines, elsewhere):
    late = story["late"]
    spell = Employment.objects.get(person=late)
    spell.valid = DateRange(spell.valid.lower, dt.date(2026, 11, 15))
    spell.save(update_fields=["valid"])
    (row,) = [row for row in cells(built(ask(omar))) if row["person"] == late.legal_name]
    assert (row["employment"], row["state"]) == ("left", "overdue")
    EmploymentFactory(person=late, department=elsewhere, valid=DateRange(spell.valid.upper, None))
    assert late.legal_name not in {row["person"] for row in cells(built(ask(omar)))}
    assert late.legal_name in {row["person"] for row in cells(built(ask(ines)))}


@pytest.fixture
def busy(story, omar, vera):
    undo(rule=AssignmentRule.objects.order_by("id").last(), by=omar, at=ASSIGNED)
    eager = UserFactory(legal_name="Eager Elif")
    enroll(learner=eager, course=story["record"].version.course, by=eager, at=ASSIGNED)
    finish(eager, score="80.00")
    return story


def test_every_row_once_and_nothing_else(busy, vera):
    run = built(ask(vera))
    rows = Counter((row["person"], row["state"]) for row in cells(run))
    assert rows == oracle(None)
    assert set(rows.values()) == {1}
    assert sum(run.totals.values()) == run.rows_total == len(cells(run))
    assert run.totals == {
        state: sum(n for (_, found), n in rows.items() if found == state) for state in run.totals
    }


def test_hr_gets_exactly_the_rows_of_own_people(busy, omar, europe):
    own = set(
        Employment.objects.filter(
            valid__contains=viewer(omar).on, department__path__contains=[europe.pk]
        ).values_list("person__legal_name", flat=True)
    )
    rows = Counter((row["person"], row["state"]) for row in cells(built(ask(omar))))
    assert rows == oracle(own) != oracle(None)


def test_the_message_says_where_the_report_is(busy, vera):
    run = built(ask(vera))
    message = mail.compose(Notification.objects.get(kind="report.ready"))
    assert message.subject == "Your report is ready"
    assert f"/reports/{run.uuid}/" in message.body
    assert "5 rows" in message.body
