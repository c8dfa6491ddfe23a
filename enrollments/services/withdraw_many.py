"""End many enrollments with one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services.record_many import record_many
from audit.verbs import Verb
from enrollments.models import Enrollment
from people.models import User

_WITHDRAWN = """
ended AS (
  UPDATE enrollments_enrollment AS enrollment SET state = 'withdrawn', withdrawn_at = %s
   WHERE enrollment.state = 'open' AND enrollment.id IN ({ids})
  RETURNING enrollment.uuid, enrollment.learner_id, enrollment.version_id)
"""
_LINES = """
SELECT ended.uuid, version.title || ', version ' || version.number, person.uuid, '{}'::jsonb
  FROM ended JOIN people_user AS person ON person.id = ended.learner_id
  JOIN courses_courseversion AS version ON version.id = ended.version_id
"""


@transaction.atomic
def withdraw_many(
    *,
    enrollment_ids_sql: str,
    params: Sequence[Any],
    by: User | None,
    at: datetime,
    reason: str = "",
) -> int:
    """Withdraw the open enrollments whose ids a SELECT names and return how many there were."""
    return record_many(
        Verb.ENROLLMENT_WITHDRAWN,
        actor=by,
        target_kind=Enrollment.__name__,
        at=at,
        with_sql=_WITHDRAWN.format(ids=enrollment_ids_sql),
        rows=_LINES,
        params=[at, *params],
        reason=reason,
    )
