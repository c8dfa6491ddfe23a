"""Two pages of one person at the very same moment: a session goes one way, and no page fails."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from enrollments.models import LessonCompletion
from practice.live.card import marks_of
from practice.models import LiveCard, LiveRound, LiveSession
from practice.selectors import live as module
from practice.services.live.remove import delete_session
from tests.courses.test_two_publishers import in_thread, somebody_waits
from tests.enrollments.test_at_once import at_once
from tests.practice.live.conftest import at, begun, published, send, signed_in
from tests.support.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enrollment(transactional_db, dana):
    return EnrollmentFactory(course=published(), learner=dana)


@pytest.fixture
def pages(dana):
    """Return four pages of the same person."""
    return [signed_in(dana) for _ in range(4)]


def all_send(pages, enrollment, session, go, **more):
    return at_once(
        *[lambda page=page: send(page, enrollment, session, go, **more) for page in pages]
    )


def test_begun_at_once_it_is_one_session_with_one_first_round(pages, enrollment):
    roles = ("speaker", "listener", "observer", "observer")
    found = at_once(
        *[
            lambda page=page, role=role: page.post(at(enrollment, "begin"), {"role": role})
            for page, role in zip(pages, roles, strict=True)
        ]
    )
    assert {answer.url for answer in found} == {at(enrollment, "round", LiveSession.objects.get())}
    assert LiveRound.objects.count() == 1


def test_gone_on_at_once_it_is_one_round_further(pages, enrollment):
    session = begun(pages[0], enrollment)
    found = all_send(pages, enrollment, session, "on", words_notice="“mine”")
    assert {answer.status_code for answer in found} == {302}
    session.refresh_from_db()
    assert (session.round_number, session.rounds.count()) == (2, 2)
    assert LiveCard.objects.get().revision == 1


def test_the_last_click_at_once_is_one_debrief_and_one_completion(pages, enrollment):
    session = begun(pages[0], enrollment)
    for number in (1, 2):
        send(pages[0], enrollment, session, "on", number=number)
    found = all_send(pages, enrollment, session, "on", number=3)
    assert {answer.url for answer in found} == {at(enrollment, "debrief", session)}
    assert LessonCompletion.objects.filter(lesson=session.lesson).count() == 1


def test_stopped_and_gone_on_at_once_it_is_one_of_both(pages, enrollment):
    session = begun(pages[0], enrollment)
    found = at_once(
        lambda: send(pages[0], enrollment, session, "stop"),
        lambda: send(pages[1], enrollment, session, "on"),
        lambda: send(pages[2], enrollment, session, "stop"),
    )
    assert {answer.status_code for answer in found} == {302}
    session.refresh_from_db()
    assert session.state == "left"
    assert session.rounds.count() == session.round_number
    assert LessonCompletion.objects.filter(lesson=session.lesson).count() == 1


def test_different_cards_at_once_one_is_kept_and_the_others_are_told(pages, enrollment):
    session = begun(pages[0], enrollment)
    words = [f"“{number}”" for number in range(4)]
    found = at_once(
        *[
            lambda page=page, word=word: send(page, enrollment, session, "keep", words_notice=word)
            for page, word in zip(pages, words, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in found) == [302, 409, 409, 409]
    kept = marks_of(LiveCard.objects.get().opened())["notice"].words
    for word, answer in zip(words, found, strict=True):
        if answer.status_code == 409:
            assert word in answer.content.decode()
            assert kept in answer.content.decode()


def test_a_card_kept_while_its_session_is_deleted_stays_on_the_page(
    pages, enrollment, owner_connection, dana
):
    session = begun(pages[0], enrollment)
    holds, go_on = threading.Event(), threading.Event()

    def delete():
        with transaction.atomic():
            delete_session(session=session, by=dana)
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        deleting = in_thread(pool, delete)
        assert holds.wait(timeout=60)
        keeping = in_thread(
            pool, lambda: send(pages[1], enrollment, session, "keep", words_notice="“mine”")
        )
        while not somebody_waits(owner_connection) and not keeping.done():
            pass
        go_on.set()
        deleting.result()
        answer = keeping.result()
    assert answer.status_code == 409
    assert "“mine”" in answer.content.decode()
    assert not LiveCard.objects.exists()


@pytest.mark.parametrize("name", ["round", "debrief"])
def test_a_page_read_while_its_session_is_deleted_finds_nothing(
    pages, enrollment, dana, monkeypatch, name
):
    """The session is read, then its rounds: what is deleted between the two has none."""
    session = begun(pages[0], enrollment)
    if name == "debrief":
        send(pages[0], enrollment, session, "stop")
    read = module._rounds

    def after_the_deletion():
        delete_session(session=session, by=dana)
        return read()

    monkeypatch.setattr(module, "_rounds", after_the_deletion)
    assert pages[0].get(at(enrollment, name, session)).status_code == 404
