"""Deleting is real: one wish, and all of one's own goes, nobody else's, and what counts stays."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from enrollments.models import LessonCompletion
from practice.models import (
    Booster,
    FollowUp,
    Intention,
    Nudge,
    ReviewCard,
    ReviewLog,
    SelfCheck,
    YearPlan,
)
from practice.services.year.delete_year import delete_year
from practice.services.year.join import leave
from practice.services.year.refusals import NotTakingPart
from tests.courses.test_two_publishers import in_thread, somebody_waits
from tests.practice.year.decks import MONDAY, answered, joined, student, year_course
from tests.practice.year.test_year_database_guards import filled

OWN = (YearPlan, ReviewCard, ReviewLog, Booster, Intention, FollowUp, SelfCheck, Nudge)
DELETE = "/my/year/delete/"


def counts() -> list[int]:
    return [model.objects.count() for model in OWN]


@pytest.fixture
def two(learner, milo, course):
    """Dana and Milo, each with a row in every table of the year."""
    student(milo, course, "l1-1")
    joined(milo)
    filled(learner)
    filled(milo)
    return learner, milo


def test_all_of_ones_own_goes_and_the_rest_stays(two, sign_in):
    before, done = counts(), LessonCompletion.objects.count()
    client = sign_in(two[0])
    page = client.get(DELETE)
    assert page.status_code == 200
    assert counts() == before  # asking deletes nothing
    assert client.post(DELETE).status_code == 302
    assert [2 * count for count in counts()] == before
    assert set(ReviewLog.objects.values_list("learner", flat=True)) == {two[1].pk}
    assert LessonCompletion.objects.count() == done
    assert client.post(DELETE).status_code == 302  # pressed twice
    joined(two[0], at=MONDAY)
    assert answered(two[0], "card-1").ordinal == 1


def test_whoever_left_finds_it_too(two, sign_in):
    leave(by=two[0], at=MONDAY)
    client = sign_in(two[0])
    assert DELETE in client.get("/my/year/").content.decode()
    client.post(DELETE)
    assert DELETE not in client.get("/my/year/").content.decode()


def test_sentences_of_who_never_joined_go_as_well(two, sign_in):
    YearPlan.objects.filter(learner=two[0]).delete()
    delete_year(by=two[0])
    assert not Intention.objects.filter(learner=two[0]).exists()


@pytest.mark.parametrize("table", ["practice_reviewlog", "practice_nudge"])
@pytest.mark.parametrize("named", [False, True])
def test_rows_go_only_by_their_owners_wish(two, table, named):
    cursor = connection.cursor()
    wish = str(two[1].pk) if named else ""
    cursor.execute("SELECT set_config('practice.deleting_year', %s, true)", [wish])
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        cursor.execute(f"DELETE FROM {table} WHERE learner_id = %s", [two[0].pk])


@pytest.mark.parametrize("table", ["practice_reviewlog", "practice_nudge"])
def test_control_named_as_their_owner_they_go(two, table):
    cursor = connection.cursor()
    cursor.execute("SELECT set_config('practice.deleting_year', %s, true)", [str(two[0].pk)])
    cursor.execute(f"DELETE FROM {table} WHERE learner_id = %s", [two[0].pk])
    assert cursor.rowcount == 1


def test_the_wish_ends_with_its_call(two):
    """In the same transaction nothing more of theirs can be deleted by hand."""
    delete_year(by=two[0])
    joined(two[0])
    answered(two[0], "card-1")
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        ReviewLog.objects.filter(learner=two[0]).delete()


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_same_moment_leaves_nothing_behind(dana, owner_connection):
    student(dana, year_course(), "l1-1")
    joined(dana)
    answered(dana, "card-1")
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            answered(dana, "card-2")
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        comer = in_thread(pool, lambda: delete_year(by=dana))
        while not somebody_waits(owner_connection) and not comer.done():
            pass
        go_on.set()
        holder.result()
        comer.result()
    assert counts() == [0] * len(OWN)
    with pytest.raises(AttributeError):  # there is no practice to answer in
        answered(dana, "card-3")


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_while_it_is_deleted_is_refused(dana, owner_connection):
    student(dana, year_course(), "l1-1")
    joined(dana)
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            delete_year(by=dana)
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        comer = in_thread(pool, lambda: answered(dana, "card-2"))
        while not somebody_waits(owner_connection) and not comer.done():
            pass
        go_on.set()
        holder.result()
        with pytest.raises(NotTakingPart):
            comer.result()
    assert counts() == [0] * len(OWN)


def test_an_old_page_of_a_booster_is_no_error(two, sign_in):
    row = Booster.objects.get(learner=two[0])
    client = sign_in(two[0])
    client.post(DELETE)
    assert client.post(f"/my/year/boosters/{row.uuid}/").status_code == 404
    assert client.post(f"/my/year/follow-ups/{uuid.uuid4()}/").status_code == 404
