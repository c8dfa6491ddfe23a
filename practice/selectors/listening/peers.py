"""Replies that wait for a peer, and what peers said; names are on neither side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enrollments.models import Enrollment
from people.models import Department, Employment
from people.viewer import Viewer
from practice.models import PeerAsk, PeerRating, Try
from practice.models.listening import PEERS
from practice.selectors.listening.exercises import Exercise, told_in
from practice.selectors.listening.tries import answer_of, level

LOOKED_AT = 50  # replies that cannot be shown, as without their key, hold up no others


def department_of(viewer: Viewer, on: date) -> Department | None:
    """Return the department that the viewer works in on that day (one query)."""
    rows = Employment.objects.filter(person_id=viewer.user.pk, valid__contains=on)
    found = rows.select_related("department").first()
    return found.department if found else None


@dataclass(frozen=True)
class ToRead:
    """A reply as a peer reads it: the exercise and the words, and nobody's name."""

    ask: PeerAsk
    exercise: Exercise
    text: str
    language: str


def next_to_read(viewer: Viewer, on: date) -> ToRead | None:
    """Return the reply that has waited longest for this peer (two queries)."""
    department = department_of(viewer, on)
    if department is None:
        return None
    for ask in _open_to(viewer, department).order_by("asked_at", "pk")[:LOOKED_AT]:
        found = _to_read(ask)
        if found:
            return found
    return None


def ask_to_rate(viewer: Viewer, department: Department | None, key: UUID) -> PeerAsk | None:
    """Return a reply that this peer may rate or has rated; anything else is None (one query)."""
    if department is None:
        return None
    own = PeerRating.objects.filter(ask=OuterRef("pk"), rater_id=viewer.user.pk)
    rows = _shared_with(viewer, department).annotate(mine=Exists(own), taken=Count("ratings"))
    return rows.filter(Q(mine=True) | Q(taken__lt=PEERS)).filter(uuid=key).first()


def word_of_peers(own_try: Try) -> str:
    """Return the middle of two peers' ratings in words; nothing before both are in (one query)."""
    rows = PeerRating.objects.filter(ask__own_try=own_try)
    return middle_of(rows.values_list("rating", flat=True))


def middle_of(ratings: Iterable[int]) -> str:
    """Return the middle of two peers' ratings in words; nothing before both are in."""
    given = sorted(ratings)
    if len(given) < PEERS:
        return ""
    low, high = level(given[0]), level(given[-1])
    if low == high:
        return low
    return _("between “%(low)s” and “%(high)s”") % {"low": low, "high": high}


def _shared_with(viewer: Viewer, department: Department) -> QuerySet[PeerAsk]:
    """Return what is shared by people of other departments who take the same course."""
    same = (
        Enrollment.objects.visible_to(viewer)
        .studied()
        .filter(course_id=OuterRef("own_try__lesson__version__course_id"))
    )
    # A manager may work in another department; what somebody writes never reaches theirs.
    managed = Employment.objects.filter(
        person_id=OuterRef("own_try__learner_id"), manager_id=viewer.user.pk
    )
    rows = PeerAsk.objects.filter(withdrawn_at__isnull=True, own_try__answer__isnull=False)
    rows = rows.exclude(Exists(managed))
    return rows.exclude(own_try__learner_id=viewer.user.pk).exclude(department=department).filter(
        Exists(same)
    )  # fmt: skip


def _open_to(viewer: Viewer, department: Department) -> QuerySet[PeerAsk]:
    own = PeerRating.objects.filter(ask=OuterRef("pk"), rater_id=viewer.user.pk)
    understood = Q(own_try__language=get_language()) | Q(
        own_try__language=F("own_try__lesson__version__language")
    )
    rows = _shared_with(viewer, department).filter(understood).exclude(Exists(own))
    return rows.annotate(taken=Count("ratings")).filter(taken__lt=PEERS).select_related("own_try")


def _to_read(ask: PeerAsk) -> ToRead | None:
    own_try = ask.own_try
    told = told_in(own_try.lesson_id, own_try.exercise, own_try.language)
    answer = answer_of(own_try)
    if told is None or answer is None:
        return None
    exercise = Exercise(told, 1, 1)
    return ToRead(ask, exercise, exercise.type.reply_of(answer), own_try.language)
