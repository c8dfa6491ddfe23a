"""What is valid for a time is asked for again when that time is over, and not before."""

from __future__ import annotations

import datetime as dt

import pytest

from curricula.due_dates import Anchor, DueRule
from curricula.models import Assignment, Cycle
from curricula.selectors.my_assignments import my_assignments
from curricula.selectors.plan import groups, intent, totals
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.services.undo import undo
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.enroll import enroll
from notifications.models import Notification
from people.viewer import viewer_for
from tests.curricula.conftest import NOW, assign_to, audience_of, publish, study

IN_TWO_WEEKS = DueRule(Anchor.ASSIGNED, offset_days=14)
LAST_VALID = dt.datetime(2027, 11, 23, 9, tzinfo=dt.UTC)  # a year after NOW, by its day
DAY = dt.timedelta(days=1)


@pytest.fixture
def yearly(db):
    return create(
        slug="yearly", title="Every year", required=[publish("yearly")], validity_months=12,
        by=None, at=NOW,
    )  # fmt: skip


@pytest.fixture
def done(yearly, bookings, dana, milo, omar):
    """Dana completed what was assigned to Bookings; Milo did not."""
    assign_to(bookings, curriculum=yearly, by=omar)
    finish(dana, at=NOW)
    return yearly


def finish(person, *, at) -> None:
    study(person, publish_of(person), at=at)
    record = CompletionRecord.objects.filter(learner=person).latest("id")
    refresh_cycles(completion_uuid=str(record.uuid), at=at)


def publish_of(person):
    return Enrollment.objects.open().get(learner=person).course


def again(curriculum, bookings, omar, *, at):
    return assign_to(bookings, curriculum=curriculum, by=omar, at=at, due=IN_TWO_WEEKS)


def rounds(person) -> list[str]:
    cycles = Cycle.objects.filter(assignment__person=person).order_by("ordinal")
    return list(cycles.values_list("state", flat=True))


def holders(curriculum, bookings, *, at) -> int:
    wanted = intent(
        curriculum=curriculum, audience=audience_of(bookings), due=IN_TWO_WEEKS, scope=None,
        time_zone="UTC", at=at,
    )  # fmt: skip
    return totals(wanted, groups(wanted)).holders


def test_on_the_last_valid_day_nothing_is_asked_again(done, bookings, dana, omar):
    assert holders(done, bookings, at=LAST_VALID) == 2
    again(done, bookings, omar, at=LAST_VALID)
    assert rounds(dana) == ["satisfied"]
    assert Enrollment.objects.filter(learner=dana).count() == 1


def test_a_day_later_the_next_round_begins(done, bookings, dana, milo, omar):
    at = LAST_VALID + DAY
    assert holders(done, bookings, at=at) == 1
    again(done, bookings, omar, at=at)
    assert (rounds(dana), rounds(milo)) == (["satisfied", "open"], ["open"])
    assert Enrollment.objects.open().get(learner=dana).ordinal == 2
    assert Notification.objects.filter(recipient=dana, kind="assignment.new").count() == 2
    (mine,) = my_assignments(viewer_for(dana, on=at.date()))
    assert (mine.due_on, mine.percent) == (dt.date(2027, 12, 8), 0)
    finish(dana, at=at + DAY)
    assert rounds(dana) == ["satisfied", "satisfied"]
    latest = Cycle.objects.filter(assignment__person=dana).latest("ordinal")
    assert latest.expires_on == dt.date(2028, 11, 25)


def test_a_new_round_is_undone_like_any_other(done, bookings, dana, milo, omar):
    rule = again(done, bookings, omar, at=LAST_VALID + DAY)
    result = undo(rule=rule, by=omar, at=LAST_VALID + DAY)
    assert (result.withdrawn, result.kept) == (1, 0)
    assert (rounds(dana), rounds(milo)) == (["satisfied", "withdrawn"], ["open"])
    assert set(Assignment.objects.values_list("state", flat=True)) == {"active"}
    assert not Enrollment.objects.open().filter(learner=dana).exists()
    again(done, bookings, omar, at=LAST_VALID + 2 * DAY)
    assert rounds(dana) == ["satisfied", "open"]


def test_a_round_that_a_later_rule_asks_for_too_stays(done, bookings, europe, dana, omar):
    rule = again(done, bookings, omar, at=LAST_VALID + DAY)
    again(done, europe, omar, at=LAST_VALID + DAY)
    undo(rule=rule, by=omar, at=LAST_VALID + DAY)
    assert rounds(dana) == ["satisfied", "open"]


@pytest.mark.parametrize(
    ("months", "completed", "assigned", "counts"),
    [
        (1, "2027-02-28T12", "2027-03-28T09", True),
        (1, "2027-02-28T12", "2027-03-29T09", False),
        (1, "2027-02-28T12", "2027-03-31T09", False),
        (12, "2027-02-28T12", "2028-02-29T09", False),
        (12, "2028-02-29T12", "2029-02-28T23", True),
    ],
)
def test_a_completion_counts_as_long_as_its_certificate_says(
    bookings, dana, omar, months, completed, assigned, counts
):
    course = publish("short")
    short = create(
        slug="short", title="Short", required=[course], validity_months=months, by=None, at=NOW
    )
    completed, assigned = (
        dt.datetime.fromisoformat(f"{moment}:00:00+00:00") for moment in (completed, assigned)
    )
    enroll(learner=dana, course=course, by=dana, at=completed)
    study(dana, course, at=completed)
    again(short, bookings, omar, at=assigned)
    assert rounds(dana) == ["satisfied" if counts else "open"]


def test_a_valid_completion_counts_although_a_retake_is_open(bookings, europe, dana, omar):
    """The yearly curriculum asks again; the one for two years is content with last year's."""
    course = publish("shared")
    yearly, lasting = (
        create(
            slug=f"every-{months}", title=f"Every {months}", required=[course],
            validity_months=months, by=None, at=NOW,
        )
        for months in (12, 24)
    )  # fmt: skip
    assign_to(bookings, curriculum=yearly, by=omar)
    finish(dana, at=NOW)
    again(yearly, bookings, omar, at=LAST_VALID + DAY)
    again(lasting, bookings, omar, at=LAST_VALID + DAY)
    states = Cycle.objects.filter(assignment__person=dana).order_by("id")
    assert [(row.assignment.curriculum.slug, row.state) for row in states] == [
        ("every-12", "satisfied"), ("every-12", "open"), ("every-24", "satisfied"),
    ]  # fmt: skip


def test_what_was_completed_in_a_round_that_was_undone_does_not_close_a_later_one(
    yearly, bookings, dana, omar
):
    """Dana had begun on her own account, went on after it was undone, and was done for a year."""
    enroll(learner=dana, course=yearly.courses.get(), by=dana, at=NOW - DAY)
    undo(rule=assign_to(bookings, curriculum=yearly, by=omar), by=omar, at=NOW)
    finish(dana, at=NOW)
    at = LAST_VALID + DAY
    again(yearly, bookings, omar, at=at)
    assert rounds(dana) == ["withdrawn", "open"]
    (mine,) = my_assignments(viewer_for(dana, on=at.date()))
    assert [course.percent for course in mine.courses] == [0]
    finish(dana, at=at)
    assert rounds(dana) == ["withdrawn", "satisfied"]
