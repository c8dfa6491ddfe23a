"""What Dana practiced by now: a scene half played, one with its debrief, a note, a call, cards."""

from __future__ import annotations

import datetime as dt
import random

from enrollments.models import Enrollment
from lms.demo.practice.keepsakes import keep
from lms.demo.practice.listening import attempt, reply
from lms.demo.practice.own_call import bring_a_call
from lms.demo.practice.year import answer_todays, intend
from people.models import User
from practice.models import Run, Scenario
from practice.scenario.engine import replay
from practice.selectors.playing.paths import as_played, scene_of, turns_of
from practice.services.runs.prepare_turn import prepare_turn
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn
from practice.services.runs.write_debrief import write_debrief
from practice.services.year.join import join
from practice.services.year.settings import Wishes, set_days

# One kind word too many at the beginning; she sees it and begins to work.
TO_THE_END = ("open.a", "kind_enough.b", "number_late.c", "found.a", "money.c")
HALF = ("open.b", "watch.b")
WROTE = "Four people, that is three too many. I have your chats open here."
FEEL = "I wanted to comfort him. It was nice for me, and he was still standing in the hallway."
FACT = "He wrote “could we do the rent”, and left out the question mark."
TRANSFER = "I have your chats open. Only your number is missing."
KEPT = "The vet, when our dog was ill: “You know him best. What do you see?”"
REPLY = "You had told them about the ladder, and then it was a bus. No wonder that hurt."
SENTENCE = ("a caller says that they have called before", "say back what is in the notes first")
AN_HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def practice_as_dana(dana: User, *, until: dt.datetime, chance: random.Random) -> None:
    """Play, listen, keep and review as Dana, who is in the middle of the course; or do nothing."""
    rows = Enrollment.objects.filter(learner=dana).select_related("version", "course")
    enrollment = rows.first()
    if enrollment is None:
        return
    enrollment.learner = dana
    _play(enrollment, until, chance)
    at = until - 2 * A_DAY + AN_HOUR
    attempt(enrollment, "halima", {"feeling": 1, "strength": 4, "cue": 2}, by=dana, at=at)
    reply(enrollment, "affirm-rosalind", REPLY, 3, by=dana, at=at + dt.timedelta(minutes=5))
    keep(enrollment, "taken-seriously", KEPT, by=dana, at=at + dt.timedelta(minutes=20))
    bring_a_call(enrollment, at=until - 26 * AN_HOUR)
    _live_the_year(dana, until, chance)


def _play(enrollment: Enrollment, until: dt.datetime, chance: random.Random) -> None:
    at = until - 2 * A_DAY
    run = _said(enrollment, "r1-2", TO_THE_END, at, chance, wrote=WROTE)
    write_debrief(
        run=run, by=run.learner, at=at + dt.timedelta(minutes=9),
        feel=FEEL, fact=FACT, transfer=TRANSFER,
    )  # fmt: skip
    _said(enrollment, "r1-1", HALF, until - 20 * AN_HOUR, chance)


def _said(
    enrollment: Enrollment, key: str, said: tuple[str, ...], at: dt.datetime,
    chance: random.Random, *, wrote: str = "",
) -> Run:  # fmt: skip
    """Play a scene by the services as far as the replies go."""
    by = enrollment.learner
    scenario = Scenario.objects.select_related("lesson").get(
        lesson__version_id=enrollment.version_id, key=key
    )
    run = start_run(
        enrollment=enrollment, scenario=scenario, by=by, at=at, language="en",
        seed=chance.getrandbits(48),
    ).run  # fmt: skip
    for number, step in enumerate(said):
        moment = at + number * dt.timedelta(seconds=50)
        run = _noticed(run, by, moment, wrote if number == 0 else "")
        choice = step.partition(".")[2]
        run = take_turn(run=run, turns_taken=run.turns_taken, choice=choice, by=by, at=moment).run
    return run


def _noticed(run: Run, by: User, at: dt.datetime, wrote: str) -> Run:
    """Answer what the node asks before its options, as its author would."""
    script = scene_of(run).script
    node = script.nodes[replay(script, as_played(turns_of(run)))[-1].at]
    noticed = node.notice.options.index(node.notice.best) if node.notice else None
    if noticed is None and not (wrote and node.write_first):
        return run
    return prepare_turn(
        run=run, turns_taken=run.turns_taken, by=by, at=at, noticed=noticed, wrote=wrote
    )


def _live_the_year(dana: User, until: dt.datetime, chance: random.Random) -> None:
    """Join three days ago; her days off are none, so that cards wait whenever somebody looks."""
    joined_at = until - 3 * A_DAY
    join(by=dana, at=joined_at)
    never = Wishes(daily=3, weekdays_off=frozenset(), away_from=None, away_until=None)
    set_days(wishes=never, by=dana, at=joined_at)
    intend(SENTENCE, by=dana, at=joined_at + AN_HOUR, chance=chance)
    # Two that slipped come again by now, and a third went well.
    for days, most, good in ((2, 2, 0.0), (1, 1, 1.0)):
        answer_todays(dana, at=until - days * A_DAY, good=good, chance=chance, most=most)
