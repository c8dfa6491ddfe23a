"""People of a benchmark, and their sessions."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.test import Client
from psycopg2.extras import DateRange

from people.models import Department, Employment, User

OURS = settings.AUTHENTICATION_BACKENDS[0]


def employ(count: int) -> list[User]:
    """Return that many new people of one department."""
    department = Department.objects.create(name="Bookings")
    people: list[User] = User.objects.bulk_create(
        User(email=f"bench{n}@northwind.example", legal_name=f"Person {n}", is_active=True)
        for n in range(count)
    )
    since = DateRange(date(2020, 1, 1), None)
    Employment.objects.bulk_create(
        Employment(person=person, department=department, valid=since) for person in people
    )
    return people


def session(person: User, backend: str) -> str:
    """Return the cookie of somebody who is signed in."""
    client = Client()
    client.force_login(person, backend=backend)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
