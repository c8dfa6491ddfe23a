"""One's own tries. Nobody else's are ever asked for here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.private_text import UnreadablePrivateText
from people.viewer import Viewer
from practice.models import ListeningSet, Try
from practice.package.fields import Json
from practice.sealed.answers import unseal
from practice.selectors.listening.exercises import Exercise, exercises_of

WRITTEN = ("thought", "feeling", "text", "note")  # where answers hold own words
# The same four for oneself and for peers.
RUBRIC: dict[int, tuple[Promise, Promise]] = {
    1: (_("Another line"), _("I would say something else now.")),
    2: (_("A part of it"), _("Some of what matters is in it.")),
    3: (_("It fits"), _("Facts or feeling, as the customer meant them.")),
    4: (_("It fits, and it is mine"), _("I would say it like this in a conversation.")),
}


def level(rating: int | None) -> str:
    """Return the words of a level of the rubric, or nothing."""
    return str(RUBRIC[rating][0]) if rating else ""


def tries_of(
    viewer: Viewer, lesson_id: int, *, since: datetime | None = None
) -> dict[str, list[Try]]:
    """Return the viewer's tries at a lesson by exercise, last first, without words (one query)."""
    rows = Try.objects.filter(learner_id=viewer.user.pk, lesson_id=lesson_id)
    rows = rows.filter(created_at__gte=since) if since else rows
    found: dict[str, list[Try]] = defaultdict(list)
    for row in rows.defer("answer").order_by("-ordinal"):
        found[row.exercise].append(row)
    return found


def latest_ordinal(viewer: Viewer, lesson_id: int, exercise: str) -> int:
    """Return the ordinal of the viewer's last try at an exercise, 0 before the first."""
    rows = Try.objects.filter(learner_id=viewer.user.pk, lesson_id=lesson_id, exercise=exercise)
    latest = rows.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return latest or 0


def my_try(viewer: Viewer, lesson_id: int, exercise: str, key: UUID) -> Try | None:
    """Return one of the viewer's tries with its ask for peers and its hint (one query)."""
    rows = Try.objects.filter(learner_id=viewer.user.pk, lesson_id=lesson_id, exercise=exercise)
    return rows.select_related("peer_ask", "meaning_hint").filter(uuid=key).first()


def try_of(viewer: Viewer, key: UUID) -> Try | None:
    """Return one of the viewer's tries, wherever it was (one query)."""
    return Try.objects.filter(learner_id=viewer.user.pk, uuid=key).first()


def answer_of(own_try: Try) -> Json | None:
    """Return what was answered; None once it was emptied, or where its key is not here."""
    if own_try.answer is None:
        return None
    try:
        return unseal(own_try.answer, about=own_try.about)
    except UnreadablePrivateText:
        return None


@dataclass(frozen=True)
class Kept:
    """A try in the list of one's own."""

    own_try: Try
    exercise: Exercise | None
    answer: Json | None

    @property
    def rated(self) -> str:
        """Return one's own rating in words."""
        return level(self.own_try.self_rating)

    @property
    def written(self) -> list[str]:
        """Return all that was written in it, in the order of the form."""
        found = ((self.answer or {}).get(name) for name in WRITTEN)
        return [words for words in found if words and isinstance(words, str)]


def my_tries(viewer: Viewer) -> list[Kept]:
    """Return all tries of the viewer, last first (two queries)."""
    return opened(Try.objects.filter(learner_id=viewer.user.pk))


def opened(tries: QuerySet[Try]) -> list[Kept]:
    """Return tries with their words and exercises, last first (two queries)."""
    rows = tries.select_related("lesson__version").defer("lesson__html")
    in_order = list(rows.order_by("-created_at", "-pk"))
    sets = ListeningSet.objects.filter(lesson_id__in={row.lesson_id for row in in_order})
    known = {
        (lesson_id, one.key): one
        for lesson_id, payload in sets.values_list("lesson_id", "payload")
        for one in exercises_of(payload)
    }
    return [Kept(row, known.get((row.lesson_id, row.exercise)), answer_of(row)) for row in in_order]
