"""At one exercise fifty tries are kept; whoever deletes some can go on."""

from __future__ import annotations

import pytest

from practice.models import Try
from practice.models.listening import HIGHEST, MOST_TRIES
from tests.practice.listening.conftest import send, url
from tests.practice.listening.made import answer_to
from tests.support.factories import SPRING


@pytest.fixture
def full(client, enrollment):
    """Return the tries at an exercise whose list is full."""
    assert send(client, enrollment, "felt").status_code == 302
    lesson = Try.objects.get().lesson
    for ordinal in range(2, MOST_TRIES + 1):
        row = Try(
            learner=enrollment.learner, lesson=lesson, exercise="felt", ordinal=ordinal,
            language="en", is_written=False, state="shown", created_at=SPRING, answer=b"sealed",
        )  # fmt: skip
        row.save()
    return Try.objects.filter(exercise="felt").order_by("ordinal")


def next_ordinal(client, enrollment) -> int:
    page = client.get(url(enrollment, "felt")).content.decode()
    return int(page.split('name="ordinal" value="')[1].split('"')[0])


def test_one_more_is_refused_and_what_was_sent_stays(client, enrollment, full):
    refused = send(client, enrollment, "felt", ordinal=MOST_TRIES + 1)
    assert refused.status_code == 409
    assert "Delete some of them" in refused.content.decode()
    assert full.count() == MOST_TRIES


def test_a_double_click_on_the_last_one_is_no_refusal(client, enrollment, full):
    assert send(client, enrollment, "felt", ordinal=1).status_code == 302
    assert full.count() == MOST_TRIES


def test_after_deleting_an_old_one_there_is_room(client, enrollment, full):
    client.post(url(enrollment, "felt", full[3], "delete"))
    ordinal = next_ordinal(client, enrollment)
    assert ordinal == MOST_TRIES + 1
    assert send(client, enrollment, "felt", ordinal=ordinal).status_code == 302


@pytest.mark.parametrize("ordinal", [0, HIGHEST + 1, 99_999])
def test_an_ordinal_that_no_row_holds_is_refused(client, enrollment, ordinal):
    body = {**answer_to("felt"), "ordinal": str(ordinal)}
    assert client.post(url(enrollment, "felt"), body).status_code == 409
    assert not Try.objects.exists()
