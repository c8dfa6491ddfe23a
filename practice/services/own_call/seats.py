"""The two seats: the customer's first, then one's own; and a sentence for next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from enrollments.services.complete_lesson import EnrollmentEnded, take_in
from people.models import User
from practice.models import OwnCall
from practice.own_call.findings import hard_in
from practice.own_call.scene import scene_of
from practice.own_call.shapes import REPLIES
from practice.scenario import engine
from practice.services.own_call.refusals import (
    NotYet,
    OtherWords,
    PointsToSomebody,
    WrittenElsewhere,
)
from practice.services.own_call.write import hold, words_in
from practice.services.year.intentions import write_intention

LOWEST, HIGHEST = 1, 5
LONGEST_SENTENCE = 300
Ratings = Mapping[str, tuple[int, int]]


@transaction.atomic
def rate_replies(
    *, call: OwnCall, ratings: Ratings, by: User, at: datetime, seen: int | None = None
) -> OwnCall:
    """Keep how the three replies felt from the customer's seat: heard and respected, 1 to 5.

    `seen` is the revision whose words were read. Raises InvalidInput unless all are rated, NotYet
    for a draft, OtherWords where they were changed and made ready again meanwhile.
    """
    for reply in REPLIES:
        given = ratings.get(reply, ())
        if len(given) != 2 or not all(LOWEST <= step <= HIGHEST for step in given):
            raise InvalidInput(_("Choose one step on each line, for each of the replies."))
    held = hold(call, by=by)
    if held.state == OwnCall.State.DRAFT:
        raise _not_ready()
    if held.state == OwnCall.State.READY and seen not in {None, held.revision}:
        raise OtherWords
    told = {reply: list(ratings[reply]) for reply in REPLIES}
    OwnCall.objects.filter(pk=held.pk).exclude(state=OwnCall.State.DRAFT).update(
        ratings=held.sealed("ratings", told), heard_at=Coalesce("heard_at", Value(at)),
    )  # fmt: skip
    held.refresh_from_db()
    return held


@transaction.atomic
def play_through(*, call: OwnCall, said: Sequence[str], by: User, at: datetime) -> OwnCall:
    """Take in that a call was played to an end from one's own seat; the lesson counts with it.

    What was chosen is not stored. Played again nothing changes. Raises InvalidInput for replies
    that do not lead to an end, NotYet before the customer's seat.
    """
    held = hold(call, by=by)
    if held.state == OwnCall.State.DRAFT:
        raise _not_ready()
    if held.heard_at is None:
        raise NotYet(_("First from the customer’s seat: read the three replies there."))
    scene = scene_of(words_in(held), leave=".")
    state = engine.start(scene)
    try:
        for choice in said:
            state = engine.step(scene, state, choice)
    except engine.NotOfferedError as error:
        raise InvalidInput(_("Choose one of the replies shown."), field="choice") from error
    if not state.is_over(scene):
        raise InvalidInput(_("Choose one of the replies shown."), field="choice")
    mine = OwnCall.objects.filter(pk=held.pk, state=OwnCall.State.READY)
    if mine.update(state=OwnCall.State.PLAYED, played_at=at, revision=F("revision") + 1):
        _count(held, by=by, at=at)
    held.refresh_from_db()
    return held


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """“Next time I will …”, from a page made at revision `seen`.

    With `intention` (the uuid of the form) it is also kept among the writer's sentences, for the
    occasion `when`, and comes back after 7 and 30 days.
    """

    then: str
    seen: int
    when: str = ""
    intention: UUID | None = None


@transaction.atomic
def keep_sentence(*, call: OwnCall, sentence: Sentence, by: User, at: datetime) -> OwnCall:
    """Keep a sentence with a call that was played; an empty one takes it away.

    Raises InvalidInput when too long, PointsToSomebody for hard findings, WrittenElsewhere when
    another page saved something else, NotYet before the call was played.
    """
    then = _checked(sentence)
    held = hold(call, by=by)
    if held.state != OwnCall.State.PLAYED:
        raise NotYet(_("The sentence comes after the second seat."))
    stored = held.opened("next_time") or ""
    if stored != then:
        if held.revision != sentence.seen:
            raise WrittenElsewhere({"next": stored}, held.revision)
        OwnCall.objects.filter(pk=held.pk, revision=sentence.seen).update(
            next_time=held.sealed("next_time", then) if then else None,
            revision=F("revision") + 1, changed_at=at,
        )  # fmt: skip
    if sentence.intention is not None:
        write_intention(uuid=sentence.intention, when=sentence.when, then=then, by=by, at=at)
    held.refresh_from_db()
    return held


def _checked(sentence: Sentence) -> str:
    then = " ".join(sentence.then.split())
    if len(then) > LONGEST_SENTENCE:
        raise InvalidInput(
            _("This has at most %(count)d characters.") % {"count": LONGEST_SENTENCE}, field="then"
        )
    when = sentence.when[:LONGEST_SENTENCE]  # a longer one is refused where it would be kept
    if found := (*hard_in("then", then), *hard_in("when", when)):
        raise PointsToSomebody(found)
    return then


def _count(call: OwnCall, *, by: User, at: datetime) -> None:
    """Take in that the lesson was done; after a withdrawal it counts for nothing, quietly."""
    try:
        take_in(enrollment=call.enrollment, lesson=call.lesson, by=by, at=at)
    except EnrollmentEnded:
        return


def _not_ready() -> NotYet:
    return NotYet(_("This call is a draft. Look for names and numbers first, then play it."))
