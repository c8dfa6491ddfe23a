"""One's own calls, opened for their writer alone; what is foreign does not exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from common.private_text import UnreadablePrivateText
from enrollments.selectors import Study
from people.models import User
from people.viewer import Viewer
from practice.models import OwnCall

KIND = "own_call"
HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class OpenedCall:
    """A call with everything that is sealed in it, opened; empty where the key is missing."""

    row: OwnCall
    words: Mapping[str, str]
    ratings: Mapping[str, tuple[int, int]]
    next_time: str
    is_readable: bool

    @property
    def uuid(self) -> UUID:
        """Return what the outside names it by."""
        return self.row.uuid

    @property
    def state(self) -> str:
        """Return draft, ready or played."""
        return self.row.state

    @property
    def month_on(self) -> dt.date:
        """Return the first day of the month that it belongs to."""
        year, month = divmod(self.row.month, HUNDRED)
        return dt.date(year, month, 1)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Where a call of one's own can be begun: the lesson in the latest course that has one."""

    enrollment: UUID
    lesson_key: str


def my_call(viewer: Viewer, uuid: UUID) -> OpenedCall:
    """Return one of the viewer's calls, opened (one query); Http404 for any other."""
    return opened(get_object_or_404(OwnCall.objects.visible_to(viewer), uuid=uuid))


def my_calls(viewer: Viewer) -> tuple[OpenedCall, ...]:
    """Return all of the viewer's calls, newest first (one query)."""
    rows = OwnCall.objects.visible_to(viewer).order_by("-begun_at", "-pk")
    return tuple(opened(row) for row in rows)


def draft_of(viewer: Viewer) -> OwnCall | None:
    """Return the viewer's open draft, sealed, if there is one (one query)."""
    return OwnCall.objects.visible_to(viewer).filter(state=OwnCall.State.DRAFT).first()


def opened(row: OwnCall) -> OpenedCall:
    """Return a call with its words, without them where the key is missing."""
    try:
        rated: dict[str, Any] = row.opened("ratings") or {}
        return OpenedCall(
            row=row, words=row.opened("words"), next_time=row.opened("next_time") or "",
            ratings={reply: (steps[0], steps[1]) for reply, steps in rated.items()},
            is_readable=True,
        )  # fmt: skip
    except UnreadablePrivateText:
        return OpenedCall(row=row, words={}, ratings={}, next_time="", is_readable=False)


def where_to_begin(studies: Iterable[Study]) -> Offer | None:
    """Return the lesson of this kind in the course read last (no query)."""
    for study in studies:
        for lesson in study.outline.lessons:
            if lesson.kind == KIND:
                return Offer(enrollment=study.enrollment.uuid, lesson_key=lesson.key)
    return None


def monthly_offer(user: User, studies: Iterable[Study], *, at: dt.datetime) -> Offer | None:
    """Return where to begin, unless this month has a call or a draft waits (one query at most).

    Months that went by without one are not counted: nothing piles up.
    """
    offer = where_to_begin(studies)
    if offer is None:
        return None
    here = at.astimezone(user.zone())
    mine = OwnCall.objects.filter(learner=user)
    month = here.year * HUNDRED + here.month
    return None if mine.filter(Q(month=month) | Q(state=OwnCall.State.DRAFT)).exists() else offer
