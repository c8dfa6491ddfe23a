"""Signed out in mid-quiz, a button leads to the sign-in, and the sign-in back to a page."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Response
from tests.quizzes.conftest import url

pytestmark = pytest.mark.django_db


def start_url(enrollment):
    return reverse("quizzes:start", args=[enrollment.uuid, "m1-quiz"])


def press_and_sign_in(client, dana, address, sent):
    """Press a button whose session is gone, sign in again, and return where that ends."""
    client.logout()
    asked = client.post(address, sent)
    assert asked.status_code == 302
    assert asked.url.startswith("/accounts/login/")
    return client.post(
        asked.url, {"login": dana.email, "password": "a-long-enough-password"}, follow=True
    )


@pytest.fixture
def dana(dana):
    dana.set_password("a-long-enough-password")
    dana.save()
    return dana


def test_next_leads_back_to_the_question(client, dana, attempt):
    shown = press_and_sign_in(
        client, dana, url("save", attempt, 2), {"client_seq": 1, "go": "next"}
    )
    assert shown.status_code == 200
    assert shown.redirect_chain[-1][0] == url("question", attempt, 2)
    assert not Response.objects.exists()


def test_submit_leads_back_to_the_overview_and_submits_nothing(client, dana, attempt):
    shown = press_and_sign_in(client, dana, url("submit", attempt), {"accept_unanswered": "yes"})
    assert shown.redirect_chain[-1][0] == url("submit", attempt)
    assert Attempt.objects.get().state == "in_progress"


def test_start_leads_back_to_the_lesson_and_begins_nothing(client, dana, enrollment):
    shown = press_and_sign_in(client, dana, start_url(enrollment), {})
    assert shown.status_code == 200
    assert shown.redirect_chain[-1][0] == reverse(
        "enrollments:lesson", args=[enrollment.uuid, "m1-quiz"]
    )
    assert not Attempt.objects.exists()


def test_asking_for_them_changes_nothing_and_opens_nothing(client, attempt, theo, sign_in):
    for place in (0, 99):
        there = client.get(url("save", attempt, place))
        assert client.get(there.url).status_code == 404
    stranger = sign_in(theo)
    assert stranger.get(url("save", attempt, 1)).status_code == 404
    assert stranger.get(start_url(attempt.enrollment)).status_code == 404
    unknown = url("save", attempt, 1).replace(str(attempt.uuid), str(uuid.uuid4()))
    assert client.get(unknown).status_code == 404
