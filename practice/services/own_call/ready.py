"""From a draft to a scene: checked for names and numbers, and proven to end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.models import OwnCall
from practice.own_call.findings import findings_in
from practice.own_call.scene import UnplayableError, prove, scene_of
from practice.own_call.shapes import STEPS, Words, alike, missing
from practice.services.own_call.refusals import (
    DraftIsOpen,
    IsChecked,
    NotWhole,
    PointsToSomebody,
)
from practice.services.own_call.write import hold, words_in


@transaction.atomic
def make_ready(
    *, call: OwnCall, fine: Collection[str], language: str, by: User, at: datetime
) -> OwnCall:
    """Let a whole draft be played; said twice it is ready once.

    `fine` holds the marks of the findings that the writer looked at and found to be nobody's;
    hard findings cannot be waved through. Raises NotWhole, PointsToSomebody, InvalidInput for
    replies that repeat each other, IsChecked for a call that was played.
    """
    held = hold(call, by=by)
    if held.state == OwnCall.State.READY:
        return held
    if held.state != OwnCall.State.DRAFT:
        raise IsChecked
    words = words_in(held)
    _check(words, fine, language)
    rows = OwnCall.objects.filter(pk=held.pk, revision=held.revision, state=OwnCall.State.DRAFT)
    if not rows.update(
        state=OwnCall.State.READY, revision=F("revision") + 1, saved_by="", changed_at=at
    ):
        raise IsChecked
    held.state = OwnCall.State.READY
    return held


def _check(words: Words, fine: Collection[str], language: str) -> None:
    steps = tuple(step for step in STEPS if missing(words, step))
    if steps:
        raise NotWhole(steps)
    if repeated := alike(words):
        raise InvalidInput(
            _("Two of the three replies are the same. Change one, so that there is a choice."),
            field=repeated[0],
        )
    standing = tuple(
        one for one in findings_in(words, language=language) if one.is_hard or one.mark not in fine
    )
    if standing:
        raise PointsToSomebody(standing)
    try:
        prove(scene_of(words, leave="."))
    except UnplayableError as error:
        raise InvalidInput(_("These words make no scene yet. Look at each step again.")) from error


@transaction.atomic
def reopen_call(*, call: OwnCall, by: User, at: datetime) -> OwnCall:
    """Make a draft of a call that was not played yet; what was heard of it is forgotten.

    Raises DraftIsOpen beside another draft, IsChecked for a call that was played.
    """
    held = hold(call, by=by)
    if held.state == OwnCall.State.DRAFT:
        return held
    rows = OwnCall.objects.filter(pk=held.pk, state=OwnCall.State.READY)
    try:
        with transaction.atomic():
            hit = rows.update(
                state=OwnCall.State.DRAFT, revision=F("revision") + 1, saved_by="",
                ratings=None, heard_at=None, changed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise DraftIsOpen from error
    if not hit:
        raise IsChecked
    held.state = OwnCall.State.DRAFT
    return held


def forget_call(*, call: OwnCall, by: User) -> None:
    """Delete one of one's own calls; a second click finds nothing to delete."""
    OwnCall.objects.filter(pk=call.pk, learner=by).delete()
