"""What the database itself refuses about calls, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lms.owner_role import owner_role
from practice.models import OwnCall
from tests.practice.own_call.made import MONDAY, begun, played, ready

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def calls(transactional_db, enrollment):
    """One call of each state."""
    return played(enrollment), ready(enrollment), begun(enrollment)


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def change(call, **fields):
    assert OwnCall.objects.filter(pk=call.pk).update(**fields) == 1


def another_draft(call):
    row = OwnCall.objects.get(pk=call.pk)
    row.pk, row.uuid, row._state.adding = None, "22222222-2222-4222-8222-222222222222", True
    row.save(force_insert=True)


BROKEN = {
    "two drafts": lambda done, fine, draft: another_draft(draft),
    "played without being heard": lambda done, fine, draft: change(
        fine, state="played", played_at=MONDAY
    ),
    "a leap": lambda done, fine, draft: change(
        draft, state="played", heard_at=MONDAY, ratings=b"x", played_at=MONDAY
    ),
    "a draft that was heard": lambda done, fine, draft: change(
        draft, heard_at=MONDAY, ratings=b"x"
    ),
    "heard without ratings": lambda done, fine, draft: change(fine, heard_at=MONDAY),
    "a sentence before it was played": lambda done, fine, draft: change(fine, next_time=b"x"),
    "words after the check": lambda done, fine, draft: change(fine, words=b"other"),
    "words after it was played": lambda done, fine, draft: change(done, words=b"other"),
    "back from played": lambda done, fine, draft: change(done, state="ready", played_at=None),
    "no month": lambda done, fine, draft: change(draft, month=12),
    "another beginning": lambda done, fine, draft: change(draft, begun_at=MONDAY.replace(day=1)),
    "no state": lambda done, fine, draft: change(draft, state="else"),
}
CONSTRAINTS = ("practice_own_call_month", "practice_own_call_state_is_whole",
               "practice_own_call_heard_and_rated")  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_the_database_refuses(calls, what):
    assert refused(lambda: BROKEN[what](*calls))


def test_a_call_stays_its_writers(calls, omar):
    assert refused(lambda: change(calls[0], learner=omar))


def test_without_the_guards_all_of_it_would_go_through(calls):
    """Negative control: it is the guards that refuse, and the statements are right."""
    with owner_role(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE practice_owncall DISABLE TRIGGER USER")
        for name in CONSTRAINTS:
            cursor.execute(f"ALTER TABLE practice_owncall DROP CONSTRAINT {name}")
        cursor.execute("DROP INDEX practice_one_draft_call")
        still = []
        for what, act in BROKEN.items():
            point = transaction.savepoint()
            try:
                act(*calls)
            except DatabaseError as error:
                still.append((what, str(error)))
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    assert still == []
