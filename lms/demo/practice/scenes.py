"""Hundreds of runs in a few statements: the turns as the database wants them, the end as it is due.

The services would take half a minute for the same rows. What a run shows at its end comes from the
very function that the service uses, and the database checks every turn.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from lms.demo.practice import words
from lms.demo.practice.learners import Practitioner
from lms.demo.practice.players import play
from practice.models import Comfort, Run, Scenario, SeatRating, Turn
from practice.selectors.playing.scenes import Scene, scene
from practice.selectors.playing.sealed import of_turn, seal
from practice.services.runs.finish import close
from practice.services.runs.set_comfort import set_comfort
from practice.services.runs.write_debrief import write_debrief

A_TURN = dt.timedelta(seconds=42)
AT_THE_END = (
    "state", "turns_taken", "ended_at", "ending", "outcome", "skills", "index_numerator",
    "index_denominator",
)  # fmt: skip


@dataclass(frozen=True)
class Bill:
    """A scene that the company plays: in which module it stands, and how many people try it."""

    key: str
    module: str
    people: int


PLAYED = (
    Bill("r1-1", "m1", 92), Bill("r1-2", "m1", 76), Bill("r1-3", "m1", 26),
    Bill("r0-1", "m0", 9), Bill("r2-1", "m2", 8), Bill("r3-2", "m3", 6), Bill("r4-1", "m4", 6),
    Bill("r5-3", "m5", 5), Bill("r6-2", "m6", 4), Bill("r7-1", "m7", 5),
)  # fmt: skip
HARD = 4


@dataclass(frozen=True)
class Made:
    """A run as it begins, its turns, and the same run as it ends."""

    run: Run
    turns: list[Turn]
    ended: Run


def play_scenes(
    people: Sequence[Practitioner], *, until: dt.datetime, chance: random.Random
) -> list[Run]:
    """Let the company play, once each and some of them again; return the first runs."""
    ids = Scenario.objects.values_list("lesson__version_id", "key", "pk", "language")
    rows = {(version, key): (pk, language) for version, key, pk, language in ids}
    first: list[Made] = []
    again: list[Made] = []
    for bill in PLAYED:
        able = [one for one in people if bill.module in one.modules]
        for one in chance.sample(able, min(bill.people, len(able))):
            found = scene(*rows[one.enrollment.version_id, bill.key])
            _allow(one, found)
            at = one.moment(bill.module, before=until - dt.timedelta(days=1), chance=chance)
            first.append(_made(one, found, at, 1, chance))
            if chance.random() < 0.12:
                again.append(_made(one, found, at + dt.timedelta(hours=20), 2, chance))
    _write(first)
    _write(again)
    _look_back([made.ended for made in first], chance)
    return [made.ended for made in first]


def _allow(one: Practitioner, found: Scene) -> None:
    """Whoever plays a hard scene has said before that hard ones are all right."""
    if found.row.intensity >= HARD:
        set_comfort(
            by=one.learner, intensity_cap=5, shows_meters=True, shows_timer=True, shows_voice=True
        )


def _made(
    one: Practitioner, found: Scene, at: dt.datetime, ordinal: int, chance: random.Random
) -> Made:
    played = play(found.script, skill=min(one.skill + 0.2 * (ordinal - 1), 1), chance=chance)
    run = Run(
        learner=one.learner, enrollment=one.enrollment, scenario=found.row,
        language=found.row.language, ordinal=ordinal, key=f"{chance.getrandbits(128):032x}",
        seed=chance.getrandbits(48), started_at=at,
    )  # fmt: skip
    turns = [
        Turn(
            run=run, ordinal=number, node=turn.node, choice=turn.choice, noticed=turn.noticed,
            wrote=_wrote(run, found, turn.node, number, chance), at=at + number * A_TURN,
        )
        for number, turn in enumerate(played.turns, start=1)
    ]  # fmt: skip
    ended, ended_at = copy(run), at + (len(turns) + 1) * A_TURN
    ended.turns_taken = len(turns)
    if played.is_stepped_out:
        ended.state, ended.outcome, ended.ended_at = Run.State.STEPPED_OUT, "safe_exit", ended_at
    else:
        close(ended, turns, at=ended_at)
    return Made(run, turns, ended)


def _wrote(run: Run, found: Scene, node: str, number: int, chance: random.Random) -> bytes | None:
    if not found.script.nodes[node].write_first or chance.random() < 0.4:
        return None
    return seal(run.uuid, of_turn(number, "wrote"), chance.choice(words.WRITTEN_FIRST))


def _write(made: Sequence[Made]) -> None:
    """Store runs as they begin, then their turns in order, then how they ended."""
    Run.objects.bulk_create(one.run for one in made)
    Turn.objects.bulk_create(turn for one in made for turn in one.turns)
    for one in made:
        one.ended.pk = one.run.pk
    Run.objects.bulk_update((one.ended for one in made), AT_THE_END)


def _look_back(runs: Sequence[Run], chance: random.Random) -> None:
    """Some write a debrief, some hear themselves from the customer's seat."""
    ended = [run for run in runs if run.state == Run.State.DEBRIEFED]
    for run in chance.sample(ended, len(ended) // 6):
        assert run.ended_at is not None
        feel, fact, transfer = chance.choice(words.DEBRIEFS)
        write_debrief(
            run=run, by=run.learner, at=run.ended_at + dt.timedelta(minutes=4),
            feel=feel, fact=fact, transfer=transfer,
        )  # fmt: skip
    rated = chance.sample(ended, len(ended) // 8)
    SeatRating.objects.bulk_create(
        SeatRating(
            run=run, heard=chance.randint(2, 5), respected=chance.randint(3, 5),
            rated_at=run.ended_at + dt.timedelta(minutes=6) if run.ended_at else run.started_at,
        )
        for run in rated
    )  # fmt: skip
    calm = [run.learner for run in chance.sample(ended, len(ended) // 10)]
    for learner in calm:
        if not Comfort.objects.filter(user=learner).exists():
            set_comfort(
                by=learner, intensity_cap=chance.choice((2, 3, 4)), shows_meters=False,
                shows_timer=False, shows_voice=True,
            )  # fmt: skip
