"""Scenes and runs, listening exercises and tries, reflections, and what people keep."""

from practice.models.announcement import Announcement
from practice.models.comfort import Comfort
from practice.models.debrief import DebriefNote, SeatRating
from practice.models.listening import ListeningSet, Objection, PeerAsk, PeerRating, Try
from practice.models.private import ReflectionNote, TriggerEntry
from practice.models.reflection import Prompt, Reflection
from practice.models.run import Run, Turn
from practice.models.scenario import Scenario

__all__ = [
    "Announcement",
    "Comfort",
    "DebriefNote",
    "ListeningSet",
    "Objection",
    "PeerAsk",
    "PeerRating",
    "Prompt",
    "Reflection",
    "ReflectionNote",
    "Run",
    "Scenario",
    "SeatRating",
    "TriggerEntry",
    "Try",
    "Turn",
]
