"""A believable year: campaigns by HR, and what people made of them, in the order it happened.

Everything goes through the services, at the time it is told of, so the trail, the records and the
certificates are as real as those made tomorrow.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from certificates.services.issue import issue
from courses.models import Lesson
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.models import Curriculum, CycleEnrollment
from curricula.services.assign import Exceptions, assign
from curricula.services.refresh_cycles import refresh_cycles
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.finish_reading import finish_reading
from enrollments.services.visit_lesson import visit_lesson
from lms.demo.answers import right_answer, wrong_answer
from lms.demo.people import Company
from people.models import Employment, User
from people.roles import Permission
from people.viewer import viewer_for
from quizzes.models import Question, Quiz
from quizzes.services.save_answer import save_answer
from quizzes.services.start_attempt import start_attempt
from quizzes.services.submit_attempt import submit_attempt


@dataclass(frozen=True)
class Campaign:
    """One assignment by HR: to which departments, how long ago, with how many days to go."""

    days_ago: int
    by: str
    departments: tuple[str, ...]
    days_to_do_it: int
    note: str
    keenness: float  # share of people who are done by now, on time or late


CAMPAIGNS = (
    Campaign(340, "omar", ("Parcel Care", "Claims"), 35, "First round in Europe", 0.93),
    Campaign(290, "ines", ("Travel Help", "Banking Chat"), 35, "Roll-out in Brazil", 0.9),
    Campaign(180, "omar", ("Card Services",), 28, "After the spring survey", 0.9),
    Campaign(115, "ines", ("Parcel Tracking",), 35, "Roll-out in India", 0.86),
    Campaign(58, "ines", ("Escalations",), 35, "Before the holiday season", 0.6),
    Campaign(24, "omar", ("Night Desk",), 28, "Before the holiday season", 0.45),
)
BOOKINGS = Campaign(12, "omar", ("Bookings",), 23, "Before the holiday season", 0.2)
WHOLE_COURSE_DAYS_AGO = 61
DANA_HAS_DONE = 14  # the first two modules and the beginning of the third
DANA_BEGAN_AFTER = dt.timedelta(days=6)
LONG_COURSE, UNHURRIED, STEADY = 20, 2, 9  # lessons; lessons a day of a short and a long course

Act = Callable[[dt.datetime], None]


def campaigns(
    company: Company, curriculum: Curriculum, *, now: dt.datetime, with_bookings: bool
) -> Iterator[tuple[Campaign, dt.datetime, Act]]:
    """Yield each campaign with its moment and the call that assigns it."""
    for campaign in (*CAMPAIGNS, BOOKINGS) if with_bookings else CAMPAIGNS:
        at = now - dt.timedelta(days=campaign.days_ago)
        at = at.replace(hour=9, minute=12, second=5)

        def act(moment: dt.datetime, campaign: Campaign = campaign) -> None:
            hr = company.cast[campaign.by]
            viewer = viewer_for(hr, on=moment.date())
            assign(
                curriculum=curriculum,
                audience=Audience(
                    departments=tuple(company.departments[d].uuid for d in campaign.departments)
                ),
                due=DueRule(
                    anchor=Anchor.FIXED,
                    due_on=moment.date() + dt.timedelta(days=campaign.days_to_do_it),
                ),
                by=hr,
                scope=viewer.scope(Permission.ASSIGN_CURRICULUM),
                at=moment,
                note=campaign.note,
                exceptions=Exceptions.WITHOUT_DATE,
            )

        yield campaign, at, act


@dataclass(frozen=True)
class Fate:
    """What somebody makes of an assignment: lessons done, a quiz failed first or not, when."""

    does: int
    fails_first: bool
    begins_after: dt.timedelta


def fate(campaign: Campaign, chance: random.Random, *, lessons: int) -> Fate:
    """Draw what one person makes of it; nobody does anything in the future."""
    days = min(campaign.days_ago - 2, campaign.days_to_do_it + 18)
    done = chance.random() < campaign.keenness
    if done:
        # Most finish before the date, many in the last days, some after it.
        share = chance.triangular(0.05, 1.0, 0.55)
        begins = dt.timedelta(days=share * max(days - 3, 1), hours=chance.uniform(-1, 7))
        fails_first = chance.random() < 0.22
        return Fate(lessons, fails_first=fails_first, begins_after=begins)
    does = chance.choice((0, 0, 1, 2, 3, lessons - 1))
    begins = dt.timedelta(days=chance.uniform(0.2, max(days - 3, 1)))
    return Fate(does, fails_first=False, begins_after=begins)


@dataclass(frozen=True)
class Course:
    """What a version asks for, in order, with the questions of its quizzes; read once."""

    lessons: tuple[Lesson, ...]
    quizzes: dict[int, Quiz]
    questions: dict[int, dict[str, Question]]


@lru_cache(maxsize=8)
def course_of(version_id: int) -> Course:
    """Return what a version asks for."""
    lessons = Lesson.objects.filter(version_id=version_id, is_required=True).order_by("ordinal")
    quizzes = {
        quiz.lesson_id: quiz
        for quiz in Quiz.objects.filter(lesson__version_id=version_id).select_related("lesson")
    }
    questions: dict[int, dict[str, Question]] = {quiz.pk: {} for quiz in quizzes.values()}
    for found in Question.objects.filter(quiz__in=quizzes.values()):
        questions[found.quiz_id][found.key] = found
    return Course(tuple(lessons.defer("html")), quizzes, questions)


@contextmanager
def joined_by_hash() -> Iterator[None]:
    """Keep the planner from nested loops over four tables inside the one long transaction.

    The database's statistics know nothing of rows that are not committed, nor that each has had
    dozens of versions here: a loop that it takes for nothing has been seen to last a minute.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


