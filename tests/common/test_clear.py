"""What only serves goes in time, batch by batch; what is owed or of record stays."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction

from common import tasks
from common.clock import now
from common.models import KeyedRequest, OutboxRow
from common.services import clear
from lms.schedule import BEAT_SCHEDULE

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def work(key: str, **fields) -> OutboxRow:
    return OutboxRow.objects.create(subscription="x", key=key, payload={}, **fields)


def session(key: str, expires: dt.datetime) -> Session:
    return Session.objects.create(session_key=key * 32, session_data="", expire_date=expires)


def left() -> set[str]:
    return set(OutboxRow.objects.values_list("key", flat=True))


def test_finished_work_goes_and_what_is_owed_stays(settings):
    settings.OUTBOX_KEPT_DAYS = 90
    at = now()
    long_ago = at - 91 * DAY
    work("done", done_at=long_ago, created_at=long_ago)
    work("just done", done_at=at - 89 * DAY, created_at=long_ago)
    work("given up", dead_at=long_ago, created_at=long_ago)
    work("waiting", created_at=long_ago, next_at=long_ago)
    assert clear.clear_closed_work(at=at) == 1
    assert left() == {"just done", "given up", "waiting"}
    settings.OUTBOX_KEPT_DAYS = 30
    tasks.clear_closed_work()
    assert left() == {"given up", "waiting"}


def test_the_period_ends_at_its_last_instant(settings):
    settings.OUTBOX_KEPT_DAYS = 1
    at = now()
    work("on the day", done_at=at - DAY)
    assert clear.clear_closed_work(at=at) == 0
    assert clear.clear_closed_work(at=at + dt.timedelta(microseconds=1)) == 1


def test_expired_sessions_go_and_running_ones_stay():
    at = now()
    session("a", at - dt.timedelta(seconds=1))
    session("b", at + DAY)
    tasks.clear_ended_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["b" * 32]


def test_counters_whose_time_is_over_go():
    cache.clear()
    cache.set("counts_on", 1, timeout=3600)
    cache.set("is_over", 1, timeout=60)
    assert clear.clear_used_counters(at=now() + dt.timedelta(seconds=90)) == 1
    assert cache.get("counts_on") == 1


def test_many_go_in_batches_and_a_bounded_number_a_run(monkeypatch):
    monkeypatch.setattr(clear, "AT_ONCE", 3)
    monkeypatch.setattr(clear, "BATCHES_AT_MOST", 4)
    at = now()
    for number in range(14):
        work(f"{number}", done_at=at - 99 * DAY)
        work(f"{number} waits")
        KeyedRequest.objects.create(
            person_uuid="0" * 32, endpoint="x", key=f"{number}", asked_at=at - 3 * DAY
        )
    runs = [clear.clear_closed_work(at=at) for _ in range(3)]
    assert runs == [12, 2, 0]
    assert len(left()) == 14
    assert [clear.clear_old_keys(at=at, kept=2 * DAY) for _ in range(3)] == [12, 2, 0]


@pytest.mark.django_db(transaction=True)
def test_what_was_cut_off_keeps_what_it_had_done(monkeypatch):
    monkeypatch.setattr(clear, "AT_ONCE", 2)
    at = now()
    for number in range(5):
        work(f"{number}", done_at=at - 99 * DAY)
    batches = clear._batches(clear._CLOSED_WORK, {"before": at, "at_once": 2})
    assert next(batches) == 2  # and then the worker is killed
    assert _in_another_connection(lambda: len(left())) == 3
    assert clear.clear_closed_work(at=at) == 3


@pytest.mark.django_db(transaction=True)
def test_a_session_in_use_is_neither_waited_for_nor_lost():
    at = now()
    held = session("a", at - dt.timedelta(seconds=1))
    with transaction.atomic():
        Session.objects.filter(pk=held.pk).update(expire_date=at + DAY)
        assert _in_another_connection(lambda: clear.clear_ended_sessions(at=at)) == 0
    assert clear.clear_ended_sessions(at=at) == 0
    assert Session.objects.filter(pk=held.pk).exists()


def _in_another_connection(ask):
    found = []

    def run():
        try:
            found.append(ask())
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join(30)
    return found[0]


def test_the_clock_starts_them():
    started = {row["task"]: row["options"]["queue"] for row in BEAT_SCHEDULE.values()}
    for task in (tasks.clear_closed_work, tasks.clear_ended_sessions, tasks.forget_old_keys):
        assert started[task.name] == "tick"


def test_no_other_table_is_touched():
    """Evidence has triggers of its own; this list says what may go at all."""
    statements = [clear._CLOSED_WORK, clear._SESSIONS, clear._COUNTERS, clear._KEYS]
    tables = {sql.split("DELETE FROM ")[1].split()[0] for sql in statements}
    assert tables == {"common_outboxrow", "django_session", "common_cache", "common_keyedrequest"}


def test_the_role_of_the_workers_may_delete_there():
    tables = ["common_outboxrow", "django_session", "common_cache", "common_keyedrequest"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, has_table_privilege('attune_app', name, 'DELETE') "
            "FROM unnest(%s) AS name",
            [[*tables, "audit_auditevent"]],
        )
        assert dict(cursor.fetchall()) == dict.fromkeys(tables, True) | {"audit_auditevent": False}
