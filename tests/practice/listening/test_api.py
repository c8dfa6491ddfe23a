"""The same by the other door: one's own tries as JSON, and gone when their owner says so."""

from __future__ import annotations

from django.urls import reverse

from practice.models import Try
from tests.practice.listening.conftest import signed_in, tried
from tests.support.factories import EnrollmentFactory

TRIES = reverse("api:my-listening-tries")


def test_tries_are_listed_for_their_owner(client, enrollment, course):
    own_try = tried(client, enrollment, "felt", text="I hear how much that was.")
    (told,) = client.get(TRIES).json()
    assert told["uuid"] == str(own_try.uuid)
    assert told["answer"] == {"text": "I hear how much that was."}
    assert told["own_rating"] is None
    assert signed_in(EnrollmentFactory(course=course).learner).get(TRIES).json() == []


def test_one_and_all_are_deleted_by_their_owner_only(client, enrollment, course):
    first, _, _ = (tried(client, enrollment, key) for key in ("felt", "marked", "floor"))
    one = reverse("api:my-listening-try", args=[first.uuid])
    stranger = signed_in(EnrollmentFactory(course=course).learner)
    assert stranger.delete(one).status_code == 404
    assert stranger.delete(TRIES).status_code == 204
    assert Try.objects.count() == 3
    assert client.delete(one).status_code == 204
    assert client.delete(one).status_code == 404
    assert Try.objects.count() == 2
    assert client.delete(TRIES).status_code == 204
    assert not Try.objects.exists()
