"""A completion whose time is over: expired in the report at the moment it is on every page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.formats import date_format

from certificates.models import Certificate
from curricula.models import Cycle
from curricula.services.create import create
from people.viewer import viewer_for
from reports.selectors.evidence import evidence_of
from reports.services.request import request
from tests.reports.conftest import ASSIGNED, DONE, WHY, built, cells, finish, hand_out, wish
from tests.support.factories import EmploymentFactory, UserFactory, published_course

pytestmark = pytest.mark.django_db(transaction=True)

# The ninth of December is over in Auckland and not in Lisbon.
BETWEEN = dt.datetime(2026, 12, 9, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def both_done(bookings, dana, omar):
    """Dana in Lisbon and Aroha in Auckland were done on the same day, for a month."""
    aroha = UserFactory(legal_name="Aroha Ngata", time_zone="Pacific/Auckland")
    EmploymentFactory(person=aroha, department=bookings)
    monthly = create(
        slug="monthly", title="Every month", required=[published_course()], validity_months=1,
        by=None, at=ASSIGNED,
    )  # fmt: skip
    hand_out(bookings, curriculum=monthly, by=omar)
    return {person.legal_name: finish(person, at=DONE.replace(hour=3)) for person in (dana, aroha)}


def told(person, *, at) -> dict[str, dict[str, str]]:
    run = request(wish=wish(), reason=WHY, by=viewer_for(person, on=at.date()), at=at)
    built(run)
    rows = cells(run)
    assert run.totals["expired"] == len([row for row in rows if row["state"] == "expired"])
    return {row["person"]: row for row in rows}


def test_state_certificate_and_follow_say_the_same_in_each_zone(both_done, vera):
    rows = told(vera, at=BETWEEN)
    for name, record in both_done.items():
        row, certificate = rows[name], Certificate.objects.get(completion=record)
        today = BETWEEN.astimezone(record.learner.zone()).date()
        (followed,) = Cycle.objects.with_standing(at=BETWEEN).filter(
            assignment__person__legal_name=name
        )
        assert row["counts_until"] == certificate.expires_on.isoformat() == "2026-12-09"
        assert row["certificate_state"] == certificate.standing(on=today).value
        assert row["state"] == followed.standing
        moments = evidence_of(record.learner, on=today).moments
        facts = [fact for moment in moments for fact in moment.facts]
        told_until = [value for name, value in facts if name in {"Counts until", "Valid until"}]
        assert told_until == [date_format(certificate.expires_on)] * 2
    assert rows["Dana Whitfield-Šimić"]["state"] == "completed"
    assert rows["Aroha Ngata"]["state"] == "expired"
    assert rows["Aroha Ngata"]["state_since"] == "2026-12-09T11:00:00Z"
    assert rows["Aroha Ngata"]["completed_at"].startswith("2026-11-09")
