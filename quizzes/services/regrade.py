"""Grade earlier attempts by a corrected key: exactly what the preview showed, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from common.events import publish
from people.models import User
from quizzes.events import RegradeRequested
from quizzes.models import Quiz, Regrade
from quizzes.selectors.regrading import Preview, preview_of
from quizzes.services.locks import take_turns
from quizzes.services.write_grades import finish, write_grades

AT_ONCE = 500
SHORTEST_REASON, LONGEST_REASON = 5, 300


class PreviewMoved(Conflict):
    """Something changed since the preview was shown; `preview` is the newer one."""

    code = "preview_moved"

    def __init__(self, preview: Preview) -> None:
        """Keep what would happen now."""
        super().__init__(
            _("Other attempts came in since you looked, or the course was published again. "
              "Nothing was changed. Please look at the new numbers.")
        )  # fmt: skip
        self.preview = preview


@dataclass(frozen=True)
class Decision:
    """The regrading, and whether this call decided it."""

    regrade: Regrade
    is_new: bool


@transaction.atomic
def regrade(*, quiz: Quiz, seen: str, reason: str, by: User | None, at: datetime) -> Decision:
    """Regrade if the preview with this fingerprint still holds; the same one again does nothing.

    Up to 500 attempts are done at once, more of them by a worker.
    """
    words = _checked_reason(reason)
    lesson = quiz.lesson
    take_turns(f"regrade:{lesson.version.course_id}:{lesson.key}")
    decided = Regrade.objects.filter(quiz=quiz, fingerprint=seen).first()
    if decided:
        return Decision(decided, is_new=False)
    if _running(quiz):
        raise Conflict(_("This quiz is being regraded right now. Please wait until it is done."))
    preview = preview_of(quiz)
    if preview.fingerprint != seen:
        raise PreviewMoved(preview)
    if not preview.changes:
        raise Conflict(_("No attempt would change, so there is nothing to regrade."))
    made = _decide(preview, reason=words, by=by, at=at)
    if len(preview.changes) > AT_ONCE:
        publish(RegradeRequested(regrade_uuid=str(made.uuid)))
    else:
        write_grades(regrade=made, changes=preview.changes, at=at)
        finish(regrade=made, at=at)
    return Decision(made, is_new=True)


def _running(quiz: Quiz) -> bool:
    """Return whether the lesson is being regraded, by whichever version.

    A newer version would grade attempts that a worker still owes to the older one, which could
    then never be done.
    """
    lesson = quiz.lesson
    rows = Regrade.objects.filter(
        state=Regrade.State.RUNNING, quiz__lesson__key=lesson.key,
        quiz__lesson__version__course_id=lesson.version.course_id,
    )  # fmt: skip
    return rows.exists()


def _checked_reason(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise InvalidInput(
            _("Say in a few words what was wrong with the key. Learners see it with their result."),
            field="reason",
        )
    if len(words) > LONGEST_REASON:
        raise InvalidInput(
            _("Please keep the reason within %(most)d characters.") % {"most": LONGEST_REASON},
            field="reason",
        )
    if not words.isprintable():
        raise InvalidInput(_("The reason holds characters that cannot be shown."), field="reason")
    return words


def _decide(preview: Preview, *, reason: str, by: User | None, at: datetime) -> Regrade:
    quiz, counts = preview.corrections.quiz, preview.counts()
    made = Regrade.objects.create(
        quiz=quiz,
        fingerprint=preview.fingerprint,
        reason=reason,
        requested_by=by,
        requested_at=at,
        counts=counts,
        attempt_ids=[change.attempt_id for change in preview.changes],
        attempts_total=len(preview.changes),
    )
    record(
        Verb.QUIZ_REGRADED, actor=by, target=made, at=at, reason=reason,
        detail={
            "lesson": quiz.lesson.key,
            "version": quiz.lesson.version.number,
            "questions": [found.key for found in preview.corrections.applied],
            "fingerprint": preview.fingerprint,
            **counts,
        },
    )  # fmt: skip
    return made
