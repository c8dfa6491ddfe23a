"""Fill an empty installation with Northwind Assistance and a year of its history."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from common.clock import now
from common.models import OutboxRow
from courses.services.publish import publish_package
from curricula.models import Curriculum
from curricula.services.create import create
from lms.demo import history
from lms.demo.editions import write_first_edition
from lms.demo.people import Company, build_company
from lms.demo.practice.fill import fill_practice
from notifications.models import Notification
from people.models import User

PACKAGE = Path(settings.BASE_DIR) / "courses" / "packages" / "empathy-in-customer-service"
CURRICULUM = "empathy-in-customer-service"
PLAYED_HERE = (
    *("notifications.send", "certificates.issue", "curricula.refresh_cycles"),
    "practice.plan_boosters",
)

Note = Callable[..., None]
Agenda = list[tuple[dt.datetime, int, history.Act]]


def run(*, progress: Note, with_bookings: bool = True) -> None:
    """Seed once; a second start finds everything there and changes nothing."""
    if User.objects.exists():
        progress("already there")
        return
    chance = random.Random(20_261_123)  # noqa: S311 - the same story in every demo
    moment = now().replace(microsecond=0)
    # All or nothing: a demo that was interrupted here starts again from an empty table.
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Nobody waits for a page here, and the planner has not counted the new rows yet.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SET LOCAL statement_timeout = 0")
        company = build_company(today=moment.date(), chance=chance)
        curriculum = _publish_first_edition(company, moment)
        _live_through(company, curriculum, moment, chance, progress, with_bookings)
        fill_practice(company, at=moment)
        _close_what_was_played()


def _publish_first_edition(company: Company, moment: dt.datetime) -> Curriculum:
    at = moment - dt.timedelta(days=372)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        path = write_first_edition(PACKAGE, Path(folder))
        published = publish_package(
            path=path, by=company.cast["theo"], at=at, note="The foundations, to begin with"
        ).version
    published.course.refresh_from_db()
    return create(
        slug=CURRICULUM,
        title="Empathy in customer service",
        description="For everybody who talks or writes with customers. Renewed every year.",
        required=[published.course],
        validity_months=12,
        by=company.cast["omar"],
        at=at + dt.timedelta(days=3),
    )


def _publish_whole_course(company: Company) -> history.Act:
    def act(at: dt.datetime) -> None:
        publish_package(path=PACKAGE, by=company.cast["theo"], at=at, note="All ten modules")

    return act


def _live_through(
    company: Company,
    curriculum: Curriculum,
    moment: dt.datetime,
    chance: random.Random,
    progress: Note,
    with_bookings: bool,  # noqa: FBT001 - one private caller
) -> None:
    agenda: Agenda = []
    order = itertools.count()
    seeds = history.seeds()
    total = 0
    for campaign, at, assign in history.campaigns(
        company, curriculum, now=moment, with_bookings=with_bookings
    ):

        def open_campaign(
            when: dt.datetime, campaign: history.Campaign = campaign, act: history.Act = assign
        ) -> None:
            act(when)
            for enrollment in history.students(campaign, company, curriculum):
                student = history.Student(enrollment)
                found = _fate(student, campaign, chance)
                for then, deed in history.acts_of(student, found, opened_at=when, seed=next(seeds)):
                    if then < moment:
                        heapq.heappush(agenda, (then, next(order), deed))

        heapq.heappush(agenda, (at, next(order), open_campaign))
    edition = moment - dt.timedelta(days=history.WHOLE_COURSE_DAYS_AGO)
    heapq.heappush(agenda, (edition, next(order), _publish_whole_course(company)))
    while agenda:
        when, _, act = heapq.heappop(agenda)
        act(when)
        total += 1
        if total % 25 == 0:
            progress("day", (when - moment).days + 372, 372)
    progress(f"{User.objects.count()} people, {total} days of work and study")


def _fate(
    student: history.Student, campaign: history.Campaign, chance: random.Random
) -> history.Fate:
    if student.learner.email == "dana@northwind.example":
        # Dana is in the middle of it, so that there is something to continue.
        return history.Fate(
            history.DANA_HAS_DONE, fails_first=False, begins_after=history.DANA_BEGAN_AFTER
        )
    return history.fate(campaign, chance, lessons=len(student.lessons))


def _close_what_was_played() -> None:
    # These effects were played at their own time above; the PDFs are left to the workers.
    OutboxRow.objects.filter(subscription__in=PLAYED_HERE, done_at__isnull=True).update(
        done_at=Now()
    )
    Notification.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))
    # A year of certificates comes in the background, so that whoever is here now waits for none.
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE common_outboxrow "
            "SET next_at = clock_timestamp() + make_interval(secs => 60 + late.place * 0.3) "
            "FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM common_outboxrow "
            "WHERE subscription = 'certificates.render' AND done_at IS NULL) AS late "
            "WHERE common_outboxrow.id = late.id"
        )
