"""Write many messages of one kind with two statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from common.events import insert_for_query, subscriptions_of
from notifications.events import NotificationRequested

_INSERT = """
INSERT INTO notifications_notification
  (uuid, recipient_id, kind, key, context, created_at, not_sent_reason)
SELECT gen_random_uuid(), recipient_id, %s, key, context, %s, ''
  FROM ({sql}) AS wanted
ON CONFLICT (key) DO NOTHING
"""
_OWED = """
SELECT written.uuid::text AS key,
       jsonb_build_object('notification_uuid', written.uuid) AS payload
  FROM notifications_notification AS written
  JOIN ({sql}) AS wanted ON wanted.key = written.key
"""


@transaction.atomic
def notify_query(*, kind: str, at: datetime, sql: str, params: Sequence[Any]) -> int:
    """Write one message per row of a SELECT and owe its sending; return how many are new.

    The SELECT gives recipient_id, key (makes it happen once) and context (jsonb).
    """
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(sql=sql), [kind, at, *params])
        written = int(cursor.rowcount)
    for found in subscriptions_of(NotificationRequested):
        insert_for_query(
            subscription_name=found.name, sql=_OWED.format(sql=sql), params=list(params)
        )
    return written
