"""Keep what comes before the options: what was noticed, what was written first."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from common.private_text import encrypt
from people.models import User
from practice.models import Run
from practice.scenario.engine import replay
from practice.scenario.shapes import Node
from practice.selectors.playing.paths import as_played, scene_of
from practice.selectors.playing.sealed import about, of_turn, seal
from practice.services.runs.hold import hold
from practice.services.runs.refusals import RunIsOver, WentOn, refuse_before_rest

WORDS_AT_MOST = 2_000


@dataclass(frozen=True, kw_only=True)
class Before:
    """What somebody did at a turn before choosing; whatever is empty was not done."""

    noticed: int | None = None
    noticed_words: str = ""
    wrote: str = ""


def checked(node: Node, before: Before) -> Before:
    """Return it without surrounding space; raises InvalidInput for what the node does not ask."""
    notice = node.notice
    if before.noticed is not None and not (
        notice and not isinstance(before.noticed, bool)
        and isinstance(before.noticed, int) and 0 <= before.noticed < len(notice.options)
    ):  # fmt: skip
        raise InvalidInput(_("Choose one of the answers shown."), field="noticed")
    return Before(
        noticed=before.noticed,
        noticed_words=_words("noticed_words", before.noticed_words),
        wrote=_words("wrote", before.wrote),
    )


def _words(field: str, text: str) -> str:
    return checked_text(field, text, at_most=WORDS_AT_MOST)


def checked_text(field: str, text: object, *, at_most: int) -> str:
    """Return a text without surrounding space; raises InvalidInput when it cannot be kept."""
    if not isinstance(text, str) or "\x00" in text:
        raise InvalidInput(_("This text holds signs that cannot be kept."), field=field)
    if len(text) > at_most:
        raise InvalidInput(
            _("Please write at most %(most)s characters. Yours has %(count)s.")
            % {"most": at_most, "count": len(text)},
            field=field,
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(_("This text holds signs that cannot be kept."), field=field) from error
    return text.strip()


@transaction.atomic
def prepare_turn(
    *,
    run: Run,
    turns_taken: int,
    by: User,
    at: datetime,
    noticed: int | None = None,
    noticed_words: str = "",
    wrote: str = "",
) -> Run:
    """Store the answer to the notice step or the text written first; return the run as it is now.

    Only what is given changes, and the first of the offered answers stands: what is best is told
    right after it. Raises WentOn on an older page, InvalidInput for an answer that is not offered
    or a text longer than 2,000 characters.
    """
    held = copy(run)
    turns = hold(held)
    if held.state != Run.State.PLAYING:
        raise RunIsOver(held)
    if held.turns_taken != turns_taken:
        raise WentOn(held)
    refuse_before_rest(held, at=at)
    script = scene_of(held).script
    node = script.nodes[replay(script, as_played(turns))[-1].at]
    before = checked(node, Before(noticed=noticed, noticed_words=noticed_words, wrote=wrote))
    _keep(held, node, before)
    held.save(update_fields=["now_noticed", "now_noticed_words", "now_wrote"])
    held.told_turns = turns
    return held


def _keep(held: Run, node: Node, before: Before) -> None:
    number = held.turns_taken + 1
    if before == Before():
        _pass_on(held, node, number)
    if held.now_noticed is None:  # what is best was told after the first: going back changes none
        held.now_noticed = before.noticed
    if before.noticed_words:
        place = of_turn(number, "noticed_words")
        held.now_noticed_words = seal(held.uuid, place, before.noticed_words)
    if before.wrote:
        held.now_wrote = seal(held.uuid, of_turn(number, "wrote"), before.wrote)


def _pass_on(held: Run, node: Node, number: int) -> None:
    """Take an empty form: writing first may be passed over, the question may not."""
    if node.notice and held.now_noticed is None and held.now_noticed_words is None:
        raise InvalidInput(_("Say what you notice first."), field="noticed")
    if node.write_first and held.now_wrote is None:
        held.now_wrote = encrypt("", about=about(held.uuid, of_turn(number, "wrote")))
