"""A call that Dana brought: written, checked, heard from the customer's seat, not yet played."""

from __future__ import annotations

import datetime as dt

from courses.models import Lesson
from enrollments.models import Enrollment
from practice.own_call.findings import findings_in
from practice.services.own_call.ready import make_ready
from practice.services.own_call.seats import rate_replies
from practice.services.own_call.write import Typed, begin_call, write_call

CALL = {
    "channel": "chat",
    "persona": "Noor",
    "said": "it’s fine, I’ll just sleep at the station then\n:)",
    "felt": "hurt",
    "cue": "The smile came in a second message, after a while.",
    "mine": "I can rebook you on the first train at six.",
    "mine_answer": "ok",
    "mine_why": "The problem was solved, and she wrote nothing more.",
    "wish": "A night at the station is not fine. Are you somewhere warm right now?",
    "wish_answer": "not really. thanks for asking",
    "wish_why": "It answers the smile and not the word “fine”.",
    "missed": "At least the station has a nice café!",
    "missed_answer": "it closes at ten",
    "missed_why": "It cheers up somebody who has not been heard yet.",
}
RATINGS = {"mine": (2, 3), "wish": (5, 5), "missed": (1, 1)}


def bring_a_call(enrollment: Enrollment, *, at: dt.datetime) -> None:
    """Let the learner of an enrollment bring a call, where the course has the lesson for it."""
    by = enrollment.learner
    lesson = Lesson.objects.filter(version_id=enrollment.version_id, kind="own_call").first()
    if lesson is None:
        return
    call = begin_call(enrollment=enrollment, lesson=lesson, by=by, at=at)
    call = write_call(call=call, typed=Typed(texts=CALL, seen=call.revision), by=by, at=at).call
    fine = [one.mark for one in findings_in(CALL, language="en")]
    call = make_ready(call=call, fine=fine, language="en", by=by, at=at)
    rate_replies(call=call, ratings=RATINGS, by=by, at=at)
