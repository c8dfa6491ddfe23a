"""A company with something to report, and hands to ask, build and read."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.db import connection

from certificates.services.issue import issue
from common import content_store
from common.formula import restored
from common.models import OutboxRow
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.services.assign import Exceptions, assign
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.complete_lesson import complete_lesson
from people.viewer import viewer_for
from reports.models import ReportRun
from reports.selectors.plan import Wish
from reports.services.request import request
from reports.tasks import build
from tests.support.factories import EmploymentFactory, UserFactory, published_course

ASSIGNED = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)
DONE = dt.datetime(2026, 11, 9, 15, 30, 12, 345_000, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
WHY = "For the yearly audit"


def viewer(person):
    return viewer_for(person, on=TODAY)


def wish(kind="completions", **changes) -> Wish:
    return Wish(**{"kind": kind, "first_on": dt.date(2026, 1, 1), "last_on": TODAY, **changes})


def ask(person, kind="completions", *, reason=WHY, at=NOW, **changes) -> ReportRun:
    return request(wish=wish(kind, **changes), reason=reason, by=viewer(person), at=at)


def owed(run) -> OutboxRow:
    return OutboxRow.objects.get(key=f"reports.build:{run.uuid}")


def built(run) -> ReportRun:
    """Build the run as the worker does."""
    build(row_id=owed(run).pk)
    run.refresh_from_db()
    assert run.state == "ready"
    return run


def bytes_of(run, *, suffix=".csv") -> bytes:
    file = run.files.get(name__endswith=suffix)
    return content_store.get(file.sha256)


def cells(run) -> list[dict[str, str]]:
    """Read the CSV back, apostrophes stripped as the manifest says."""
    text = io.StringIO(bytes_of(run).decode("utf-8"), newline="")
    return [
        {name: restored(cell) for name, cell in row.items()}
        for row in csv.DictReader(text, strict=True)
    ]


def hand_out(department, *, curriculum, by, at=ASSIGNED, due_on=dt.date(2026, 12, 4), note=""):
    return assign(
        curriculum=curriculum, audience=Audience(departments=(department.uuid,)),
        due=DueRule(Anchor.FIXED, due_on=due_on), by=by, scope=None, at=at, note=note,
        exceptions=Exceptions.WITHOUT_DATE,
    )  # fmt: skip


def finish(person, *, at=DONE, score=None) -> CompletionRecord:
    """Complete what somebody has open, and play what follows."""
    enrollment = Enrollment.objects.open().get(learner=person)
    for lesson in enrollment.version.lessons.order_by("ordinal"):
        scored = {"passed": True, "score_percent": score, "attempts": 2, "pass_mark_percent": 80}
        complete_lesson(
            enrollment=enrollment, lesson=lesson, by=person, at=at,
            **(scored if lesson.kind == "quiz" else {}),
        )  # fmt: skip
    record = CompletionRecord.objects.get(enrollment=enrollment)
    refresh_cycles(completion_uuid=str(record.uuid), at=at)
    issue(completion=record, at=at)
    return record


@pytest.fixture
def curriculum(db):
    course = published_course(lessons=[{"key": "l1"}, {"key": "q1", "kind": "quiz"}])
    return create(
        slug="empathy-in-customer-service", title="Empathy in customer service",
        required=[course], by=None, at=ASSIGNED,
    )  # fmt: skip


@pytest.fixture
def story(curriculum, dana, milo, omar, vera, bookings, elsewhere):
    """Dana completed; a colleague is overdue, one open; somebody elsewhere is open too."""
    late = UserFactory(legal_name="Late Lurdes", employee_number="NW-2001")
    EmploymentFactory(person=late, department=bookings, hired_on=None)
    hand_out(bookings, curriculum=curriculum, by=omar, due_on=dt.date(2026, 11, 20),
             note="Before the holiday season")  # fmt: skip
    stranger = UserFactory(legal_name="Bruno Elsewhere", employee_number="NW-3001")
    EmploymentFactory(person=stranger, department=elsewhere, manager=milo)
    hand_out(elsewhere, curriculum=curriculum, by=omar)
    return {"record": finish(dana, score="91.50"), "late": late, "stranger": stranger}


@pytest.fixture
def as_owner(django_db_setup):
    """Return a function that runs SQL as the owner inside the test's own transaction."""

    def run(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run
