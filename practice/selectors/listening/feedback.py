"""What is said to a reply: remarks of the engine with what the learner said to them.

The engine is told what passed the release gate for the language; nothing of what it says is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.feedback import gate
from practice.feedback.remarks import Misreading, Point, Remark, Statement, contact_hints, remarks
from practice.listening.pieces import clauses
from practice.models import Objection, Try
from practice.package.fields import Json
from practice.selectors.listening.meaning import meant_in


@dataclass(frozen=True)
class Said:
    """A remark and the learner's word on it, if there is one."""

    remark: Remark
    verdict: str = ""
    marked: str = ""  # the words of the reply that the learner means


@dataclass(frozen=True)
class Feedback:
    """What was found, what is asked, and the key points as a checklist."""

    found: tuple[Said, ...]
    asked: tuple[Said, ...]
    points: tuple[Said, ...]


def statement_of(exercise: Json, language: str) -> Statement:
    """Return what an exercise tells the engine."""
    text = exercise.get("customer", {}).get("text") or exercise.get("closed") or ""
    return Statement(
        text=text,
        points=tuple(
            Point(id=row["id"], say=tuple(row["say"])) for row in exercise.get("points", ())
        ),
        feelings=tuple(exercise.get("feelings", ())),
        misreadings=tuple(
            Misreading(text=tuple(row["text"]), ask=row["ask"])
            for row in exercise.get("misreadings", ())
        ),
        language=language,
    )


def feedback_on(exercise: Json, reply: str, own_try: Try) -> Feedback:
    """Return what is said to the reply of a try (one query, or two without its hint)."""
    said = remarks_on(exercise, reply, own_try.language, meant=meant_in(own_try))
    words = {
        (row.code, row.point, row.place): (row.verdict, reply[row.marked_from : row.marked_to])
        if row.marked_to
        else (row.verdict, "")
        for row in Objection.objects.filter(own_try=own_try)
    }
    return _sorted(
        Said(remark, *words.get((remark.code, remark.point, remark.start), ("", "")))
        for remark in said
    )


def remarks_on(
    exercise: Json, reply: str, language: str, *, meant: frozenset[str] = frozenset()
) -> tuple[Remark, ...]:
    """Return what the engine says to a reply, in the language that both are in.

    `meant` are the points that a worker found by meaning; no remark is added or lost by them.
    """
    statement = statement_of(exercise, language)
    return remarks(statement, reply, enabled=gate.enabled(language), meant=meant)


def _sorted(said: Iterable[Said]) -> Feedback:
    rows = tuple(said)
    return Feedback(
        found=tuple(row for row in rows if row.remark.kind == "found"),
        asked=tuple(row for row in rows if row.remark.kind == "ask"),
        points=tuple(row for row in rows if row.remark.kind == "point"),
    )


def parts_to_mark(reply: str) -> list[tuple[str, str]]:
    """Return the clauses of a reply, each with the value that a form sends for it."""
    return [(f"{start}-{end}", reply[start:end]) for start, end in clauses(reply)]


def contacts_in(texts: Iterable[str]) -> list[str]:
    """Return what looks like a phone number, an e-mail address or a card number in texts."""
    return [text[span.start : span.end] for text in texts for span in contact_hints(text)]
