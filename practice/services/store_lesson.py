"""Write a practice lesson's own rows while its version is being published."""

from __future__ import annotations

import dataclasses

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from practice.models import (
    Announcement,
    LiveExercise,
    Prompt,
    Reflection,
    RefresherDeck,
    Scenario,
    YearLesson,
)
from practice.package.announced import AnnouncedDraft
from practice.package.booster import YearDraft
from practice.package.live import LiveDraft
from practice.package.reflection import ReflectionDraft
from practice.package.refreshers import RefreshersDraft
from practice.package.roleplay import RoleplayDraft


def store_reflection(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the reflection and its prompts; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, ReflectionDraft)
    reflection = Reflection.objects.create(lesson=lesson, intro=payload.intro)
    Prompt.objects.bulk_create(
        Prompt(reflection=reflection, ordinal=place, **dataclasses.asdict(prompt))
        for place, prompt in enumerate(payload.prompts, start=1)
    )


def store_announced(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the announcement; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, AnnouncedDraft)
    Announcement.objects.create(lesson=lesson, **dataclasses.asdict(payload))


def store_roleplay(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the scene; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, RoleplayDraft)
    scenario_row(payload, lesson=lesson).save(force_insert=True)


def scenario_row(payload: RoleplayDraft, *, lesson: Lesson | None = None) -> Scenario:
    """Return a scene as it is stored, not stored yet; a preview has no lesson for it."""
    script, span = payload.script, payload.span
    return Scenario(
        **({"lesson": lesson} if lesson else {}),
        key=script.id,
        version=script.version,
        sha256=payload.sha256,
        language=script.language,
        source=payload.source,
        overlays=dict(payload.overlays),
        title=script.title,
        summary=script.summary,
        persona=script.persona.name,
        channel=script.persona.channel,
        complexity=script.complexity,
        intensity=script.safeguards.intensity,
        difficulty=script.difficulty,
        minutes=script.minutes,
        content_note=script.safeguards.content_note,
        best=span.best,
        worst=span.worst,
        expert=[[turn.node, turn.choice, turn.noticed] for turn in span.expert],
    )


def store_refreshers(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the deck; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, RefreshersDraft)
    RefresherDeck.objects.create(lesson=lesson, **dataclasses.asdict(payload))


def store_year_lesson(lesson: Lesson, draft: LessonDraft) -> None:
    """Write what a lesson tells of a booster or the self-check, while its version is published."""
    payload = draft.payload
    assert isinstance(payload, YearDraft)
    YearLesson.objects.create(lesson=lesson, **dataclasses.asdict(payload))


def store_live(lesson: Lesson, draft: LessonDraft) -> None:
    """Write what a live lesson holds; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, LiveDraft)
    LiveExercise.objects.create(lesson=lesson, payload=payload.payload)
