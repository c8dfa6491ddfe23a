"""Every reaction in the product on one screen: this happened, so these tasks are owed.

A subscription's name is the name of its Celery task; its queue says which workers do it.
"""

from __future__ import annotations

from typing import Any

from certificates.events import CertificateFileDamaged, CertificateIssued
from common.events import Subscription
from enrollments.events import CourseCompleted
from notifications.events import NotificationRequested
from practice.events import ReplyRated
from quizzes.events import RegradeRequested
from reports.events import ReportRequested

SUBSCRIPTIONS: dict[type[Any], list[Subscription]] = {
    CourseCompleted: [
        # Quick, and not in the queue of rendering: a backlog there must not delay it.
        Subscription(name="certificates.issue", queue="tick"),
        Subscription(name="curricula.refresh_cycles", queue="tick"),
        Subscription(name="practice.plan_boosters", queue="tick"),
    ],
    CertificateIssued: [Subscription(name="certificates.render", queue="pdf")],
    CertificateFileDamaged: [Subscription(name="certificates.repair", queue="pdf")],
    NotificationRequested: [Subscription(name="notifications.send", queue="mail")],
    # A queue of its own: a model stays in the memory of whoever serves it.
    ReplyRated: [Subscription(name="practice.compare_by_meaning", queue="meaning")],
    RegradeRequested: [
        Subscription(name="quizzes.regrade", queue="report", lease_seconds=720),
    ],
    ReportRequested: [
        Subscription(name="reports.build", queue="report", lease_seconds=720),
    ],
}
