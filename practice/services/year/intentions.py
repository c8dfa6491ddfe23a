"""“When …, I will …”: written, looked back at, taken away. Sealed before it is stored."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from common import private_text
from common.concurrency.patience import patient
from common.errors import InvalidInput
from people.models import User
from practice.models import FollowUp, Intention, YearPlan
from practice.models.year.intention import MOST_SENTENCES
from practice.selectors.year.rows import note_of, sentence_of
from practice.services.numbers import free_number
from practice.services.runs.hold import take_turns
from practice.services.year.refusals import AlreadySaid, SentBefore
from practice.spacing.boosters import FOLLOW_UP_DAYS, due_days
from practice.spacing.working_days import DaysOff

LONGEST = 300  # characters
LONGEST_NOTE = 1000


@transaction.atomic
def write_intention(*, uuid: UUID, when: str, then: str, by: User, at: datetime) -> Intention:
    """Store a sentence with its two follow-ups; the same uuid again is the same sentence.

    Other words under a uuid that is taken raise SentBefore.
    """
    when, then = _said(when, "when"), _said(then, "then")
    take_turns(f"practice.intentions:{by.pk}")  # two tabs come one after the other
    row = Intention(uuid=uuid, learner=by, written_at=at, number=_number(by, uuid))
    row.when_sealed = private_text.encrypt(when, about=row.place_of("when"))
    row.then_sealed = private_text.encrypt(then, about=row.place_of("then"))
    Intention.objects.bulk_create([row], ignore_conflicts=True)
    stored = Intention.objects.filter(uuid=uuid, learner=by).first()
    if stored is None:  # somebody else's row has this uuid
        raise InvalidInput(_("Please open the page again and write it once more."))
    told = sentence_of(stored)
    if (told.when, told.then) != (when, then):
        raise SentBefore
    plan = YearPlan.objects.filter(learner=by).first()
    days_off = plan.days_off if plan else DaysOff()
    written_on = stored.written_at.astimezone(by.zone()).date()
    days = due_days(written_on, days_off=days_off, days=FOLLOW_UP_DAYS)
    FollowUp.objects.bulk_create(
        [FollowUp(intention=stored, day=day, due_on=due_on) for day, due_on in days.items()],
        ignore_conflicts=True,
    )
    return stored


def _number(by: User, uuid: UUID) -> int:
    """Return a free number among somebody's sentences; raises InvalidInput when all are taken."""
    others = Intention.objects.filter(learner=by).exclude(uuid=uuid)
    number = free_number(others.values_list("number", flat=True), most=MOST_SENTENCES)
    if number is None:
        raise InvalidInput(
            _("You keep %(count)d sentences. Delete one that is over before you add another.")
            % {"count": MOST_SENTENCES}
        )
    return number


@transaction.atomic
def follow_up(*, row: FollowUp, answer: str, note: str, by: User, at: datetime) -> None:
    """Store what somebody says about their sentence, once.

    Raises AlreadySaid for another answer, and for a note that is not the one that is kept.
    """
    if answer not in FollowUp.Answer.values:
        raise InvalidInput(_("Please choose one of the answers."), field="answer")
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise InvalidInput(
            _("A note has at most %(count)d characters.") % {"count": LONGEST_NOTE}, field="note"
        )
    sealed = private_text.encrypt(note, about=row.place_of_note()) if note else None
    open_rows = FollowUp.objects.filter(pk=row.pk, intention__learner=by, answer="")
    if not open_rows.update(answer=answer, note_sealed=sealed, answered_at=at):
        try:
            row.refresh_from_db()
        except FollowUp.DoesNotExist as error:  # its sentence was deleted meanwhile
            raise Http404 from error
        if row.answer != answer or note not in {"", note_of(row)}:
            raise AlreadySaid


@transaction.atomic
def delete_intention(*, intention: Intention, by: User) -> None:
    """Take a sentence away with everything that was said about it; it is gone at once."""
    mine = Intention.objects.filter(pk=intention.pk, learner=by)
    # The sentence is locked before its follow-ups, as when the whole year is deleted: two that
    # lock the other way around would wait for each other.
    with patient():
        list(mine.select_for_update().values_list("pk"))
    FollowUp.objects.filter(intention__in=mine).delete()
    mine.delete()


def _said(text: str, field: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise InvalidInput(_("Write a few words here."), field=field)
    if len(text) > LONGEST:
        raise InvalidInput(
            _("This has at most %(count)d characters.") % {"count": LONGEST}, field=field
        )
    return text
