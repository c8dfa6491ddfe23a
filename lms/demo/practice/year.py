"""The practice year of those who joined it: keen ones, one who stopped, one who is back."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from enrollments.selectors import my_studies
from lms.demo.practice import words
from lms.demo.practice.learners import Practitioner
from people.models import User
from people.viewer import viewer_for
from practice.models import Booster, FollowUp, Intention
from practice.selectors.year.decks import DeckCard
from practice.selectors.year.mine import my_practice
from practice.self_check import LINES
from practice.services.year.answer_review import Answer, answer_review
from practice.services.year.finish_booster import finish_booster
from practice.services.year.intentions import follow_up, write_intention
from practice.services.year.join import join, leave
from practice.services.year.self_checks import take_self_check
from practice.services.year.settings import NudgeWishes, Wishes, set_days, set_nudges
from practice.spacing.answers import choices, quality_of

MODULE = "m1"
JOINED = 22


def live_the_year(
    people: Sequence[Practitioner], *, until: dt.datetime, chance: random.Random
) -> None:
    """Let people of the whole course join, and each go on in a way of their own."""
    able = [one for one in people if "m0" in one.modules and MODULE in one.modules]
    able.sort(key=lambda one: one.enrollment.completed_at or until)  # who was through first
    ways = itertools.cycle(("keen", "keen", "stopped", "back", "left"))
    fates = itertools.cycle(("done", "left_out", "waits", "done"))
    for one, way in zip(able[:JOINED], ways, strict=False):
        joined_at = _joined_at(one, until)
        join(by=one.learner, at=joined_at)
        _wish(one.learner, joined_at, chance)
        days = list(_days(joined_at, until, way))
        for at in days:
            answer_todays(one.learner, at=at, good=0.35 + 0.6 * one.skill, chance=chance)
        _boost(one.learner, until, fates)
        _intend(one.learner, joined_at, until, chance)
        if way == "left":
            leave(by=one.learner, at=until - dt.timedelta(hours=1))


def _joined_at(one: Practitioner, until: dt.datetime) -> dt.datetime:
    """Return some hours after the course, or after the latest module of who is still in it."""
    latest = one.enrollment.completed_at or max(one.modules.values())
    return min(latest + dt.timedelta(hours=3), until - dt.timedelta(hours=2))


def _wish(learner: User, at: dt.datetime, chance: random.Random) -> None:
    if chance.random() < 0.4:
        off = frozenset(chance.choice(((6, 7), (7,), (1, 2))))
        set_days(
            wishes=Wishes(daily=chance.choice((2, 3, 5)), weekdays_off=off, away_from=None,
                          away_until=None),
            by=learner, at=at,
        )  # fmt: skip
    if chance.random() < 0.25:
        set_nudges(
            wishes=NudgeWishes(is_nudged=True, hour=9, quiet_from=19, quiet_until=7),
            by=learner, at=at,
        )  # fmt: skip


def _days(joined_at: dt.datetime, until: dt.datetime, way: str) -> Iterator[dt.datetime]:
    """Yield the moments at which somebody sits down to it; a handful each, to be quick."""
    total = (until - joined_at).days
    days = {
        "keen": range(1, total + 1), "left": range(1, min(total, 3) + 1),
        "stopped": range(1, min(total, 4) + 1),
        "back": [*range(1, min(total, 3) + 1), *range(max(total - 1, 4), total + 1)],
    }[way]  # fmt: skip
    for day in list(days)[:: 2 if total > 12 else 1][-8:]:
        yield joined_at + dt.timedelta(days=day) - dt.timedelta(minutes=20)


def answer_todays(
    learner: User, *, at: dt.datetime, good: float, chance: random.Random, most: int = 3
) -> int:
    """Answer what is asked of somebody that day, at most so many, and return how many it were.

    `good` is the share of strong answers, 0 to 1.
    """
    studies = my_studies(viewer_for(learner, on=at.date()))
    for number in range(most):
        moment = at + dt.timedelta(seconds=50 * number)
        # Asked anew each time: who is back after a break finds the rest spread over other days.
        practice = my_practice(learner, studies, at=moment)
        if practice is None or not practice.asked:
            return number
        card = practice.asked[0]
        variant, seen = practice.year.variant_of(card, learner=learner)
        answer = Answer(
            variant=variant, choice=_choice(card, variant, chance, is_good=chance.random() < good),
            is_sure=chance.random() < 0.4, seen=seen,
        )  # fmt: skip
        answer_review(by=learner, card=card, answer=answer, at=moment)
    return most


def _choice(card: DeckCard, variant: str, chance: random.Random, *, is_good: bool) -> int:
    found = card.variant(variant)
    assert found is not None
    every = range(choices(found))
    wanted = {"best"} if is_good else {"weak", "poor"}
    return chance.choice([one for one in every if quality_of(found, one) in wanted])


def _boost(learner: User, until: dt.datetime, fates: Iterator[str]) -> None:
    """Do some of the boosters that have come, leave some out, and let the others wait."""
    for row in Booster.objects.filter(learner=learner, due_on__lt=until.date()).order_by("day"):
        fate = next(fates)
        if fate != "waits":
            at = dt.datetime.combine(row.due_on, dt.time(15), dt.UTC)
            finish_booster(booster=row, was_done=fate == "done", skill="", by=learner, at=at)


def _intend(
    learner: User, joined_at: dt.datetime, until: dt.datetime, chance: random.Random
) -> None:
    if chance.random() < 0.6:
        written = intend(chance.choice(words.INTENTIONS), by=learner, at=joined_at, chance=chance)
        _follow(written.follow_ups.filter(due_on__lt=until.date()), learner, chance)
    if chance.random() < 0.4:
        answers = {line.key: chance.randint(2, 5) for line in LINES}
        take_self_check(uuid=_uuid(chance), answers=answers, by=learner, at=joined_at)


def intend(said: tuple[str, str], *, by: User, at: dt.datetime, chance: random.Random) -> Intention:
    """Write one sentence “When …, I will …”."""
    when, then = said
    return write_intention(uuid=_uuid(chance), when=when, then=then, by=by, at=at)


def _follow(rows: Iterable[FollowUp], learner: User, chance: random.Random) -> None:
    for row in rows:
        if chance.random() < 0.6:
            at = dt.datetime.combine(row.due_on, dt.time(15), dt.UTC)
            answer = chance.choice(FollowUp.Answer.values)
            follow_up(
                row=row, answer=answer, note=chance.choice(words.FOLLOWED_UP), by=learner, at=at
            )


def _uuid(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
