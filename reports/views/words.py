"""States and verbs in words, with an icon and a tone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.verbs import Verb
from reports.models import ReportRun


@dataclass(frozen=True)
class Look:
    """How something is named and drawn."""

    words: Promise
    icon: str
    tone: str = ""


VERBS: dict[Verb, Look] = {
    Verb.PERSON_CREATED: Look(_("Person added"), "user-plus"),
    Verb.PERSON_CHANGED: Look(_("Person changed"), "user-pen"),
    Verb.ROLE_GRANTED: Look(_("Role granted"), "key-round"),
    Verb.ROLE_ENDED: Look(_("Role ended"), "key-round", "caution"),
    Verb.EMPLOYMENT_STARTED: Look(_("Employment started"), "briefcase"),
    Verb.EMPLOYMENT_ENDED: Look(_("Employment ended"), "briefcase", "caution"),
    Verb.DEPARTMENT_CREATED: Look(_("Department added"), "layers"),
    Verb.DEPARTMENT_RENAMED: Look(_("Department renamed"), "pencil"),
    Verb.DEPARTMENT_MOVED: Look(_("Department moved"), "layers"),
    Verb.COURSE_PUBLISHED: Look(_("Course published"), "book-up"),
    Verb.CURRICULUM_CREATED: Look(_("Curriculum created"), "layers"),
    Verb.CURRICULUM_ASSIGNED: Look(_("Curriculum assigned"), "clipboard-list"),
    Verb.ASSIGNMENT_GRANTED: Look(_("Assigned to a person"), "clipboard-list"),
    Verb.ASSIGNMENT_UNDONE: Look(_("Assignment undone"), "undo-2", "caution"),
    Verb.ASSIGNMENT_WITHDRAWN: Look(_("Assignment withdrawn"), "undo-2", "caution"),
    Verb.CYCLE_SATISFIED: Look(_("Everything done"), "list-checks", "good"),
    Verb.ENROLLED: Look(_("Enrolled"), "book-open"),
    Verb.ENROLLMENT_WITHDRAWN: Look(_("Enrollment ended"), "ban", "caution"),
    Verb.COURSE_COMPLETED: Look(_("Course completed"), "flag", "good"),
    Verb.COMPLETION_CORRECTED: Look(_("Completion corrected"), "pencil", "caution"),
    Verb.QUIZ_STARTED: Look(_("Quiz started"), "circle-dot"),
    Verb.QUIZ_SUBMITTED: Look(_("Quiz submitted"), "send"),
    Verb.QUIZ_CLOSED: Look(_("Quiz closed when its time was over"), "clock"),
    Verb.QUIZ_OVERRIDE_GRANTED: Look(_("Exception at a quiz"), "plus", "caution"),
    Verb.EXTRA_TIME_SET: Look(_("Extra time at quizzes set"), "clock", "caution"),
    Verb.QUIZ_REGRADED: Look(_("Quiz regraded"), "scale"),
    Verb.ATTEMPT_REGRADED: Look(_("Attempt regraded"), "scale"),
    Verb.CERTIFICATE_ISSUED: Look(_("Certificate issued"), "award", "good"),
    Verb.CERTIFICATE_RENDERED: Look(_("Certificate printed"), "file-badge"),
    Verb.CERTIFICATE_REVOKED: Look(_("Certificate revoked"), "ban", "bad"),
    Verb.CERTIFICATE_DOWNLOADED: Look(_("Certificate downloaded"), "download"),
    Verb.CERTIFICATE_SUPERSEDED: Look(_("Certificate replaced"), "history", "caution"),
    Verb.CERTIFICATE_REPAIRED: Look(_("Certificate file repaired"), "wrench", "caution"),
    Verb.MESSAGE_SENT: Look(_("Message sent"), "mail"),
    Verb.MESSAGE_WITHHELD: Look(_("Message withheld"), "mail-x", "caution"),
    Verb.REPORT_REQUESTED: Look(_("Report requested"), "file-plus"),
    Verb.REPORT_BUILT: Look(_("Report built"), "file-check"),
    Verb.REPORT_FAILED: Look(_("Report given up"), "file-x", "bad"),
    Verb.REPORT_DOWNLOADED: Look(_("Report downloaded"), "download"),
    Verb.OUTBOX_RETRIED: Look(_("Work retried"), "rotate-ccw", "caution"),
}
RUN_STATES: dict[str, Look] = {
    ReportRun.State.QUEUED: Look(_("Waiting"), "hourglass", "info"),
    ReportRun.State.BUILDING: Look(_("Being built"), "hourglass", "info"),
    ReportRun.State.READY: Look(_("Ready"), "circle-check", "good"),
    ReportRun.State.FAILED: Look(_("Given up"), "circle-alert", "bad"),
}
ROW_STATES: dict[str, Look] = {
    "completed": Look(_("Completed"), "circle-check", "good"),
    "expired": Look(_("Expired"), "history", "caution"),
    "open": Look(_("Open"), "circle-dot", "info"),
    "overdue": Look(_("Overdue"), "circle-alert", "bad"),
    "withdrawn": Look(_("Withdrawn"), "ban", ""),
    "all": Look(_("Events"), "list", "info"),
}
UNKNOWN = Look(_("Event"), "circle")


def look_of(verb: str) -> Look:
    """Return the look of a stored verb, also of one that a later version knows."""
    return VERBS[Verb(verb)] if verb in set(Verb) else UNKNOWN


@dataclass(frozen=True)
class Segment:
    """One state in the bar of states; `x` and `width` are percents of the bar."""

    state: str
    look: Look
    count: int
    percent: float
    x: float
    width: float


def segments(totals: dict[str, int]) -> list[Segment]:
    """Return the bar of states; what is there at all stays visible."""
    total = sum(totals.values())
    found, x = [], 0.0
    for state, count in totals.items():
        width = count * 100 / total if total else 0.0
        look = ROW_STATES.get(state, UNKNOWN)
        found.append(Segment(state, look, count, round(width, 1), round(x, 3), round(width, 3)))
        x += width
    return found
