"""Keep a self-check, and take it away. Sealed before it is stored; nobody else reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common import private_text
from common.errors import InvalidInput
from people.models import User
from practice.models import SelfCheck
from practice.selectors.year.self_checks import scores_in
from practice.self_check import scores_of
from practice.services.year.refusals import SentBefore


@transaction.atomic
def take_self_check(*, uuid: UUID, answers: Mapping[str, int], by: User, at: datetime) -> SelfCheck:
    """Store the means of all skills; the same uuid again is the same check.

    Other answers under a uuid that is taken raise SentBefore.
    """
    try:
        scores = scores_of(answers)
    except (KeyError, ValueError) as error:
        raise InvalidInput(_("Choose one answer on each line.")) from error
    row = SelfCheck(uuid=uuid, learner=by, taken_at=at)
    row.scores_sealed = private_text.encrypt(json.dumps(scores), about=row.place())
    SelfCheck.objects.bulk_create([row], ignore_conflicts=True)
    stored = SelfCheck.objects.filter(uuid=uuid, learner=by).first()
    if stored is None:  # somebody else's row has this uuid
        raise InvalidInput(_("Please open the page again and answer it once more."))
    if scores_in(stored) != scores:
        raise SentBefore
    return stored


@transaction.atomic
def delete_self_checks(*, by: User) -> int:
    """Take all of them away and return how many there were."""
    return SelfCheck.objects.filter(learner=by).delete()[0]
