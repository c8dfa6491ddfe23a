"""Make a curriculum out of published courses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from courses.models import Course
from curricula.models import Curriculum, CurriculumCourse
from people.models import User


@transaction.atomic
def create(
    *,
    slug: str,
    title: str,
    required: Sequence[Course],
    optional: Sequence[Course] = (),
    description: str = "",
    validity_months: int | None = None,
    by: User | None,
    at: datetime,
) -> Curriculum:
    """Return the curriculum of that slug, made from these courses if it is new."""
    curriculum, is_new = Curriculum.objects.get_or_create(
        slug=slug,
        defaults={
            "title": title, "description": description, "validity_months": validity_months,
        },
    )  # fmt: skip
    if not is_new:
        return curriculum
    CurriculumCourse.objects.bulk_create(
        CurriculumCourse(
            curriculum=curriculum, course=course, ordinal=place, is_required=place <= len(required)
        )
        for place, course in enumerate([*required, *optional], start=1)
    )
    record(Verb.CURRICULUM_CREATED, actor=by, target=curriculum, at=at)
    return curriculum
