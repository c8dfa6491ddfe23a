"""What the wizard calls its steps and fields, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from practice.models import Scenario
from practice.own_call.shapes import FEELINGS
from practice.selectors.playing.labels import EMOTIONS, label


class Asked(NamedTuple):
    """A field as it is asked: its label, a word of help, and how many lines it shows."""

    label: Promise
    help: Promise | str = ""
    rows: int = 2


STEP_TITLES: Mapping[str, Promise] = {
    "moment": lazy("The moment"),
    "reply": lazy("What I said"),
    "others": lazy("Two other replies"),
    "check": lazy("Names and numbers out"),
}
ASKED: Mapping[str, Asked] = {
    "channel": Asked(lazy("Where was it?")),
    "persona": Asked(
        lazy("A name that you invent for the customer"),
        lazy("Never the real one. A first name is enough."), rows=1,
    ),
    "said": Asked(
        lazy("What did the customer say?"),
        lazy("One to three lines, as you remember them. Leave out who it was."), rows=3,
    ),
    "felt": Asked(lazy("What did they feel most?")),
    "cue": Asked(lazy("What gave it away?"), lazy("A word, a pause, a tone, a second message.")),
    "mine": Asked(lazy("What did you say?"), lazy("Your reply, as near to your words as you can.")),
    "mine_answer": Asked(lazy("What did the customer answer?")),
    "mine_why": Asked(lazy("What came of it?"), lazy("One sentence.")),
    "wish": Asked(lazy("What do you wish you had said?")),
    "wish_answer": Asked(lazy("What would the customer have answered, most likely?")),
    "wish_why": Asked(lazy("Why would it have reached them?"), lazy("One sentence.")),
    "missed": Asked(
        lazy("What would have been well-meant, and still have missed them?"),
        lazy("Comfort that comes too early, a solution nobody asked for, a rule."),
    ),
    "missed_answer": Asked(lazy("What would the customer have answered, most likely?")),
    "missed_why": Asked(lazy("Why would it have missed?"), lazy("One sentence.")),
    "next": Asked(lazy("Next time I will …")),
}  # fmt: skip
REPLY_WORDS: Mapping[str, Promise] = {
    "mine": lazy("What I said"),
    "wish": lazy("What I wish I had said"),
    "missed": lazy("Well-meant, and it would have missed"),
}
KINDS: Mapping[str, tuple[Promise, Promise]] = {
    "email": (lazy("This looks like an email address."), lazy("[email address]")),
    "phone": (lazy("This looks like a phone number."), lazy("[phone number]")),
    "card": (lazy("This looks like the number of a card."), lazy("[card number]")),
    "iban": (lazy("This looks like an account number."), lazy("[account number]")),
    "number": (lazy("Is this the number of an order, a contract or a case?"), lazy("[number]")),
    "address": (lazy("Is this somebody’s address?"), lazy("[address]")),
    "handle": (lazy("Is this somebody’s name on a platform?"), lazy("[name]")),
    "name": (lazy("Is this the name of a real person, place or company?"), lazy("[name]")),
    "invented": (lazy("Did you invent this name?"), lazy("[another name]")),
}
FINE: Mapping[str, Promise] = {
    "number": lazy("It belongs to nobody"),
    "address": lazy("Nobody lives there"),
    "handle": lazy("It is nobody’s"),
    "name": lazy("It names nobody"),
    "invented": lazy("I invented it"),
}


def leave_words() -> str:
    """Return what ending a scene without another try is called."""
    return _("Leave it at that.")


def options_of(field: str) -> list[tuple[str, str]]:
    """Return what can be chosen in a field of a closed list."""
    if field == "channel":
        return [(value, str(words)) for value, words in Scenario.Channel.choices]
    return [(value, label(EMOTIONS, value)) for value in FEELINGS]


def label_of(field: str) -> str:
    """Return the words of a field."""
    return str(ASKED[field].label)


def shown(field: str, value: str) -> str:
    """Return the content of a field in words."""
    if field in {"channel", "felt"}:
        return dict(options_of(field)).get(value, value)
    return value


def replacement(kind: str, persona: str) -> str:
    """Return what to write in place of a finding: the invented name for a name."""
    return persona if kind == "name" and persona else str(KINDS[kind][1])
