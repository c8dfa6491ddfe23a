"""What no row may change once it is written, as the database has it: a reviewed list.

A migration that forgets a table or a column, or loosens one, differs from it. That the triggers
refuse, and what breaks without them, is shown beside the tables in tests/<app>/.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection

from common.migration_sql import APP_ROLE

pytestmark = [pytest.mark.check, pytest.mark.django_db]

INSERT_ONLY = {
    "audit_auditevent",
    "courses_courseversion", "courses_jobaid", "courses_jobaidtext", "courses_lesson",
    "courses_lessontext", "courses_module", "courses_moduletext", "courses_packagefile",
    "courses_versiontext",
    "enrollments_completionrecord", "enrollments_lessoncompletion",
    "practice_announcement", "practice_listeningset", "practice_liveexercise", "practice_prompt",
    "practice_reflection", "practice_refresherdeck", "practice_scenario", "practice_yearlesson",
    "quizzes_extratime", "quizzes_gradeevent", "quizzes_override", "quizzes_question",
    "quizzes_questiontext", "quizzes_quiz", "quizzes_quiztext", "quizzes_response",
    "reports_reportfile",
}  # fmt: skip
# They never change and go only by their owner's wish: with the whole run, with the whole year.
DELETED_BY_OWNER = {"practice_nudge", "practice_reviewlog", "practice_turn"}
NEVER_DELETED = {"certificates_certificate", "quizzes_regrade"}
FROZEN = {
    "certificates_certificate": "code code_sha256 completion_id design expires_on issued_at "
    "language learner_id payload payload_sha256 uuid",
    "curricula_assignment": "curriculum_id person_id uuid",
    "curricula_assignmentrule": "anchor audience created_at created_by_id curriculum_id due_on "
    "offset_days uuid",
    "enrollments_enrollment": "course_id enrolled_at learner_id ordinal uuid version_id",
    "practice_booster": "course_id day learner_id",
    "practice_followup": "day intention_id",
    "practice_intention": "learner_id then_sealed when_sealed written_at",
    "practice_livecard": "learner_id round_id uuid",
    "practice_livenote": "learner_id session_id uuid",
    "practice_liveround": "ordinal role session_id uuid",
    "practice_livesession": "lesson_id owner_id started_at uuid",
    "practice_meaninghint": "compared_at own_try_id points uuid",
    "practice_owncall": "begun_at enrollment_id learner_id lesson_id month uuid",
    "practice_peerask": "asked_at department_id own_try_id uuid",
    "practice_peerrating": "ask_id department_id rated_at rater_id rating seat uuid",
    "practice_reviewcard": "card course_id learner_id seed",
    "practice_run": "enrollment_id from_turn key language learner_id ordinal scenario_id seed "
    "started_at uuid",
    "practice_selfcheck": "learner_id scores_sealed taken_at",
    "practice_try": "created_at exercise is_written language learner_id lesson_id ordinal uuid",
    "quizzes_attempt": "enrollment_id layout ordinal quiz_id started_at uuid",
    "quizzes_regrade": "attempt_ids attempts_total counts fingerprint quiz_id reason requested_at "
    "requested_by_id uuid",
    "reports_reportrun": "definition kind parameters reason requested_at requested_by_id scope "
    "uuid",
}


def triggers() -> list[tuple[str, str]]:
    """Return table and definition of every trigger of ours that is switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
        )
        return cursor.fetchall()


def refusing(*words: str) -> set[str]:
    """Return the tables with a trigger that refuses without condition and says these words."""
    return {
        table
        for table, told in triggers()
        if "attune_refuse_change()" in told
        and " WHEN " not in told
        and all(word in told.split(" ON ")[0] for word in words)
    }


def without_right(right: str) -> set[str]:
    """Return the tables to which the role of the application lacks a right."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace "
            "AND NOT has_table_privilege(%s, oid, %s)",
            [APP_ROLE, right],
        )
        return {name for (name,) in cursor.fetchall()}


def test_rows_of_these_tables_never_change():
    assert refusing("UPDATE") == INSERT_ONLY | DELETED_BY_OWNER
    assert without_right("UPDATE") == INSERT_ONLY | DELETED_BY_OWNER


def test_and_are_never_deleted():
    assert refusing("DELETE") == INSERT_ONLY | NEVER_DELETED
    assert without_right("DELETE") == INSERT_ONLY | NEVER_DELETED


def test_nobody_empties_them():
    assert refusing("TRUNCATE") == INSERT_ONLY | DELETED_BY_OWNER | {"practice_run"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert without_right("TRUNCATE") == {name for (name,) in cursor.fetchall()}


def test_these_columns_stay_as_they_were_written():
    found = {
        table: " ".join(sorted(set(re.findall(r"new\.(\w+)", told))))
        for table, told in triggers()
        if "_frozen_columns " in told and "attune_refuse_change()" in told
    }
    assert found == FROZEN
