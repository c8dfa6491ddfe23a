"""Give somebody another attempt, or more minutes for the open one: with a reason, never oneself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from enrollments.models import Enrollment
from people.models import User
from quizzes.models import Attempt, ExtraTime, Override, Quiz
from quizzes.models.allowance import MOST_MINUTES, MOST_PERCENT
from quizzes.selectors.standing import Standing, standing_with
from quizzes.services.close_overdue import close_if_over
from quizzes.services.locks import hold, take_turns

LONGEST_REASON = 300


def grant_attempt(
    *, enrollment: Enrollment, quiz: Quiz, reason: str, by: User, at: datetime
) -> Override:
    """Give one more attempt; it also ends a wait that runs."""
    given = _checked_reason(reason)
    refuse_oneself(enrollment.learner, by)
    with transaction.atomic():
        take_turns(f"quiz:{enrollment.pk}:{quiz.pk}")
        _refuse_attempt(enrollment, standing_with(enrollment, quiz, at=at))
        override = Override.objects.create(
            enrollment=enrollment, quiz=quiz, learner=enrollment.learner, reason=given,
            kind=Override.Kind.ATTEMPT, granted_by=by, granted_at=at,
        )  # fmt: skip
        _tell(override, quiz, {})
    return override


def grant_minutes(
    *, enrollment: Enrollment, quiz: Quiz, minutes: int, reason: str, by: User, at: datetime
) -> Override:
    """Give the open attempt more minutes: its deadline moves later by as much."""
    given = _checked_reason(reason)
    refuse_oneself(enrollment.learner, by)
    if not 1 <= minutes <= MOST_MINUTES:
        raise InvalidInput(
            _("Give from 1 to %(most)s minutes.") % {"most": MOST_MINUTES}, field="minutes"
        )
    running = _running(enrollment, quiz, at)
    with transaction.atomic():
        hold(running)
        if running.state != Attempt.State.IN_PROGRESS or running.is_over(at):
            raise Conflict(_("This attempt has ended. You can give another one."))
        if running.deadline_at is None:
            raise Conflict(_("This attempt has no time limit, so it needs no more minutes."))
        deadline = running.deadline_at + timedelta(minutes=minutes)
        Attempt.objects.filter(pk=running.pk).update(deadline_at=deadline)
        override = Override.objects.create(
            enrollment=enrollment, quiz=quiz, learner=enrollment.learner, attempt=running,
            kind=Override.Kind.MINUTES, minutes=minutes, reason=given, granted_by=by,
            granted_at=at,
        )  # fmt: skip
        _tell(override, quiz, {"minutes": minutes, "deadline_at": deadline.isoformat()})
    return override


@transaction.atomic
def set_extra_time(
    *, learner: User, percent: int, reason: str, by: User, at: datetime
) -> ExtraTime:
    """Say how much longer somebody has at every attempt that begins from now on, in percent."""
    given = _checked_reason(reason)
    refuse_oneself(learner, by)
    if not 0 <= percent <= MOST_PERCENT:
        raise InvalidInput(
            _("Give from 0 to %(most)s percent.") % {"most": MOST_PERCENT}, field="percent"
        )
    extra = ExtraTime.objects.create(
        learner=learner, percent=percent, reason=given, granted_by=by, granted_at=at
    )
    # Percent and reason may tell of somebody's health: the trail says that it changed, no more.
    record(Verb.EXTRA_TIME_SET, actor=by, target=extra, at=at, subject=learner)
    return extra


def refuse_oneself(learner: User, by: User) -> None:
    """Raise InvalidInput where somebody would decide for themselves."""
    if learner.pk == by.pk:
        raise InvalidInput(_("Nobody gives more time or attempts to themselves."), field="person")


def _running(enrollment: Enrollment, quiz: Quiz, at: datetime) -> Attempt:
    rows = Attempt.objects.filter(enrollment=enrollment, quiz=quiz)
    running = (
        rows.filter(state=Attempt.State.IN_PROGRESS)
        .select_related("enrollment__learner", "quiz__lesson")
        .first()
    )
    if running is None or close_if_over(attempt=running, at=at):
        raise Conflict(_("No attempt is running at the moment. You can give another one."))
    return running


def _refuse_attempt(enrollment: Enrollment, standing: Standing) -> None:
    if enrollment.state == Enrollment.State.WITHDRAWN:
        raise Conflict(_("This course is closed for this person, so an attempt would not help."))
    if standing.is_passed:
        raise Conflict(_("This quiz is passed already."))
    if standing.open is not None:
        raise Conflict(_("An attempt is running. Another one can be given when it has ended."))
    if standing.may_start:
        raise Conflict(_("An attempt may begin at any time. Nothing more is needed."))


def _checked_reason(reason: str) -> str:
    given = reason.strip()
    if not given or len(given) > LONGEST_REASON or "\x00" in given:
        raise InvalidInput(
            _("Give a reason of up to %(most)s characters; it is kept in the audit trail.")
            % {"most": LONGEST_REASON},
            field="reason",
        )
    return given


def _tell(override: Override, quiz: Quiz, detail: dict[str, object]) -> None:
    record(
        Verb.QUIZ_OVERRIDE_GRANTED, actor=override.granted_by, target=override,
        at=override.granted_at, subject=override.learner, reason=override.reason,
        detail={"lesson": quiz.lesson.key, "kind": override.kind, **detail},
    )  # fmt: skip
