"""Let people study a course: one person, or a whole population with one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.services.record_many import record_many
from audit.verbs import Verb
from common.errors import Conflict
from courses.models import Course, CourseVersion
from enrollments.models import Enrollment
from people.models import User

_TRIES = 5

# A person without an open enrollment gets the next ordinal; a racing twin loses to the constraints.
_ENROLLED = """
enrolled AS (
  INSERT INTO enrollments_enrollment
    (uuid, learner_id, course_id, version_id, ordinal, state, enrolled_at)
  SELECT gen_random_uuid(), asked.learner_id, %s, %s, coalesce(earlier.ordinal, 0) + 1, 'open', %s
    FROM (SELECT DISTINCT learner_id FROM ({learners}) AS given (learner_id)) AS asked
    LEFT JOIN (SELECT learner_id, max(ordinal) AS ordinal, bool_or(state = 'open') AS is_open
                 FROM enrollments_enrollment WHERE course_id = %s GROUP BY learner_id) AS earlier
      ON earlier.learner_id = asked.learner_id
   WHERE earlier.is_open IS NOT TRUE
  ON CONFLICT DO NOTHING
  RETURNING uuid, learner_id, ordinal)
"""

_LINES = """
SELECT enrolled.uuid, %s::text, person.uuid,
       jsonb_build_object('version', %s::int, 'ordinal', enrolled.ordinal)
  FROM enrolled JOIN people_user AS person ON person.id = enrolled.learner_id
"""


@transaction.atomic
def enroll(*, learner: User, course: Course, by: User | None, at: datetime) -> Enrollment:
    """Return the learner's open enrollment, or a new one pinned to the version in effect."""
    for _attempt in range(_TRIES):
        found = _open_enrollment(learner, course)
        if found:
            return found
        made = _insert(learner, course, _effective_version(course), at)
        if made:
            record(
                Verb.ENROLLED, actor=by, target=made, at=at, subject=learner,
                detail={"version": made.version.number, "ordinal": made.ordinal},
            )  # fmt: skip
            return made
    raise Conflict(_("Somebody else is enrolling this person right now. Please try again."))


@transaction.atomic
def enroll_many(
    *, course: Course, learner_ids_sql: str, params: Sequence[Any], by: User | None, at: datetime
) -> int:
    """Enroll everybody whom a SELECT of user ids names and return how many are new.

    Enrollments and their audit lines are one statement; people with an open enrollment keep it.
    """
    version = _effective_version(course)
    return record_many(
        Verb.ENROLLED,
        actor=by,
        target_kind=Enrollment.__name__,
        at=at,
        with_sql=_ENROLLED.format(learners=learner_ids_sql),
        rows=_LINES,
        params=[
            *(course.pk, version.pk, at), *params, course.pk,
            *(version.audit_label(), version.number),
        ],
    )  # fmt: skip


def _effective_version(course: Course) -> CourseVersion:
    if course.effective_version is None:
        raise Conflict(_("This course has no published version yet."), field="course")
    return course.effective_version


def _open_enrollment(learner: User, course: Course) -> Enrollment | None:
    rows = Enrollment.objects.open().select_related("version")
    return rows.filter(learner=learner, course=course).first()


def _insert(
    learner: User, course: Course, version: CourseVersion, at: datetime
) -> Enrollment | None:
    earlier = Enrollment.objects.filter(learner=learner, course=course)
    ordinal = (earlier.aggregate(highest=Max("ordinal"))["highest"] or 0) + 1
    row = Enrollment(
        learner=learner, course=course, version=version, ordinal=ordinal, enrolled_at=at
    )
    Enrollment.objects.bulk_create([row], ignore_conflicts=True)
    return Enrollment.objects.select_related("version").filter(uuid=row.uuid).first()
