"""What was completed and no longer counts is told as expired, on each page the same."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from curricula.due_dates import Anchor, DueRule, Standing, standing
from curricula.models import Cycle
from curricula.selectors.follow import Filters, followed, standings
from curricula.selectors.grid import grid
from curricula.selectors.my_assignments import my_assignments
from curricula.selectors.overview import curricula_for
from curricula.selectors.rows import in_order
from curricula.selectors.team import team_figures, team_of
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.words import day_words
from enrollments.models import CompletionRecord
from people.viewer import viewer_for
from tests.curricula.conftest import assign_to, publish, study
from tests.support.factories import EmploymentFactory, UserFactory

LONG_AGO = timezone.now() - dt.timedelta(days=100)
IN_TWO_WEEKS = DueRule(Anchor.ASSIGNED, offset_days=14)
EVERYBODY = Filters()


@pytest.fixture
def monthly(db):
    return create(
        slug="monthly", title="Every month", required=[publish("monthly")], validity_months=1,
        by=None, at=LONG_AGO,
    )  # fmt: skip


def finish(person, curriculum, *, at) -> Cycle:
    study(person, curriculum.courses.get(), at=at)
    record = CompletionRecord.objects.filter(learner=person).latest("id")
    refresh_cycles(completion_uuid=str(record.uuid), at=at)
    return Cycle.objects.get(assignment__person=person)


@pytest.fixture
def expired(monthly, bookings, dana, milo, omar):
    """Dana was done a hundred days ago, for a month; Milo never was."""
    assign_to(bookings, curriculum=monthly, by=omar, at=LONG_AGO, due=IN_TWO_WEEKS)
    return finish(dana, monthly, at=LONG_AGO)


def counted(at, omar, milo, dana) -> dict[str, object]:
    """Return what each page says of Dana at an instant: is she done?"""
    hr, manager = viewer_for(omar, on=at.date()), viewer_for(milo, on=at.date())
    (cell,) = [cell for _, _, cells in grid(hr, at=at).rows for cell in cells if cell]
    (line,) = curricula_for(hr, at=at)
    return {
        "follow": standings(followed(hr, EVERYBODY, at=at))["completed"],
        "grid": cell.done,
        "list": line.completed,
        "team": team_figures(team_of(manager, at=at))["completed"],
    }


def test_every_page_counts_through_the_last_valid_day_and_not_longer(expired, omar, milo, dana):
    last = dt.datetime.combine(expired.expires_on, dt.time(12), dt.UTC)
    assert set(counted(last, omar, milo, dana).values()) == {1}
    assert set(counted(last + dt.timedelta(days=1), omar, milo, dana).values()) == {0}


def test_follow_names_who_expired(expired, omar, sign_in):
    client = sign_in(omar)
    html = client.get("/hr/follow/").content.decode()
    assert re.findall(r'standing=(\w+)[^"]*">(\d+)</a>', html)[-2:] == [
        ("completed", "0"), ("expired", "1"),
    ]  # fmt: skip
    assert "0 of 2" in html
    rows = client.get("/hr/follow/", {"standing": "expired"}).content.decode()
    assert "Dana Whitfield-Šimić" in rows
    assert "Milo Ferreira" not in rows
    assert '<span class="num">0%</span>' in rows


def test_the_team_page_says_so_too(expired, milo, sign_in):
    main = sign_in(milo).get("/team/").content.decode().split("<main")[1]
    assert main.count("Expired") == 2  # the figure, and Dana's line
    assert '<span class="num quiet">100%</span>' not in main
    assert '<span class="num quiet">0%</span>' in main
    assert "days ago" not in main
    assert f", valid until {day_words(expired.expires_on, today=timezone.localdate())}" in main


def test_the_learner_is_told_the_same(expired, dana, sign_in):
    (mine,) = my_assignments(viewer_for(dana, on=timezone.now().date()))
    assert (mine.state, mine.percent, mine.minutes_left) == (Standing.EXPIRED, 0, 0)
    html = sign_in(dana).get("/learn/").content.decode()
    assert "<strong>Expired</strong><small>Completed " in html


def test_programs_are_told_the_same(expired, dana, omar, sign_in):
    for person, whose in ((dana, "mine"), (omar, "people")):
        client = sign_in(person)
        for state, people in (("completed", 0), ("expired", 1)):
            found = client.get("/api/v1/assignments/", {"whose": whose, "standing": state}).json()
            assert len(found["results"]) == people, (whose, state)


def test_who_was_asked_again_is_no_longer_expired(expired, monthly, bookings, omar, milo, dana):
    now = timezone.now()
    assign_to(bookings, curriculum=monthly, by=omar, at=now, due=IN_TWO_WEEKS)
    found = standings(followed(viewer_for(omar, on=now.date()), EVERYBODY, at=now))
    assert (found["expired"], found["completed"]) == (0, 0)


def test_what_expired_stands_before_what_is_on_track(expired, monthly, bookings, omar):
    EmploymentFactory(department=bookings)
    unhurried, at = DueRule(Anchor.ASSIGNED, offset_days=90), LONG_AGO + dt.timedelta(days=20)
    assign_to(bookings, curriculum=monthly, by=omar, at=at, due=unhurried)
    at += dt.timedelta(days=20)
    cycles = followed(viewer_for(omar, on=at.date()), EVERYBODY, at=at)
    assert [row.standing for row in in_order(cycles)] == ["overdue", "expired", "on_track"]


def test_database_and_engine_agree_on_the_last_hours(monthly, bookings, omar):
    for zone in ("Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "America/St_Johns"):
        person = UserFactory(time_zone=zone)
        EmploymentFactory(department=bookings, person=person)
    assign_to(bookings, curriculum=monthly, by=omar, at=LONG_AGO, due=IN_TWO_WEEKS)
    for cycle in Cycle.objects.exclude(zone="Europe/Lisbon"):
        done = finish(cycle.assignment.person, monthly, at=LONG_AGO)
        last = dt.datetime.combine(done.expires_on, dt.time(), dt.UTC)
        for hours in range(-15, 40):
            at = last + dt.timedelta(hours=hours)
            found = Cycle.objects.with_standing(at=at).get(pk=done.pk)
            assert found.standing == standing(
                is_done=True, due_on=done.due_on, due_at=done.due_at, zone=done.zone, at=at,
                expires_on=done.expires_on,
            ), (done.zone, at)  # fmt: skip
