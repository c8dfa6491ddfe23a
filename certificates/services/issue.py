"""Issue certificates: one row per completion, with everything it says frozen in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from certificates import codes, selectors, wording
from certificates.events import CertificateIssued
from certificates.models import Certificate
from certificates.rendering import press
from common import compiled_query
from common.events import publish
from enrollments.models import CompletionRecord
from people.models import User


@transaction.atomic
def issue(*, completion: CompletionRecord, at: datetime) -> Certificate | None:
    """Issue the certificate of a completion; None when it had one, whatever became of it."""
    if selectors.was_issued(completion_id=completion.pk):
        return None
    return insert(completion=completion, payload=_payload(completion, at=at), at=at)


def issue_owed(payload: dict[str, Any], _: None, at: datetime) -> None:
    """Issue what one CourseCompleted owes."""
    completions = CompletionRecord.objects.select_related("learner")
    issue(completion=completions.get(uuid=payload["completion_uuid"]), at=at)


def insert(
    *,
    completion: CompletionRecord,
    payload: dict[str, Any],
    at: datetime,
    by: User | None = None,
    reason: str = "",
    supersedes: Certificate | None = None,
) -> Certificate | None:
    """Insert one certificate with its audit line and event; None when somebody was faster."""
    made = _row(completion, payload, at)
    made.supersedes = supersedes
    if not compiled_query.insert(made, unless_there=True):
        return None
    record(
        Verb.CERTIFICATE_ISSUED,
        actor=by,
        target=made,
        subject=completion.learner,
        at=at,
        reason=reason,
        detail={"payload_sha256": made.payload_sha256, "completion": str(completion.uuid)},
    )
    publish(CertificateIssued(certificate_uuid=str(made.uuid)))
    return made


def _row(completion: CompletionRecord, payload: dict[str, Any], at: datetime) -> Certificate:
    code = codes.new_code()
    expires_on = payload["expires_on"]
    return Certificate(
        completion=completion,
        learner=completion.learner,
        code=code,
        code_sha256=codes.sha256(code),
        payload=payload,
        payload_sha256=wording.sha256(payload),
        design=press.DESIGN,
        language=payload["language"],
        issued_at=at,
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
    )


def _payload(completion: CompletionRecord, *, at: datetime) -> dict[str, Any]:
    zone = completion.learner.zone()
    completed_on = completion.completed_at.astimezone(zone).date()
    months = selectors.validity_months(enrollment_id=completion.enrollment_id)
    taught = selectors.taught_by(completion.version_id, completion.learner.language)
    return wording.freeze(
        wording.Facts(
            holder_name=completion.certificate_name,
            organization=settings.ORGANIZATION_NAME,
            signatory_name=settings.CERTIFICATE_SIGNATORY,
            signatory_title=settings.CERTIFICATE_SIGNATORY_TITLE,
            course_title=taught.title or completion.course_title,
            version_number=completion.version_number,
            language=_language(taught.language or completion.language),
            modules=taught.modules,
            outcomes=taught.outcomes,
            completed_on=completed_on,
            issued_on=at.astimezone(zone).date(),
            expires_on=wording.months_later(completed_on, months) if months else None,
            has_passed_quizzes=_passed_every_quiz(completion),
        )
    )


def _passed_every_quiz(completion: CompletionRecord) -> bool:
    """Return whether something that counts knows a pass, and all of that was passed.

    The record's own pass mark does not tell: it is empty where the quizzes have different ones.
    """
    lessons = completion.criteria.get("lessons", [])
    passed = [lesson["passed"] for lesson in lessons if lesson["passed"] is not None]
    return bool(passed) and all(passed)


def _language(wanted: str) -> str:
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
