"""A due date is a whole local day, in every zone and on every night the clocks change."""

from __future__ import annotations

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.db import connection
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from curricula.due_dates import (
    Anchor,
    DueRule,
    NoSuchDayError,
    Problem,
    Standing,
    due_at,
    is_overdue,
    known_zone,
    moment,
    standing,
)

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
zones = st.sampled_from(ZONES)
days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 30))
ONE = dt.timedelta(seconds=1)
quick = settings(max_examples=300, deadline=None)


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    return moment.astimezone(ZoneInfo(zone))


@quick
@given(zones, days)
@example("Pacific/Apia", dt.date(2011, 12, 29))
@example("America/Sao_Paulo", dt.date(2018, 11, 3))
@example("America/Havana", dt.date(2026, 10, 31))
@example("Asia/Beirut", dt.date(2026, 3, 28))
@example("America/St_Johns", dt.date(2010, 11, 6))
def test_the_instant_is_the_first_of_the_next_local_day(zone, day):
    try:
        found = due_at(day, zone)
    except NoSuchDayError:
        return
    assert local(found, zone).date() > day
    before = found - ONE
    # In the second of two midnights the day that is due may still be going on before it.
    assert local(before, zone).date() <= day or local(found, zone).fold == 1


@quick
@given(zones, days)
def test_later_dates_are_due_later(zone, day):
    try:
        assert due_at(day, zone) < due_at(day + dt.timedelta(days=1), zone)
    except NoSuchDayError:
        return


def test_the_days_that_zones_skipped_are_refused():
    skipped = {
        ("Pacific/Apia", dt.date(2011, 12, 30)),
        ("Pacific/Fakaofo", dt.date(2011, 12, 30)),
        ("Pacific/Kwajalein", dt.date(1993, 8, 21)),
        ("Pacific/Kiritimati", dt.date(1994, 12, 31)),
    }
    for zone, day in skipped:
        with pytest.raises(NoSuchDayError):
            due_at(day, zone)
        assert due_at(day - dt.timedelta(days=1), zone)


def test_a_midnight_that_does_not_exist_moves_to_the_first_instant_after_it():
    # Beirut: 2026-03-29 00:00 becomes 01:00.
    found = due_at(dt.date(2026, 3, 28), "Asia/Beirut")
    assert local(found, "Asia/Beirut").time() == dt.time(1, 0)
    assert local(found - ONE, "Asia/Beirut").time() == dt.time(23, 59, 59)


def test_of_two_midnights_the_later_one_counts():
    # Havana: on 2026-11-01 01:00 becomes 00:00, so midnight strikes twice.
    found = due_at(dt.date(2026, 10, 31), "America/Havana")
    assert local(found, "America/Havana").fold == 1
    assert found == dt.datetime(2026, 11, 1, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize("night", [dt.date(2026, 3, 28), dt.date(2026, 10, 24)])
def test_counting_24_hours_instead_would_be_wrong(night):
    """The negative control: on nights when clocks change, a day is not 24 hours."""
    start = due_at(night, "Europe/Lisbon")
    assert due_at(night + dt.timedelta(days=1), "Europe/Lisbon") != start + dt.timedelta(hours=24)


@quick
@given(zones, days, st.integers(-100_000, 100_000))
def test_overdue_begins_with_the_instant_itself(zone, day, seconds):
    try:
        end = due_at(day, zone)
    except NoSuchDayError:
        return
    at = end + dt.timedelta(seconds=seconds)
    assert is_overdue(due_at=end, at=at) == (seconds >= 0)


def test_what_has_no_date_is_never_overdue():
    assert not is_overdue(due_at=None, at=dt.datetime.max.replace(tzinfo=dt.UTC))


@pytest.mark.parametrize("server_zone", ["Pacific/Kiritimati", "America/Havana", "UTC"])
def test_the_servers_own_zone_does_not_matter(server_zone, monkeypatch):
    here = [due_at(dt.date(2026, 10, 31), zone) for zone in ZONES[::40]]
    monkeypatch.setitem(os.environ, "TZ", server_zone)
    time.tzset()
    try:
        assert [due_at(dt.date(2026, 10, 31), zone) for zone in ZONES[::40]] == here
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.fixture(scope="module")
def shared_zones(django_db_setup, django_db_blocker) -> list[str]:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name for (name,) in cursor.fetchall()}
    return sorted(known & set(ZONES))


