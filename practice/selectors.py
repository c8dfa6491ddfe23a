"""Reads. What belongs to a version never changes, so it is kept in the process."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Prefetch

from practice.models import Announcement, Prompt, Reflection

KEPT = 256


@lru_cache(maxsize=KEPT)
def reflection_of(lesson_id: int) -> Reflection:
    """Return a lesson's reflection with its prompts (two queries, once per process)."""
    in_order = Prefetch("prompts", queryset=Prompt.objects.order_by("ordinal"))
    return Reflection.objects.prefetch_related(in_order).get(lesson_id=lesson_id)


@lru_cache(maxsize=KEPT)
def announcement_of(lesson_id: int) -> Announcement:
    """Return what a lesson announces (one query, once per process)."""
    return Announcement.objects.get(lesson_id=lesson_id)
