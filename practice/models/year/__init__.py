"""The practice year: who takes part, their cards and reviews, boosters, intentions, reminders.

Everything here is the learner's own. No page, report or export of anybody else reads it.
"""

from practice.models.year.booster import Booster
from practice.models.year.card import ReviewCard, ReviewLog
from practice.models.year.deck import RefresherDeck, YearLesson
from practice.models.year.intention import FollowUp, Intention
from practice.models.year.plan import Nudge, YearPlan
from practice.models.year.self_check import SelfCheck

__all__ = [
    "Booster",
    "FollowUp",
    "Intention",
    "Nudge",
    "RefresherDeck",
    "ReviewCard",
    "ReviewLog",
    "SelfCheck",
    "YearLesson",
    "YearPlan",
]
