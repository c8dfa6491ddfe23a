from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.models import PublicId
from courses.models import Course

RATINGS = Q(rating__gte=1, rating__lte=4)


class ReviewCard(PublicId):
    """What one person remembers of one card; begins with its first review.

    It belongs to the course and not to a version: a new edition of the texts forgets nothing.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_cards"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    card = models.CharField(max_length=60)
    seed = models.PositiveIntegerField()
    memory = models.JSONField(default=dict)
    due_on = models.DateField()
    reviews = models.PositiveIntegerField(default=0)
    latest_variant = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "course", "card"], name="practice_card_once_a_person"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["learner", "due_on"], name="practice_cards_due"),
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(
            ("card", "seed", "memory", "due_on", "reviews", "latest_variant"), "erase"
        )
        retain: ClassVar = {"id", "uuid", "learner", "course"}


class ReviewLog(PublicId):
    """One review: which variant, how it was rated, when. No word of anybody is in it.

    Insert-only. `place` is its place in the person's day and `new_place` its place among the new
    ones of that day; both are unique, so the database itself holds the day to its limits.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    card = models.ForeignKey(ReviewCard, on_delete=models.PROTECT, related_name="logs")
    ordinal = models.PositiveIntegerField()
    variant = models.CharField(max_length=20)
    choice = models.PositiveSmallIntegerField()
    skill = models.CharField(max_length=40)
    rating = models.PositiveSmallIntegerField()
    is_sure = models.BooleanField()
    reviewed_on = models.DateField()
    place = models.PositiveSmallIntegerField()
    new_place = models.PositiveSmallIntegerField(null=True, blank=True)
    daily = models.PositiveSmallIntegerField()
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "ordinal"], name="practice_review_once"),
            models.UniqueConstraint(
                fields=["learner", "reviewed_on", "place"], name="practice_review_place_once"
            ),
            models.UniqueConstraint(
                fields=["learner", "reviewed_on", "new_place"], name="practice_new_place_once"
            ),
            models.CheckConstraint(
                name="practice_review_within_the_day",
                condition=Q(place__gte=1, place__lte=F("daily"), daily__lte=5),
            ),
            models.CheckConstraint(
                name="practice_two_new_a_day",
                condition=Q(new_place__isnull=True) | Q(new_place__gte=1, new_place__lte=2),
            ),
            models.CheckConstraint(name="practice_review_rating", condition=RATINGS),
        ]
        indexes: ClassVar = [
            models.Index(fields=["learner", "-reviewed_at"], name="practice_reviews_of_person"),
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(
            (
                "variant", "choice", "skill", "rating", "is_sure", "reviewed_on", "place",
                "new_place", "daily", "reviewed_at", "ordinal",
            ),
            "erase",
        )  # fmt: skip
        retain: ClassVar = {"id", "uuid", "learner", "card"}
