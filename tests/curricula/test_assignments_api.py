"""/api/v1/assignments/: own ones, one's people, and assigning."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client

from curricula.models import Assignment, AssignmentRule
from tests.curricula.conftest import assign_to
from tests.curricula.test_follow_page import DAY, TODAY, due_in

URL = "/api/v1/assignments/"


@pytest.fixture
def assigned(curriculum, bookings, dana, milo, omar):
    return assign_to(bookings, curriculum=curriculum, by=omar, at=TODAY, due=due_in(30))


def wanted(curriculum, *departments, **more) -> dict:
    return {
        "curriculum": curriculum.slug, "departments": [str(found.uuid) for found in departments],
        "anchor": "fixed", "due_on": (DAY + dt.timedelta(days=20)).isoformat(),
    } | more  # fmt: skip


def post(client, data):
    return client.post(URL, data, content_type="application/json")


def test_own_ones(assigned, dana, sign_in):
    body = sign_in(dana).get(URL).json()
    (mine,) = body["results"]
    assert mine["title"] == "Empathy in customer service"
    assert mine["why"] == "Works in Bookings or below"
    assert (mine["standing"], mine["zone"]) == ("on_track", "Europe/Lisbon")
    assert "id" not in mine


def test_needs_login():
    response = Client().get(URL)
    assert response.status_code in {302, 401, 403}
    assert post(Client(), {}).status_code in {302, 401, 403}


def test_ones_people(assigned, omar, ines, sign_in):
    query = {"whose": "people"}
    names = [row["person_name"] for row in sign_in(omar).get(URL, query).json()["results"]]
    assert sorted(names) == ["Dana Whitfield-Šimić", "Milo Ferreira"]
    assert sign_in(ines).get(URL, query).json()["results"] == []
    assert sign_in(omar).get(URL, query | {"standing": "overdue"}).json()["results"] == []


@pytest.mark.parametrize("who", ["dana", "milo", "vera", "theo", "ada"])
def test_needs_permission(who, curriculum, bookings, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    answer = client.get(URL, {"whose": "people"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert post(client, wanted(curriculum, bookings)).status_code == 404


@pytest.mark.parametrize(
    "query", [{"whose": "all"}, {"department": "x"}, {"standing": "lost"}, {"curriculum": "\x00"}]
)
def test_unknown_filters_are_refused(query, omar, sign_in):
    assert sign_in(omar).get(URL, query).status_code == 400


def test_a_foreign_department_shows_nobody(assigned, bookings, ines, sign_in):
    query = {"whose": "people", "department": str(bookings.uuid)}
    assert sign_in(ines).get(URL, query).json()["results"] == []


def test_assigns_once(curriculum, bookings, dana, milo, omar, sign_in):
    client = sign_in(omar)
    data = wanted(curriculum, bookings, token=str(uuid.uuid4()))
    first, again = post(client, data), post(client, data)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["people"] == 2
    assert AssignmentRule.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"curriculum": "nothing-here"}, "curriculum"),
        ({"departments": ["x"]}, "departments.0"),
        ({"departments": ["11111111-1111-4111-8111-111111111111"]}, "departments"),
        ({"due_on": None}, "anchor"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"due_on": "9999-12-31"}, "due_on"),
        ({"offset_days": 3}, "anchor"),
        ({"anchor": "never"}, "anchor"),
        ({"note": "x" * 301}, "note"),
        ({"job_titles": ["Astronaut"]}, "departments"),
        ({"hired_from": "2026-05-02", "hired_to": "2026-05-01"}, "hired_to"),
    ],
)
def test_what_cannot_be_used_is_said(wrong, field, curriculum, bookings, dana, omar, sign_in):
    answer = post(sign_in(omar), wanted(curriculum, bookings) | wrong)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["errors"][0]["field"].startswith(field)
    assert not Assignment.objects.exists()


def test_a_foreign_department_is_refused_like_an_unknown_one(
    curriculum, bookings, dana, ines, sign_in
):
    foreign = post(sign_in(ines), wanted(curriculum, bookings))
    unknown = post(sign_in(ines), wanted(curriculum) | {"departments": [str(uuid.uuid4())]})
    assert foreign.status_code == unknown.status_code == 400
    assert foreign.json() == unknown.json()


def test_queries_do_not_grow(assigned, bookings, omar, sign_in, django_assert_max_num_queries):
    client = sign_in(omar)
    with django_assert_max_num_queries(6):
        client.get(URL, {"whose": "people"})
