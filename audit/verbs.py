"""Every verb of the audit trail, in one place, so that an auditor can read the list."""

from __future__ import annotations

from enum import StrEnum


class Verb(StrEnum):
    """What was done. The value is stored; never rename one."""

    PERSON_CREATED = "person.created"
    PERSON_CHANGED = "person.changed"
    ROLE_GRANTED = "role.granted"
    ROLE_ENDED = "role.ended"
    EMPLOYMENT_STARTED = "employment.started"
    COURSE_PUBLISHED = "course.published"
    CURRICULUM_CREATED = "curriculum.created"
    CURRICULUM_ASSIGNED = "curriculum.assigned"
    ASSIGNMENT_GRANTED = "assignment.granted"
    ASSIGNMENT_UNDONE = "assignment.undone"
    ASSIGNMENT_WITHDRAWN = "assignment.withdrawn"
    CYCLE_SATISFIED = "cycle.satisfied"
    ENROLLED = "enrollment.created"
    ENROLLMENT_WITHDRAWN = "enrollment.withdrawn"
    COURSE_COMPLETED = "course.completed"
    COMPLETION_CORRECTED = "completion.corrected"
    QUIZ_STARTED = "quiz.started"
    QUIZ_SUBMITTED = "quiz.submitted"
    QUIZ_REGRADED = "quiz.regraded"
    ATTEMPT_REGRADED = "quiz.attempt_regraded"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_RENDERED = "certificate.rendered"
    CERTIFICATE_REVOKED = "certificate.revoked"
    CERTIFICATE_DOWNLOADED = "certificate.downloaded"
    CERTIFICATE_SUPERSEDED = "certificate.superseded"
    CERTIFICATE_REPAIRED = "certificate.repaired"
    MESSAGE_SENT = "message.sent"
    MESSAGE_WITHHELD = "message.withheld"
    REPORT_REQUESTED = "report.requested"
    REPORT_BUILT = "report.built"
    REPORT_FAILED = "report.failed"
    REPORT_DOWNLOADED = "report.downloaded"
    OUTBOX_RETRIED = "outbox.retried"
