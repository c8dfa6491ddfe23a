"""Reflections with their prompts, announced scenes, and the practice year."""

from practice.models.announcement import Announcement
from practice.models.reflection import Prompt, Reflection
from practice.models.year import (
    Booster,
    FollowUp,
    Intention,
    Nudge,
    RefresherDeck,
    ReviewCard,
    ReviewLog,
    SelfCheck,
    YearLesson,
    YearPlan,
)

__all__ = [
    "Announcement",
    "Booster",
    "FollowUp",
    "Intention",
    "Nudge",
    "Prompt",
    "Reflection",
    "RefresherDeck",
    "ReviewCard",
    "ReviewLog",
    "SelfCheck",
    "YearLesson",
    "YearPlan",
]
