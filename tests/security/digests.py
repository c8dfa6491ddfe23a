"""What stands in the database, as one number: to see that nothing was stored."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

# Reading writes here, each for its reason; nothing else may change by a GET.
READING_WRITES = {
    "django_session": "a sign-in prolongs itself",
    "common_cache": "counters of the sign-in limits",
    "enrollments_enrollment": "the place to resume: latest_lesson, latest_seen_at",
    "account_emailaddress": "allauth copies the person's own address when it is looked at",
    "audit_auditevent": "a download of a certificate or a report leaves a line",
}
DOWNLOADS = ("certificate.downloaded", "report.downloaded")
_COLUMNS = {
    "enrollments_enrollment": "id, learner_id, version_id, ordinal, state, completed_at",
}
_ROWS = {"audit_auditevent": f"verb NOT IN {DOWNLOADS}"}
_IGNORED = {"django_session", "common_cache", "account_emailaddress"}


def tables() -> list[str]:
    """Return all tables of the product and its libraries."""
    found = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(found - _IGNORED)


def digest() -> dict[str, str]:
    """Return the digest by table of everything that reading must not change."""
    parts = [
        f"SELECT '{table}', md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), ''))"
        f" FROM (SELECT {_COLUMNS.get(table, '*')} FROM {table}"
        f" WHERE {_ROWS.get(table, 'true')}) AS row"
        for table in tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY 1")
        return dict(cursor.fetchall())


def writes() -> int:
    """Return how many rows this transaction wrote so far, those of the ignored tables apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables WHERE NOT relname = ANY(%s)",
            [list(_IGNORED)],
        )
        return int(cursor.fetchone()[0])
