"""Reflections with their prompts, announced scenes, and the practice year."""

from practice.models.announcement import Announcement
from practice.models.reflection import Prompt, Reflection
from practice.models.year import (
    Booster,
    BoosterLesson,
    FollowUp,
    Intention,
    Nudge,
    RefresherDeck,
    ReviewCard,
    ReviewLog,
    YearPlan,
)

__all__ = [
    "Announcement",
    "Booster",
    "BoosterLesson",
    "FollowUp",
    "Intention",
    "Nudge",
    "Prompt",
    "Reflection",
    "RefresherDeck",
    "ReviewCard",
    "ReviewLog",
    "YearPlan",
]
