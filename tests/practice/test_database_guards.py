"""What the database itself refuses, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from practice.models import Announcement, Prompt, Reflection

TABLES = ("practice_reflection", "practice_prompt", "practice_announcement")


def refused(statement: str) -> bool:
    """Return whether the application's role is refused; whatever it did is taken back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {0} SET uuid = gen_random_uuid()", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"],
)
def test_what_is_published_stays(course, table, statement):
    assert refused(statement.format(table))


ADDITION = (
    "INSERT INTO practice_prompt (uuid, reflection_id, key, ordinal, text, help) "
    "SELECT gen_random_uuid(), id, 'more', 9, 'x', '' FROM practice_reflection"
)


@pytest.mark.django_db(transaction=True)
def test_a_published_reflection_takes_no_more_prompts(course):
    assert refused(ADDITION)


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_all_of_it_would_go_through(course, owner_connection):
    """Negative control: it is the triggers that refuse, and the statements are right."""
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(ADDITION)
        assert cursor.rowcount == 1
        for table in TABLES:
            cursor.execute(f"UPDATE {table} SET uuid = gen_random_uuid()")
            assert cursor.rowcount >= 1
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.parametrize(
    "changes",
    [
        {"intensity": 6},
        {"intensity": 0},
        {"persona": ""},
        {"channel": ""},
        {"intensity": None},
        {"practice": "listening"},
    ],
)
def test_a_scene_is_whole_or_it_is_no_scene(course, changes):
    row = Announcement.objects.get(lesson__key="r1-1")
    fields = {"practice": row.practice, "about": "x", "persona": "Mei", "channel": "chat",
              "complexity": "routine", "intensity": 2}  # fmt: skip
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Announcement.objects.create(lesson=row.lesson, **{**fields, **changes})


def test_prompts_have_keys_and_places_of_their_own(course):
    constraints = {found.name for found in Prompt._meta.constraints}
    assert constraints == {"practice_prompt_key_once", "practice_prompt_place_once"}
    assert Reflection.objects.count() == 1
