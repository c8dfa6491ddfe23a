"""A reminder that cannot be written waits longer and longer, is seen, and holds up nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from notifications.models import Notification
from practice.models import YearPlan
from practice.selectors.year.reminders import failing_reminders
from practice.services.year import send_digests as module
from practice.services.year.join import leave
from practice.services.year.send_digests import send_digests
from practice.services.year.settings import set_nudges, stop_nudges
from practice.spacing import nudges
from tests.practice.year.decks import joined, student
from tests.practice.year.test_reminders import DAY, HOUR, NINE, WISH

MINUTE = dt.timedelta(minutes=1)
PLAIN = module._what_waits


@pytest.fixture
def tries(learner, monkeypatch):
    """Dana's reminder fails; return the moments of the tries."""
    set_nudges(wishes=WISH, by=learner, at=NINE - DAY)
    found: list[dt.datetime] = []

    def fails(plan, at):
        if plan.learner_id == learner.pk:
            found.append(at)
            raise RuntimeError("something odd")
        return PLAIN(plan, at)

    monkeypatch.setattr(module, "_what_waits", fails)
    return found


def tick(first, last, *, every=MINUTE):
    at = first
    while at <= last:
        send_digests(at=at)
        at += every


def test_it_is_tried_six_times_a_day_and_on_the_next(tries):
    tick(NINE, NINE + 2 * HOUR)
    assert [(at - NINE) // MINUTE for at in tries] == [0, 1, 3, 7, 15, 31]
    tick(NINE + DAY - HOUR, NINE + DAY + HOUR)
    assert [(at - NINE - DAY) // MINUTE for at in tries[6:]] == [0, 1, 3, 7, 15, 31]


def test_operators_see_how_many_and_nobodys_name(tries, learner, ada, sign_in):
    assert "Reminders of the practice year" not in sign_in(ada).get("/status/").content.decode()
    send_digests(at=NINE)
    assert (failing_reminders().count, failing_reminders().latest_at) == (1, NINE)
    page = sign_in(ada).get("/status/").content.decode()
    assert "Reminders of the practice year" in page
    assert learner.email not in page


def test_others_are_not_held_up_however_many_fail(tries, learner, milo, course, monkeypatch):
    """A whole tick of failures is put off, so the next tick comes to the others."""
    monkeypatch.setattr(module, "AT_MOST", 1)
    student(milo, course, "l1-1")
    joined(milo)
    set_nudges(wishes=WISH, by=milo, at=NINE - DAY)
    assert [send_digests(at=NINE), send_digests(at=NINE)] == [0, 1]
    assert Notification.objects.get().recipient == milo


def test_once_it_works_all_of_it_is_forgotten(tries, learner, monkeypatch):
    send_digests(at=NINE)
    monkeypatch.setattr(module, "_what_waits", PLAIN)
    assert send_digests(at=NINE + MINUTE) == 1
    assert failing_reminders().count == 0
    assert YearPlan.objects.get().nudge_failures == 0


def test_a_plan_whose_next_day_fails_too_waits_a_day(tries, monkeypatch):
    def fails(*_, **__):
        raise ValueError("odd days")

    monkeypatch.setattr(module, "next_nudge", fails)
    tick(NINE, NINE + 3 * HOUR)
    assert len(tries) == 6
    assert YearPlan.objects.get().next_nudge_at == tries[-1] + DAY


@pytest.mark.parametrize("how", ["stop", "leave", "settings"])
def test_whoever_stops_or_changes_it_begins_anew(tries, learner, how):
    send_digests(at=NINE)
    if how == "stop":
        stop_nudges(token=YearPlan.objects.get().stop_token)
    elif how == "leave":
        leave(by=learner, at=NINE)
    else:
        set_nudges(wishes=WISH, by=learner, at=NINE)
    assert failing_reminders().count == 0


def test_stopped_while_it_failed_it_stays_stopped(learner, monkeypatch):
    set_nudges(wishes=WISH, by=learner, at=NINE - DAY)

    def stops_and_fails(plan, at):
        raise RuntimeError("something odd")

    monkeypatch.setattr(module, "_what_waits", stops_and_fails)
    stop = module._put_off
    monkeypatch.setattr(
        module, "_put_off",
        lambda *args: (stop_nudges(token=YearPlan.objects.get().stop_token), stop(*args)),
    )  # fmt: skip
    send_digests(at=NINE)
    plan = YearPlan.objects.get()
    assert (plan.is_nudged, plan.next_nudge_at, plan.nudge_failures) == (False, None, 0)


def test_all_tries_of_a_day_lie_within_the_grace():
    waits = [nudges.wait_after(failures) for failures in range(1, nudges.TRIES_A_DAY + 1)]
    assert waits[-1] is None
    assert sum(filter(None, waits), dt.timedelta()) < nudges.GRACE
    assert nudges.wait_after(nudges.TRIES_A_DAY + 1) == nudges.FIRST_WAIT
