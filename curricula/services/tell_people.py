"""Tell people what was assigned to them, and the trail what each of them got."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from audit.services.record_many import record_many
from audit.verbs import Verb
from curricula.models import Assignment, AssignmentRule, Cycle
from curricula.words import due_words
from notifications.services.notify_query import notify_query
from people.models import User

KIND = "assignment.new"

_LINES = """
SELECT assignment.uuid, %s, person.uuid,
       jsonb_build_object('rule', %s::text, 'cycle', cycle.uuid, 'due_on', cycle.due_on,
                          'zone', cycle.zone, 'is_new', cycle.id IS NOT NULL)
  FROM curricula_assignmentgrant AS given
  JOIN curricula_assignment AS assignment ON assignment.id = given.assignment_id
  JOIN people_user AS person ON person.id = assignment.person_id
  LEFT JOIN curricula_cycle AS cycle
    ON cycle.assignment_id = assignment.id AND cycle.rule_id = given.rule_id
 WHERE given.rule_id = %s
"""
# One message per cycle and rule; those whose earlier completion counts have nothing to do.
_MESSAGES = """
SELECT assignment.person_id AS recipient_id,
       'assignment.new:' || cycle.uuid || ':' || cycle.rule_id AS key,
       %s::jsonb || jsonb_build_object('due', coalesce(said.words, '')) AS context
  FROM curricula_cycle AS cycle
  JOIN curricula_assignment AS assignment ON assignment.id = cycle.assignment_id
  JOIN people_user AS person ON person.id = assignment.person_id
  LEFT JOIN unnest(%s::text[], %s::text[], %s::date[], %s::text[])
    AS said(language, zone, due_on, words)
    ON said.zone = cycle.zone AND said.due_on = cycle.due_on
   AND said.language = CASE WHEN person.language = ANY(%s) THEN person.language ELSE %s END
 WHERE cycle.rule_id = %s AND cycle.state = 'open'
"""


def tell_people(rule: AssignmentRule, *, by: User, at: datetime) -> int:
    """Write one audit line per person and one message per new cycle; return how many messages."""
    record_many(
        Verb.ASSIGNMENT_GRANTED, actor=by, target_kind=Assignment.__name__, at=at, rows=_LINES,
        params=[rule.curriculum.title, str(rule.uuid), rule.pk],
    )  # fmt: skip
    return notify_query(kind=KIND, at=at, sql=_MESSAGES, params=_message_params(rule, by))


def _message_params(rule: AssignmentRule, by: User) -> list[Any]:
    from psycopg2.extras import Json

    languages = [code for code, _ in settings.LANGUAGES]
    said = [
        (language, zone, due_on, _words(language, zone, due_on))
        for zone, due_on in Cycle.objects.filter(rule=rule)
        .order_by()
        .values_list("zone", "due_on")
        .distinct()
        if due_on is not None
        for language in languages
    ]
    context = {
        "curriculum": rule.curriculum.title,
        "why": rule.audience_words,
        "note": rule.note,
        "assigned_by": by.legal_name,
    }
    return [
        Json(context),
        *([line[column] for line in said] for column in range(4)),
        languages,
        settings.LANGUAGE_CODE,
        rule.pk,
    ]


def _words(language: str, zone: str, due_on: date) -> str:
    """Return the date as the recipient reads it; whoever assigns may read another language."""
    with translation.override(language):
        return due_words(due_on, zone)
