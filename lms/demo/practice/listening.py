"""Tries at the listening exercises of the first module, some of them read by two peers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from courses.models import Lesson
from enrollments.models import Enrollment
from lms.demo.practice import words
from lms.demo.practice.learners import Practitioner
from people.models import Department, Employment, User
from practice.models import PeerAsk, Try
from practice.package.fields import Json
from practice.selectors.listening.exercises import exercises_of, listening_of
from practice.services.listening.peers import ask_peers, rate_for_peer
from practice.services.listening.remove import erase_old_words
from practice.services.listening.steps import mark_shown, rate_try
from practice.services.listening.write_try import Tried, write_try

LESSON, MODULE = "m1-listening", "m1"
NAMED, SHARED = ("halima", "deniz", "thulani"), "affirm-rosalind"
PEOPLE = 34
A_DAY = dt.timedelta(days=1)


def listen(people: Sequence[Practitioner], *, until: dt.datetime, chance: random.Random) -> None:
    """Let some people try, rate themselves, and share; peers elsewhere read what was shared."""
    able = [one for one in people if one.modules.get(MODULE, until) < until - A_DAY]
    asks: list[PeerAsk] = []
    for one in chance.sample(able, min(PEOPLE, len(able))):
        lately = until - dt.timedelta(days=chance.uniform(1, 110))
        at = max(one.modules[MODULE] + dt.timedelta(hours=1), lately)
        for exercise in chance.sample(NAMED, 2):
            answer = {"feeling": chance.randrange(3), "strength": chance.randint(2, 5),
                      "cue": chance.randrange(3)}  # fmt: skip
            attempt(one.enrollment, exercise, answer, by=one.learner, at=at)
        row = reply(one.enrollment, SHARED, chance.choice(words.REPLIES), chance.randint(2, 4),
                    by=one.learner, at=at + dt.timedelta(minutes=6))  # fmt: skip
        if until - at < dt.timedelta(days=80) and len(asks) < 9:
            asks.append(_share(row, at + dt.timedelta(minutes=9)))
    _read_for_each_other(asks, able, until, chance)
    erase_old_words(at=until)


def attempt(
    enrollment: Enrollment, exercise: str, answer: Json, *, by: User, at: dt.datetime
) -> Try:
    """Try one exercise; nothing is right or wrong about it."""
    lesson = Lesson.objects.get(version_id=enrollment.version_id, key=LESSON)
    found = exercises_of(listening_of(lesson.pk))
    (kind,) = (one.type for one in found if one.key == exercise)
    tried = Tried(
        exercise=exercise, exercises=tuple(one.key for one in found),
        language=enrollment.version.language, writes=kind.writes, answer=answer,
    )  # fmt: skip
    return write_try(enrollment=enrollment, lesson=lesson, tried=tried, ordinal=1, by=by, at=at)


def reply(
    enrollment: Enrollment, exercise: str, text: str, rating: int, *, by: User, at: dt.datetime
) -> Try:
    """Write a reply, rate it, and see the remarks and models."""
    row = attempt(enrollment, exercise, {"text": text}, by=by, at=at)
    rate_try(own_try=row, rating=rating, by=by)
    mark_shown(own_try=row, by=by)
    row.refresh_from_db()
    return row


def _share(row: Try, at: dt.datetime) -> PeerAsk:
    department = _department(row.learner, at)
    return ask_peers(own_try=row, department=department, by=row.learner, at=at)


def _department(person: User, at: dt.datetime) -> Department:
    rows = Employment.objects.filter(person=person, valid__contains=at.date())
    return rows.select_related("department").get().department


def _read_for_each_other(
    asks: Sequence[PeerAsk], able: Sequence[Practitioner], until: dt.datetime, chance: random.Random
) -> None:
    """Give most shared replies two ratings, one of them a single one, and leave the latest open."""
    for ask, peers in zip(asks, (2, 2, 2, 2, 1, 2, 1, 0, 0), strict=False):
        given = 0
        for one in chance.sample(able, len(able)):
            department = _department(one.learner, until)
            if given == peers:
                break
            if department.pk == ask.department_id:
                continue
            at = ask.asked_at + dt.timedelta(hours=3 + 5 * given)
            rating = chance.randint(2, 4)
            rate_for_peer(
                ask=ask, rating=rating, department=department, by=one.learner, at=min(at, until)
            )
            given += 1
