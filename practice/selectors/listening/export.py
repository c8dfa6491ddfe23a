"""All of somebody's own listening practice, to take along: tries, and the ratings they gave."""

from __future__ import annotations

from typing import Any

from people.viewer import Viewer
from practice.models import PeerAsk, PeerRating, Try
from practice.package.fields import Json
from practice.selectors.listening.peers import middle_of
from practice.selectors.listening.tries import Kept, level, opened


def exported(viewer: Viewer) -> dict[str, Any]:
    """Return every try with one's last words on remarks and what peers said (five queries).

    `ratings_given` are one's own ratings of colleagues' replies; whose they were is told nowhere.
    """
    given = PeerRating.objects.filter(rater_id=viewer.user.pk).order_by("-rated_at", "-pk")
    return {
        "tries": exported_tries(viewer),
        "ratings_given": [
            {"at": row.rated_at.isoformat(), "rating": level(row.rating)} for row in given
        ],
    }


def exported_tries(viewer: Viewer) -> list[dict[str, Any]]:
    """Return every try of the viewer as plain data, last first (four queries)."""
    mine = Try.objects.filter(learner_id=viewer.user.pk).select_related("peer_ask")
    return [
        _told(kept) for kept in opened(mine.prefetch_related("objections", "peer_ask__ratings"))
    ]


def _told(kept: Kept) -> dict[str, Any]:
    row = kept.own_try
    return {
        "uuid": str(row.uuid),
        "course": row.lesson.version.title,
        "lesson": row.lesson.title,
        "exercise": kept.exercise.title if kept.exercise else row.exercise,
        "type": kept.exercise.type.key if kept.exercise else "",
        "at": row.created_at.isoformat(),
        "language": row.language,
        "answer": kept.answer,
        "cannot_be_opened": kept.answer is None and row.erased_at is None,
        "words_deleted_at": row.erased_at.isoformat() if row.erased_at else None,
        "own_rating": kept.rated or None,
        "said_to_remarks": _objections(row, kept.answer),
        "peers": _peers(row),
    }


def _objections(row: Try, answer: Json | None) -> list[dict[str, Any]]:
    """Return the learner's words on remarks, with what they marked while it is still kept."""
    reply = str((answer or {}).get("text", ""))
    return [
        {
            "remark": one.code, "point": one.point, "at": one.raised_at.isoformat(),
            "verdict": one.verdict, "marked": reply[one.marked_from : one.marked_to]
            if one.marked_to else "",
        }
        for one in sorted(row.objections.all(), key=lambda one: one.raised_at)
    ]  # fmt: skip


def _peers(row: Try) -> dict[str, Any] | None:
    try:
        ask = row.peer_ask
    except PeerAsk.DoesNotExist:
        return None
    back = ask.withdrawn_at
    said = "" if back else middle_of(one.rating for one in ask.ratings.all())
    return {
        "asked_at": ask.asked_at.isoformat(),
        "taken_back_at": back.isoformat() if back else None,
        "they_say": said or None,
    }
