"""The first people come by the command line, with an audit line each."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from people.models import RoleGrant, User
from people.roles import Permission, Role
from people.services.add_person import add_person
from people.services.grant_role import end_role, grant_role
from people.viewer import viewer_for

AT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def test_a_person_is_added_and_cannot_sign_in_before_setting_a_password(capsys):
    call_command("person", "add", "Ada@Northwind.example", "Ada Okafor")
    person = User.objects.get(email="ada@northwind.example")
    assert not person.has_usable_password()
    assert AuditEvent.objects.get(verb="person.created").target_uuid == person.uuid
    assert "Ada Okafor signs in" in capsys.readouterr().out


def test_a_role_is_granted_and_audited():
    person = add_person(email="a@b.example", legal_name="A B", by=None, at=AT)
    call_command("person", "grant", "A@b.example", "admin")
    assert RoleGrant.objects.get().role == "admin"
    assert AuditEvent.objects.get(verb="role.granted").subject_uuid == person.uuid


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@c.example"])
def test_a_bad_address_is_named(email):
    with pytest.raises(InvalidInput, match="not an e-mail address") as found:
        add_person(email=email, legal_name="A", by=None, at=AT)
    assert found.value.field == "email"
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "A\x07B", "A\u202eB", "A\ud800B", "A" * 201])
def test_a_bad_name_is_named(name):
    with pytest.raises(InvalidInput) as found:
        add_person(email="a@b.example", legal_name=name, by=None, at=AT)
    assert found.value.field == "legal_name"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"employee_number": "9" * 41}, "employee_number"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example"}, "email"),
    ],
)
def test_what_cannot_be_kept_is_named(wrong, field):
    given = {"email": "a@b.example", "legal_name": "A B", **wrong}
    with pytest.raises(InvalidInput) as found:
        add_person(**given, by=None, at=AT)
    assert found.value.field == field
    assert not User.objects.exists()


def test_a_name_is_kept_in_one_form():
    name = "Zoe\u0308  Z\u030cizek"
    assert (
        add_person(email="z@b.example", legal_name=name, by=None, at=AT).legal_name == "Zoë Žizek"
    )


def test_nobody_needs_an_employee_number():
    for address in ("a@b.example", "b@b.example"):
        person = add_person(email=address, legal_name="A", employee_number="", by=None, at=AT)
        assert person.employee_number is None


def test_a_taken_address_says_so(dana):
    with pytest.raises(Conflict, match="belongs to somebody"):
        add_person(email=dana.email.upper(), legal_name="Other", by=None, at=AT)


def test_nobody_grants_themselves(ada):
    with pytest.raises(InvalidInput):
        grant_role(person=ada, role=Role.HR, by=ada, at=AT)


def test_an_auditor_is_not_made_hr(vera, ada):
    with pytest.raises(Conflict, match="auditor cannot be HR"):
        grant_role(person=vera, role=Role.HR, by=ada, at=AT)
    assert not AuditEvent.objects.filter(verb="role.granted").exists()


def test_the_same_grant_twice_says_so(omar, europe, ada):
    with pytest.raises(Conflict, match="holds that role"):
        grant_role(person=omar, role=Role.HR, department=europe, by=ada, at=AT)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grant", "nobody@x.example", "admin"), "Nobody signs in as"),
        (("grant", "dana@northwind.example", "hr", "--department", "Atlantis"), "No department"),
        (("add", "not-an-address", "X"), "not an e-mail address"),
    ],
)
def test_the_command_says_what_is_wrong(dana, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("person", *arguments)


def may_see_status(person, day: int) -> bool:
    return viewer_for(person, on=dt.date(2026, 11, day)).has(Permission.SEE_STATUS)


def test_who_is_shut_out_may_nothing_not_even_learn(dana):
    grant_role(person=dana, role=Role.ADMIN, by=None, at=AT)
    assert may_see_status(dana, 2)
    dana.is_active = False
    viewer = viewer_for(dana, on=dt.date(2026, 11, 2))
    assert not any(viewer.has(permission) for permission in Permission)


def test_a_role_begins_on_the_persons_own_day():
    person = add_person(
        email="a@b.example", legal_name="A B", time_zone="Pacific/Honolulu", by=None, at=AT
    )
    grant_role(person=person, role=Role.ADMIN, by=None, at=AT)  # still Sunday evening there
    assert may_see_status(person, 1)


def test_a_role_may_have_a_last_day(dana):
    grant_role(person=dana, role=Role.ADMIN, by=None, at=AT, last_on=dt.date(2026, 11, 5))
    assert [may_see_status(dana, day) for day in (1, 2, 5, 6)] == [False, True, True, False]
    with pytest.raises(InvalidInput, match="past"):
        grant_role(person=dana, role=Role.HR, by=None, at=AT, last_on=dt.date(2026, 11, 1))


def test_the_last_day_may_be_today(dana):
    grant_role(person=dana, role=Role.ADMIN, by=None, at=AT, last_on=dt.date(2026, 11, 2))
    assert [may_see_status(dana, day) for day in (1, 2, 3)] == [False, True, False]


def test_a_role_ends_at_once_and_its_days_stay_on_record(dana, ada):
    grant_role(person=dana, role=Role.ADMIN, by=ada, at=AT)
    end_role(person=dana, role=Role.ADMIN, by=ada, at=AT + dt.timedelta(days=3), reason="moved")
    assert [may_see_status(dana, day) for day in (2, 4, 5)] == [True, True, False]
    line = AuditEvent.objects.get(verb="role.ended")
    assert (line.subject_uuid, line.reason) == (dana.uuid, "moved")
    with pytest.raises(Conflict, match="does not hold"):
        end_role(person=dana, role=Role.ADMIN, by=ada, at=AT + dt.timedelta(days=3))


def test_a_role_granted_by_mistake_ends_on_the_same_day(dana):
    grant_role(person=dana, role=Role.ADMIN, by=None, at=AT)
    end_role(person=dana, role=Role.ADMIN, by=None, at=AT)
    assert not may_see_status(dana, 2)
    grant_role(person=dana, role=Role.AUDITOR, by=None, at=AT)  # and stands in nobody's way


def test_ending_a_role_elsewhere_ends_nothing(omar, europe, bookings):
    with pytest.raises(Conflict):
        end_role(person=omar, role=Role.HR, department=bookings, by=None, at=AT)
    assert RoleGrant.objects.get(person=omar).valid.upper is None


def test_somebody_who_left_is_shut_out_and_let_in_again(dana, sign_in, capsys):
    client = sign_in(dana)
    assert client.get("/learn/").status_code == 200
    call_command("person", "deactivate", dana.email)
    assert client.get("/learn/").status_code == 302
    line = AuditEvent.objects.get(verb="person.changed")
    assert line.detail == {"fields": ["is_active"], "is_active": False}
    with pytest.raises(CommandError, match="so already"):
        call_command("person", "deactivate", dana.email)
    call_command("person", "activate", dana.email)
    dana.refresh_from_db()
    assert dana.is_active
    assert "shut out" in capsys.readouterr().out


def test_the_command_ends_a_role(dana, capsys):
    call_command("person", "grant", dana.email, "hr", "--until", "2999-12-31")
    call_command("person", "end", dana.email, "hr")
    assert not RoleGrant.objects.filter(person=dana).exists()  # granted and ended today
    assert "Ended: hr" in capsys.readouterr().out
