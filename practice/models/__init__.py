"""Reflections with their prompts, and announced scenes."""

from practice.models.announcement import Announcement
from practice.models.reflection import Prompt, Reflection

__all__ = ["Announcement", "Prompt", "Reflection"]
