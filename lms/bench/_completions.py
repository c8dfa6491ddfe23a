"""Completions in bulk for a benchmark: a hundred thousand people, eight courses, set by set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from lms.owner_role import owner_role

COURSES = 8
_TABLES = (
    "people_user", "people_department", "people_employment", "courses_course",
    "courses_courseversion", "enrollments_enrollment", "enrollments_completionrecord",
    "curricula_curriculum", "curricula_curriculumcourse", "curricula_assignmentrule",
    "curricula_assignment", "curricula_assignmentgrant", "curricula_cycle",
    "curricula_cycleenrollment", "certificates_certificate",
)  # fmt: skip
_STATEMENTS = (
    """INSERT INTO people_department (id, uuid, name, parent_id, path)
       SELECT n, gen_random_uuid(), 'Department ' || n, NULL, ARRAY[n]
         FROM generate_series(1, 40) AS n""",
    """INSERT INTO people_user (id, uuid, password, email, employee_number, legal_name, short_name,
                                certificate_name, language, time_zone, is_active)
       SELECT n, gen_random_uuid(), '!', 'p' || n || '@northwind.example',
              'NW-' || lpad(n::text, 6, '0'), 'Élise Žižek-' || md5(n::text), '', '', 'en',
              'Europe/Lisbon', true
         FROM generate_series(1, %(people)s) AS n""",
    """INSERT INTO people_employment (uuid, person_id, department_id, job_title, manager_id,
                                      hired_on, valid)
       SELECT gen_random_uuid(), id, 1 + id %% 40, 'Phone agent', nullif(1 + id / 50, id),
              '2025-03-01', daterange('2025-03-01', NULL) FROM people_user""",
    """INSERT INTO courses_course (id, uuid, slug, created_at)
       SELECT n, gen_random_uuid(), 'course-' || n, '2026-01-01'
         FROM generate_series(1, %(courses)s) AS n""",
    """INSERT INTO courses_courseversion (id, uuid, course_id, number, change, title, summary,
                                          language, outcomes, facts, content_hash, published_at,
                                          note)
       SELECT id, gen_random_uuid(), id, 1, 'major', 'Empathy in customer service, part ' || id, '',
              'en', '[]', '[]', md5(id::text) || md5(slug), '2026-01-01', '' FROM courses_course""",
    """INSERT INTO curricula_curriculum (id, uuid, slug, title, description)
       VALUES (1, gen_random_uuid(), 'empathy', 'Empathy in customer service', '')""",
    """INSERT INTO curricula_curriculumcourse (curriculum_id, course_id, ordinal, is_required)
       SELECT 1, id, id, true FROM courses_course""",
    """INSERT INTO curricula_assignmentrule (id, uuid, curriculum_id, audience, audience_words,
                                             anchor, due_on, note, state, created_by_id, created_at)
       VALUES (1, gen_random_uuid(), 1, '{}', 'works at Northwind or below', 'fixed', '2026-06-30',
               '', 'applied', 1, '2026-02-01 08:00Z')""",
    """INSERT INTO curricula_assignment (id, uuid, person_id, curriculum_id, state, assigned_at)
       SELECT id, gen_random_uuid(), id, 1, 'active', '2026-02-01 08:00Z' FROM people_user""",
    """INSERT INTO curricula_assignmentgrant (assignment_id, rule_id, why, granted_at)
       SELECT id, 1, 'Works at Northwind or below. Yearly round', assigned_at
         FROM curricula_assignment""",
    """INSERT INTO curricula_cycle (id, uuid, assignment_id, rule_id, ordinal, state, opens_on,
                                    due_on, zone, due_at, satisfied_at)
       SELECT id, gen_random_uuid(), id, 1, 1, 'satisfied', '2026-02-01', '2026-06-30',
              'Europe/Lisbon', '2026-06-30 23:00Z', '2026-05-05' FROM curricula_assignment""",
    """INSERT INTO enrollments_enrollment (id, uuid, learner_id, course_id, version_id, ordinal,
                                           state, enrolled_at, completed_at)
       SELECT (person.id - 1) * %(courses)s + course.id, gen_random_uuid(), person.id, course.id,
              course.id, 1, 'completed', '2026-02-01 08:00Z',
              '2026-03-01 09:00Z'::timestamptz + person.id * interval '17.123 s'
         FROM people_user AS person, courses_course AS course""",
    """INSERT INTO curricula_cycleenrollment (cycle_id, enrollment_id, is_required)
       SELECT learner_id, id, true FROM enrollments_enrollment""",
    """INSERT INTO enrollments_completionrecord (
           id, uuid, enrollment_id, learner_id, version_id, completed_at, method, person_name,
           certificate_name, employee_number, department_uuid, department_name, department_path,
           job_title, manager_name, course_slug, course_title, version_number, content_hash,
           language, criteria, score_percent, pass_mark_percent, attempts, reason)
       SELECT done.id, gen_random_uuid(), done.id, person.id, version.id, done.completed_at,
              'studied', person.legal_name, person.legal_name, person.employee_number,
              department.uuid, department.name, '[]', 'Phone agent', 'Milo Ferreira',
              'course-' || version.id, version.title, 1, version.content_hash, 'en', '{}',
              80 + done.id %% 21, 80, 1 + done.id %% 3, ''
         FROM enrollments_enrollment AS done
         JOIN people_user AS person ON person.id = done.learner_id
         JOIN courses_courseversion AS version ON version.id = done.version_id
         JOIN people_department AS department ON department.id = 1 + person.id %% 40""",
    """INSERT INTO certificates_certificate (
           uuid, completion_id, learner_id, code, code_sha256, payload, payload_sha256, design,
           language, issued_at, state, pdf_sha256, revoke_reason)
       SELECT gen_random_uuid(), id, learner_id, upper(left(md5(id::text), 26)),
              md5(id::text) || md5('code' || id), '{}', '', 'arcs-1', 'en', completed_at, 'queued',
              '', '' FROM enrollments_completionrecord""",
)


def generate(rows: int) -> None:
    """Fill an empty database with that many completed requirements, past triggers and checks."""
    values = {"people": rows // COURSES, "courses": COURSES}
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        _each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER")
        with _foreign_keys_later(cursor):
            for statement in _STATEMENTS:
                cursor.execute(statement, values)
        _each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER")
        _each(cursor, "ANALYZE {}")


@contextmanager
def _foreign_keys_later(cursor: Any) -> Iterator[None]:
    """Check foreign keys once for all rows at the end, not row by row."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [list(_TABLES)],
    )
    keys = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    yield
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _each(cursor: Any, statement: str) -> None:
    for table in _TABLES:
        cursor.execute(statement.format(table))
