"""Practice lessons as learners will see them, before they are published."""

from __future__ import annotations

import dataclasses

from courses.lesson_kinds import Look, Preview
from courses.package.drafts import LessonDraft
from practice.models import Announcement
from practice.package.announced import AnnouncedDraft
from practice.package.reflection import ReflectionDraft
from practice.package.roleplay import RoleplayDraft
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
