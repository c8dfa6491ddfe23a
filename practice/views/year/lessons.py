"""The lessons of the practice year inside the player: what it is, where one stands, the way in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from enrollments.player import LessonContext, render_lesson
from people.access import ViewerRequest
from practice.selectors.lessons import year_lesson_of
from practice.selectors.year.decks import deck_of
from practice.selectors.year.mine import my_year


def refreshers_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Tell how the refreshers work, and let one take part or go there."""
    deck = deck_of(context.lesson.pk)
    extra: dict[str, Any] = {
        "told": context.words.more or deck,
        "count": len(deck.cards),
        "year": my_year(request.viewer.user),
        "is_learner": True,
    }
    return render_lesson(request, "practice/year/lessons/refreshers.html", context, extra)


def booster_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Tell of a booster, when it comes, and where it waits once it is there."""
    lesson = year_lesson_of(context.lesson.pk)
    year = my_year(request.viewer.user)
    course_id = context.enrollment.course_id
    found = None
    if year is not None:
        mine = [one for one in year.boosters if one.course_id == course_id]
        found = next((one for one in mine if one.day == lesson.day), None)
    extra: dict[str, Any] = {
        "told": context.words.more or lesson,
        "day": lesson.day,
        "year": year,
        "booster": found,
        "is_due": found is not None and year is not None and found.due_on <= year.today,
        "is_learner": True,
    }
    return render_lesson(request, "practice/year/lessons/booster_lesson.html", context, extra)


def self_check_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Tell of the self-check and lead there; one need not take part in the year."""
    told = context.words.more or year_lesson_of(context.lesson.pk)
    extra = {"told": told, "is_learner": True}
    return render_lesson(request, "practice/year/lessons/self_check.html", context, extra)
