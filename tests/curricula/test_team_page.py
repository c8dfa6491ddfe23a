"""Milo sees the state of his people and nothing more."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from psycopg2.extras import DateRange

from people.roles import Role
from tests.curricula.conftest import assign_to, study
from tests.curricula.test_follow_page import DAY, TODAY, due_in
from tests.support.factories import EmploymentFactory, RoleGrantFactory, UserFactory

URL = "/team/"


@pytest.fixture
def assigned(curriculum, bookings, dana, milo, omar):
    return assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))


def test_works(assigned, course, dana, milo, sign_in):
    study(dana, course, lessons=1, at=TODAY)
    html = sign_in(milo).get(URL).content.decode()
    assert "Dana Whitfield-Šimić" in html
    assert "On track" in html
    assert "50%" in html


def test_needs_login():
    assert Client().get(URL).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["dana", "omar", "vera", "theo", "ada"])
def test_needs_permission(who, request, sign_in):
    assert sign_in(request.getfixturevalue(who)).get(URL).status_code == 404


def test_hides_people_of_other_managers(assigned, bookings, milo, sign_in):
    other = UserFactory(legal_name="Other Manager")
    RoleGrantFactory(person=other, role=Role.MANAGER, department=bookings)
    EmploymentFactory(
        department=bookings, manager=other, person=UserFactory(legal_name="Somebody Else")
    )
    html = sign_in(milo).get(URL).content.decode()
    assert "Somebody Else" not in html
    assert "Milo Ferreira</span>" not in html.split("<main")[1]
    assert "Dana" not in sign_in(other).get(URL).content.decode()


def test_who_moved_disappears(assigned, dana, milo, bookings, sign_in):
    spell = dana.employments.get()
    spell.valid = DateRange(spell.valid.lower, DAY)
    spell.save(update_fields=["valid"])
    html = sign_in(milo).get(URL).content.decode()
    assert "Dana" not in html
    assert "Nobody reports to you at the moment" in html


def test_who_comes_tomorrow_is_not_there_today(milo, bookings, sign_in):
    tomorrow = DAY + dt.timedelta(days=2)
    EmploymentFactory(
        department=bookings, manager=milo, valid=DateRange(tomorrow, None),
        person=UserFactory(legal_name="Not Yet"),
    )  # fmt: skip
    assert "Not Yet" not in sign_in(milo).get(URL).content.decode()


def test_people_without_assignments_are_there_too(dana, milo, sign_in):
    html = sign_in(milo).get(URL).content.decode()
    assert "Dana" in html
    assert "Nothing is assigned at the moment." in html


def _without_ids(html: str) -> str:
    """A random id may hold any digits."""
    return re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", html)


def test_no_score_and_no_answer(assigned, course, dana, milo, sign_in):
    from decimal import Decimal

    from enrollments.models import Enrollment
    from enrollments.services.complete_lesson import complete_lesson

    enrollment = Enrollment.objects.get(learner=dana)
    lesson = enrollment.version.lessons.first()
    complete_lesson(enrollment=enrollment, lesson=lesson, by=dana, at=TODAY, passed=True,
                    score_percent=Decimal("87.65"), attempts=3, pass_mark_percent=75)  # fmt: skip
    html = _without_ids(sign_in(milo).get(URL).content.decode())
    assert "87" not in html.split("<main")[1].replace(str(DAY.year), "")
    assert "score" not in html.split("<main")[1].lower().replace("answers and scores stay", "")


def test_queries_do_not_grow(
    curriculum, bookings, milo, omar, sign_in, django_assert_max_num_queries
):
    EmploymentFactory.create_batch(15, department=bookings, manager=milo)
    assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))
    client = sign_in(milo)
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)


def test_reads_only(milo, sign_in):
    assert sign_in(milo).post(URL).status_code == 405