class Student:
    """Plays one learner through the course by the services."""

    def __init__(self, enrollment: Enrollment) -> None:
        self.enrollment = enrollment
        self.learner: User = enrollment.learner
        self.course = course_of(enrollment.version_id)

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Return what is asked of the learner, in order."""
        return self.course.lessons

    def read(self, lesson: Lesson) -> Act:
        """Return the act of reading one lesson."""

        def act(at: dt.datetime) -> None:
            visit_lesson(enrollment=self.enrollment, lesson_id=lesson.pk, at=at)
            finish_reading(enrollment=self.enrollment, lesson=lesson, by=self.learner, at=at)

        return act

    def take_quiz(self, lesson: Lesson, *, mistakes: int, seed: int) -> Act:
        """Return the act of one attempt with that many wrong answers."""
        quiz = self.course.quizzes[lesson.pk]
        questions = self.course.questions[quiz.pk]

        def act(at: dt.datetime) -> None:
            started = start_attempt(
                enrollment=self.enrollment, quiz=quiz, by=self.learner, at=at, seed=seed
            )
            for place, slot in enumerate(started.attempt.layout["questions"], start=1):
                question = questions[slot["key"]]
                answer = (wrong_answer if place <= mistakes else right_answer)(question)
                save_answer(
                    attempt=started.attempt, place=place, client_seq=1, answer=answer,
                    is_flagged=False, by=self.learner, at=at + dt.timedelta(seconds=40 * place),
                )  # fmt: skip
            submit_attempt(
                attempt=started.attempt, by=self.learner, at=at + dt.timedelta(minutes=7)
            )
            self._settle(at + dt.timedelta(minutes=7, seconds=2))

        return act

    def _settle(self, at: dt.datetime) -> None:
        record = CompletionRecord.objects.filter(enrollment=self.enrollment).first()
        if record:
            with joined_by_hash():
                refresh_cycles(completion_uuid=str(record.uuid), at=at)
            issue(completion=record, at=at)


def acts_of(
    student: Student, found: Fate, *, opened_at: dt.datetime, seed: int
) -> Iterator[tuple[dt.datetime, Act]]:
    """Yield what one learner does, with the moment of each."""
    at = opened_at + found.begins_after
    daily = UNHURRIED if len(student.lessons) < LONG_COURSE else STEADY
    for place, lesson in enumerate(student.lessons[: found.does]):
        if lesson.pk not in student.course.quizzes:
            yield at, student.read(lesson)
        else:
            if found.fails_first:
                yield at, student.take_quiz(lesson, mistakes=4, seed=seed + place)
                at += dt.timedelta(hours=20)
            mistakes = int(seed % 3 == 0 and lesson.pass_rule["pass_mark"] < 100)
            yield at, student.take_quiz(lesson, mistakes=mistakes, seed=seed + place + 1)
        # A few lessons a day, some minutes apart.
        is_enough = (place + 1) % daily == 0
        at += dt.timedelta(hours=23) if is_enough else dt.timedelta(minutes=7 + place % 7)


def students(campaign: Campaign, company: Company, curriculum: Curriculum) -> list[Enrollment]:
    """Return the enrollments that a campaign opened, in a fixed order."""
    ids = [company.departments[name].id for name in campaign.departments]
    # Three short questions: joined into one, it took seconds where the planner knows no counts.
    people = set(Employment.objects.filter(department__in=ids).values_list("person_id", flat=True))
    opened = CycleEnrollment.objects.filter(
        cycle__assignment__curriculum=curriculum, enrollment__learner__in=people
    )
    return list(
        Enrollment.objects.filter(pk__in=set(opened.values_list("enrollment_id", flat=True)))
        .select_related("learner", "version", "course")
        .order_by("learner__employee_number")
    )


def seeds() -> Iterator[int]:
    """Return numbers for shuffling that are the same in every demo."""
    return itertools.count(7000, 100)
