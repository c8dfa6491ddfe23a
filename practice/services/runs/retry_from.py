"""Try another way from a turn of a run that is over."""

from __future__ import annotations

import secrets
from copy import copy
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from common.idempotency.keys import checked_key
from people.models import User
from practice.models import Run, Turn
from practice.services.runs.hold import hold
from practice.services.runs.start import begin


@transaction.atomic
def retry_from(*, run: Run, turn: int, by: User, at: datetime, key: str = "") -> Run:
    """Return a new run that stands before turn `turn` (from 1) of this one.

    The turns before it are copied, without what was written. Raises InvalidInput for a turn that
    the run does not have, and what `start_run` raises.
    """
    if run.state == Run.State.PLAYING:
        raise Conflict(_("This scene still goes on. Try another way from its debrief."))
    if isinstance(turn, bool) or not isinstance(turn, int) or not 1 <= turn <= run.turns_taken:
        raise InvalidInput(_("Choose one of the turns of this scene."), field="turn")
    turns = hold(copy(run))  # whoever deletes it at the same time waits, or was first
    fresh = Run(
        enrollment=run.enrollment, learner=by, scenario=run.scenario, language=run.language,
        key=checked_key(key) if key else uuid4().hex, seed=secrets.randbits(48), started_at=at,
        from_turn=turn, continues=run,
    )  # fmt: skip
    started = begin(fresh)
    if started.is_new:
        _copy(turns[: turn - 1], started.run, at)
    return started.run


def _copy(turns: list[Turn], run: Run, at: datetime) -> None:
    Turn.objects.bulk_create(
        Turn(
            run=run, ordinal=turn.ordinal, node=turn.node, choice=turn.choice,
            noticed=turn.noticed, at=at,
        )
        for turn in turns
    )  # fmt: skip
    if turns:
        run.turns_taken = len(turns)
        run.save(update_fields=["turns_taken"])
