"""What is said about one written reply.

The law: quote what was found, ask about the rest; never assert that something is missing, never
grade. Remarks are shown after the learner rated the reply, beside model answers, each with its
reason and a way to say that it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from practice.feedback import sentences as say
from practice.feedback.contact import contact_hints
from practice.feedback.coverage import Covered, covered, misread
from practice.feedback.cues.highlights import highlights
from practice.feedback.parrot import COPIED, copied_share
from practice.feedback.shapes import Misreading, Point, Remark, Span, Statement

__all__ = ["Misreading", "Point", "Remark", "Span", "Statement", "contact_hints", "remarks"]


def remarks(
    statement: Statement, reply: str, *, enabled: frozenset[str],
    meant: frozenset[str] = frozenset(),
) -> tuple[Remark, ...]:  # fmt: skip
    """Return what is said about a reply: highlights, key points, questions, in this order.

    `enabled` are the highlights that passed the release gate; others are not looked for. `meant`
    are the ids of the points that were found by meaning: for each the better state counts.
    """
    if not reply.strip():
        return ()
    found = tuple(_highlights(statement, reply, enabled))
    return (*found, *_points(statement, reply, meant), *_questions(statement, reply, found))


def _highlights(statement: Statement, reply: str, enabled: frozenset[str]) -> Iterator[Remark]:
    told: set[str] = set()
    for one in highlights(reply, statement.text, language=statement.language):
        if one.label not in enabled or one.label in told:
            continue
        told.add(one.label)
        text, why = say.FOUND[one.label]
        yield Remark(
            code=one.label, kind="found", text=say.fill(text, one.quote), why=why,
            confidence=one.confidence, state="found", quote=one.quote,
            start=one.span.start, end=one.span.end,
        )  # fmt: skip


def _points(statement: Statement, reply: str, meant: frozenset[str]) -> Iterator[Remark]:
    for point in statement.points:
        match = covered(point, reply)
        by_meaning = match.state != "found" and point.id in meant
        span = _around(match)
        quote = reply[span.start : span.end] if match.state != "your_call" else ""
        yield Remark(
            code="point", kind="point", point=point.id, text=point.say[0],
            state="found" if by_meaning else match.state,
            why=say.MEANING_WHY if by_meaning else say.POINT_WHY,
            confidence="likely" if match.state == "found" else "perhaps",
            quote=quote, start=span.start if quote else 0, end=span.end if quote else 0,
        )  # fmt: skip


def _questions(statement: Statement, reply: str, found: tuple[Remark, ...]) -> Iterator[Remark]:
    asked_from: set[int] = set()
    for place, match in misread(statement, reply):
        span = _around(match)
        quote = reply[span.start : span.end]
        # A word on a remark finds it by code, point and start: two from one word need two names.
        point = f"also-{place}" if span.start in asked_from else ""
        asked_from.add(span.start)
        yield Remark(
            code="misreading", kind="ask", point=point, text=statement.misreadings[place].ask,
            why=say.fill(say.MISREAD_WHY, quote), quote=quote, start=span.start, end=span.end,
        )  # fmt: skip
    if copied_share(statement.text, reply) >= COPIED:
        yield Remark(code="copied", kind="ask", text=say.ASK_COPY, why=say.ASK_COPY_WHY)
    if statement.feelings and not any(one.code == "names_feeling" for one in found):
        yield Remark(code="ask-feeling", kind="ask", text=say.ASK_FEELING, why=say.ASK_FEELING_WHY)


def _around(match: Covered) -> Span:
    """Return the part of the reply from the first matching word to the last."""
    if not match.spans:
        return Span(0, 0)
    return Span(match.spans[0].start, match.spans[-1].end)
