"""A course with refreshers, and people who take part."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from courses.models import Course, Lesson
from enrollments.models import Enrollment
from enrollments.selectors import my_studies
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from people.models import User
from people.viewer import viewer_for
from practice.package.booster import YearDraft
from practice.package.refreshers import RefreshersDraft
from practice.selectors.year.decks import DeckCard, cards_of
from practice.selectors.year.mine import my_practice
from practice.services.store_lesson import store_refreshers, store_year_lesson
from practice.services.year.answer_review import Answer, answer_review
from practice.services.year.join import join
from practice.spacing.answers import choices, quality_of
from tests.practice.conftest import draft
from tests.support.factories import SPRING, published_course

MONDAY = dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC)
OPTIONAL = {"move_on": "not_applicable", "is_required": False, "html": "", "module": "m9"}
LESSONS = [
    {"key": "l1-1"},
    {"key": "l2-1", "module": "m2"},
    {"key": "m9-refreshers", "kind": "refreshers", "minutes": 3, **OPTIONAL},
    {"key": "m9-booster-7", "kind": "booster", "minutes": 10, **OPTIONAL},
]
PICK = {
    "id": "a", "type": "pick", "customer": "It's nothing, really. Only the third time.",
    "ask": "Which reply reaches them?",
    "options": [
        {"text": "The third time. That wears one down.", "quality": "best", "feedback": "Heard."},
        {"text": "Sorry about that.", "quality": "ok", "feedback": "Kind, and short."},
        {"text": "Glad it's nothing!", "quality": "poor", "feedback": "Takes the mask for it."},
    ],
}  # fmt: skip
CUE = {
    "id": "b", "type": "cue", "customer": "Fine. I'll wait. Again.",
    "ask": "Which words carry the feeling?", "parts": ["Fine.", "I'll wait.", "Again."],
    "best": "Again.", "near": ["Fine."], "why": "One word holds all the times before.",
}  # fmt: skip
REWRITE = {
    "id": "c", "type": "rewrite", "customer": "I planned this for months.",
    "reply": "We apologize for any inconvenience.", "ask": "Rewrite it in one line.",
    "models": ["Months of planning, and now this."], "why": "It is their word, given back.",
}  # fmt: skip
SKILLS = ("name_feeling", "paraphrase", "act")


def card(number: int, module: str = "m1") -> dict:
    return {
        "id": f"card-{number}", "module": module, "skill": SKILLS[number % 3],
        "title": f"Card number {number}", "variants": [PICK, CUE, REWRITE],
    }  # fmt: skip


CARDS = [*(card(n) for n in range(1, 7)), *(card(n, "m2") for n in range(7, 9))]


def year_course(slug: str = "empathy", cards: list[dict] | None = None) -> Course:
    """Publish a course of two modules and a practice year."""
    with transaction.atomic():
        course = published_course(slug=slug, lessons=LESSONS)
        lessons = {row.key: row for row in Lesson.objects.filter(version__course=course)}
        deck = RefreshersDraft(intro="A few minutes.", cards=cards or CARDS)
        store_refreshers(lessons["m9-refreshers"], draft(lessons["m9-refreshers"], deck))
        told = YearDraft(day=7, about="A week later: one short scene.")
        store_year_lesson(lessons["m9-booster-7"], draft(lessons["m9-booster-7"], told))
    return course


def student(person: User, course: Course, *done: str, at: dt.datetime = SPRING) -> Enrollment:
    """Enroll somebody who has done the given lessons."""
    enrollment = enroll(learner=person, course=course, by=None, at=at)
    for lesson in enrollment.version.lessons.filter(key__in=done):
        complete_lesson(enrollment=enrollment, lesson=lesson, by=person, at=at)
    return enrollment


def studies_of(person: User):
    return my_studies(viewer_for(person, on=dt.date(2026, 3, 9)))


def deck_of(person: User) -> dict[str, DeckCard]:
    return {card.id: card for card in cards_of(studies_of(person)).values()}


def practice_of(person: User):
    return my_practice(person, studies_of(person))


def choice_of(variant: dict, quality: str) -> int:
    """Return a choice of that quality, or the nearest there is."""
    found = [n for n in range(choices(variant)) if quality_of(variant, n) == quality]
    return found[0] if found else choices(variant) - 1


def answered(person: User, id_: str, *, at=MONDAY, quality="best", is_sure=False, seen=None):
    """Answer a card's present variant, as its page would."""
    found = deck_of(person)[id_]
    variant_id, nth = practice_of(person).year.variant_of(found, learner=person)
    answer = Answer(
        variant=variant_id, choice=choice_of(found.variant(variant_id), quality),
        is_sure=is_sure, seen=nth if seen is None else seen,
    )  # fmt: skip
    return answer_review(by=person, card=found, answer=answer, at=at)


def joined(person: User, *, at=SPRING):
    return join(by=person, at=at)
