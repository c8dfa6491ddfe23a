"""Reflections with their prompts and what people keep on them, and announced scenes."""

from practice.models.announcement import Announcement
from practice.models.private import ReflectionNote, TriggerEntry
from practice.models.reflection import Prompt, Reflection

__all__ = ["Announcement", "Prompt", "Reflection", "ReflectionNote", "TriggerEntry"]
