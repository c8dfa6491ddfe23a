"""The observer card: eight behaviors, each on four levels that say what one hears. Pure.

Our own instrument. A level describes words and what came after them, never the person; it is a
help for listening and for the talk afterward, and has not been validated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEVELS = (1, 2, 3, 4)
WORDS_AT_MOST = 500  # characters of what was heard on one behavior
LEVEL_NAMES: dict[int, Promise] = {
    1: pgettext_lazy("observer card", "passed by"),
    2: pgettext_lazy("observer card", "touched"),
    3: pgettext_lazy("observer card", "said"),
    4: pgettext_lazy("observer card", "said, and taken up"),
}


@dataclass(frozen=True, slots=True)
class Behavior:
    """One line of the card; `levels` go from the first to the fourth."""

    key: str
    name: Promise
    hear: Promise
    levels: tuple[Promise, Promise, Promise, Promise]


BEHAVIORS: tuple[Behavior, ...] = (
    Behavior(
        "notice",
        pgettext_lazy("observer card", "Notice"),
        _("A change in voice or words, and what comes right after it."),
        (
            _("The change can be heard. The next words are about the matter only."),
            _("A word that would fit any moment: “I understand.” “I see.”"),
            _("A pause or a word that belongs to this moment: “You got quieter just now.”"),
            _("Such a pause or word, and the speaker goes on about it."),
        ),
    ),
    Behavior(
        "name",
        pgettext_lazy("observer card", "Name the feeling"),
        _("Words for what somebody feels, and whether they may be corrected."),
        (
            _("No feeling is named, or one is forbidden: “There’s no need to be upset.”"),
            _("One large word for everything: “frustrating”, “inconvenient”."),
            _("A word of the right size, as a guess: “That sounds lonely.”"),
            _("Such a guess, and the speaker takes it up or puts it right."),
        ),
    ),
    Behavior(
        "validate",
        pgettext_lazy("observer card", "Say that it makes sense"),
        _("A reason why anybody might feel like this, out of this story."),
        (
            _("The feeling is argued with or made small: “It’s only two days.”"),
            _("A formula that needs no story: “Sorry for any inconvenience.”"),
            _("A reason from the story: “After three calls, who wouldn’t be tired of it?”"),
            _("Such a reason, and the speaker stops explaining why they feel it."),
        ),
    ),
    Behavior(
        "paraphrase",
        pgettext_lazy("observer card", "Give it back"),
        _("Facts and feeling in other words, and room to say no."),
        (
            _("Nothing of the story comes back, or advice comes in its place."),
            _("The same words come back, or half of the story."),
            _("Facts and feeling, in new words, in one or two sentences."),
            _("The same with an open end, and a “yes, exactly” or what was still missing."),
        ),
    ),
    Behavior(
        "ask",
        pgettext_lazy("observer card", "Ask"),
        _("Questions that open, and the silence after them."),
        (
            _("Only questions that a form asks, or several at once."),
            _("A question that yes or no will answer: “So you want it tomorrow?”"),
            _("A question that opens, and then silence: “What would help most today?”"),
            _("Such a question, and the speaker tells something new."),
        ),
    ),
    Behavior(
        "act",
        pgettext_lazy("observer card", "Say what happens next"),
        _("Who does what, and by when."),
        (
            _("No next step, or one that nobody takes: “It will be looked into.”"),
            _("A step without a time, or a time without a step."),
            _("Who does what, and by when."),
            _("The same, made to fit what matters to the speaker, who agrees to it."),
        ),
    ),
    Behavior(
        "bound",
        pgettext_lazy("observer card", "Set a limit"),
        _("A no that can be understood, and what is possible beside it."),
        (
            _("A no with a lecture, or a yes that cannot be kept."),
            _("A limit behind other words: “Unfortunately, our policy …”"),
            _("The limit in plain words, with its reason."),
            _("The same, with what is possible instead, and the talk goes on."),
        ),
    ),
    Behavior(
        "recover",
        pgettext_lazy("observer card", "Recover after a slip"),
        _("What is said once something has landed badly."),
        (
            _("It lands badly, and the talk goes on as if it had not."),
            _("What was meant is explained: “I only wanted to …”"),
            _("A short repair: “That came out wrong. Let me try again.”"),
            _("A short repair and a better sentence, and the speaker goes on."),
        ),
    ),
)
BY_KEY = {behavior.key: behavior for behavior in BEHAVIORS}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What was heard of one behavior: a level, or None where it did not come up, and the words."""

    level: int | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is said."""
        return self.level is None and not self.words


Marks = Mapping[str, Mark]


def packed(marks: Marks) -> str:
    """Return the marks as the text that is sealed, without empty ones; the same give the same."""
    told = {
        key: {"level": mark.level, "words": mark.words}
        for key, mark in marks.items()
        if not mark.is_empty
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def marks_of(text: str | None) -> dict[str, Mark]:
    """Return the marks that a seal held, none for a seal that does not open."""
    return {key: Mark(**told) for key, told in json.loads(text).items()} if text else {}
