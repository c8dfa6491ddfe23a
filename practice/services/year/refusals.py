"""Why the practice year says no, in words for the learner."""

from __future__ import annotations

from django.utils.translation import gettext as _

from common.errors import Conflict


class NotTakingPart(Conflict):
    """The person has not joined, or has left."""

    def __init__(self) -> None:
        super().__init__(_("You are not taking part in the practice year at the moment."))


class EnoughForToday(Conflict):
    """The day holds no more."""

    def __init__(self) -> None:
        super().__init__(_("That was enough for today. The card comes again on another day."))


class DayOff(Conflict):
    """Nothing is asked on a day off."""

    def __init__(self) -> None:
        super().__init__(_("Today is one of your days off. Nothing waits for you."))


class NotDue(Conflict):
    """The card is not asked now: it was answered already, or it comes later."""

    def __init__(self) -> None:
        super().__init__(_("This card is not asked now. Here is what comes next."))


class AlreadySaid(Conflict):
    """Another page was faster with the same answer or booster; what it said counts."""

    def __init__(self) -> None:
        super().__init__(_("This was answered already. What you said first counts."))


class SentBefore(Conflict):
    """The page was sent before with something else; nothing that was typed is lost."""

    code = "sent_before"

    def __init__(self) -> None:
        super().__init__(
            _("This page was sent before with something else. Send it again to keep both.")
        )
