"""A reminder is mailed while it is welcome: a mail server that was away does not wake anybody."""

from __future__ import annotations

import pytest
from django.core import mail

from common.models import OutboxRow
from notifications import timely
from notifications.models import Notification
from notifications.services.send import deliver
from practice.models import YearPlan
from practice.services.year.join import leave
from practice.services.year.send_digests import send_digests
from practice.services.year.settings import set_nudges, stop_nudges
from practice.spacing.nudges import GRACE
from tests.practice.year.test_reminders import DAY, HOUR, NINE, WISH


@pytest.fixture
def owed(learner):
    """The row that owes Dana the reminder of nine o'clock; the mail server is away since."""
    set_nudges(wishes=WISH, by=learner, at=NINE - DAY)
    assert send_digests(at=NINE) == 1
    return OutboxRow.objects.get(subscription="notifications.send")


def reason(owed) -> str:
    owed.refresh_from_db()
    assert owed.done_at is not None  # closed: it waits for no better hour
    row = Notification.objects.get()
    assert (row.sent_at is None) == bool(row.not_sent_reason)
    return row.not_sent_reason


def test_within_the_grace_it_goes_out(owed):
    assert deliver(row_id=owed.pk, at=NINE + GRACE * 0.99)
    assert len(mail.outbox) == 1
    assert reason(owed) == ""


@pytest.mark.parametrize("later", [GRACE, 14 * HOUR, 18 * HOUR, DAY])
def test_late_it_is_let_go(owed, later):
    assert deliver(row_id=owed.pk, at=NINE + later)
    assert mail.outbox == []
    assert reason(owed) == "too_late"


def test_quiet_hours_that_begin_meanwhile_are_kept(owed):
    YearPlan.objects.update(quiet_from=10, quiet_until=7)
    assert deliver(row_id=owed.pk, at=NINE + HOUR)
    assert mail.outbox == []


def test_who_stopped_meanwhile_has_stopped(owed):
    assert stop_nudges(token=YearPlan.objects.get().stop_token)
    assert deliver(row_id=owed.pk, at=NINE + HOUR)
    assert mail.outbox == []
    assert reason(owed) == "too_late"


def test_who_left_meanwhile_has_left(owed, learner):
    leave(by=learner, at=NINE)
    assert deliver(row_id=owed.pk, at=NINE + HOUR)
    assert mail.outbox == []


def test_control_without_the_question_it_would_go_out_at_night(owed, monkeypatch):
    monkeypatch.setattr(timely, "_CHECKS", {})
    assert deliver(row_id=owed.pk, at=NINE + 18 * HOUR)
    assert len(mail.outbox) == 1
