"""What the database itself refuses of listening exercises, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from practice.models import ListeningSet, PeerAsk, Try
from practice.services.listening.peers import NotToBeRated, rate_for_peer
from practice.services.listening.steps import mark_shown, rate_try
from practice.services.listening.write_try import Tried, write_try
from tests.practice.listening.conftest import colleague, rated, tried, url
from tests.practice.test_database_guards import refused
from tests.support.factories import SPRING

BACK = "UPDATE practice_try SET state = 'written', self_rating = NULL"
OTHER_WORDS = "UPDATE practice_try SET answer = 'other'::bytea"
OTHER_RATING = "UPDATE practice_try SET self_rating = 4"
LEAP = "UPDATE practice_try SET state = 'shown', self_rating = 2"
MOVED = "UPDATE practice_try SET exercise = 'elsewhere'"


@pytest.mark.parametrize("statement", [BACK, OTHER_WORDS, OTHER_RATING, MOVED])
def test_a_try_never_goes_back(client, enrollment, statement):
    rated(client, enrollment)
    assert refused(statement)


def test_a_try_is_not_shown_before_it_is_rated(client, enrollment):
    own_try = tried(client, enrollment, "given-back")
    assert refused(LEAP)
    assert not mark_shown(own_try=own_try, by=enrollment.learner)


def test_the_first_rating_stands(client, enrollment):
    own_try = tried(client, enrollment, "given-back")
    assert rate_try(own_try=own_try, rating=2, by=enrollment.learner)
    assert not rate_try(own_try=own_try, rating=4, by=enrollment.learner)
    own_try.refresh_from_db()
    assert own_try.self_rating == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE practice_listeningset SET payload = '{}'", "DELETE FROM practice_listeningset",
     "TRUNCATE practice_listeningset CASCADE"],
)  # fmt: skip
def test_what_is_published_stays(course, statement):
    assert refused(statement)


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_all_of_it_would_go_through(client, enrollment, owner_connection):
    """Negative control: it is the triggers that refuse, and the statements are right."""
    rated(client, enrollment)
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        for table in ("practice_try", "practice_listeningset"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (
            OTHER_RATING, OTHER_WORDS, BACK, LEAP, MOVED,
            "UPDATE practice_listeningset SET payload = '{}'",
        ):  # fmt: skip
            cursor.execute(statement)
            assert cursor.rowcount >= 1, statement
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.parametrize(
    "changes",
    [
        {"self_rating": 5, "state": "rated"},
        {"self_rating": 3},
        {"state": "rated"},
        {"state": "shown"},
        {"is_written": False},
        {"is_written": False, "state": "shown", "self_rating": 2},
        {"answer": None},
        {"erased_at": SPRING},
        {"ordinal": 0},
    ],
)
def test_a_try_is_whole(enrollment, course, changes):
    lesson = course.effective_version.lessons.get(key="m1-listening")
    fields = {
        "learner": enrollment.learner, "lesson": lesson, "exercise": "felt", "ordinal": 1,
        "language": "en", "is_written": True, "state": "written", "answer": b"x",
        "created_at": SPRING,
    }  # fmt: skip
    Try.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Try.objects.create(**{**fields, "ordinal": 2, **changes})


@pytest.fixture
def ask(client, enrollment):
    own_try = rated(client, enrollment)
    client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    return PeerAsk.objects.get()


def test_the_service_is_refused_for_ones_own_and_ones_department(ask, enrollment, course):
    same = colleague(course, department=ask.department)
    other = colleague(course).employments.get().department
    for person, department in ((same, ask.department), (enrollment.learner, other)):
        with pytest.raises(NotToBeRated):
            rate_for_peer(ask=ask, rating=3, department=department, by=person, at=SPRING)
    assert not ask.ratings.exists()


RATED = (
    "INSERT INTO practice_peerrating"
    " (uuid, ask_id, seat, rater_id, department_id, rating, rated_at)"
    " SELECT gen_random_uuid(), a.id, 1, t.learner_id, a.department_id, 3, now()"
    " FROM practice_peerask a JOIN practice_try t ON t.id = a.own_try_id"
)
REVIVED = "UPDATE practice_peerask SET withdrawn_at = NULL"


def test_nobody_rates_themselves_even_by_hand(ask):
    assert refused(RATED)


@pytest.mark.django_db(transaction=True)
def test_without_its_trigger_somebody_could_rate_themselves(ask, owner_connection):
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute("ALTER TABLE practice_peerrating DISABLE TRIGGER USER")
        cursor.execute(RATED)
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ROLLBACK")


def test_what_was_taken_back_stays_back(ask):
    PeerAsk.objects.update(withdrawn_at=SPRING)
    assert refused(REVIVED)
    assert refused(RATED.replace("t.learner_id, a.department_id", "t.learner_id, 1"))


def test_three_seats_are_one_too_many(ask, course):
    people = [colleague(course) for _ in range(3)]

    def rate(person):
        department = person.employments.get().department
        rate_for_peer(ask=ask, rating=3, department=department, by=person, at=SPRING)

    rate(people[0])
    rate(people[1])
    with pytest.raises(NotToBeRated):
        rate(people[2])
    assert ask.ratings.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_published_version_takes_no_more_exercises(course):
    lesson = course.effective_version.lessons.get(key="l1-1")
    with pytest.raises(DatabaseError, match="published"), transaction.atomic():
        ListeningSet.objects.create(lesson=lesson, payload={})


def test_one_ordinal_is_one_try(client, enrollment, course):
    lesson = course.effective_version.lessons.get(key="m1-listening")
    told = Tried(
        exercise="felt", exercises=("felt", "more"), language="en", writes=True,
        answer={"text": "a"},
    )  # fmt: skip
    rows = [
        write_try(
            enrollment=enrollment, lesson=lesson, tried=told, ordinal=1, by=enrollment.learner,
            at=SPRING,
        )
        for _ in range(3)
    ]  # fmt: skip
    assert len({row.pk for row in rows}) == 1
