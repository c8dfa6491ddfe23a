"""End an enrollment that is not completed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from enrollments.models import Enrollment
from people.models import User


@transaction.atomic
def withdraw(
    *, enrollment: Enrollment, by: User | None, at: datetime, reason: str = ""
) -> Enrollment:
    """Withdraw an open enrollment; what was completed within it stays on record."""
    changed = Enrollment.objects.open().filter(pk=enrollment.pk)
    if changed.update(state=Enrollment.State.WITHDRAWN, withdrawn_at=at):
        record(
            Verb.ENROLLMENT_WITHDRAWN, actor=by, target=enrollment, at=at,
            subject=enrollment.learner, reason=reason,
        )  # fmt: skip
    enrollment.refresh_from_db(fields=["state", "withdrawn_at", "completed_at"])
    if enrollment.state == Enrollment.State.COMPLETED:
        raise Conflict(_("This course is completed; a completed course cannot be withdrawn."))
    return enrollment
