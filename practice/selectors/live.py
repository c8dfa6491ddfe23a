"""Practice with others: what a lesson holds, and one's own sessions, opened for their owner."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404

from courses.models import Lesson
from people.viewer import Viewer
from practice.live.card import BY_KEY, Mark, marks_of
from practice.live.roles import ABOUT, LABELS, ROLES, WHO
from practice.models import LiveCard, LiveExercise, LiveNote, LiveRound, LiveSession
from practice.package.fields import Json

KEPT = 256
FORMAT = "attune-live-practice/1"


@dataclass(frozen=True, kw_only=True)
class KeptCard:
    """An observer card, opened; `is_readable` is no where its key is not here."""

    marks: dict[str, Mark]
    revision: int
    is_readable: bool


@dataclass(frozen=True, kw_only=True)
class KeptNote:
    """A note after a session, opened."""

    text: str
    revision: int
    is_readable: bool


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A round, the role in it, and the card where one was kept."""

    row: LiveRound
    card: KeptCard | None


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session with all that its owner kept."""

    row: LiveSession
    seats: tuple[Seat, ...]
    note: KeptNote | None

    @property
    def seat(self) -> Seat:
        """Return the round that it stands at."""
        return self.seats[self.row.round_number - 1]


@lru_cache(maxsize=KEPT)
def live_of(lesson_id: int) -> Json:
    """Return what a lesson holds, in the language of the course (one query, once per process)."""
    found: Json = LiveExercise.objects.get(lesson_id=lesson_id).payload
    return found


def room_of(live: Json) -> dict[str, Any]:
    """Return what the room shows of a lesson's plain data."""
    return {
        "live": live,
        "steps": steps_of(live),
        "roles": [(role, LABELS[role], ABOUT[role]) for role in ROLES[live["who"]]],
        "behaviors": [BY_KEY[key] for key in live["behaviors"]],
        "rounds": len(live["rounds"]),
        "round_minutes": live["rounds"][0]["minutes"],
    }


def steps_of(live: Json) -> list[dict[str, Any]]:
    """Return the parts of a round, each with the word for whose it is."""
    return [{**step, "label": WHO[step["who"]]} for step in live["steps"]]


def latest_session(viewer: Viewer, lesson_id: int) -> LiveSession | None:
    """Return the viewer's open session of a lesson, else the last one (one query)."""
    rows = LiveSession.objects.visible_to(viewer).filter(lesson_id=lesson_id)
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-pk").first()


def my_session(viewer: Viewer, lesson: Lesson, session: UUID) -> Session:
    """Return a session of one's own at a lesson (two queries); Http404 for any other."""
    rows = LiveSession.objects.visible_to(viewer).filter(lesson=lesson, uuid=session)
    found = rows.select_related("note").first()
    if found is None:
        raise Http404
    found.lesson = lesson
    rounds = list(_rounds().filter(session=found))
    if not rounds:  # deleted on another page between the two
        raise Http404
    return _session(found, rounds)


def my_sessions(viewer: Viewer) -> list[Session]:
    """Return all of the viewer's sessions, newest first (two queries)."""
    rows = list(
        LiveSession.objects.visible_to(viewer)
        .select_related("lesson", "note")
        .order_by("-started_at", "-pk")
    )
    rounds: dict[int, list[LiveRound]] = {row.pk: [] for row in rows}
    for one in _rounds().filter(session__in=rows):
        rounds[one.session_id].append(one)
    return [_session(row, rounds[row.pk]) for row in rows]


def exported(viewer: Viewer) -> dict[str, Any]:
    """Return all of it as plain data; what does not open is named as such."""
    return {"format": FORMAT, "sessions": [_told(one) for one in my_sessions(viewer)]}


def _rounds() -> Any:
    return LiveRound.objects.select_related("card").order_by("session_id", "ordinal")


def _session(row: LiveSession, rounds: list[LiveRound]) -> Session:
    seats = tuple(Seat(row=one, card=_card(getattr(one, "card", None))) for one in rounds)
    return Session(row=row, seats=seats, note=_note(getattr(row, "note", None)))


def _card(row: LiveCard | None) -> KeptCard | None:
    if row is None:
        return None
    text = row.opened_if_possible()
    return KeptCard(marks=marks_of(text), revision=row.revision, is_readable=text is not None)


def _note(row: LiveNote | None) -> KeptNote | None:
    if row is None:
        return None
    text = row.opened_if_possible()
    return KeptNote(text=text or "", revision=row.revision, is_readable=text is not None)


def _told(one: Session) -> dict[str, Any]:
    row = one.row
    return {
        "lesson": row.lesson.title,
        "state": row.state,
        "started_at": row.started_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "rounds": [
            {
                "round": seat.row.ordinal,
                "role": seat.row.role,
                "card": {key: asdict(mark) for key, mark in seat.card.marks.items()}
                if seat.card
                else None,
                "is_readable": seat.card.is_readable if seat.card else True,
            }
            for seat in one.seats
        ],
        "note": one.note.text if one.note else None,
        "note_is_readable": one.note.is_readable if one.note else True,
    }
