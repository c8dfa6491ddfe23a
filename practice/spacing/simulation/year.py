"""One simulated year of one person, and the figures of many."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import mean

from practice.spacing import ahead
from practice.spacing.day import Done, is_back_after_a_break, overdue, todays
from practice.spacing.memory import Memory, retrievability, review
from practice.spacing.rating import rating_of
from practice.spacing.simulation.people import KINDS, Person, answer, person

DAYS = 365
FIRST_WEEKS = 56  # days; the time in which most cards are new
LATER = 28  # days after a return at which the backlog is looked at again
KNOWN_AT_FIRST = 0.6  # chance of a good answer to a card never seen: the course taught it


@dataclass
class Learner:
    """The cards of one simulated person, by number."""

    person: Person
    waiting: list[int]
    memories: dict[int, Memory] = field(default_factory=dict)
    due: dict[int, date] = field(default_factory=dict)
    reviews: Counter[int] = field(default_factory=Counter)
    last_on: date | None = None


@dataclass
class Course:
    """What one person's year looked like."""

    kind: str
    by_day: dict[date, int] = field(default_factory=dict)
    new_by_day: dict[date, int] = field(default_factory=dict)
    late: list[tuple[date, int]] = field(default_factory=list)  # on days with practice
    returns: list[date] = field(default_factory=list)  # to more than one day can hold
    on_days_off: int = 0
    beyond_limit: int = 0


def play(number: int, *, start: date, cards: int, seed: int) -> Course:
    """Return the year of the number-th person; the same seed gives the same year."""
    random = Random(seed * 1_000_003 + number)  # noqa: S311 - no secret
    learner = Learner(person(number, start=start, random=random), list(range(cards)))
    course = Course(learner.person.kind)
    for day in (start + timedelta(days=n) for n in range(DAYS)):
        if learner.person.practices(day, random):
            _sit_down(learner, course, day, random, seed=number)
    return course


def _sit_down(learner: Learner, course: Course, day: date, random: Random, *, seed: int) -> None:
    """Do what is asked on a day; whoever comes on a day off finds nothing."""
    who = learner.person
    late = overdue(learner.due.values(), today=day)
    if is_back_after_a_break(learner.last_on, today=day, days_off=who.days_off):
        if late > who.limits.daily:
            course.returns.append(day)
        learner.due |= ahead.fresh_start(
            learner.due, today=day, daily=who.limits.daily, days_off=who.days_off
        )
    asked = todays(
        today=day, due=learner.due, new=learner.waiting[: who.limits.new], done=Done(),
        limits=who.limits, days_off=who.days_off,
    )  # fmt: skip
    if not asked:
        return
    course.by_day[day] = len(asked)
    course.new_by_day[day] = sum(card not in learner.due for card in asked)
    course.late.append((day, late))
    course.on_days_off += who.days_off.has(day) * len(asked)
    course.beyond_limit += max(0, len(asked) - who.limits.daily)
    for card in asked:
        _review(learner, card, day, random, seed=seed * 1_009 + card)
    learner.last_on = day


def _review(learner: Learner, card: int, day: date, random: Random, *, seed: int) -> None:
    before = learner.memories.get(card)
    chance = KNOWN_AT_FIRST if before is None else retrievability(before, on=day)
    quality, is_sure = answer(chance, random)
    after = review(
        before, rating_of(quality, is_sure=is_sure), on=day,
        days_off=learner.person.days_off, seed=seed, nth=learner.reviews[card],
    )  # fmt: skip
    if before is None:
        learner.waiting.remove(card)
    learner.memories[card], learner.due[card] = after.memory, after.due_on
    learner.reviews[card] += 1


@dataclass(frozen=True, slots=True)
class Figures:
    """What a simulated year of many people shows."""

    learners: int
    reviews: int
    on_days_off: int
    beyond_limit: int
    most_in_a_day: int
    most_new_in_a_day: int
    a_day_at_first: float  # reviews on a day with practice, in the first eight weeks
    a_day_later: float
    largest_backlog: int
    backlog_at_return: float  # mean number of late cards when somebody comes back
    backlog_after: float  # the same people four weeks later, at the latest day with practice
    returns: int
    grown: int  # returns after which the backlog was larger four weeks later
    by_kind: dict[str, float]  # reviews a person and year


def figures(courses: list[Course], *, start: date) -> Figures:
    """Return the figures of the given years."""
    border = start + timedelta(days=FIRST_WEEKS)
    pairs = [(day, count) for one in courses for day, count in one.by_day.items()]
    back = [found for one in courses for day in one.returns if (found := _around(one, day))]
    totals: dict[str, list[int]] = defaultdict(list)
    for one in courses:
        totals[one.kind].append(sum(one.by_day.values()))
    return Figures(
        learners=len(courses),
        reviews=sum(count for _, count in pairs),
        on_days_off=sum(one.on_days_off for one in courses),
        beyond_limit=sum(one.beyond_limit for one in courses),
        most_in_a_day=max(count for _, count in pairs),
        most_new_in_a_day=max(max(one.new_by_day.values(), default=0) for one in courses),
        a_day_at_first=mean(count for day, count in pairs if day < border),
        a_day_later=mean(count for day, count in pairs if day >= border),
        largest_backlog=max(late for one in courses for _, late in one.late),
        backlog_at_return=mean(before for before, _ in back) if back else 0.0,
        backlog_after=mean(after for _, after in back) if back else 0.0,
        returns=len(back),
        grown=sum(after > before for before, after in back),
        by_kind={kind: mean(totals[kind]) for kind in KINDS if totals[kind]},
    )


def _around(course: Course, day: date) -> tuple[int, int] | None:
    """Return how many cards were late at a return and four weeks of practice later."""
    late = dict(course.late)
    later = [count for found, count in course.late if day < found <= day + timedelta(days=LATER)]
    return (late[day], later[-1]) if day in late and later else None


def simulate(*, learners: int, cards: int, start: date, seed: int = 1) -> Figures:
    """Return the figures of a simulated year."""
    courses = [play(n, start=start, cards=cards, seed=seed) for n in range(learners)]
    return figures(courses, start=start)
