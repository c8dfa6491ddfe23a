"""Rules about people that the database itself holds, each seen breaking without its guard."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg2.extras import DateRange

from people.models import Department, User
from people.roles import Role
from tests.support.factories import (
    DepartmentFactory,
    EmploymentFactory,
    RoleGrantFactory,
    UserFactory,
)

MAY, JUNE, JULY = dt.date(2026, 5, 1), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


def test_spells_of_one_person_do_not_overlap(dana, bookings):
    with pytest.raises(IntegrityError, match="people_employment_no_overlap"):
        EmploymentFactory(person=dana, department=bookings, valid=DateRange(MAY, JUNE))


def test_spells_may_touch(bookings):
    person = UserFactory()
    EmploymentFactory(person=person, department=bookings, valid=DateRange(MAY, JUNE))
    EmploymentFactory(person=person, department=bookings, valid=DateRange(JUNE, JULY))
    assert person.employments.count() == 2


def test_nobody_manages_themselves(bookings):
    person = UserFactory()
    with pytest.raises(IntegrityError, match="people_employment_own_manager"):
        EmploymentFactory(person=person, department=bookings, manager=person)


def test_an_auditor_is_not_hr_at_the_same_time(vera, northwind):
    with pytest.raises(IntegrityError, match="people_auditor_stands_apart"):
        RoleGrantFactory(person=vera, role=Role.HR, department=northwind)


def test_an_auditor_may_have_been_hr_before(db):
    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.HR, valid=DateRange(MAY, JUNE))
    RoleGrantFactory(person=person, role=Role.AUDITOR, valid=DateRange(JUNE, None))
    assert person.role_grants.count() == 2


def test_nobody_grants_themselves_a_role(omar):
    with pytest.raises(IntegrityError, match="people_grant_not_own"):
        RoleGrantFactory(person=omar, role=Role.MANAGER, granted_by=omar)


def test_addresses_are_unique_without_case(dana):
    with pytest.raises(IntegrityError, match="people_email_once"):
        UserFactory(email=dana.email.upper())


def test_the_path_leads_from_the_root_to_the_department(northwind, europe, bookings):
    assert bookings.path == [northwind.id, europe.id, bookings.id]


def test_a_moved_department_takes_its_children_along(northwind, europe, bookings, elsewhere):
    Department.objects.filter(pk=europe.pk).update(parent=elsewhere)
    bookings.refresh_from_db()
    assert bookings.path == [northwind.id, elsewhere.id, europe.id, bookings.id]


def test_a_department_cannot_stand_below_itself(europe, bookings):
    with pytest.raises(IntegrityError, match="cannot stand below itself"), transaction.atomic():
        Department.objects.filter(pk=europe.pk).update(parent=bookings)


def test_people_are_never_deleted_with_their_evidence(dana):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        User.objects.filter(pk=dana.pk).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "constraint"),
    [
        ("people_employment", "people_employment_no_overlap"),
        ("people_rolegrant", "people_auditor_stands_apart"),
        ("people_user", None),
    ],
)
def test_without_the_guard_the_rule_breaks(table, constraint, owner_connection):
    person = UserFactory(email="one@northwind.example")
    department = DepartmentFactory()
    EmploymentFactory(person=person, department=department)
    RoleGrantFactory(person=person, role=Role.AUDITOR)
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        if constraint:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        else:
            cursor.execute("DROP INDEX people_email_once")
        cursor.execute(
            {
                "people_employment": "INSERT INTO people_employment (uuid, person_id, "
                "department_id, job_title, valid) SELECT gen_random_uuid(), person_id, "
                "department_id, '', valid FROM people_employment",
                "people_rolegrant": "INSERT INTO people_rolegrant (uuid, person_id, role, valid) "
                "SELECT gen_random_uuid(), person_id, 'hr', valid FROM people_rolegrant",
                "people_user": "INSERT INTO people_user (uuid, password, email, legal_name, "
                "short_name, certificate_name, language, time_zone, is_active) SELECT "
                "gen_random_uuid(), '', upper(email), 'X', '', '', 'en', 'UTC', true "
                "FROM people_user",
            }[table]
        )
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")
    connection.close()
