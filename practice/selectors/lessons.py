"""Reads. What belongs to a version never changes, so it is kept in the process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Prefetch

from practice.models import Announcement, Prompt, Reflection

KEPT = 256


@lru_cache(maxsize=KEPT)
def reflection_of(lesson_id: int) -> Reflection:
    """Return a lesson's reflection with its prompts (two queries, once per process)."""
    in_order = Prefetch("prompts", queryset=Prompt.objects.order_by("ordinal"))
    return Reflection.objects.prefetch_related(in_order).get(lesson_id=lesson_id)


def in_source(reflection: Reflection) -> dict[str, Any]:
    """Return what a reflection says in the language of the course, shaped as a translation is."""
    prompts = [
        {"key": prompt.key, "text": prompt.text, "help": prompt.help}
        for prompt in reflection.prompts.all()
    ]
    return {"intro": reflection.intro, "prompts": prompts}


@lru_cache(maxsize=KEPT)
def announcement_of(lesson_id: int) -> Announcement:
    """Return what a lesson announces (one query, once per process)."""
    return Announcement.objects.get(lesson_id=lesson_id)
