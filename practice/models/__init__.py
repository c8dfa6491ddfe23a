"""Scenes and runs, listening, practice with others, what people keep, and the year."""

from practice.models.announcement import Announcement
from practice.models.comfort import Comfort
from practice.models.debrief import DebriefNote, SeatRating
from practice.models.listening import (
    ListeningSet,
    MeaningHint,
    Objection,
    PeerAsk,
    PeerRating,
    Try,
)
from practice.models.live import LiveCard, LiveExercise, LiveNote, LiveRound, LiveSession
from practice.models.own_call import OwnCall
from practice.models.private import ReflectionNote, TriggerEntry
from practice.models.reflection import Prompt, Reflection
from practice.models.run import Run, Turn
from practice.models.scenario import Scenario
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
    "Comfort",
    "DebriefNote",
    "FollowUp",
    "Intention",
    "ListeningSet",
    "LiveCard",
    "LiveExercise",
    "LiveNote",
    "LiveRound",
    "LiveSession",
    "MeaningHint",
    "Nudge",
    "Objection",
    "OwnCall",
    "PeerAsk",
    "PeerRating",
    "Prompt",
    "Reflection",
    "ReflectionNote",
    "RefresherDeck",
    "ReviewCard",
    "ReviewLog",
    "Run",
    "Scenario",
    "SeatRating",
    "SelfCheck",
    "TriggerEntry",
    "Try",
    "Turn",
    "YearLesson",
    "YearPlan",
]
