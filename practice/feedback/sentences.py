"""The sentences that remarks are made of. They quote and ask; none says that something lacks."""

from __future__ import annotations

from typing import cast

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# By highlight: what is said of the quoted words, and why they help.
FOUND: dict[str, tuple[Promise, Promise]] = {
    "names_feeling": (
        _("You named a feeling: “{quote}”."),
        _("Customers who hear their feeling in words need not show it louder."),
    ),
    "validates": (
        _("You said that the feeling makes sense: “{quote}”."),
        _("The customer need not defend the feeling any more, and has room for the next step."),
    ),
    "warmth": (
        _("A personal, warm turn: “{quote}”."),
        _("It is about this customer and would not fit the next one."),
    ),
    "paraphrases": (
        _("You gave back what you heard: “{quote}”."),
        _("The customer can nod or correct you, and need not repeat it."),
    ),
    "explores": (
        _("You asked about their situation: “{quote}”."),
        _("Asking finds out what guessing does not."),
    ),
    "acts": (
        _("You took something in hand: “{quote}”."),
        _("Something happens now, and the customer knows what."),
    ),
}
ASK_FEELING = _("Which of your words are about how the customer feels? Mark them.")
ASK_FEELING_WHY = _("The statement carries a feeling. You know best where you answered it.")
ASK_COPY = _("Much of this is in the customer’s own words. How would you say it to a friend?")
ASK_COPY_WHY = _(
    "Own words show that something was understood; echoed ones show that it was heard."
)
POINT_WHY = _("Compared by words alone, so it can err both ways. Your answer counts.")
MEANING_WHY = _(
    "Found by meaning: other words, compared by a small model on this server. It can err both "
    "ways. Your answer counts."
)
MISREAD_WHY = _("You wrote “{quote}”. The author of this exercise thought of this question.")


def fill(sentence: Promise, quote: str) -> Promise:
    """Return a sentence with its quote, in whatever language it is shown."""
    return format_lazy(cast("str", sentence), quote=quote)
