"""Reflections with their prompts, announced scenes, and listening exercises with their tries."""

from practice.models.announcement import Announcement
from practice.models.listening import ListeningSet, Objection, PeerAsk, PeerRating, Try
from practice.models.reflection import Prompt, Reflection

__all__ = [
    "Announcement",
    "ListeningSet",
    "Objection",
    "PeerAsk",
    "PeerRating",
    "Prompt",
    "Reflection",
    "Try",
]
