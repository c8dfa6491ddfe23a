"""What is published stays as it is: for the application's role, and for the owner of the tables."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection, transaction

from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.tiny_package import with_job_aid
from tests.courses.tiny_translation import AID_WORDS, WORDS, german

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = ["courses_versiontext", "courses_moduletext", "courses_lessontext", "courses_jobaidtext"]
TABLES = [
    *("courses_courseversion", "courses_module", "courses_lesson", "courses_jobaid"),
    *("courses_packagefile", *TEXTS),
]
CHANGES = {
    "courses_courseversion": "UPDATE courses_courseversion SET title = 'x'",
    "courses_module": "UPDATE courses_module SET title = 'x'",
    "courses_lesson": "UPDATE courses_lesson SET html = 'x'",
    "courses_jobaid": "UPDATE courses_jobaid SET html = 'x'",
    "courses_packagefile": "UPDATE courses_packagefile SET content = 'x'",
    **{table: f"UPDATE {table} SET title = 'x'" for table in TEXTS},
}


# A second row beside the first one of the published version.
ADDITIONS = {
    "courses_module": (
        "INSERT INTO courses_module (uuid, key, ordinal, title, summary, objectives, version_id) "
        "SELECT gen_random_uuid(), 'x', 99, 'x', '', '[]', version_id FROM courses_module"
    ),
    "courses_lesson": (
        "INSERT INTO courses_lesson (uuid, key, ordinal, kind, title, minutes, move_on, "
        "is_required, objectives, pass_rule, html, module_id, version_id) "
        "SELECT gen_random_uuid(), 'x', 99, kind, title, minutes, move_on, is_required, "
        "objectives, pass_rule, html, module_id, version_id FROM courses_lesson"
    ),
    "courses_jobaid": (
        "INSERT INTO courses_jobaid (uuid, key, ordinal, title, summary, html, module_id, "
        "version_id) SELECT gen_random_uuid(), 'x', 99, title, summary, html, module_id, "
        "version_id FROM courses_jobaid"
    ),
    "courses_packagefile": (
        "INSERT INTO courses_packagefile (path, sha256, media_type, content, version_id) "
        "SELECT 'x.md', sha256, media_type, content, version_id FROM courses_packagefile LIMIT 1"
    ),
    "courses_versiontext": (
        "INSERT INTO courses_versiontext (language, title, summary, outcomes, version_id) "
        "SELECT 'xx', title, summary, outcomes, version_id FROM courses_versiontext"
    ),
    "courses_moduletext": (
        "INSERT INTO courses_moduletext (language, title, summary, objectives, module_id) "
        "SELECT 'xx', title, summary, objectives, module_id FROM courses_moduletext"
    ),
    "courses_lessontext": (
        "INSERT INTO courses_lessontext (language, title, html, more, lesson_id) "
        "SELECT 'xx', title, html, more, lesson_id FROM courses_lessontext"
    ),
    "courses_jobaidtext": (
        "INSERT INTO courses_jobaidtext (language, title, summary, html, aid_id) "
        "SELECT 'xx', title, summary, html, aid_id FROM courses_jobaidtext"
    ),
}
STATEMENTS = [
    *CHANGES.values(),
    *(f"DELETE FROM {table}" for table in TABLES),
    *(f"TRUNCATE {table} CASCADE" for table in TABLES),
    *ADDITIONS.values(),
]


@pytest.fixture
def version(package, db):
    """The tiny course in two languages, with a row in each of the tables."""
    german(package, {**WORDS, **AID_WORDS}, **with_job_aid())
    return publish_package(path=package, by=None, at=AT).version


@contextmanager
def rolled_back(raw):
    """Run statements in a transaction that leaves nothing behind."""
    cursor = raw.cursor()
    cursor.execute("BEGIN")
    try:
        yield cursor
    finally:
        cursor.execute("ROLLBACK")


def outcomes(cursor, error) -> set[str]:
    """Return the statements that went through; each is tried from a savepoint."""
    done = set()
    for statement in STATEMENTS:
        cursor.execute("SAVEPOINT before")
        try:
            cursor.execute(statement)
        except error:
            pass
        else:
            done.add(statement)
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    return done


def test_the_application_can_do_none_of_it(version):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() != ("attune_owner",)
        assert outcomes(cursor.cursor, psycopg2.errors.InsufficientPrivilege) == set()


def test_the_owner_can_do_none_of_it(version, owner_connection):
    with rolled_back(owner_connection) as cursor:
        assert outcomes(cursor, psycopg2.errors.InsufficientPrivilege) == set()


def test_without_the_triggers_the_owner_could_do_all_of_it(version, owner_connection):
    """Negative control: it is the triggers that refuse, and the statements are right."""
    with rolled_back(owner_connection) as cursor:
        drop_triggers(cursor)
        assert outcomes(cursor, psycopg2.errors.InsufficientPrivilege) == set(STATEMENTS)


def test_without_the_triggers_the_application_has_still_no_right(version, owner_connection):
    """The second wall stands alone too."""
    with rolled_back(owner_connection) as cursor:
        drop_triggers(cursor)
        for table in TABLES:
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege('attune_app', %s, %s)", [table, right])
                assert cursor.fetchone() == (False,), (table, right)


def test_a_published_version_cannot_be_opened_again(version):
    """Lessons are welcome in the transaction that published; nobody can pretend to be it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT published_xid = pg_current_xact_id()::text::bigint "
                       "FROM courses_courseversion")  # fmt: skip
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "INSERT INTO courses_courseversion (uuid, number, change, title, summary, language, "
            "outcomes, facts, content_hash, published_at, note, course_id, published_xid) SELECT "
            "gen_random_uuid(), 2, change, title, summary, language, outcomes, facts, "
            "content_hash, published_at, note, course_id, 9999999 FROM courses_courseversion "
            "RETURNING published_xid = pg_current_xact_id()::text::bigint"
        )
        assert cursor.fetchone() == (True,)  # the stamp is the database's, not the writer's
        transaction.set_rollback(True)


def drop_triggers(cursor) -> None:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    for (table,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
