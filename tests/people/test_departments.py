"""The org chart grows and changes by services; the database refuses what makes no tree."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError
from psycopg2.errors import CheckViolation, UniqueViolation

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from people.models import Department
from people.selectors.departments import chart, find, path_of, people_by_department
from people.services.add_department import add_department
from people.services.change_department import move_department, rename_department
from tests.enrollments.test_at_once import at_once
from tests.support.factories import DepartmentFactory

AT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


def add(name, parent=None, **more):
    return add_department(name=name, parent=parent, **{"by": None, "at": AT} | more)


def outcome(call):
    """Return what a call did, or how it was refused."""
    try:
        return call()
    except Conflict as refused:
        return type(refused)


@pytest.mark.django_db
def test_a_department_is_added_below_another_and_audited(ada):
    top = add("Northwind", by=ada)
    below = add("  Euro\u0301pe  ", parent=top)
    assert below.path == [top.pk, below.pk]
    assert path_of(below) == "Northwind/Európe"
    line = AuditEvent.objects.get(target_uuid=below.uuid)
    assert (line.verb, line.detail) == ("department.created", {"path": "Northwind/Európe"})
    assert AuditEvent.objects.get(target_uuid=top.uuid).actor_uuid == ada.uuid


@pytest.mark.parametrize("name", ["", "  ", "A\x07B", "A\u202eB", "A" * 121])
def test_a_name_that_cannot_be_kept_is_named(name, northwind):
    for call in (add, lambda text: rename_department(
        department=northwind, name=text, by=None, at=AT
    )):  # fmt: skip
        with pytest.raises(InvalidInput) as found:
            call(name)
        assert found.value.field == "name"


def test_a_name_is_taken_beside_it_and_free_elsewhere(northwind, europe, elsewhere):
    with pytest.raises(Conflict, match="stands there already"):
        add("Europe", parent=northwind)
    with pytest.raises(Conflict, match="stands there already"):
        add("Northwind Assistance")  # at the top as well
    assert add("Europe", parent=elsewhere).parent == elsewhere
    with pytest.raises(Conflict, match="stands there already"):
        rename_department(department=elsewhere, name="Europe", by=None, at=AT)
    assert AuditEvent.objects.count() == 1


def test_a_renamed_department_tells_both_paths(europe, bookings):
    changed = rename_department(department=europe, name="EMEA", by=None, at=AT)
    assert changed.name == "EMEA"
    assert path_of(bookings) == "Northwind Assistance/EMEA/Bookings"
    line = AuditEvent.objects.get()
    assert line.verb == "department.renamed"
    assert line.detail == {"from": "Northwind Assistance/Europe", "to": "Northwind Assistance/EMEA"}


def test_a_department_moves_with_all_below_it(europe, elsewhere, bookings):
    move_department(department=europe, parent=elsewhere, by=None, at=AT)
    assert path_of(bookings) == "Northwind Assistance/Americas/Europe/Bookings"
    bookings.refresh_from_db()
    move_department(department=bookings, parent=None, by=None, at=AT)
    assert path_of(bookings) == "Bookings"
    assert AuditEvent.objects.filter(verb="department.moved").count() == 2


def test_no_department_stands_below_itself(northwind, europe, bookings):
    for below in (europe, bookings):
        with pytest.raises(Conflict, match="cannot stand below itself") as found:
            move_department(department=europe, parent=below, by=None, at=AT)
        assert found.value.field == "parent"
    assert path_of(bookings) == "Northwind Assistance/Europe/Bookings"
    assert not AuditEvent.objects.exists()


def test_what_is_so_already_says_so(northwind, europe):
    with pytest.raises(Conflict, match="so already"):
        move_department(department=europe, parent=northwind, by=None, at=AT)
    with pytest.raises(Conflict, match="so already"):
        rename_department(department=europe, name=" Europe ", by=None, at=AT)


def test_who_looked_at_an_older_chart_changes_nothing(europe, elsewhere):
    seen = Department.objects.get(pk=europe.pk)
    rename_department(department=europe, name="EMEA", by=None, at=AT)
    with pytest.raises(Conflict, match="meanwhile"):
        rename_department(department=seen, name="Old World", by=None, at=AT)
    with pytest.raises(Conflict, match="meanwhile"):
        move_department(department=seen, parent=elsewhere, by=None, at=AT)
    assert Department.objects.get(pk=europe.pk).name == "EMEA"


@pytest.mark.django_db(transaction=True)
def test_two_rename_at_once_and_one_wins():
    top = DepartmentFactory(name="Top")
    names = ["East", "West", "North", "South"]
    calls = [
        partial(outcome, partial(rename_department, department=top, name=name, by=None, at=AT))
        for name in names
    ]
    found = at_once(*calls)
    assert found.count(Conflict) == 3
    assert AuditEvent.objects.filter(verb="department.renamed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_comparing_both_renames_go_in():
    """The negative control: it is the comparison that lets one of two win."""
    top = DepartmentFactory(name="Top")
    row = Department.objects.filter(pk=top.pk)
    assert at_once(lambda: row.all().update(name="East"), lambda: row.all().update(name="West")) == [1, 1]  # fmt: skip # noqa: E501


@pytest.mark.django_db(transaction=True)
def test_two_moves_that_would_close_a_circle_are_one_move():
    top = DepartmentFactory(name="Top")
    one, two = (DepartmentFactory(name=name, parent=top) for name in ("One", "Two"))
    one_below, two_below = DepartmentFactory(parent=one), DepartmentFactory(parent=two)
    move = partial(move_department, by=None, at=AT)
    found = at_once(
        lambda: outcome(lambda: move(department=one, parent=two_below)),
        lambda: outcome(lambda: move(department=two, parent=one_below)),
    )
    refused = [one for one in found if not isinstance(one, Department)]
    assert len(refused) == 1
    assert issubclass(refused[0], Conflict)
    assert all(row.path[0] == top.pk for row in Department.objects.all())
    assert len(chart()) == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_siblings_share_a_name(owner_connection):
    DepartmentFactory(name="Top")
    twin = (
        "INSERT INTO people_department (uuid, name, path) VALUES (gen_random_uuid(), 'Top', '{}')"
    )
    cursor = owner_connection.cursor()
    with pytest.raises(UniqueViolation, match="people_department_name_once"):
        cursor.execute(twin)
    cursor.execute("BEGIN")
    try:
        cursor.execute("ALTER TABLE people_department DROP CONSTRAINT people_department_name_once")
        cursor.execute(twin)
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_a_circle_goes_in(owner_connection):
    top = DepartmentFactory(name="Top")
    below = DepartmentFactory(name="Below", parent=top)
    circle = f"UPDATE people_department SET parent_id = {below.pk} WHERE id = {top.pk}"
    cursor = owner_connection.cursor()
    with pytest.raises(CheckViolation, match="cannot stand below itself"):
        cursor.execute(circle)
    cursor.execute("BEGIN")
    try:
        cursor.execute("ALTER TABLE people_department DISABLE TRIGGER USER")
        cursor.execute(circle)
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")


def test_a_path_or_the_end_of_one_means_a_department(northwind, europe, elsewhere, bookings):
    second = DepartmentFactory(name="Bookings", parent=elsewhere)
    top = DepartmentFactory(name="Bookings")
    assert [place.department for place in find("Europe / Bookings")] == [bookings]
    assert [place.department for place in find("Bookings")] == [top]  # a whole path, and no other
    assert [place.department for place in find("Americas/Bookings")] == [second]
    assert find("ookings") == find("Europe/") == find("") == find("/") == []
    Department.objects.filter(pk=top.pk).delete()
    assert {place.department.pk for place in find("Bookings")} == {bookings.pk, second.pk}


def test_the_chart_is_in_the_order_of_the_tree(
    northwind, europe, elsewhere, bookings, dana, milo, omar, django_assert_num_queries
):
    with django_assert_num_queries(1):
        paths = [place.path.removeprefix("Northwind Assistance") for place in chart()]
    assert paths == ["", "/Americas", "/Europe", "/Europe/Bookings"]
    counts = people_by_department(on=AT.date())
    assert [counts[row.pk] for row in (northwind, europe, bookings, elsewhere)] == [3, 3, 2, 0]
    dana.is_active = False
    dana.save()
    assert people_by_department(on=AT.date())[bookings.pk] == 1
    assert not people_by_department(on=dt.date(2019, 1, 1))


def test_an_empty_name_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError, match="people_department_named"):
        Department.objects.create(name="")
