"""The page on which Omar sees exactly who gets what and when, before he saves."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curricula.models import Assignment, AssignmentRule, Cycle
from people.roles import Role
from tests.curricula.conftest import assign_to
from tests.support.factories import EmploymentFactory, RoleGrantFactory, UserFactory

DUE = (timezone.localdate() + dt.timedelta(days=20)).isoformat()


@pytest.fixture
def url(curriculum) -> str:
    return reverse("curricula:assign", args=[curriculum.slug])


def filled(*departments, **more) -> dict:
    given = {
        "departments": [str(found.uuid) for found in departments],
        "include_below": "on", "anchor": "fixed", "due_on": DUE,
    }  # fmt: skip
    return {key: value for key, value in (given | more).items() if value is not None}


def review(client: Client, url: str, data: dict, status: int = 200):
    response = client.get(url, data | {"step": "review"})
    assert response.status_code == status
    return response


def hidden(response) -> dict:
    html = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', html).group(1)
        for name in ("token", "digest")
    }


def test_who_gets_what_and_when_then_assigned(url, bookings, dana, milo, omar, sign_in):
    client = sign_in(omar)
    first = client.get(url)
    assert first.status_code == 200
    assert "Bookings" in first.content.decode()
    shown = review(client, url, filled(bookings))
    html = shown.content.decode()
    assert "Dana Whitfield-Šimić" in html
    assert "24:00 Lisbon" in html
    assert "Assign to 2 people" in html
    response = client.post(url, filled(bookings) | hidden(shown))
    rule = AssignmentRule.objects.get()
    assert response.headers["Location"] == reverse("curricula:assigned", args=[rule.uuid])
    assert Assignment.objects.count() == 2
    after = client.get(response.headers["Location"]).content.decode()
    assert "Undo this assignment" in after


def test_needs_login(url):
    for method in (Client().get, Client().post):
        response = method(url)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["dana", "milo", "vera", "theo", "ada"])
def test_needs_permission(who, url, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_others_people_are_not_offered_nor_taken(url, bookings, elsewhere, dana, ines, sign_in):
    client = sign_in(ines)
    html = client.get(url).content.decode()
    assert "Bookings" not in html
    assert "Dana" not in html
    refused = review(client, url, filled(bookings), status=400)
    assert "There is no such department for you." in refused.content.decode()
    forged = filled(bookings) | {"token": str(uuid.uuid4()), "digest": "x"}
    assert client.post(url, forged).status_code == 400
    assert not Assignment.objects.exists()


def test_an_unknown_curriculum_is_not_there(omar, sign_in):
    assert sign_in(omar).get("/hr/curricula/nothing-here/assign/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due_on": ""}, "Choose a date."),
        ({"due_on": "tomorrow"}, "Enter a valid date."),
        ({"due_on": "9999-01-01"}, "Choose a date in this or the next century."),
        ({"anchor": "hired", "due_on": ""}, "Say after how many days."),
        ({"anchor": "never"}, "Select a valid choice"),
        ({"offset_days": "-1", "anchor": "assigned"}, "greater than or equal to 0"),
        ({"offset_days": "99999999999", "anchor": "assigned"}, "less than or equal to 3650"),
        ({"departments": "not-a-uuid"}, "There is no such department for you."),
        ({"job_titles": "Astronaut"}, "Select a valid choice"),
        ({"hired_from": "2026-05-02", "hired_to": "2026-05-01"}, "lies after the last one"),
        ({"note": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(wrong, words, url, bookings, dana, omar, sign_in):
    client = sign_in(omar)
    response = review(client, url, filled(bookings) | wrong, status=400)
    assert words in response.content.decode()
    sent = filled(bookings) | wrong | {"token": str(uuid.uuid4()), "digest": "x"}
    assert client.post(url, sent).status_code == 400
    assert not AssignmentRule.objects.exists()


@pytest.mark.parametrize("missing", ["token", "digest"])
def test_a_confirmation_without_its_marks_is_asked_again(
    missing, url, bookings, dana, omar, sign_in
):
    client = sign_in(omar)
    marks = hidden(review(client, url, filled(bookings)))
    del marks[missing]
    assert client.post(url, filled(bookings) | marks).status_code in {400, 409}
    assert not AssignmentRule.objects.exists()


def test_a_past_date_is_refused_on_the_review(url, bookings, dana, omar, sign_in):
    shown = review(sign_in(omar), url, filled(bookings, due_on="2020-01-01"), status=400)
    assert "This due date is already past." in shown.content.decode()


def test_nobody_in_is_said(url, bookings, dana, omar, sign_in):
    data = filled(bookings, hired_from="2026-05-01")
    shown = review(sign_in(omar), url, data, status=400)
    assert "Nobody is in" in shown.content.decode()


def test_who_joined_after_the_review_is_shown_first(url, bookings, dana, omar, sign_in):
    client = sign_in(omar)
    marks = hidden(review(client, url, filled(bookings)))
    EmploymentFactory(department=bookings, person=UserFactory(legal_name="Zoë Žižek"))
    again = client.post(url, filled(bookings) | marks)
    assert again.status_code == 409
    html = again.content.decode()
    assert "something changed about who is in" in html
    assert "Zoë Žižek" in html
    assert not Assignment.objects.exists()
    assert client.post(url, filled(bookings) | hidden(again)).status_code == 302
    assert Assignment.objects.count() == 3


def test_pressed_twice_it_happens_once(url, bookings, dana, omar, sign_in):
    client = sign_in(omar)
    marks = hidden(review(client, url, filled(bookings)))
    first = client.post(url, filled(bookings) | marks)
    second = client.post(url, filled(bookings) | marks)
    assert first.headers["Location"] == second.headers["Location"]
    assert AssignmentRule.objects.count() == 1


def test_exceptions_stand_first_and_hr_decides(url, bookings, dana, omar, sign_in):
    someone = UserFactory(legal_name="Zoë Žižek")
    EmploymentFactory(department=bookings, person=someone, hired_on=None)
    data = filled(bookings, anchor="hired", offset_days="3650", due_on=None)
    client = sign_in(omar)
    shown = review(client, url, data)
    html = shown.content.decode()
    assert html.index("Zoë Žižek") < html.index("Dana Whitfield-Šimić</th>")
    assert "No hire date" in html
    asked = client.post(url, data | hidden(shown))
    assert asked.status_code == 400
    assert not Assignment.objects.exists()
    done = client.post(url, data | hidden(asked) | {"exceptions": "without_date"})
    assert done.status_code == 302
    assert Cycle.objects.get(assignment__person=someone).due_on is None


def test_the_fragment_equals_the_pages_part(url, bookings, dana, omar, sign_in):
    client = sign_in(omar)
    page = client.get(url, filled(bookings)).content.decode()
    fragment = client.get(url, filled(bookings), headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in page
    assert fragment.strip().startswith('<section class="card" id="preview"')


def test_a_half_filled_form_previews_who_is_in(url, bookings, dana, omar, sign_in):
    response = sign_in(omar).get(url, filled(bookings, due_on=""), headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "2 people" in html
    assert "Choose a date to see until when." in html


@pytest.mark.parametrize("step", ["", "review"])
def test_queries_do_not_grow_with_the_people(
    step, url, bookings, dana, omar, sign_in, django_assert_max_num_queries
):
    EmploymentFactory.create_batch(40, department=bookings)
    client = sign_in(omar)
    with django_assert_max_num_queries(20):
        assert client.get(url, filled(bookings) | {"step": step}).status_code == 200


def test_people_come_in_pages(url, bookings, dana, omar, sign_in):
    EmploymentFactory.create_batch(30, department=bookings)
    client = sign_in(omar)
    assert "1 to 25 of 32" in review(client, url, filled(bookings)).content.decode()
    for page in ("2", "999"):
        html = review(client, url, filled(bookings, page=page)).content.decode()
        assert "26 to 32 of 32" in html
    for page in ("x", "-1", "²", "9" * 50):
        assert "1 to 25 of 32" in review(client, url, filled(bookings, page=page)).content.decode()


def test_assigned_by_you_holds_nobody_elses(curriculum, bookings, dana, omar, sign_in):
    head = UserFactory(legal_name="Head of HR")
    RoleGrantFactory(person=head, role=Role.HR)
    assign_to(bookings, curriculum=curriculum, by=omar)
    assert "Assigned by you" in sign_in(omar).get("/hr/curricula/").content.decode()
    assert "Assigned by you" not in sign_in(head).get("/hr/curricula/").content.decode()
