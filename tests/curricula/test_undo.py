"""An hour to take it back; who has begun keeps it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from common.errors import Conflict
from curricula.models import Assignment, AssignmentGrant, AssignmentRule, Cycle
from curricula.selectors.overview import rule_facts
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.services.undo import undo
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.enroll import enroll
from enrollments.services.visit_lesson import visit_lesson
from notifications.models import Notification
from tests.curricula.conftest import NOW, assign_to, study

SOON = NOW + dt.timedelta(minutes=59)


def test_untouched_assignments_end(curriculum, bookings, dana, milo, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    result = undo(rule=rule, by=omar, at=SOON)
    assert (result.withdrawn, result.kept, result.told) == (2, 0, 0)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Cycle.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Enrollment.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Notification.objects.values_list("not_sent_reason", flat=True)) == {"undone"}
    assert AuditEvent.objects.filter(verb="assignment.undone").count() == 1
    assert AuditEvent.objects.filter(verb="assignment.withdrawn").count() == 2


def test_who_has_begun_keeps_it(curriculum, course, bookings, dana, milo, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    study(dana, course, lessons=1, at=NOW)
    result = undo(rule=rule, by=omar, at=SOON)
    assert (result.withdrawn, result.kept) == (1, 1)
    assert Cycle.objects.get(assignment__person=dana).state == "open"
    assert AssignmentGrant.objects.get(assignment__person=dana).revoked_at is None


def test_who_has_only_opened_a_lesson_keeps_it(curriculum, course, bookings, dana, milo, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    enrollment = Enrollment.objects.get(learner=dana)
    visit_lesson(enrollment=enrollment, lesson_id=enrollment.version.lessons.first().pk, at=NOW)
    result = undo(rule=rule, by=omar, at=SOON)
    assert (result.withdrawn, result.kept) == (1, 1)
    enrollment.refresh_from_db()
    assert enrollment.state == "open"


def test_another_reason_keeps_it(curriculum, europe, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    second = assign_to(europe, curriculum=curriculum, by=omar)
    undo(rule=second, by=omar, at=SOON)
    assert Assignment.objects.get(person=dana).state == "active"
    assert Assignment.objects.get(person=omar).state == "withdrawn"


def test_a_round_that_a_later_rule_asks_for_is_that_rules(
    curriculum, europe, bookings, dana, milo, omar
):
    """And undoing that one too ends it for whoever has not begun, and withholds the mail."""
    first = assign_to(bookings, curriculum=curriculum, by=omar)
    second = assign_to(europe, curriculum=curriculum, by=omar)
    undo(rule=first, by=omar, at=SOON)
    owed = Cycle.objects.get(assignment__person=dana)
    assert (owed.state, owed.rule) == ("open", second)
    line = AuditEvent.objects.get(verb="assignment.undone")
    assert (line.detail["withdrawn"], line.detail["handed_over"]) == (0, 2)
    study(milo, owed.places.get().enrollment.course, lessons=1, at=SOON)
    assert undo(rule=second, by=omar, at=SOON).kept == 1  # Milo has begun
    states = dict(Cycle.objects.values_list("assignment__person__legal_name", "state"))
    assert (states[dana.legal_name], states[milo.legal_name]) == ("withdrawn", "open")
    assert Enrollment.objects.get(learner=dana).state == "withdrawn"
    assert Enrollment.objects.get(learner=milo).state == "open"
    assert Notification.objects.get(recipient=dana).not_sent_reason == "undone"
    assert Notification.objects.get(recipient=milo).not_sent_reason == ""


def test_what_somebody_studied_on_their_own_account_stays(curriculum, course, bookings, dana, omar):
    mine = enroll(learner=dana, course=course, by=dana, at=NOW - dt.timedelta(days=1))
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    undo(rule=rule, by=omar, at=SOON)
    mine.refresh_from_db()
    assert mine.state == "open"
    assert Assignment.objects.get(person=dana).state == "withdrawn"


def test_assigned_again_it_is_the_same_cycle(curriculum, bookings, dana, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    before = Cycle.objects.get(assignment__person=dana)
    undo(rule=rule, by=omar, at=SOON)
    assign_to(bookings, curriculum=curriculum, by=omar, at=NOW + dt.timedelta(days=1))
    after = Cycle.objects.get(assignment__person=dana)
    assert (after.pk, after.state) == (before.pk, "open")
    assert Enrollment.objects.open().filter(learner=dana).count() == 1
    assert Notification.objects.filter(recipient=dana, not_sent_reason="").count() == 1


def test_after_the_hour_and_a_second_time_it_is_refused(curriculum, bookings, dana, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    with pytest.raises(Conflict, match="no longer be undone"):
        undo(rule=rule, by=omar, at=NOW + dt.timedelta(hours=1))
    undo(rule=rule, by=omar, at=SOON)
    with pytest.raises(Conflict):
        undo(rule=rule, by=omar, at=SOON)
    assert AssignmentRule.objects.get().undone_at == SOON


@pytest.fixture
def fresh_rule(curriculum, bookings, dana, omar):
    return assign_to(bookings, curriculum=curriculum, by=omar, at=timezone.now())


def test_the_page_works(fresh_rule, omar, sign_in):
    client = sign_in(omar)
    page = client.get(reverse("curricula:assigned", args=[fresh_rule.uuid]))
    assert "Undo this assignment" in page.content.decode()
    response = client.post(reverse("curricula:undo", args=[fresh_rule.uuid]), follow=True)
    assert "2 assignments ended" in response.content.decode()
    assert "Undo this assignment" not in response.content.decode()
    again = client.post(reverse("curricula:undo", args=[fresh_rule.uuid]), follow=True)
    assert "no longer be undone" in again.content.decode()


def test_the_page_needs_login(fresh_rule):
    for name in ("assigned", "undo"):
        url = reverse(f"curricula:{name}", args=[fresh_rule.uuid])
        response = Client().post(url) if name == "undo" else Client().get(url)
        assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["dana", "milo", "vera", "theo", "ada", "ines"])
def test_the_page_is_for_who_assigned(who, fresh_rule, request, sign_in):
    """Without the permission, and with it but for other people: not there."""
    client = sign_in(request.getfixturevalue(who))
    assert client.get(reverse("curricula:assigned", args=[fresh_rule.uuid])).status_code == 404
    assert client.post(reverse("curricula:undo", args=[fresh_rule.uuid])).status_code == 404
    assert AssignmentRule.objects.get().state == "applied"


def test_undo_is_no_link(fresh_rule, omar, sign_in):
    assert sign_in(omar).get(reverse("curricula:undo", args=[fresh_rule.uuid])).status_code == 405


def test_a_course_that_another_curriculum_asks_for_too_goes_on(
    curriculum, course, bookings, dana, omar
):
    """Both ask for the same course, so one enrollment serves both."""
    other = create(slug="other", title="Other", required=[course], by=None, at=NOW)
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    assign_to(bookings, curriculum=other, by=omar, at=NOW + dt.timedelta(minutes=5))
    undo(rule=rule, by=omar, at=SOON)
    assert Enrollment.objects.get(learner=dana).state == "open"
    owed = Cycle.objects.get(assignment__person=dana, state="open")
    assert owed.assignment.curriculum == other
    undo(rule=owed.rule, by=omar, at=SOON)
    assert Enrollment.objects.get(learner=dana).state == "withdrawn"


def test_who_has_begun_under_a_rule_that_is_gone_keeps_the_other(
    curriculum, course, bookings, dana, milo, omar
):
    other = create(slug="other", title="Other", required=[course], by=None, at=NOW)
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    later = assign_to(bookings, curriculum=other, by=omar, at=NOW + dt.timedelta(minutes=5))
    undo(rule=rule, by=omar, at=SOON)
    study(dana, course, lessons=1, at=SOON)
    assert undo(rule=later, by=omar, at=SOON).kept == 1
    assert Enrollment.objects.get(learner=dana).state == "open"
    assert Enrollment.objects.get(learner=milo).state == "withdrawn"


def test_the_page_counts_who_had_completed_it_before_and_nobody_since(
    curriculum, course, bookings, dana, milo, omar
):
    earlier = NOW - dt.timedelta(days=2)
    enroll(learner=dana, course=course, by=dana, at=earlier)
    study(dana, course, at=earlier)
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    study(milo, course, at=NOW + dt.timedelta(days=3))
    refresh_cycles(completion_uuid=str(CompletionRecord.objects.get(learner=milo).uuid), at=SOON)
    assert set(Cycle.objects.values_list("state", flat=True)) == {"satisfied"}
    facts = rule_facts(rule, undoable_until=SOON)
    assert (facts.opened, facts.finished) == (2, 1)
