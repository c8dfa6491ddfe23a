"""Practice lessons as learners will see them, before they are published."""

from __future__ import annotations

import dataclasses

from courses.lesson_kinds import Look, Preview
from courses.package.drafts import LessonDraft
from practice.models import Announcement
from practice.package.announced import AnnouncedDraft
from practice.package.booster import YearDraft
from practice.package.reflection import ReflectionDraft
from practice.package.refreshers import RefreshersDraft


def show_reflection(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page of the prompts."""
    payload = draft.payload
    assert isinstance(payload, ReflectionDraft)
    return Preview(template="practice/reflection.html", context={"reflection": payload})


def show_announced(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page of a scene that is announced."""
    payload = draft.payload
    assert isinstance(payload, AnnouncedDraft)
    announcement = Announcement(**dataclasses.asdict(payload))
    context = {"announcement": announcement, "told": announcement}
    return Preview(template="practice/announced.html", context=context)


def show_refreshers(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page of a deck with all its cards, as only authors see them at once."""
    payload = draft.payload
    assert isinstance(payload, RefreshersDraft)
    context = {"told": payload, "count": len(payload.cards), "preview_cards": payload.cards}
    return Preview(template="practice/year/lessons/refreshers.html", context=context)


def show_booster(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page that tells of a booster."""
    payload = draft.payload
    assert isinstance(payload, YearDraft)
    context = {"told": payload, "day": payload.day}
    return Preview(template="practice/year/lessons/booster_lesson.html", context=context)


def show_self_check(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page that tells of the self-check."""
    payload = draft.payload
    assert isinstance(payload, YearDraft)
    return Preview(template="practice/year/lessons/self_check.html", context={"told": payload})
