"""Boosters are planned once, when somebody has completed and joined. Skills stay private."""

from __future__ import annotations

import datetime as dt

import pytest

from common.models import OutboxRow
from enrollments.models import CompletionRecord
from enrollments.services.complete_lesson import complete_lesson
from practice.models import Booster
from practice.selectors.year import skills
from practice.selectors.year.scenes import Scene, add_finder, scene_for
from practice.services.year.finish_booster import finish_booster
from practice.services.year.join import join, leave
from practice.services.year.plan_boosters import plan_owed
from practice.services.year.refusals import AlreadySaid, NotDue
from practice.spacing.skills import Tally
from tests.practice.year.decks import MONDAY, answered, joined, student, studies_of, year_course
from tests.support.factories import SPRING, EnrollmentFactory, published_course

DAY = dt.timedelta(days=1)


def planned(person):
    return list(Booster.objects.filter(learner=person).order_by("day").values_list("day", "due_on"))


def test_joining_after_the_course_plans_from_the_day_of_joining(dana):
    student(dana, year_course(), "l1-1", "l2-1")
    assert CompletionRecord.objects.count() == 1
    joined(dana, at=MONDAY)
    assert planned(dana) == [
        (7, dt.date(2026, 3, 16)), (30, dt.date(2026, 4, 8)), (90, dt.date(2026, 6, 8)),
    ]  # fmt: skip
    assert all(day.isoweekday() < 6 for _, day in planned(dana))
    join(by=dana, at=MONDAY + 50 * DAY)
    assert len(planned(dana)) == 3


def test_completing_after_joining_owes_a_plan_and_it_is_carried_out_once(dana):
    enrollment = student(dana, year_course(), "l1-1")
    joined(dana)
    assert planned(dana) == []
    last = enrollment.version.lessons.get(key="l2-1")
    complete_lesson(enrollment=enrollment, lesson=last, by=dana, at=MONDAY)
    owed = OutboxRow.objects.get(subscription="practice.plan_boosters")
    for _ in range(2):
        plan_owed(owed.payload, None, MONDAY)
    assert [day for day, _ in planned(dana)] == [7, 30, 90]


def test_a_course_without_refreshers_plans_none(dana):
    joined(dana)
    enrollment = EnrollmentFactory(learner=dana, course=published_course(lessons=[{"key": "only"}]))
    lesson = enrollment.version.lessons.get()
    complete_lesson(enrollment=enrollment, lesson=lesson, by=dana, at=MONDAY)
    owed = OutboxRow.objects.get(subscription="practice.plan_boosters")
    plan_owed(owed.payload, None, MONDAY)
    assert planned(dana) == []


def test_who_does_not_take_part_gets_none(dana):
    student(dana, year_course(), "l1-1", "l2-1")
    owed = OutboxRow.objects.get(subscription="practice.plan_boosters")
    plan_owed(owed.payload, None, MONDAY)
    joined(dana)
    leave(by=dana, at=MONDAY)
    Booster.objects.all().delete()
    plan_owed(owed.payload, None, MONDAY)
    assert planned(dana) == []


def test_a_booster_is_closed_once_and_not_before_its_day(dana):
    student(dana, year_course(), "l1-1", "l2-1")
    joined(dana, at=MONDAY)
    row = Booster.objects.get(day=7)
    with pytest.raises(NotDue):
        finish_booster(booster=row, was_done=True, skill="", by=dana, at=MONDAY)
    later = MONDAY + 8 * DAY
    for _ in range(2):
        finish_booster(booster=row, was_done=True, skill="act", by=dana, at=later)
    with pytest.raises(AlreadySaid):
        finish_booster(booster=row, was_done=False, skill="", by=dana, at=later)
    row.refresh_from_db()
    assert (row.state, row.skill, row.finished_at) == ("done", "act", later)


# --- skills


def test_the_weakest_skill_counts_reviews_and_says_how_many(learner):
    assert skills.weakest_skill(learner, at=MONDAY) is None
    day = MONDAY
    for _ in range(7):
        answered(learner, "card-1", quality="poor", at=day)
        day += DAY if day.isoweekday() < 5 else 3 * DAY
    found = skills.weakest_skill(learner, at=day)
    assert found is not None
    assert (found.skill, found.shown) == ("paraphrase", 7)
    assert found.weak >= 5
    assert skills.weakest_skill(learner, at=day + 200 * DAY) is None


def test_another_source_of_evidence_counts_too(learner, monkeypatch):
    monkeypatch.setattr(skills, "_sources", [])

    def from_scenes(_learner, _at):
        return [Tally("own", 9, 6)]

    skills.add_source(from_scenes)
    skills.add_source(from_scenes)
    assert skills.weakest_skill(learner, at=MONDAY) == Tally("own", 9, 6)


def test_a_scene_is_found_where_somebody_has_one(learner, monkeypatch):
    from practice.selectors.year import scenes

    monkeypatch.setattr(scenes, "_finders", [])
    assert scene_for("own", studies_of(learner)) is None
    add_finder(lambda skill, _: Scene("The parcel", "/x/", "en") if skill == "own" else None)
    assert scene_for("own", studies_of(learner)) == Scene("The parcel", "/x/", "en")
    assert scene_for("act", studies_of(learner)) is None


def test_spring_is_before_monday():
    assert SPRING < MONDAY
