"""Signs of life of what should run all the time."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from common.models import Heartbeat


def beat(*, name: str) -> None:
    """Note that this was alive now, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_heartbeat (name, at) VALUES (%s, clock_timestamp()) "
            "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
            [name],
        )


def latest() -> dict[str, datetime]:
    """Return the latest sign of life by name."""
    return dict(Heartbeat.objects.values_list("name", "at"))
