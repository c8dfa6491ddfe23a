"""The evidence of one person: from assignment to certificate, in the order it happened."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import codes
from certificates.models import Certificate
from curricula.models import AssignmentGrant, Cycle
from curricula.words import due_words
from enrollments.models import CompletionRecord, Enrollment
from notifications.selectors import seen_by_others
from people.models import Employment, User
from quizzes.models import Attempt, GradeEvent

MESSAGES: dict[str, Promise] = {
    "assignment.new": gettext_lazy("Told that it was assigned."),
    "certificate.ready": gettext_lazy("Told that the certificate is ready."),
    "report.ready": gettext_lazy("Told that a report is ready."),
}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that happened, with its facts and the thing whose audit events prove it."""

    at: datetime
    icon: str
    title: str
    text: str = ""
    tone: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    hash: str = ""
    target: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A person, where they work today, and what happened."""

    person: User
    spell: Employment | None
    moments: list[Moment] = field(default_factory=list)


def evidence_of(person: User, *, on: date) -> Evidence:
    """Return everything that was asked of a person and what became of it (nine queries)."""
    spells = Employment.objects.select_related("department", "manager")
    sources = (
        _grants, _enrollments, _attempts, _grades, _records, _cycles, _certificates, _messages,
    )  # fmt: skip
    moments = [moment for source in sources for moment in source(person)]
    moments.sort(key=lambda moment: moment.at)  # stable: what happened at once stays in order
    return Evidence(
        person=person,
        spell=spells.filter(person=person, valid__contains=on).first(),
        moments=moments,
    )


def _grants(person: User) -> Iterator[Moment]:
    rows = AssignmentGrant.objects.filter(assignment__person=person).select_related(
        "assignment__curriculum", "rule__created_by"
    )
    for row in rows.order_by("granted_at", "id"):
        by = row.rule.created_by.legal_name
        title = row.assignment.curriculum.title
        yield Moment(
            at=row.granted_at, icon="clipboard-list", target=row.assignment.uuid,
            title=_("Assigned: %(title)s") % {"title": title},
            facts=((_("Why"), row.why), (_("By whom"), by)),
        )  # fmt: skip
        if row.revoked_at:
            yield Moment(
                at=row.revoked_at, icon="undo-2", tone="caution", target=row.assignment.uuid,
                title=_("Assignment taken back: %(title)s") % {"title": title},
            )  # fmt: skip


def _cycles(person: User) -> Iterator[Moment]:
    rows = Cycle.objects.filter(assignment__person=person).select_related("assignment__curriculum")
    for row in rows.order_by("ordinal", "id"):
        title = row.assignment.curriculum.title
        due = due_words(row.due_on, row.zone) if row.due_on else ""
        if row.satisfied_at:
            facts: tuple[tuple[str, str], ...] = ((_("Was due"), due),) if due else ()
            if row.expires_on:
                facts += ((_("Counts until"), date_format(row.expires_on)),)
            yield Moment(
                at=row.satisfied_at, icon="list-checks", tone="good", target=row.uuid, facts=facts,
                title=_("Everything done: %(title)s") % {"title": title},
            )  # fmt: skip
        elif row.due_at and row.state == Cycle.State.OPEN:
            yield Moment(
                at=row.due_at, icon="calendar", tone="caution", target=row.assignment.uuid,
                title=_("Due: %(title)s") % {"title": title}, facts=((_("Due"), due),),
            )  # fmt: skip


def _enrollments(person: User) -> Iterator[Moment]:
    rows = Enrollment.objects.filter(learner=person).select_related("version")
    rows = rows.defer("version__facts", "version__outcomes", "version__summary", "version__note")
    for row in rows.order_by("enrolled_at", "id"):
        words = {"title": row.version.title, "number": row.version.number}
        yield Moment(
            at=row.enrolled_at, icon="book-open", target=row.uuid,
            title=_("Enrolled: %(title)s") % words,
            facts=((_("Version"), _("%(number)s, pinned") % words),),
            hash=row.version.content_hash,
        )  # fmt: skip
        if row.withdrawn_at:
            yield Moment(
                at=row.withdrawn_at, icon="ban", tone="caution", target=row.uuid,
                title=_("Enrollment ended: %(title)s") % words,
            )  # fmt: skip


def _attempts(person: User) -> Iterator[Moment]:
    rows = Attempt.objects.filter(enrollment__learner=person).select_related("quiz__lesson")
    rows = rows.defer("layout", "quiz__intro_html", "quiz__lesson__html")
    for row in rows.order_by("started_at", "id"):
        words = {"title": row.quiz.lesson.title, "ordinal": row.ordinal}
        if row.submitted_at is None:
            yield Moment(
                at=row.started_at, icon="circle-dot", target=row.uuid,
                title=_("Attempt %(ordinal)s begun: %(title)s") % words,
            )  # fmt: skip
            continue
        marks = {"score": row.percent, "mark": row.quiz.pass_mark_percent}
        yield Moment(
            at=row.submitted_at, target=row.uuid,
            icon="circle-check" if row.passed else "rotate-ccw",
            tone="good" if row.passed else "caution",
            title=_("Attempt %(ordinal)s: %(title)s") % words,
            facts=(
                (_("Result"), _("Passed") if row.passed else _("Not passed yet")),
                (_("Score"), _("%(score)s%%, pass mark %(mark)s%%") % marks),
            ),
        )  # fmt: skip


def _grades(person: User) -> Iterator[Moment]:
    rows = GradeEvent.objects.filter(attempt__enrollment__learner=person)
    rows = rows.select_related("attempt__quiz__lesson", "made_by", "version").defer(
        "questions", "attempt__layout", "attempt__quiz__intro_html", "attempt__quiz__lesson__html",
        "version__facts",
    )  # fmt: skip
    for row in rows.order_by("made_at", "id"):
        attempt, marks = row.attempt, {"old": row.old_percent, "new": row.new_percent}
        words = {"title": attempt.quiz.lesson.title, "ordinal": attempt.ordinal}
        yield Moment(
            at=row.made_at, icon="scale", target=attempt.uuid,
            tone="good" if row.passed_after else "caution",
            title=_("Attempt %(ordinal)s regraded: %(title)s") % words,
            facts=(
                (_("Result"), _("Passed") if row.passed_after else _("Not passed yet")),
                (_("Score"), _("%(new)s%% by the corrected key, %(old)s%% before") % marks),
                (_("Because"), row.reason),
                (_("By whom"), row.made_by.legal_name if row.made_by else _("Operator")),
                (_("By version"), str(row.version.number)),
            ),
        )  # fmt: skip


def _records(person: User) -> Iterator[Moment]:
    rows = CompletionRecord.objects.filter(learner=person).order_by("completed_at", "id")
    for row in rows:
        place = ", ".join(part for part in (row.job_title, row.department_name) if part)
        facts = [(_("Version"), str(row.version_number)), (_("As"), row.person_name)]
        if place:
            facts.append((_("Then"), place))
        if row.score_percent is not None:
            facts.append((_("Score"), _score(row.score_percent, row.pass_mark_percent)))
        if row.reason:
            facts.append((_("Corrected because"), row.reason))
        yield Moment(
            at=row.completed_at, icon="flag", tone="good", target=row.uuid, facts=tuple(facts),
            title=_("Course completed: %(title)s") % {"title": row.course_title},
            hash=row.content_hash,
        )  # fmt: skip


def _score(score: Decimal, mark: int | None) -> str:
    shown = f"{score.normalize():f}"
    if mark is None:  # there is none where the quizzes have different ones
        return f"{shown}%"
    return _("%(score)s%%, pass mark %(mark)s%%") % {"score": shown, "mark": mark}


def _certificates(person: User) -> Iterator[Moment]:
    for row in Certificate.objects.filter(learner=person).order_by("issued_at", "id"):
        title = {"title": row.payload["course_title"]}
        facts = [(_("Code"), codes.display(row.code))]
        if row.expires_on:
            facts.append((_("Valid until"), date_format(row.expires_on)))
        yield Moment(
            at=row.issued_at, icon="award", tone="good", target=row.uuid,
            title=_("Certificate issued: %(title)s") % title,
            facts=tuple(facts),
            hash=row.pdf_sha256,
        )  # fmt: skip
        if row.revoked_at:
            yield Moment(
                at=row.revoked_at, icon="ban", tone="bad", target=row.uuid,
                title=_("Certificate revoked: %(title)s") % title,
                facts=((_("Because"), row.revoke_reason),),
            )  # fmt: skip
        if row.superseded_at:
            yield Moment(
                at=row.superseded_at, icon="history", tone="caution", target=row.uuid,
                title=_("Certificate replaced: %(title)s") % title,
            )  # fmt: skip


def _messages(person: User) -> Iterator[Moment]:
    for row in seen_by_others(person):
        about = str(MESSAGES.get(row.kind, row.kind))
        is_sent = row.sent_at is not None
        yield Moment(
            at=row.sent_at or row.created_at, icon="mail" if is_sent else "mail-x",
            target=row.uuid, tone="" if is_sent or not row.not_sent_reason else "caution",
            title=_("Message sent") if is_sent else _("Message not sent"), text=about,
        )  # fmt: skip
