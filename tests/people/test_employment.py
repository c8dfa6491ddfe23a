"""Spells of employment begin, end and are taken back, on the person's own days."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from psycopg2.errors import CheckViolation

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from people.models import Employment, User
from people.services.employ import end_employment, start_employment, take_back_employment
from tests.enrollments.test_at_once import at_once
from tests.people.test_departments import outcome
from tests.support.factories import DepartmentFactory, EmploymentFactory, UserFactory

AT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
FIRST, MAY = dt.date(2026, 3, 2), dt.date(2026, 5, 31)


@pytest.fixture
def nele(db) -> User:
    """New, and not employed yet."""
    return UserFactory(legal_name="Nele Brandt", time_zone="Europe/Lisbon")


start = partial(start_employment, by=None, at=AT)
end = partial(end_employment, by=None, at=AT)


def test_somebody_begins_in_a_department_under_a_manager(nele, bookings, milo, ada):
    spell = start(
        person=nele, department=bookings, manager=milo, job_title=" Phone  agent ",
        starts_on=FIRST, by=ada,
    )  # fmt: skip
    spell.refresh_from_db()
    assert (spell.job_title, spell.manager, spell.hired_on) == ("Phone agent", milo, FIRST)
    assert (spell.valid.lower, spell.valid.upper) == (FIRST, None)
    line = AuditEvent.objects.get()
    assert (line.verb, line.subject_uuid, line.actor_uuid) == (
        "employment.started", nele.uuid, ada.uuid,
    )  # fmt: skip
    assert line.target_label == "Nele Brandt, Bookings"
    assert line.detail == {"from": "2026-03-02"}  # the day of hire is personal and stays out


def test_today_is_the_persons_own(bookings):
    person = UserFactory(time_zone="Pacific/Honolulu")
    assert start(person=person, department=bookings).valid.lower == dt.date(2026, 11, 1)
    assert end(person=person).valid.upper == dt.date(2026, 11, 2)


def test_who_changes_the_department_keeps_the_day_of_hire(nele, bookings, elsewhere):
    hired = dt.date(2019, 1, 7)
    start(person=nele, department=bookings, starts_on=FIRST, hired_on=hired)
    end(person=nele, last_on=MAY)
    june = MAY + dt.timedelta(days=1)
    assert start(person=nele, department=elsewhere, starts_on=june).hired_on == hired
    assert Employment.objects.filter(person=nele).count() == 2


def test_who_comes_back_is_hired_anew(nele, bookings):
    start(person=nele, department=bookings, starts_on=FIRST)
    end(person=nele, last_on=MAY)
    july = dt.date(2026, 7, 1)
    assert start(person=nele, department=bookings, starts_on=july).hired_on == july


def test_nobody_works_in_two_places_at_a_time(nele, bookings, elsewhere):
    start(person=nele, department=bookings, starts_on=FIRST)
    for day in (MAY, FIRST - dt.timedelta(days=9)):
        with pytest.raises(Conflict, match="somewhere in that time") as found:
            start(person=nele, department=elsewhere, starts_on=day)
        assert found.value.field == "starts_on"
    assert AuditEvent.objects.count() == 1


def test_nobody_is_their_own_manager(nele, bookings):
    with pytest.raises(InvalidInput, match="own manager") as found:
        start(person=nele, department=bookings, manager=nele)
    assert found.value.field == "manager"
    assert not Employment.objects.filter(person=nele).exists()


@pytest.mark.parametrize("title", ["A\x07B", "A" * 121, " "])
def test_a_title_that_cannot_be_kept_is_named(title, nele, bookings):
    with pytest.raises(InvalidInput) as found:
        start(person=nele, department=bookings, job_title=title)
    assert found.value.field == "job_title"


def test_an_end_has_a_last_day_and_can_come_earlier(nele, bookings):
    start(person=nele, department=bookings, starts_on=FIRST)
    end(person=nele, last_on=dt.date(2026, 12, 31))
    end(person=nele, last_on=MAY)
    spell = Employment.objects.get(person=nele)
    assert spell.valid.upper == dt.date(2026, 6, 1)
    lines = AuditEvent.objects.filter(verb="employment.ended").order_by("id")
    assert [line.detail["last_on"] for line in lines] == ["2026-12-31", "2026-05-31"]


@pytest.mark.parametrize(
    ("last_on", "words"),
    [
        (FIRST - dt.timedelta(days=1), "works nowhere"),
        (MAY + dt.timedelta(days=1), "works nowhere"),
        (MAY, "so already"),
    ],
)
def test_an_end_that_cannot_be_is_refused(last_on, words, nele, bookings):
    start(person=nele, department=bookings, starts_on=FIRST)
    end(person=nele, last_on=MAY)
    with pytest.raises(Conflict, match=words) as found:
        end(person=nele, last_on=last_on)
    assert found.value.field == "last_on"
    assert AuditEvent.objects.count() == 2


def test_a_mistake_is_taken_back_and_its_lines_stay(nele, bookings, elsewhere):
    start(person=nele, department=bookings, starts_on=FIRST)
    end(person=nele, last_on=MAY)
    start(person=nele, department=elsewhere)
    take_back_employment(person=nele, by=None, at=AT)
    assert Employment.objects.get(person=nele).department == bookings
    line = AuditEvent.objects.order_by("-id").first()
    assert line.detail == {"never_was": True, "from": "2026-11-02"}
    take_back_employment(person=nele, by=None, at=AT)
    with pytest.raises(Conflict, match="no entry"):
        take_back_employment(person=nele, by=None, at=AT)


@pytest.mark.django_db(transaction=True)
def test_eight_begin_at_once_and_one_does():
    person, department = UserFactory(), DepartmentFactory()
    call = partial(outcome, partial(start, person=person, department=department))
    found = at_once(*[call] * 8)
    assert found.count(Conflict) == 7
    assert Employment.objects.count() == AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_ends_at_once_leave_a_line_for_each_that_counted():
    spell = EmploymentFactory()
    calls = [
        partial(outcome, partial(end, person=spell.person, last_on=day)) for day in (FIRST, MAY)
    ]
    counted = len([one for one in at_once(*calls) if isinstance(one, Employment)])
    assert AuditEvent.objects.filter(verb="employment.ended").count() == counted >= 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_somebody_manages_themselves(owner_connection):
    EmploymentFactory()
    own = "UPDATE people_employment SET manager_id = person_id"
    cursor = owner_connection.cursor()
    with pytest.raises(CheckViolation, match="people_employment_own_manager"):
        cursor.execute(own)
    cursor.execute("BEGIN")
    try:
        cursor.execute(
            "ALTER TABLE people_employment DROP CONSTRAINT people_employment_own_manager"
        )
        cursor.execute(own)
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")
