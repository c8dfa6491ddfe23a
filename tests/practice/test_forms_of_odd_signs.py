"""NUL, half a surrogate pair, huge numbers: every form of practice answers, and none fails."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from people.models import User
from practice.models import Intention, Run, TriggerEntry
from practice.self_check import LINES
from practice.services.year.intentions import write_intention
from tests.practice.own_call.made import begun, course_with_calls, played
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import KEY, course_with
from tests.practice.year.decks import MONDAY, joined
from tests.support.factories import EnrollmentFactory

ODD = ["\x00", "x\x00y", "9" * 5000, "-1", "-" + "9" * 400, "٣", "💥" * 3000, "{}", "\u202e"]
HALF = "\\ud800"  # half a surrogate pair, in the encoding named below
KIND = "multipart/form-data; boundary=b; charset=unicode_escape"
PART = '--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
REST = {"turns_taken": "0", "revision": "1", "answer": "used"}


@pytest.fixture
def dana_at_work(dana: User):
    joined(dana)
    return dana


@pytest.fixture
def places(client_of_dana, dana_at_work):
    """Return every form of practice with the fields that it sends."""
    write_intention(uuid=uuid.uuid4(), when="x", then="y", by=dana_at_work, at=MONDAY)
    follow_up = Intention.objects.get().follow_ups.first()
    client_of_dana.post(reverse("practice:trigger-add"), {"trigger": "A sigh"})
    entry = TriggerEntry.objects.get()
    return [
        (reverse("practice:trigger-add"), ("trigger", "sign")),
        (reverse("practice:trigger-change", args=[entry.uuid]), ("trigger", "revision")),
        (reverse("practice:year-intentions"), ("when", "then", "uuid")),
        (reverse("practice:year-follow-up", args=[follow_up.uuid]), ("answer", "note")),
        (reverse("practice:year-self-check"), (LINES[0].key, "uuid")),
        (reverse("practice:year-settings"), ("daily", "weekdays_off", "away_from")),
        (reverse("practice:year-reminders"), ("hour", "quiet_from")),
        (reverse("practice:comfort"), ("intensity_cap",)),
        (reverse("practice:pace-off"), ("next",)),
        *_own_call(dana_at_work),
    ]


def _own_call(learner):
    enrollment = EnrollmentFactory(learner=learner, course=course_with_calls())
    call, draft = played(enrollment), begun(enrollment)
    return [
        (
            reverse("practice:own-call-write", args=[draft.uuid, "moment"]),
            ("said", "channel", "persona", "revision", "page"),
        ),
        (reverse("practice:own-call-check", args=[draft.uuid]), ("mine", "fine", "revision")),
        (reverse("practice:own-call-hear", args=[call.uuid]), ("heard-1", "respected-3")),
        (reverse("practice:own-call-play", args=[call.uuid]), ("choice", "said")),
        (
            reverse("practice:own-call-after", args=[call.uuid]),
            ("then", "when", "uuid", "revision"),
        ),
    ]


@pytest.fixture
def client_of_dana(sign_in, dana_at_work):
    return sign_in(dana_at_work)


@pytest.fixture
def scene_forms(client_of_dana, dana_at_work, db):
    enrollment = EnrollmentFactory(learner=dana_at_work, course=course_with(PARCEL))
    client_of_dana.post(reverse("practice:start", args=[enrollment.uuid, KEY]), {})
    run = Run.objects.get()
    return [
        (reverse("practice:start", args=[enrollment.uuid, KEY]), ("idempotency_key",)),
        (reverse("practice:prepare", args=[run.uuid]), ("wrote", "noticed", "noticed_words")),
        (reverse("practice:turn", args=[run.uuid]), ("choice", "wrote", "noticed", "turns_taken")),
        (reverse("practice:retry", args=[run.uuid]), ("turn", "idempotency_key")),
        (reverse("practice:seat", args=[run.uuid]), ("heard",)),
        (reverse("practice:debrief", args=[run.uuid]), ("feel", "seen")),
    ]


def send_all(client, forms, value, **more):
    for place, fields in forms:
        for field in fields:
            assert client.post(place, {**REST, field: value}, **more).status_code < 500, (
                place,
                field,
            )


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_no_form_fails(client_of_dana, places, scene_forms, value):
    send_all(client_of_dana, [*places, *scene_forms], value)


def test_half_a_surrogate_pair_is_no_text(client_of_dana, places, scene_forms):
    """A body may name an encoding that makes one; pages and sealed texts cannot hold it."""
    for place, fields in (*places, *scene_forms):
        for field in fields:
            sent = {"trigger": "x", "when": "x", "then": "y", **REST, field: HALF}
            body = "".join(PART % one for one in sent.items()) + "--b--\r\n"
            answer = client_of_dana.generic("POST", place, body.encode(), content_type=KIND)
            assert answer.status_code == 400, (place, field)
