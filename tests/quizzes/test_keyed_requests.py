"""Idempotency keys on start and submit, by the API's header and by the forms' hidden field."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from common.models import KeyedRequest
from quizzes.models import Attempt
from quizzes.tasks import close_overdue
from tests.quizzes.conftest import answer_all, url

JSON = {"content_type": "application/json"}


def start(client, enrollment, key="k", lesson="m1-quiz"):
    sent = {"enrollment": str(enrollment.uuid), "lesson": lesson}
    return client.post(reverse("api:quiz-attempts"), sent, headers={"Idempotency-Key": key}, **JSON)


def submit(client, attempt, key="s", **sent):
    address = reverse("api:quiz-submission", args=[attempt.uuid])
    return client.post(address, sent, headers={"Idempotency-Key": key}, **JSON)


def test_start_twice_is_one_attempt_and_one_answer(client, enrollment):
    first, again = start(client, enrollment), start(client, enrollment)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert Attempt.objects.count() == 1
    assert start(client, enrollment, key="other").status_code == 200  # the open one


def test_another_body_is_422(client, enrollment):
    start(client, enrollment)
    told = start(client, enrollment, lesson="l1-1")
    assert (told.status_code, told["Content-Type"]) == (422, "application/problem+json")
    assert told.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("key", ["x" * 101, "a b", ""])
def test_a_bad_key_is_400(client, enrollment, key):
    told = start(client, enrollment, key=key)
    assert told.status_code == 400
    assert not Attempt.objects.exists()


def test_submit_is_answered_the_same_and_a_refusal_is_kept(client, attempt):
    refused = submit(client, attempt)
    assert refused.status_code == 409
    answer_all(attempt)
    kept = submit(client, attempt)
    assert (kept.status_code, kept.content) == (409, refused.content)
    done, again = submit(client, attempt, key="t"), submit(client, attempt, key="t")
    assert (done.status_code, done.content) == (200, again.content)
    assert submit(client, attempt, key="t", accept_unanswered=True).status_code == 422


def test_a_refusal_that_passes_is_not_kept(client, enrollment, monkeypatch):
    from common.errors import Busy

    def busy(**_):
        raise Busy("Please try again.")

    with monkeypatch.context() as patched:
        patched.setattr("quizzes.api.attempts.start_attempt", busy)
        assert start(client, enrollment).status_code == 409
    assert start(client, enrollment).status_code == 201


def test_a_lock_that_took_too_long_is_not_kept(client, enrollment, monkeypatch):
    def waits(**_):
        with connection.cursor() as cursor:
            cursor.execute(
                "DO $$ BEGIN RAISE EXCEPTION 'canceling statement due to lock timeout' "
                "USING ERRCODE = 'lock_not_available'; END $$"
            )

    with monkeypatch.context() as patched:
        patched.setattr("quizzes.api.attempts.start_attempt", waits)
        told = start(client, enrollment)
        assert (told.status_code, told.json()["type"]) == (409, "about:blank#busy")
    assert not KeyedRequest.objects.exists()
    assert start(client, enrollment).status_code == 201


def test_an_unknown_lesson_is_answered_404_again(client, enrollment):
    assert {start(client, enrollment, lesson="no").status_code for _ in range(2)} == {404}
    assert KeyedRequest.objects.get().status == 404


def test_forms_carry_a_key_and_pressed_twice_they_act_once(client, attempt):
    answer_all(attempt)
    page = client.get(url("submit", attempt)).content.decode()
    key = page.split('name="idempotency_key" value="')[1].split('"')[0]
    assert len(key) == 32
    for _ in range(2):
        answer = client.post(url("submit", attempt), {"idempotency_key": key})
        assert (answer.status_code, answer.url) == (302, url("result", attempt))
    other = client.post(
        url("submit", attempt), {"idempotency_key": key, "accept_unanswered": "yes"}, follow=True
    )
    assert "used for another request" in other.content.decode()


def test_a_refused_form_may_be_sent_again(client, attempt):
    sent = {"idempotency_key": "k"}
    assert client.post(url("submit", attempt), sent).status_code == 409
    answer_all(attempt)
    assert client.post(url("submit", attempt), sent).status_code == 302


def test_the_clocks_task_does_nothing_without_anything_due(attempt):
    close_overdue()
    assert Attempt.objects.get().state == "in_progress"
