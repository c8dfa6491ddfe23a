"""Make a curriculum out of published courses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from courses.models import Course
from curricula.models import Curriculum, CurriculumCourse
from curricula.models.curriculum import MOST_MONTHS
from people.models import User
from people.services.fitting import fitting


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
    """Return a new curriculum of these courses, in this order, the optional ones last.

    Raises InvalidInput for what cannot be kept or assigned, Conflict for a slug that is taken.
    """
    _check_courses([*required, *optional], required=len(required))
    curriculum = Curriculum(
        slug=_slug(slug),
        title=fitting(Curriculum, "title", title),
        description=fitting(Curriculum, "description", description) if description else "",
        validity_months=_months(validity_months),
    )
    try:
        with transaction.atomic():
            curriculum.save(force_insert=True)
            CurriculumCourse.objects.bulk_create(
                CurriculumCourse(
                    curriculum=curriculum, course=course, ordinal=place,
                    is_required=place <= len(required),
                )
                for place, course in enumerate([*required, *optional], start=1)
            )  # fmt: skip
            record(Verb.CURRICULUM_CREATED, actor=by, target=curriculum, at=at)
    except IntegrityError as error:
        raise _refusal(error) from error
    return curriculum


def _check_courses(courses: Sequence[Course], *, required: int) -> None:
    if not required:
        raise InvalidInput(_("This curriculum has no required course yet."), field="required")
    if any(course.effective_version_id is None for course in courses):
        raise InvalidInput(_("A course of this curriculum is not published yet."), field="required")


def _slug(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise InvalidInput(
            _("Write a short name of letters, digits and hyphens, as it stands in addresses."),
            field="slug",
        ) from error
    return fitting(Curriculum, "slug", slug)


def _months(count: int | None) -> int | None:
    if count is not None and not 1 <= count <= MOST_MONTHS:
        raise InvalidInput(
            _("Write a number of months from 1 to %(most)d.") % {"most": MOST_MONTHS},
            field="validity_months",
        )
    return count


def _refusal(error: IntegrityError) -> Conflict:
    if "curricula_course_once" in str(error):
        return Conflict(_("A course can stand in a curriculum once only."), field="required")
    return Conflict(_("A curriculum of this short name is there already."), field="slug")
