"""What the database itself refuses in the practice year, whoever asks and however."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from practice.models import Booster, FollowUp, Nudge, ReviewCard, ReviewLog, YearPlan
from practice.self_check import LINES
from practice.services.year.intentions import write_intention
from practice.services.year.self_checks import take_self_check
from tests.practice.year.decks import MONDAY, answered, joined, student, year_course

APPEND_ONLY = ("practice_reviewlog", "practice_nudge", "practice_refresherdeck",
               "practice_yearlesson")  # fmt: skip
FROZEN = {
    "practice_reviewcard": "card = 'other'",
    "practice_booster": "day = 30",
    "practice_intention": "when_sealed = 'x'",
    "practice_followup": "day = 30",
    "practice_selfcheck": "scores_sealed = 'x'",
}
STATEMENTS = [
    *(f"UPDATE {table} SET uuid = gen_random_uuid()" for table in APPEND_ONLY),
    *(f"DELETE FROM {table}" for table in APPEND_ONLY),
    *(f"UPDATE {table} SET {change}" for table, change in FROZEN.items()),
]


@pytest.fixture
def rows(learner):
    """One row in each table."""
    return filled(learner)


def filled(learner):
    log = answered(learner, "card-1")
    Nudge.objects.create(learner=learner, week=202611, place=1, sent_on=MONDAY.date())
    Booster.objects.create(
        learner=learner, course_id=log.card.course_id, day=7, due_on=MONDAY.date()
    )
    write_intention(uuid=uuid.uuid4(), when="they sigh", then="wait", by=learner, at=MONDAY)
    FollowUp.objects.filter(day=30).delete()
    answers = {line.key: 3 for line in LINES}
    take_self_check(uuid=uuid.uuid4(), answers=answers, by=learner, at=MONDAY)
    return log


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_was_written_stays(rows, statement):
    assert refused(statement)


@pytest.mark.django_db(transaction=True)
def test_without_triggers_all_of_it_would_go_through(dana, owner_connection):
    """Negative control: it is the triggers that refuse, and the statements are right."""
    student(dana, year_course(), "l1-1")
    joined(dana)
    filled(dana)
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        for table in (*APPEND_ONLY, *FROZEN):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in STATEMENTS:
            cursor.execute(statement)
            assert cursor.rowcount >= 1, statement
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["practice_refresherdeck", "practice_yearlesson"])
def test_a_published_version_takes_no_deck(course, table):
    columns = {"practice_refresherdeck": "intro, cards", "practice_yearlesson": "about, day"}
    values = {"practice_refresherdeck": "'x', '[]'", "practice_yearlesson": "'x', 7"}
    statement = (
        f"INSERT INTO {table} (uuid, lesson_id, {columns[table]}) "
        f"SELECT gen_random_uuid(), id, {values[table]} FROM courses_lesson WHERE key = 'l1-1'"
    )
    with pytest.raises(DatabaseError, match="takes no more rows"), transaction.atomic():
        connection.cursor().execute(statement)


def log_like(log: ReviewLog, **changes) -> ReviewLog:
    fields = {field.attname: getattr(log, field.attname) for field in ReviewLog._meta.fields}
    fields.pop("id")
    return ReviewLog(**{**fields, "uuid": uuid.uuid4(), "ordinal": 2, "place": 2, **changes})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ordinal": 1, "new_place": None}, "practice_review_once"),
        ({"place": 1, "new_place": None}, "practice_review_place_once"),
        ({"new_place": 1}, "practice_new_place_once"),
        ({"place": 4, "new_place": None}, "practice_review_within_the_day"),
        ({"place": 6, "daily": 6, "new_place": None}, "practice_review_within_the_day"),
        ({"new_place": 3}, "practice_two_new_a_day"),
        ({"rating": 5, "new_place": None}, "practice_review_rating"),
    ],
)
def test_a_day_holds_no_more_than_its_limit(rows, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        log_like(rows, **changes).save(force_insert=True)


def test_what_the_limits_allow_goes_through(rows):
    """Negative control: the constraints refuse those, and not everything."""
    log_like(rows, new_place=2).save(force_insert=True)
    assert ReviewLog.objects.count() == 2


def test_a_card_is_begun_once_a_person(rows):
    row = ReviewCard.objects.get()
    with pytest.raises(IntegrityError, match="practice_card_once_a_person"), transaction.atomic():
        ReviewCard.objects.create(
            learner=row.learner, course=row.course, card=row.card, seed=1, due_on=row.due_on
        )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"place": 3}, "practice_nudge_twice_a_week"),
        ({"place": 1}, "practice_nudge_place_once"),
        ({"place": 2, "sent_on": MONDAY.date()}, "practice_nudge_day_once"),
    ],
)
def test_two_reminders_a_week_and_no_more(rows, changes, constraint):
    fields = {"week": 202611, "sent_on": MONDAY.date() + dt.timedelta(days=3), **changes}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Nudge.objects.create(learner=rows.learner, **fields)


def test_a_second_reminder_of_the_week_goes_through(rows):
    """Negative control."""
    on = MONDAY.date() + dt.timedelta(days=3)
    Nudge.objects.create(learner=rows.learner, week=202611, place=2, sent_on=on)


@pytest.mark.parametrize(
    "changes",
    [
        {"daily": 6},
        {"daily": 0},
        {"nudge_hour": 24},
        {"away_from_on": dt.date(2026, 5, 1)},
        {"away_from_on": dt.date(2026, 5, 2), "away_until_on": dt.date(2026, 5, 1)},
        {"next_nudge_at": MONDAY},
    ],
)
def test_a_plan_makes_sense_or_is_none(learner, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        YearPlan.objects.update(**changes)


def test_a_booster_is_planned_once_and_closed_with_its_date(rows):
    row = Booster.objects.get()
    for changes in ({"state": "done"}, {"finished_at": MONDAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Booster.objects.filter(pk=row.pk).update(**changes)
    with pytest.raises(IntegrityError, match="practice_booster_once"), transaction.atomic():
        Booster.objects.create(learner=row.learner, course=row.course, day=7, due_on=MONDAY.date())
