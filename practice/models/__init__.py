"""Reflections with their prompts, announced scenes, and scenes with the runs through them."""

from practice.models.announcement import Announcement
from practice.models.comfort import Comfort
from practice.models.debrief import DebriefNote, SeatRating
from practice.models.reflection import Prompt, Reflection
from practice.models.run import Run, Turn
from practice.models.scenario import Scenario

__all__ = [
    "Announcement",
    "Comfort",
    "DebriefNote",
    "Prompt",
    "Reflection",
    "Run",
    "Scenario",
    "SeatRating",
    "Turn",
]
