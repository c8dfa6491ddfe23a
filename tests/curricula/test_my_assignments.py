"""What a learner owes, why, and until when."""

from __future__ import annotations

import datetime as dt

import pytest

from curricula.due_dates import Standing
from curricula.selectors import my_assignments
from people.viewer import viewer_for
from tests.curricula.conftest import NOW, assign_to, study

TODAY = NOW.date()


def test_what_why_by_whom_and_until_when(curriculum, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    (mine,) = my_assignments(viewer_for(dana, on=TODAY))
    assert mine.title == "Empathy in customer service"
    assert (mine.why, mine.assigned_by) == ("Works in Bookings or below", "Omar Haddou")
    assert (mine.due_on, mine.zone) == (dt.date(2026, 12, 4), "Europe/Lisbon")
    assert mine.due_at == dt.datetime(2026, 12, 5, tzinfo=dt.UTC)
    (course,) = mine.courses
    assert (course.title, course.percent, course.minutes_left) == ("About empathy", 0, 12)


def test_it_moves_with_the_lessons_and_ends_with_the_last(curriculum, course, bookings, dana, omar):
    from curricula.services.refresh_cycles import refresh_cycles
    from enrollments.models import CompletionRecord

    assign_to(bookings, curriculum=curriculum, by=omar)
    viewer = viewer_for(dana, on=TODAY)
    study(dana, course, lessons=1)
    assert my_assignments(viewer)[0].percent == 50
    study(dana, course)
    record = CompletionRecord.objects.get(learner=dana)
    assert refresh_cycles(completion_uuid=str(record.uuid), at=NOW) == 1
    (mine,) = my_assignments(viewer)
    assert (mine.state, mine.percent, mine.tone) == (Standing.COMPLETED, 100, "good")


def test_two_queries_at_most(curriculum, bookings, dana, omar, django_assert_max_num_queries):
    assign_to(bookings, curriculum=curriculum, by=omar)
    viewer = viewer_for(dana, on=TODAY)
    my_assignments(viewer)  # outlines of versions never change and are kept
    with django_assert_max_num_queries(2):
        assert my_assignments(viewer)


def test_others_see_nothing_of_it(curriculum, bookings, dana, omar, ines):
    assign_to(bookings, curriculum=curriculum, by=omar)
    for other in (omar, ines):
        assert my_assignments(viewer_for(other, on=TODAY)) == []


@pytest.mark.parametrize("gone", ["person", "assignment"])
def test_what_is_withdrawn_is_gone(gone, curriculum, bookings, dana, omar):
    from curricula.models import Assignment

    assign_to(bookings, curriculum=curriculum, by=omar)
    if gone == "assignment":
        Assignment.objects.filter(person=dana).update(state="withdrawn")
    else:
        dana.is_active = False
        dana.save(update_fields=["is_active"])
    assert my_assignments(viewer_for(dana, on=TODAY)) == []
