"""Two pages of one person at the very same moment: a call goes one way, and no page fails."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from enrollments.models import LessonCompletion
from practice.models import OwnCall
from practice.selectors.own_call.mine import opened
from practice.services.own_call.ready import forget_call, reopen_call
from practice.services.own_call.seats import rate_replies
from tests.courses.test_two_publishers import in_thread, somebody_waits
from tests.enrollments.test_at_once import at_once
from tests.practice.own_call.conftest import at
from tests.practice.own_call.made import (
    KEY,
    MONDAY,
    RATINGS,
    WORDS,
    begun,
    course_with_calls,
    marks,
    ready,
    written,
)
from tests.support.factories import EnrollmentFactory
from tests.support.house_client import HouseClient

pytestmark = pytest.mark.django_db(transaction=True)
RATED = {f"{what}-{place}": "4" for what in ("heard", "respected") for place in (1, 2, 3)}


@pytest.fixture
def enrollment(transactional_db, dana):
    return EnrollmentFactory(learner=dana, course=course_with_calls())


@pytest.fixture
def two_pages(dana):
    """Return two pages of the same browser, as two clients with its session."""
    pages = [HouseClient(), HouseClient()]
    for page in pages:
        page.force_login(dana)
    return pages


def while_it_is_held(owner, change, come):
    """Make a change, let the other come and wait for it, then commit; return what the other got."""
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            change()
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        comer = in_thread(pool, come)
        while not somebody_waits(owner) and not comer.done():
            pass
        go_on.set()
        holder.result()
        return comer.result()


def test_eight_at_once_begin_one_draft(enrollment):
    found = at_once(*[lambda: begun(enrollment).pk] * 8)
    assert set(found) == {OwnCall.objects.get().pk}


def test_control_without_the_constraint_there_would_be_more(enrollment, owner_connection):
    cursor = owner_connection.cursor()
    cursor.execute("DROP INDEX practice_one_draft_call")
    try:
        at_once(*[lambda: begun(enrollment).pk] * 8)
        assert OwnCall.objects.count() > 1
    finally:
        OwnCall.objects.all().delete()
        cursor.execute(
            "CREATE UNIQUE INDEX practice_one_draft_call ON practice_owncall (learner_id) "
            "WHERE state = 'draft'"
        )


def test_ready_pressed_twice_leads_on_both_times(two_pages, enrollment):
    call = written(enrollment)
    form = {"go": "ready", "revision": call.revision, "fine": marks(WORDS)}
    found = at_once(*[lambda page=page: page.post(at("-check", call), form) for page in two_pages])
    assert {answer.status_code for answer in found} == {302}
    assert {answer.url for answer in found} <= {at("-hear", call), at("", call)}
    call.refresh_from_db()
    assert (call.state, call.revision) == ("ready", 3)


def test_ready_pressed_while_the_other_makes_it_ready(two_pages, enrollment, owner_connection):
    """The page still saw the draft, and waited: the same words are no quarrel."""
    call = written(enrollment)
    form = {"go": "ready", "revision": call.revision, "fine": marks(WORDS)}

    def make_it_ready():
        OwnCall.objects.filter(pk=call.pk).update(state="ready", revision=9)

    def come():
        return two_pages[1].post(at("-check", call), form)

    answer = while_it_is_held(owner_connection, make_it_ready, come)
    assert (answer.status_code, answer.url) == (302, at("", call))


def test_other_words_than_those_that_are_ready_now_stay_on_the_page(
    two_pages, enrollment, owner_connection
):
    call = written(enrollment)
    form = {"go": "ready", "revision": call.revision, "mine": "Quite another reply."}

    def make_it_ready():
        OwnCall.objects.filter(pk=call.pk).update(state="ready", revision=9)

    def come():
        return two_pages[1].post(at("-check", call), form)

    answer = while_it_is_held(owner_connection, make_it_ready, come)
    assert answer.status_code == 409
    assert "This call is ready already" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_played_while_another_page_makes_a_draft_of_it(
    two_pages, enrollment, owner_connection, headers
):
    call = ready(enrollment)
    rate_replies(call=call, ratings=RATINGS, by=enrollment.learner, at=MONDAY)

    def reopen():
        reopen_call(call=call, by=enrollment.learner, at=MONDAY)

    def come():
        return two_pages[1].post(at("-play", call), {"choice": "wish"}, headers=headers)

    answer = while_it_is_held(owner_connection, reopen, come)
    assert answer.headers.get("HX-Redirect" if headers else "Location") == at("", call)
    call.refresh_from_db()
    assert (call.state, call.played_at) == ("draft", None)
    assert not LessonCompletion.objects.filter(lesson__key=KEY).exists()


@pytest.mark.parametrize("name", ["-hear", "-play", "-check", "-after"])
def test_whatever_is_sent_while_it_is_deleted_finds_nothing(
    two_pages, enrollment, owner_connection, name
):
    call = written(enrollment) if name == "-check" else ready(enrollment)
    if name != "-check":
        rate_replies(call=call, ratings=RATINGS, by=enrollment.learner, at=MONDAY)
    if name == "-after":
        two_pages[0].post(at("-play", call), {"choice": "wish"})
        call.refresh_from_db()
    form = {**RATED, "choice": "wish", "then": "I ask first.", "revision": call.revision}

    def forget():
        forget_call(call=call, by=enrollment.learner)

    def come():
        return two_pages[1].post(at(name, call), form)

    assert while_it_is_held(owner_connection, forget, come).status_code == 404


def test_the_last_reply_said_twice_counts_once(two_pages, enrollment):
    call = ready(enrollment)
    rate_replies(call=call, ratings=RATINGS, by=enrollment.learner, at=MONDAY)
    found = at_once(
        *[lambda page=page: page.post(at("-play", call), {"choice": "wish"}) for page in two_pages]
    )
    assert {answer.status_code for answer in found} == {200}
    assert LessonCompletion.objects.filter(lesson__key=KEY).count() == 1
    call.refresh_from_db()
    assert call.revision == 4


def test_two_sentences_at_once_are_both_told_and_one_is_kept(two_pages, enrollment):
    call = ready(enrollment)
    rate_replies(call=call, ratings=RATINGS, by=enrollment.learner, at=MONDAY)
    two_pages[0].post(at("-play", call), {"choice": "wish"})
    call.refresh_from_db()
    forms = [{"then": word, "revision": call.revision} for word in ("I ask.", "I wait.")]
    found = at_once(
        *[
            lambda page=page, form=form: page.post(at("-after", call), form)
            for page, form in zip(two_pages, forms, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in found) == [302, 409]
    call.refresh_from_db()
    refused = next(answer for answer in found if answer.status_code == 409)
    assert all(form["then"] in refused.content.decode() for form in forms)
    assert opened(call).next_time in {"I ask.", "I wait."}
