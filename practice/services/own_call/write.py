"""Begin a call of one's own and write it, step by step. What points to a person is not stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from common.concurrency.patience import patient
from common.errors import Busy, InvalidInput
from common.private_text import UnreadablePrivateText
from courses.models import Lesson
from enrollments.models import Enrollment
from people.models import User
from practice.models import OwnCall
from practice.own_call.findings import Finding, hard_in
from practice.own_call.shapes import FIELDS, clean, longest
from practice.services.own_call.refusals import IsChecked, Sealed, WrittenElsewhere

MOST_CALLS = 60  # five years of one a month


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a page sent: texts by field, the revision it was made from, and which page it is.

    `is_auto` marks a save on the way: the same page may then save again without having learned
    the new revision. A page that was sent off for good cannot.
    """

    texts: Mapping[str, str]
    seen: int
    page: str = ""
    is_auto: bool = False


@dataclass(frozen=True, kw_only=True)
class Written:
    """A draft after a save: the words as stored, and what was held back with the reason."""

    call: OwnCall
    words: Mapping[str, str]
    held_back: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    too_long: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Return whether everything that was typed is stored."""
        return not (self.held_back or self.too_long)


@transaction.atomic
def begin_call(*, enrollment: Enrollment, lesson: Lesson, by: User, at: datetime) -> OwnCall:
    """Return the open draft of somebody, or a new one; pressed twice it is one.

    Raises InvalidInput for a lesson that is not this enrollment's, or beside too many calls.
    """
    if lesson.version_id != enrollment.version_id or lesson.kind != "own_call":
        raise InvalidInput(_("This lesson belongs to another version of the course."))
    if OwnCall.objects.filter(learner=by).exclude(state=OwnCall.State.DRAFT).count() >= MOST_CALLS:
        raise InvalidInput(
            _("You keep %(count)d calls. Delete one that is over before you begin another.")
            % {"count": MOST_CALLS}
        )
    here = at.astimezone(by.zone())
    row = OwnCall(
        learner=by, enrollment=enrollment, lesson=lesson, month=here.year * 100 + here.month,
        begun_at=at, changed_at=at,
    )  # fmt: skip
    row.words = row.sealed("words", {})
    OwnCall.objects.bulk_create([row], ignore_conflicts=True)
    draft = OwnCall.objects.filter(learner=by, state=OwnCall.State.DRAFT).first()
    if draft is None:  # another page finished the draft that stood in the way
        raise Busy(_("Something else is being saved right now. Please try again."))
    return draft


@transaction.atomic
def write_call(*, call: OwnCall, typed: Typed, by: User, at: datetime) -> Written:
    """Store what was typed into some fields of a draft, the others stay.

    A field with a hard finding (mail, phone, card, IBAN) or too many characters is held back: it
    keeps what it held before. Raises WrittenElsewhere on a stale page, IsChecked for a call that
    is no draft, Sealed when its key is missing.
    """
    held = hold(call, by=by)
    if held.state != OwnCall.State.DRAFT:
        raise IsChecked
    stored = words_in(held)
    texts = {name: clean(name, typed.texts[name]) for name in FIELDS if name in typed.texts}
    too_long = tuple(name for name, text in texts.items() if len(text) > longest(name))
    fitting = {name: text for name, text in texts.items() if name not in too_long}
    held_back = {name: found for name, text in fitting.items() if (found := hard_in(name, text))}
    kept = {name: text for name, text in fitting.items() if name not in held_back}
    words = {name: text for name, text in {**stored, **kept}.items() if text}
    is_same_page = bool(typed.page) and typed.page == held.saved_by
    if words != stored and not (held.revision == typed.seen or is_same_page):
        raise WrittenElsewhere(stored, held.revision)
    if words != stored:
        _store(held, words, saved_by=typed.page if typed.is_auto else "", at=at)
    return Written(call=held, words=words, held_back=held_back, too_long=too_long)


def hold(call: OwnCall, *, by: User) -> OwnCall:
    """Lock one's own call until the transaction ends and return it as it stands then.

    Raises Http404 when it was deleted meanwhile.
    """
    rows = OwnCall.objects.filter(pk=call.pk, learner=by).select_for_update(no_key=True)
    with patient():
        held = rows.first()
    if held is None:
        raise Http404
    return held


def words_in(call: OwnCall) -> dict[str, str]:
    """Return the words of a call. Raises Sealed when its key is missing."""
    try:
        found: dict[str, str] = call.opened("words")
    except UnreadablePrivateText as error:
        raise Sealed from error
    return found


def _store(held: OwnCall, words: Mapping[str, str], *, saved_by: str, at: datetime) -> None:
    rows = OwnCall.objects.filter(pk=held.pk, revision=held.revision, state=OwnCall.State.DRAFT)
    hit = rows.update(
        words=held.sealed("words", dict(words)), revision=F("revision") + 1,
        saved_by=saved_by[:32], changed_at=at,
    )  # fmt: skip
    if not hit:
        raise IsChecked
    held.revision += 1
    held.changed_at = at
