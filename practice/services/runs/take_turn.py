"""Say something: one turn, once."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.models import Run, Turn
from practice.scenario.engine import NotOfferedError, State, replay, step
from practice.selectors.playing.paths import as_played, scene_of
from practice.selectors.playing.scenes import Scene
from practice.selectors.playing.sealed import of_turn, opened, seal
from practice.services.runs.finish import close, complete
from practice.services.runs.hold import hold
from practice.services.runs.prepare_turn import Before, checked
from practice.services.runs.refusals import RunIsOver, WentOn, refuse_before_rest

# Compare and set: the turn is added to a run of exactly so many turns, and counted, or neither.
# The last one closes the run in the same statement.
_SAY = """
INSERT INTO practice_turn (run_id, ordinal, node, choice, noticed, noticed_words, wrote, at)
SELECT id, turns_taken + 1, %(node)s, %(choice)s, %(noticed)s, %(noticed_words)s, %(wrote)s, %(at)s
  FROM practice_run WHERE id = %(run)s AND turns_taken = %(taken)s AND state = 'playing';
UPDATE practice_run
   SET turns_taken = turns_taken + 1, now_noticed = NULL, now_noticed_words = NULL,
       now_wrote = NULL, state = %(state)s, ended_at = %(ended_at)s, ending = %(ending)s,
       outcome = %(outcome)s, skills = %(skills)s::jsonb, index_numerator = %(numerator)s,
       index_denominator = %(denominator)s
 WHERE id = %(run)s AND turns_taken = %(taken)s AND state = 'playing'
RETURNING turns_taken
"""


@dataclass(frozen=True)
class Receipt:
    """The turn as it is stored, and the run after it (`run.state` tells whether it is over)."""

    run: Run
    turn: Turn


@transaction.atomic
def take_turn(
    *,
    run: Run,
    turns_taken: int,
    choice: str,
    by: User,
    at: datetime,
    noticed: int | None = None,
    noticed_words: str = "",
    wrote: str = "",
) -> Receipt:
    """Store the turn that follows `turns_taken` turns, as the page that sent it said.

    The same choice sent again returns its receipt; another one raises WentOn (409, readable).
    Raises RunIsOver after an ending, InvalidInput for a choice that is not open, TooSoon in a hard
    scene left open once another was met. The last turn
    opens the debrief and completes the lesson in the same transaction. What was prepared
    (`prepare_turn`) is used where nothing is given.
    """
    held = copy(run)
    turns = hold(held)
    before = Before(noticed=noticed, noticed_words=noticed_words, wrote=wrote)
    if turns_taken != held.turns_taken or held.state != Run.State.PLAYING:
        return Receipt(held, _again(held, turns, turns_taken, choice, before))
    refuse_before_rest(held, at=at)
    scene = scene_of(held)
    state = replay(scene.script, as_played(turns))[-1]
    after = _step(scene, state, choice)
    before = checked(scene.script.nodes[state.at], before)
    turn = _turn(held, state.at, choice, before, at)
    turns.append(turn)
    is_over = after.is_over(scene.script)
    if is_over:
        close(held, turns, at=at)
    if not _say(held, turn, turns_taken):
        raise WentOn(held)
    held.turns_taken = len(turns)
    held.now_noticed = held.now_noticed_words = held.now_wrote = None
    held.told_turns = turns
    if is_over:
        complete(held, by=by, at=at)
    return Receipt(held, turn)


def _again(held: Run, turns: list[Turn], taken: int, choice: str, before: Before) -> Turn:
    """Return the turn that was taken already, if this says the same; raises WentOn if not."""
    stored = turns[taken] if 0 <= taken < len(turns) else None
    if stored is not None and stored.choice == choice and _same_words(held, stored, before):
        held.told_turns = turns
        return stored
    if held.state != Run.State.PLAYING:
        raise RunIsOver(held)
    raise WentOn(held)


def _same_words(held: Run, stored: Turn, before: Before) -> bool:
    """Return whether nothing new was written: words must not be lost without a word."""
    wrote = opened(held.uuid, of_turn(stored.ordinal, "wrote"), stored.wrote)
    return before.wrote.strip() in {"", wrote}


def _step(scene: Scene, state: State, choice: str) -> State:
    try:
        return step(scene.script, state, choice)
    except NotOfferedError as error:
        raise InvalidInput(_("Choose one of the replies shown."), field="choice") from error


def _turn(held: Run, node: str, choice: str, before: Before, at: datetime) -> Turn:
    number = held.turns_taken + 1
    words = seal(held.uuid, of_turn(number, "noticed_words"), before.noticed_words)
    wrote = seal(held.uuid, of_turn(number, "wrote"), before.wrote)
    return Turn(
        run=held,
        ordinal=number,
        node=node,
        choice=choice,
        noticed=before.noticed if held.now_noticed is None else held.now_noticed,
        noticed_words=words or held.now_noticed_words,
        wrote=wrote or held.now_wrote,
        at=at,
    )


def _say(held: Run, turn: Turn, taken: int) -> bool:
    """Write the turn and count it, if the run still stands where it was read."""
    values: dict[str, Any] = {
        "run": turn.run_id, "taken": taken, "node": turn.node, "choice": turn.choice,
        "noticed": turn.noticed, "noticed_words": turn.noticed_words, "wrote": turn.wrote,
        "at": turn.at, "state": held.state, "ended_at": held.ended_at, "ending": held.ending,
        "outcome": held.outcome, "skills": json.dumps(held.skills),
        "numerator": held.index_numerator, "denominator": held.index_denominator,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SAY, values)
        return cursor.fetchone() is not None
