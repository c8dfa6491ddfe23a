"""Reflections and trigger maps that some of the company keep for themselves."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from courses.models import Lesson
from enrollments.models import Enrollment
from lms.demo.practice import words
from lms.demo.practice.learners import Practitioner
from people.models import User
from practice.models import Prompt
from practice.services.private.keep_note import Prompted, keep_note
from practice.services.private.keep_trigger import add_trigger

REFLECTION, MODULE = "m1-reflection", "m1"


def keep_some(people: Sequence[Practitioner], *, until: dt.datetime, chance: random.Random) -> None:
    """Let a few people keep a reflection or draw a line of their trigger map."""
    able = [one for one in people if MODULE in one.modules]
    for one in chance.sample(able, min(18, len(able))):
        at = one.moment(MODULE, before=until, chance=chance)
        prompt = chance.choice(tuple(words.REFLECTIONS))
        keep(
            one.enrollment, prompt, chance.choice(words.REFLECTIONS[prompt]), by=one.learner, at=at
        )
        if chance.random() < 0.4:
            add_trigger(line=chance.choice(words.TRIGGERS), by=one.learner, at=at)


def keep(enrollment: Enrollment, prompt: str, text: str, *, by: User, at: dt.datetime) -> None:
    """Keep a text on one prompt of the reflection of the first module."""
    lesson = Lesson.objects.get(version_id=enrollment.version_id, key=REFLECTION)
    asked = Prompt.objects.get(reflection__lesson=lesson, key=prompt)
    prompted = Prompted(
        course_id=enrollment.course_id, lesson_key=lesson.key, prompt_key=prompt,
        lesson=lesson.title, prompt=asked.text,
    )  # fmt: skip
    keep_note(prompt=prompted, text=text, seen=0, by=by, at=at)
