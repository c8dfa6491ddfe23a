"""“This is wrong”, “I said it”, “I left it out”: the learner has the last word on a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from people.models import User
from practice.models import Objection, Try

LONGEST = 60
FURTHEST = 100_000


@dataclass(frozen=True, kw_only=True)
class About:
    """Which remark: its code, its key point if it has one, and where its quote begins."""

    code: str
    point: str = ""
    place: int = 0


Marked = tuple[int, int]


@transaction.atomic
def object_to(
    *, own_try: Try, about: About, verdict: str, by: User, at: datetime,
    marked: Marked | None = None,
) -> Objection:  # fmt: skip
    """Keep what the learner says to a remark; said again, the latest word counts.

    `marked` is from which letter of the reply to which they said it; the words are not kept here.
    """
    if verdict not in Objection.Verdict.values:
        raise InvalidInput(_("This is not an answer to a remark."), field="verdict")
    named = (about.code, about.point)
    is_named = about.code and all(len(one) <= LONGEST and one.isprintable() for one in named)
    if not is_named or not 0 <= about.place <= FURTHEST:
        raise InvalidInput(_("There is no such remark."), field="code")
    start, end = marked or (None, None)
    if marked and not (verdict == Objection.Verdict.SAID and 0 <= marked[0] < marked[1]):
        raise InvalidInput(_("Please mark words of your reply."), field="marked")
    if own_try.learner_id != by.pk or own_try.state == Try.State.WRITTEN:
        raise Conflict(_("There are no remarks on this try yet."))
    found, _made = Objection.objects.update_or_create(
        own_try=own_try, code=about.code, point=about.point, place=about.place,
        defaults={
            "verdict": verdict, "raised_at": at, "marked_from": start, "marked_to": end,
        },
    )  # fmt: skip
    return found
