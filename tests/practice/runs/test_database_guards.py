"""What the database itself refuses about scenes and runs, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lms.owner_role import owner_role
from practice.models import Run, Scenario, Turn
from tests.practice.runs.conftest import MUDDLE, begin, later, play, say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def runs(transactional_db, enrollment):
    """One run that is over and one that goes on after a turn."""
    over = play(begin(enrollment), MUDDLE)
    return over, say(begin(enrollment), "c").run


def refused(act) -> bool:
    """Return whether it is refused; whatever it did is taken back."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def turn(run, ordinal, node="check"):
    Turn.objects.create(run=run, ordinal=ordinal, node=node, choice="a", at=later(9))


BROKEN = {
    "a scene changes": lambda over, on: sql("UPDATE practice_scenario SET title = 'x'"),
    "a scene goes": lambda over, on: sql("TRUNCATE practice_scenario CASCADE"),
    "a turn changes": lambda over, on: sql("UPDATE practice_turn SET choice = 'c'"),
    "a turn goes": lambda over, on: sql("DELETE FROM practice_turn WHERE run_id = %s", over.pk),
    "all turns go": lambda over, on: sql("TRUNCATE practice_turn"),
    "a run goes with its turns": lambda over, on: sql(
        "DELETE FROM practice_turn WHERE run_id = %s; DELETE FROM practice_run WHERE id = %s",
        over.pk, over.pk,
    ),
    "a turn after the end": lambda over, on: turn(over, 4),
    "a gap": lambda over, on: turn(on, 3),
    "a turn twice": lambda over, on: turn(on, 1),
    "another outcome": lambda over, on: sql(
        "UPDATE practice_run SET outcome = 'restored', index_numerator = index_denominator "
        "WHERE id = %s", over.pk,
    ),
    "another skill": lambda over, on: sql(
        "UPDATE practice_run SET skills = '{\"act\": [9, 9]}' WHERE id = %s", over.pk
    ),
    "played on after the end": lambda over, on: sql(
        "UPDATE practice_run SET state = 'playing', ended_at = NULL, ending = '', outcome = '', "
        "index_numerator = NULL, index_denominator = NULL WHERE id = %s", over.pk,
    ),
    "a wrong count": lambda over, on: sql(
        "UPDATE practice_run SET turns_taken = 5 WHERE id = %s", on.pk
    ),
    "another order of options": lambda over, on: sql(
        "UPDATE practice_run SET seed = 1 WHERE id = %s", on.pk
    ),
    "going on from another": lambda over, on: sql(
        "UPDATE practice_run SET continues_id = %s WHERE id = %s", over.pk, on.pk
    ),
    "two open from the start": lambda over, on: copy_of(on, ordinal=9),
    "one number twice": lambda over, on: copy_of(on, from_turn=1),
    "one key twice": lambda over, on: copy_of(on, ordinal=9, from_turn=1, key=on.key),
    "an end without an ending": lambda over, on: sql(
        "UPDATE practice_run SET state = 'debriefed' WHERE id = %s", on.pk
    ),
    "an index above one": lambda over, on: copy_of(
        over, ordinal=9, index_numerator=9, index_denominator=8
    ),
}  # fmt: skip


def copy_of(run, **fields):
    row = Run.objects.get(pk=run.pk)
    row.pk, row._state.adding = None, True
    values = {"uuid": "11111111-1111-4111-8111-111111111111", "key": "other", **fields}
    for name, value in values.items():
        setattr(row, name, value)
    row.turns_taken = 0
    row.save(force_insert=True)


@pytest.mark.parametrize("what", BROKEN)
def test_it_is_refused(runs, what):
    assert refused(lambda: BROKEN[what](*runs))


def test_a_scene_joins_no_published_version(runs):
    def another():
        row = Scenario.objects.get()
        row.pk, row._state.adding = None, True
        row.uuid, row.lesson_id = "11111111-1111-4111-8111-111111111111", row.lesson_id - 1
        row.save(force_insert=True)

    assert refused(another)


CONSTRAINTS = {
    "practice_run": [
        "practice_run_ordinal_once", "practice_run_key_once", "practice_run_end_is_whole",
        "practice_run_index_is_a_share",
    ],
    "practice_turn": ["practice_turn_once"],
}  # fmt: skip


def test_without_the_guards_all_of_it_would_go_through(runs):
    """Negative control: it is the guards that refuse, and the statements are right."""
    with owner_role(), transaction.atomic():
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("practice_scenario", "practice_run", "practice_turn"):
            sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, names in CONSTRAINTS.items():
            for name in names:
                sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        sql("DROP INDEX practice_one_run_from_the_start")
        still = []
        for what, act in BROKEN.items():
            point = transaction.savepoint()
            try:
                act(*runs)
            except DatabaseError as error:
                still.append((what, str(error)))
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    assert still == []
