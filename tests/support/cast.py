"""The named cast: fixtures for the people who stand in the demo, the tests and the pictures."""

from __future__ import annotations

import pytest

from people.models import Department, User
from people.roles import Role
from tests.support.factories import (
    DepartmentFactory,
    EmploymentFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.support.house_client import HouseClient


@pytest.fixture
def northwind(db) -> Department:
    """The whole company."""
    return DepartmentFactory(name="Northwind Assistance")


@pytest.fixture
def europe(northwind) -> Department:
    return DepartmentFactory(name="Europe", parent=northwind)


@pytest.fixture
def elsewhere(northwind) -> Department:
    return DepartmentFactory(name="Americas", parent=northwind)


@pytest.fixture
def bookings(europe) -> Department:
    """Dana's department."""
    return DepartmentFactory(name="Bookings", parent=europe)


@pytest.fixture
def milo(bookings) -> User:
    """Manages Dana's department."""
    person = UserFactory(email="milo@northwind.example", legal_name="Milo Ferreira")
    EmploymentFactory(person=person, department=bookings, job_title="Team lead")
    RoleGrantFactory(person=person, role=Role.MANAGER, department=bookings)
    return person


@pytest.fixture
def dana(bookings, milo) -> User:
    """Learns: phone agent, first month."""
    person = UserFactory(
        email="dana@northwind.example",
        legal_name="Dana Whitfield-Šimić",
        short_name="Dana",
        employee_number="NW-1042",
    )
    EmploymentFactory(person=person, department=bookings, manager=milo, job_title="Phone agent")
    return person


@pytest.fixture
def omar(europe) -> User:
    """HR for Europe."""
    person = UserFactory(email="omar@northwind.example", legal_name="Omar Haddou")
    EmploymentFactory(person=person, department=europe, job_title="HR partner")
    RoleGrantFactory(person=person, role=Role.HR, department=europe)
    return person


@pytest.fixture
def ines(elsewhere) -> User:
    """HR elsewhere."""
    person = UserFactory(email="ines@northwind.example", legal_name="Ines Calderón")
    EmploymentFactory(person=person, department=elsewhere, job_title="HR partner")
    RoleGrantFactory(person=person, role=Role.HR, department=elsewhere)
    return person


@pytest.fixture
def vera(northwind) -> User:
    """Audits everything."""
    person = UserFactory(email="vera@northwind.example", legal_name="Vera Castellanos")
    RoleGrantFactory(person=person, role=Role.AUDITOR)
    return person


@pytest.fixture
def theo(northwind) -> User:
    """Authors courses."""
    person = UserFactory(email="theo@northwind.example", legal_name="Theo Lindqvist")
    RoleGrantFactory(person=person, role=Role.AUTHOR)
    return person


@pytest.fixture
def ada(northwind) -> User:
    """Operates the installation."""
    person = UserFactory(email="ada@northwind.example", legal_name="Ada Okafor")
    RoleGrantFactory(person=person, role=Role.ADMIN)
    return person


@pytest.fixture
def sign_in():
    """Return a function that gives a signed-in test client."""

    def signed_in(person: User) -> HouseClient:
        client = HouseClient()
        client.force_login(person)
        return client

    return signed_in
