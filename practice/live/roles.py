"""Who speaks, listens and observes, and how the roles move on. Pure.

Everybody chooses another role for the first round, and all move one chair on: in each round every
role is taken once, though no account knows of another.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SPEAKER, LISTENER, OBSERVER = "speaker", "listener", "observer"
PAIR, THREE = "pair", "three"
ROLES: dict[str, tuple[str, ...]] = {
    PAIR: (SPEAKER, LISTENER),
    THREE: (SPEAKER, LISTENER, OBSERVER),
}
LABELS: dict[str, Promise] = {
    SPEAKER: _("Speaker"),
    LISTENER: _("Listener"),
    OBSERVER: _("Observer"),
}
ABOUT: dict[str, Promise] = {
    SPEAKER: _("You are the customer. A card tells you your story."),
    LISTENER: _("You answer. You get three things to try."),
    OBSERVER: _("You watch, and write down words. You have the observer card."),
}
AS_ROLE: dict[str, Promise] = {
    SPEAKER: _("As the speaker"),
    LISTENER: _("As the listener"),
    OBSERVER: _("As the observer"),
}
EVERYBODY = "all"
WHO: dict[str, Promise] = {**LABELS, EVERYBODY: _("Everybody")}


def role_in(round_number: int, *, first: str, who: str) -> str:
    """Return the role in a round, counted from one, of whoever began as `first`.

    Raises ValueError for a role that a pair or three do not have.
    """
    chairs = ROLES[who]
    return chairs[(chairs.index(first) + round_number - 1) % len(chairs)]


def keeps_card(role: str, who: str) -> bool:
    """Return whether the role has the observer card: in a pair, the speaker fills it in after."""
    return role == (OBSERVER if who == THREE else SPEAKER)
