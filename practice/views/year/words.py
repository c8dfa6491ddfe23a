"""The words of the practice year: skills, thoughts, levels of one's own line."""

from __future__ import annotations

import math

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SKILL_WORDS: dict[str, Promise] = {
    "notice": _("Noticing"),
    "name_feeling": _("Naming the feeling"),
    "validate": _("Saying that it makes sense"),
    "paraphrase": _("Giving it back in your own words"),
    "explore": _("Asking before answering"),
    "own": _("Owning what went wrong"),
    "repair": _("Repairing"),
    "act": _("Going on to the help"),
    "boundary": _("Setting a boundary kindly"),
    "recover": _("Recovering"),
}
THOUGHTS: dict[str, Promise] = {
    "notice": _("What did you notice late in your last contact? What was its first sign?"),
    "name_feeling": _("Which feeling do you meet most this month? Which word do you have for it?"),
    "validate": _("When did somebody last say that your anger made sense? What did it change?"),
    "paraphrase": _("Which word of a customer stayed with you this week? Did you give it back?"),
    "explore": _("What did you believe to know about a customer before you had asked?"),
    "own": _("What went wrong lately, and who heard it from you rather than from a letter?"),
    "repair": _("Which talk would you like to have once more? What would be its first line?"),
    "act": _("When you went on to the help, did you say by when?"),
    "recover": _("What helps you after a hard contact? When did you last do it?"),
    "boundary": _("Where did you say no this month, and how would it have felt to hear it?"),
}
ANY_THOUGHT = _("Which sentence of this course do you use by now, and which one do you avoid?")
LEVEL_WORDS: tuple[Promise, ...] = (
    _("It would fit under any message."),
    _("It names the matter, and not yet what it means to this person."),
    _("It shows that I heard this person."),
    _("It says what it means to them, so that they could nod."),
)
SECONDS_A_REVIEW = 60


def minutes_of(reviews: int) -> int:
    """Return how many minutes so many reviews take, rounded up."""
    return math.ceil(reviews * SECONDS_A_REVIEW / 60)
