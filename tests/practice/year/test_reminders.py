"""Reminders: at the person's hour, twice a week at most, once, and only when something waits."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from common.models import OutboxRow
from lms.schedule import BEAT_SCHEDULE
from notifications.mail import compose
from notifications.models import Notification
from notifications.services.send import Outcome, note
from practice.models import Nudge, YearPlan
from practice.services.year import send_digests as module
from practice.services.year.intentions import write_intention
from practice.services.year.send_digests import send_digests
from practice.services.year.settings import NudgeWishes, set_nudges, stop_nudges
from practice.spacing import nudges
from practice.spacing.working_days import DaysOff
from reports.selectors.evidence import evidence_of
from tests.practice.year.decks import MONDAY, answered, joined, student, year_course

NINE = dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)  # Dana lives in Lisbon: the same in March
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
LISBON = ZoneInfo("Europe/Lisbon")
WISH = NudgeWishes(is_nudged=True, hour=9, quiet_from=19, quiet_until=7)


@pytest.fixture
def reminded(learner):
    """Dana, who asked for reminders on the Sunday before."""
    set_nudges(wishes=WISH, by=learner, at=NINE - DAY)
    return learner


def play(first, days, *, minutes=15):
    """Let the clock run and return the moments at which something was sent."""
    sent, at = [], first
    while at < first + dt.timedelta(days=days):
        if send_digests(at=at):
            sent.append(at)
        at += dt.timedelta(minutes=minutes)
    return sent


def test_a_fortnight_has_two_reminders_a_week_at_the_persons_hour(reminded):
    sent = play(NINE - 9 * HOUR, 14)
    assert [moment.isoweekday() for moment in sent] == [1, 3, 1, 3]
    assert {moment.astimezone(LISBON).hour for moment in sent} == {9}
    assert Nudge.objects.count() == Notification.objects.count() == 4


def test_it_goes_out_once_however_often_the_clock_ticks(reminded):
    assert [send_digests(at=NINE + n * dt.timedelta(seconds=7)) for n in range(5)] == [
        1,
        0,
        0,
        0,
        0,
    ]
    assert OutboxRow.objects.filter(subscription="notifications.send").count() == 1


def test_a_clock_that_stood_still_sends_nothing_at_night(reminded):
    assert send_digests(at=NINE + 14 * HOUR) == 0
    assert YearPlan.objects.get().next_nudge_at > NINE + 14 * HOUR


@pytest.mark.parametrize(
    ("late", "sent"), [(nudges.GRACE - MINUTE, 1), (nudges.GRACE, 0), (5 * HOUR, 0)]
)
def test_what_is_two_hours_late_is_let_go_by_day_too(reminded, late, sent):
    assert send_digests(at=NINE + late) == sent
    assert Notification.objects.count() == sent


def test_nothing_goes_out_when_nothing_waits(reminded):
    answered(reminded, "card-1", is_sure=True, at=NINE - HOUR)
    answered(reminded, "card-2", is_sure=True, at=NINE - HOUR)
    assert send_digests(at=NINE) == 0
    assert not Notification.objects.exists()


def test_days_off_that_were_set_later_are_kept(reminded):
    YearPlan.objects.update(away_from_on=NINE.date(), away_until_on=NINE.date() + 20 * DAY)
    assert send_digests(at=NINE) == 0
    assert YearPlan.objects.get().next_nudge_at.date() > NINE.date() + 20 * DAY


def test_a_question_that_waits_does_not_call_on_a_day_off(reminded):
    written_at = NINE - 8 * DAY
    write_intention(uuid=uuid.uuid4(), when="a", then="b", by=reminded, at=written_at)
    YearPlan.objects.update(away_from_on=NINE.date(), away_until_on=NINE.date() + 20 * DAY)
    assert send_digests(at=NINE) == 0
    YearPlan.objects.update(away_from_on=None, away_until_on=None, next_nudge_at=NINE)
    assert send_digests(at=NINE) == 1


def test_who_may_not_sign_in_gets_none(reminded):
    type(reminded).objects.update(is_active=False)
    assert send_digests(at=NINE) == 0


def test_one_who_cannot_be_reminded_does_not_stop_the_others(reminded, milo, course, monkeypatch):
    student(milo, course, "l1-1")
    joined(milo)
    set_nudges(wishes=WISH, by=milo, at=NINE - DAY)
    plain = module._what_waits

    def fails_for_dana(plan, at):
        if plan.learner_id == reminded.pk:
            raise RuntimeError("something odd")
        return plain(plan, at)

    monkeypatch.setattr(module, "_what_waits", fails_for_dana)
    assert send_digests(at=NINE) == 1
    assert Notification.objects.get().recipient == milo


def test_the_mail_says_what_and_how_long_and_nothing_of_the_person(reminded):
    write_intention(
        uuid=reminded.uuid, when="canary-when", then="x", by=reminded, at=NINE - 9 * DAY
    )
    send_digests(at=NINE)
    found = compose(Notification.objects.get())
    assert found.subject == "2 short reviews, 3 min"
    assert "1 question about a sentence of yours" in found.body
    for word in ("canary", "card-1", "Card number", "streak", "days in a row", "score"):
        assert word not in found.body + found.subject
    plan = YearPlan.objects.get()
    assert f"/my/year/stop/{plan.stop_token}/" in found.body
    headers = found.extra_headers
    assert headers["List-Unsubscribe"].endswith(f"/my/year/stop/{plan.stop_token}/>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.outbox == []


def test_other_messages_have_no_such_header(dana):
    row = Notification(
        recipient=dana, kind="report.ready", key="x", created_at=timezone.now(),
        context={"rows": 1, "run_uuid": str(dana.uuid)},
    )  # fmt: skip
    assert "List-Unsubscribe" not in compose(row).extra_headers


def test_after_one_click_nothing_is_sent(reminded):
    assert stop_nudges(token=YearPlan.objects.get().stop_token)
    assert play(NINE - HOUR, 3) == []


def test_ten_thousand_who_chose_the_same_hour_all_hear_in_time():
    ticks = nudges.GRACE.total_seconds() / BEAT_SCHEDULE["practice digests"]["schedule"]
    assert ticks * module.AT_MOST >= 2 * 10_000


@pytest.mark.django_db(transaction=True)
def test_four_clocks_at_once_send_one(dana):
    student(dana, year_course(), "l1-1")
    joined(dana)
    set_nudges(wishes=WISH, by=dana, at=NINE - DAY)

    def tick(_):
        try:
            return send_digests(at=NINE)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tick, range(4))) == 1
    assert Notification.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_the_database_still_refuses_a_second(dana):
    """Negative control: the claim makes it quiet, the constraints make it true."""
    student(dana, year_course(), "l1-1")
    joined(dana)
    plan = set_nudges(wishes=WISH, by=dana, at=NINE - DAY)
    counts = {"reviews": 1, "boosters": 0, "questions": 0}
    with transaction.atomic():
        module._write(plan, counts, NINE)
    with pytest.raises(IntegrityError, match="practice_nudge_day_once"), transaction.atomic():
        module._write(plan, counts, NINE)


# --- the engine

ZONES = st.sampled_from(["Europe/Lisbon", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo"])


@given(
    minutes=st.integers(0, 525_600), zone=ZONES,
    hour=st.integers(0, 23), weekdays=st.frozensets(st.integers(1, 7), max_size=6),
)  # fmt: skip
def test_a_year_of_moments_keeps_every_rule(minutes, zone, hour, weekdays):
    moment, days_off, sent = NINE + dt.timedelta(minutes=minutes), DaysOff(weekdays), []
    for _ in range(20):
        following = nudges.next_at(
            after=moment, zone=ZoneInfo(zone), hour=hour, days_off=days_off, sent=sent
        )
        assert following is not None
        assert following > moment
        day = following.astimezone(ZoneInfo(zone)).date()
        assert not days_off.has(day)
        sent.append(day)
        moment = following
    weeks = [nudges.week_of(day) for day in sent]
    assert max(weeks.count(week) for week in weeks) <= 2
    assert all((b - a).days >= 2 for a, b in pairwise(sent))


@pytest.mark.parametrize(
    ("hour", "is_quiet"), [(6, True), (7, False), (18, False), (19, True), (0, True), (23, True)]
)
def test_quiet_hours_run_over_midnight(hour, is_quiet):
    assert nudges.is_quiet(hour, quiet_from=19, quiet_until=7) is is_quiet
    assert not nudges.is_quiet(hour, quiet_from=7, quiet_until=7)


def test_monday_is_a_monday():
    assert MONDAY.isoweekday() == 1


def test_neither_the_trail_nor_the_evidence_tells_who_wants_reminders(reminded):
    send_digests(at=NINE)
    message = Notification.objects.get(kind=module.KIND)
    note({}, Outcome(notification=message, not_sent_reason=""), NINE)
    message.refresh_from_db()
    assert message.sent_at == NINE
    assert not AuditEvent.objects.filter(verb="message.sent").exists()
    evidence = evidence_of(message.recipient, on=NINE.date())
    assert message.uuid not in {moment.target for moment in evidence.moments}