@pytest.mark.django_db
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_the_database_reads_the_same_midnights(shared_zones, data):
    """An independent clock agrees: PostgreSQL's AT TIME ZONE over the same zones and dates.

    Governments change their minds and the two may carry different editions of the zone database;
    a night on which their offsets differ is no evidence about the rule.
    """
    zone = data.draw(st.sampled_from(shared_zones))
    day = data.draw(st.dates(dt.date(2000, 1, 1), dt.date(2036, 12, 30)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + 1)::timestamp AT TIME ZONE %s", [day, zone])
        (theirs,) = cursor.fetchone()
        around = [theirs + dt.timedelta(hours=hours) for hours in (-13, -1, 1, 13)]
        cursor.execute(
            "SELECT array_agg(moment AT TIME ZONE %s ORDER BY moment) FROM unnest(%s) AS moment",
            [zone, around],
        )
        (their_clock,) = cursor.fetchone()
    assume(their_clock == [local(at, zone).replace(tzinfo=None) for at in around])
    try:
        assert due_at(day, zone) == theirs
    except NoSuchDayError:
        return


NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LISBON = {"time_zone": "Europe/Lisbon", "at": NOW}


@pytest.mark.parametrize(
    ("rule", "hired_on", "due_on"),
    [
        (DueRule(Anchor.FIXED, due_on=dt.date(2026, 12, 4)), None, dt.date(2026, 12, 4)),
        (DueRule(Anchor.ASSIGNED, offset_days=14), None, dt.date(2026, 12, 7)),
        (DueRule(Anchor.HIRED, offset_days=30), dt.date(2026, 11, 2), dt.date(2026, 12, 2)),
        (DueRule(Anchor.HIRED, offset_days=365), dt.date(2028, 2, 29), dt.date(2029, 2, 28)),
        (DueRule(Anchor.HIRED, offset_days=9), dt.date(9999, 12, 30), dt.date(2199, 12, 31)),
    ],
)
def test_the_date_follows_from_the_anchor(rule, hired_on, due_on):
    found = moment(rule, hired_on=hired_on, **LISBON)
    assert (found.due_on, found.problem) == (due_on, Problem.NONE)


@pytest.mark.parametrize(
    ("rule", "hired_on", "problem"),
    [
        (DueRule(Anchor.HIRED, offset_days=30), None, Problem.NO_HIRE_DATE),
        (DueRule(Anchor.HIRED, offset_days=30), dt.date(2020, 1, 1), Problem.PAST),
        (DueRule(Anchor.FIXED, due_on=dt.date(2026, 11, 22)), None, Problem.PAST),
    ],
)
def test_why_no_date_follows(rule, hired_on, problem):
    found = moment(rule, hired_on=hired_on, **LISBON)
    assert (found.due_on, found.due_at, found.problem) == (None, None, problem)


def test_a_skipped_day_gives_no_date():
    rule = DueRule(Anchor.FIXED, due_on=dt.date(2011, 12, 30))
    at = dt.datetime(2011, 12, 1, tzinfo=dt.UTC)
    found = moment(rule, time_zone="Pacific/Apia", hired_on=None, at=at)
    assert found.problem == Problem.NO_SUCH_DAY


def test_today_is_the_day_in_the_zone_of_the_person():
    rule = DueRule(Anchor.FIXED, due_on=dt.date(2026, 11, 23))
    late = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    assert moment(rule, time_zone="Pacific/Auckland", hired_on=None, at=late).problem == "past"
    assert moment(rule, time_zone="Pacific/Honolulu", hired_on=None, at=late).problem == ""


@pytest.mark.parametrize("name", ["", "Not/AZone", "../../etc/passwd", "x" * 64, "Europe"])
def test_an_unknown_zone_counts_as_utc(name):
    assert known_zone(name) == "UTC"


@pytest.mark.parametrize(
    "wrong",
    [
        {"anchor": Anchor.FIXED},
        {"anchor": Anchor.FIXED, "due_on": dt.date(2026, 1, 1), "offset_days": 3},
        {"anchor": Anchor.HIRED, "due_on": dt.date(2026, 1, 1)},
        {"anchor": Anchor.ASSIGNED},
    ],
)
def test_a_rule_says_a_date_or_days_and_never_both(wrong):
    with pytest.raises(ValueError, match="a due rule is"):
        DueRule(**wrong)


@pytest.mark.parametrize(
    ("due_on", "found"),
    [
        (dt.date(2026, 12, 1), Standing.ON_TRACK),
        (dt.date(2026, 11, 30), Standing.DUE_SOON),
        (dt.date(2026, 11, 23), Standing.DUE_SOON),
        (dt.date(2026, 11, 22), Standing.OVERDUE),
        (None, Standing.ON_TRACK),
    ],
)
def test_where_somebody_stands(due_on, found):
    end = due_at(due_on, "Europe/Lisbon") if due_on else None
    given_ = {"due_on": due_on, "due_at": end, "zone": "Europe/Lisbon", "at": NOW}
    assert standing(is_done=False, **given_) == found
    assert standing(is_done=True, **given_) == Standing.COMPLETED
