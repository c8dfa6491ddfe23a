"""Practice lessons as learners will see them, before they are published."""

from __future__ import annotations

import dataclasses

from courses.lesson_kinds import Look, Preview
from courses.package.drafts import LessonDraft
from practice.models import Announcement
from practice.package.announced import AnnouncedDraft
from practice.package.booster import YearDraft
from practice.package.listening import ListeningDraft
from practice.package.live import LiveDraft
from practice.package.reflection import ReflectionDraft
from practice.package.refreshers import RefreshersDraft
from practice.package.roleplay import RoleplayDraft
from practice.selectors.listening.exercises import exercises_of
from practice.selectors.live import room_of
from practice.selectors.playing.scenes import Scene
from practice.selectors.runs.reading import told_as_prose
from practice.services.store_lesson import scenario_row


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


def show_roleplay(draft: LessonDraft, _look: Look) -> Preview:
    """Return the scene as prose: the expert's path, as the reading version tells it."""
    payload = draft.payload
    assert isinstance(payload, RoleplayDraft)
    scene = Scene(
        row=scenario_row(payload),
        script=payload.script,
        span=payload.span,
        language=payload.script.language,
    )
    context = {"told": told_as_prose(scene, is_done=False)}
    return Preview(template="practice/roleplay/reading.html", context=context)


def show_listening(draft: LessonDraft, _look: Look) -> Preview:
    """Return every exercise as it is asked, with the author's models and reasons."""
    payload = draft.payload
    assert isinstance(payload, ListeningDraft)
    rows = [
        {"exercise": exercise, "data": exercise.data, "shown": exercise.shows({})}
        for exercise in exercises_of(payload.payload())
    ]
    context = {"intro": payload.intro, "rows": rows}
    return Preview(template="practice/listening/preview.html", context=context)


def show_live(draft: LessonDraft, _look: Look) -> Preview:
    """Return the room of a live lesson, with every case card, as only authors see them at once."""
    payload = draft.payload
    assert isinstance(payload, LiveDraft)
    context = {**room_of(payload.payload), "preview_rounds": payload.payload["rounds"]}
    return Preview(template="practice/live/room.html", context=context)


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


def show_own_call(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page that tells of the call that learners bring."""
    payload = draft.payload
    assert isinstance(payload, YearDraft)
    return Preview(template="practice/own_call/lesson.html", context={"told": payload})
