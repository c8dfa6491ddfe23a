"""The first people come by the command line, with an audit line each."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from people.models import RoleGrant, User
from people.roles import Role
from people.services.add_person import add_person
from people.services.grant_role import grant_role

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


@pytest.mark.parametrize("name", ["", "  ", "A\x07B"])
def test_a_bad_name_is_named(name):
    with pytest.raises(InvalidInput) as found:
        add_person(email="a@b.example", legal_name=name, by=None, at=AT)
    assert found.value.field == "legal_name"


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
        (("grant", "dana@northwind.example", "hr", "--department", "Atlantis"), "0 departments"),
        (("add", "not-an-address", "X"), "not an e-mail address"),
    ],
)
def test_the_command_says_what_is_wrong(dana, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("person", *arguments)
