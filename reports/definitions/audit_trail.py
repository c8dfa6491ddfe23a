"""Audit trail: every event in the order in which it was written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from reports.definitions.kind import PEOPLE_IN_SCOPE, Column, Frame, Kind, Shape

COLUMNS = (
    Column("event_uuid", Shape.WORD, "Identifies the event", is_given=True),
    Column("verb", Shape.WORD, "What was done", is_given=True),
    Column("actor", Shape.TEXT, "Who did it; System for what the product does by itself"),
    Column("actor_uuid", Shape.WORD, "Identifies the actor"),
    Column("target_kind", Shape.WORD, "What kind of thing it was done to", is_given=True),
    Column("target", Shape.TEXT, "What it was called then"),
    Column("target_uuid", Shape.WORD, "Identifies the thing", is_given=True),
    Column("subject_uuid", Shape.WORD, "The person whom it concerns"),
    Column("reason", Shape.TEXT, "Why, where a reason was given"),
    Column("detail", Shape.TEXT, "Further facts, as JSON"),
    Column("transaction", Shape.NUMBER, "Events of one transaction share this", is_given=True),
    Column("at", Shape.INSTANT, "When", is_given=True),
)

POPULATION = (
    "Every event of the period that concerns somebody in scope on the day of the report; without "
    "a scope, every event. Events are ordered as they were written."
)

_ROWS = """
SELECT event.id, event.uuid AS event_uuid, event.verb, event.actor_label AS actor,
       event.actor_uuid, event.target_kind, event.target_label AS target, event.target_uuid,
       event.subject_uuid, event.reason, event.detail::text AS detail,
       event.xid AS transaction, event.at
  FROM audit_auditevent AS event
 WHERE event.at >= %(from_at)s AND event.at < %(to_at)s
"""
# An event about somebody else stays out, even when its actor is in scope.
_CONCERNS = f"""
 AND coalesce(event.subject_uuid, CASE WHEN event.target_kind = 'User' THEN event.target_uuid
                                       ELSE event.actor_uuid END)
     IN (SELECT uuid FROM people_user WHERE id IN ({PEOPLE_IN_SCOPE}))
"""  # noqa: S608 - our own constants


def rows(frame: Frame) -> str:
    """Return the SELECT of all rows, unordered."""
    return _ROWS if frame.departments is None else _ROWS + _CONCERNS


KIND = Kind(
    name="audit-trail",
    version=1,
    label=_("Audit trail"),
    description=_("Who did what to whom, when and why: every event in the order it was written."),
    population=POPULATION,
    columns=COLUMNS,
    rows=rows,
    order="id",
    is_for_auditors_only=True,
)
