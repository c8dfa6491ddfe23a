"""A worker builds the report: rows, files, manifest, and what happens when it is disturbed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import resource

import pytest
from django.db import connection

from audit.models import AuditEvent
from common.formula import DANGEROUS
from common.models import OutboxRow
from notifications.models import Notification
from reports.definitions import KINDS
from reports.models import ReportFile, ReportRun
from reports.selectors.plan import frame_of_run
from reports.services.snapshot import snapshot
from reports.tasks import build
from tests.reports.conftest import ASSIGNED, ask, built, bytes_of, cells, finish, owed
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_danas_row_tells_the_whole_story(story, vera):
    rows = {row["person"]: row for row in cells(built(ask(vera)))}
    record = story["record"]
    dana = rows["Dana Whitfield-Šimić"]
    certificate = record.certificates.get()
    assert dana == {
        "employee_number": "NW-1042",
        "person": "Dana Whitfield-Šimić",
        "person_uuid": str(record.learner.uuid),
        "department": "Bookings",
        "job_title": "Phone agent",
        "manager": "Milo Ferreira",
        "employment": "employed",
        "curriculum": "Empathy in customer service",
        "cycle": "1",
        "required": "yes",
        "course": "Empathy in customer service",
        "course_slug": "empathy",
        "version": "1",
        "content_hash": f"{1:064x}",
        "language": "en",
        "assigned_on": "2026-11-02",
        "reason": dana["reason"],
        "assigned_by": "Omar Haddou",
        "due_on": "2026-11-20",
        "due_zone": "Europe/Lisbon",
        "state": "completed",
        "started": "yes",
        "completed_at": "2026-11-09T15:30:12.345Z",
        "counts_until": "",
        "method": "studied",
        "result": "passed",
        "score_percent": "91.50",
        "pass_mark_percent": "80",
        "attempts": "2",
        "certificate_code": certificate.code,
        "certificate_state": "valid",
        "data_gaps": "",
        "state_since": "2026-11-09T15:30:12.345Z",
    }
    assert dana["reason"].endswith("Before the holiday season")
    assert "Bookings" in dana["reason"]


def test_those_who_are_not_done_have_rows_too(story, vera):
    rows = {row["person"]: row for row in cells(built(ask(vera)))}
    late, stranger = rows["Late Lurdes"], rows["Bruno Elsewhere"]
    assert (late["state"], late["started"]) == ("overdue", "no")
    assert late["state_since"] == "2026-11-21T00:00:00Z"
    assert late["data_gaps"] == "no manager; no hire date"
    assert late["completed_at"] == late["certificate_code"] == late["score_percent"] == ""
    assert (stranger["state"], stranger["department"]) == ("open", "Americas")


def test_a_completion_that_nobody_asked_for_has_a_row(story, vera, bookings):
    from enrollments.services.enroll import enroll

    eager = UserFactory(legal_name="Eager Elif")
    enroll(learner=eager, course=story["record"].version.course, by=eager, at=ASSIGNED)
    finish(eager, score="100.00")
    row = next(row for row in cells(built(ask(vera))) if row["person"] == "Eager Elif")
    assert (row["state"], row["curriculum"], row["employment"]) == ("completed", "", "left")
    assert row["data_gaps"] == "no department; no manager; no assignment"


def test_what_was_withdrawn_stays_as_withdrawn(story, vera, omar):
    from curricula.models import AssignmentRule
    from curricula.services.undo import undo

    rule = AssignmentRule.objects.order_by("id").last()
    undo(rule=rule, by=omar, at=ASSIGNED)
    run = built(ask(vera))
    rows = {row["person"]: row for row in cells(run)}
    assert rows["Bruno Elsewhere"]["state"] == "withdrawn"
    assert run.totals == {
        "completed": 1, "expired": 0, "open": 0, "overdue": 2, "withdrawn": 1,
    }  # fmt: skip
    assert sum(run.totals.values()) == len(rows) == run.rows_total


def test_the_file_is_canonical_csv(story, vera):
    content = bytes_of(built(ask(vera)))
    text = content.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n") == 5  # header, Dana, Lurdes, Milo, Bruno
    again = io.StringIO(newline="")
    writer = csv.writer(again, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert again.getvalue() == text


NASTY = [
    '=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "|calc", "%0A", "\t=1",
    "\r=1", "\n=1", "＝1+1", "'quoted", 'Z"\n', '"', "a,b", 'Zoë "Z"\n"Z\r\n', "plain",
]  # fmt: skip


def test_no_cell_begins_like_a_formula_and_every_text_comes_back(story, vera, bookings):
    from curricula.models import Curriculum
    from tests.reports.conftest import hand_out
    from tests.support.factories import EmploymentFactory

    for number, name in enumerate(NASTY):
        person = UserFactory(legal_name=name, employee_number=f"={number}")
        EmploymentFactory(person=person, department=bookings, job_title=name[:20])
    hand_out(bookings, curriculum=Curriculum.objects.get(), by=vera)
    run = built(ask(vera))
    raw = list(csv.reader(io.StringIO(bytes_of(run).decode(), newline=""), strict=True))
    assert not [cell for row in raw[1:] for cell in row if cell[:1] in DANGEROUS - {"'"} and cell]
    assert {*NASTY} <= {row["person"] for row in cells(run)}
    assert run.rows_total == len(raw) - 1


def test_a_spreadsheet_sees_no_formula(story, vera, tmp_path):
    """Read back the way a spreadsheet does, typing cells by their content."""
    from openpyxl import Workbook, load_workbook

    UserFactory(legal_name="=1+1", employee_number="=cmd|'/c calc'!A1")
    from enrollments.services.enroll import enroll

    person = story["late"].__class__.objects.get(legal_name="=1+1")
    enroll(learner=person, course=story["record"].version.course, by=person, at=ASSIGNED)
    finish(person)
    book = Workbook()
    for row in csv.reader(io.StringIO(bytes_of(built(ask(vera))).decode(), newline="")):
        book.active.append(row)
    book.save(tmp_path / "report.xlsx")
    sheet = load_workbook(tmp_path / "report.xlsx").active
    assert [cell.value for row in sheet for cell in row if cell.data_type == "f"] == []
    # The control: without the apostrophe the same reader does see formulas.
    bare = Workbook()
    bare.active.append([person.legal_name])
    assert bare.active["A1"].data_type == "f"


def test_the_same_data_give_the_same_bytes_and_the_manifest_says_who(story, vera, omar):
    one, two = built(ask(vera)), built(ask(vera, reason="Asked again, later"))
    assert bytes_of(one) == bytes_of(two)
    names = [json.loads(bytes_of(run, suffix=".json")) for run in (one, two)]
    assert names[0]["requested"]["reason"] != names[1]["requested"]["reason"]
    assert b"yearly audit" not in bytes_of(one)


def test_the_manifest_lists_what_can_be_checked_offline(story, vera):
    run = built(ask(vera))
    content = bytes_of(run)
    told = json.loads(bytes_of(run, suffix=".json"))
    assert told["files"] == [
        {
            "name": f"completions-{str(run.uuid)[:8]}.csv",
            "media_type": "text/csv",
            "bytes": len(content),
            "rows": 4,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    ]
    assert told["totals"] == run.totals == {
        "completed": 1, "expired": 0, "open": 1, "overdue": 2, "withdrawn": 0,
    }  # fmt: skip
    assert told["rows"] == 4
    assert told["snapshot"]["id"] == run.snapshot != ""
    assert told["requested"]["by"] == "Vera Castellanos"
    assert told["formula_rule"]
    assert told["software"]["version"]
    assert [column["name"] for column in told["columns"]] == list(cells(run)[0])


def test_hr_gets_passed_but_no_score(story, omar):
    run = built(ask(omar))
    rows = cells(run)
    assert "score_percent" not in rows[0]
    assert "attempts" not in rows[0]
    assert b"91.50" not in bytes_of(run)
    assert next(row for row in rows if row["state"] == "completed")["result"] == "passed"


def test_hr_gets_own_departments_only(story, omar, ines):
    assert {row["person"] for row in cells(built(ask(omar)))} == {
        "Dana Whitfield-Šimić", "Late Lurdes", "Milo Ferreira",
    }  # fmt: skip
    assert {row["person"] for row in cells(built(ask(ines)))} == {"Bruno Elsewhere"}


def test_the_scope_guard_is_what_keeps_the_others_out(story, omar):
    run = ask(omar)
    frame = frame_of_run(run)
    unguarded = frame.__class__(**{**frame.__dict__, "departments": None})
    with connection.cursor() as cursor:
        cursor.execute(KINDS["completions"].rows(unguarded), unguarded.values())
        assert len(cursor.fetchall()) == 4


def test_the_audit_trail_in_order(story, vera):
    rows = cells(built(ask(vera, "audit-trail")))
    events = list(AuditEvent.objects.order_by("id"))
    assert [row["event_uuid"] for row in rows] == [str(e.uuid) for e in events][: len(rows)]
    verbs = [row["verb"] for row in rows]
    assert verbs.index("assignment.granted") < verbs.index("course.completed")
    assert "report.requested" in verbs
    assert {int(row["transaction"]) for row in rows} <= {event.xid for event in events}


def test_rows_written_while_it_runs_stay_out(story, vera):
    """Totals and rows come from one snapshot, whatever is committed in between."""
    kind, frame = KINDS["completions"], frame_of_run(ask(vera))
    with snapshot() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        finish(story["stranger"], score="99.00")
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE state = 'completed') FROM ({kind.rows(frame)}) AS r",
            frame.values(),
        )
        assert cursor.fetchone() == (1,)
    with connection.cursor() as cursor:  # the control: read committed sees it
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE state = 'completed') FROM ({kind.rows(frame)}) AS r",
            frame.values(),
        )
        assert cursor.fetchone() == (2,)


def test_the_snapshot_cannot_write(story, vera):
    from psycopg2.errors import ReadOnlySqlTransaction

    with snapshot() as cursor, pytest.raises(ReadOnlySqlTransaction):
        cursor.execute("DELETE FROM people_department")


def test_built_twice_is_built_once(story, vera):
    run = ask(vera)
    row = owed(run)
    for _ in range(3):
        build(row_id=row.pk)
    assert ReportFile.objects.filter(run=run).count() == 2
    assert AuditEvent.objects.filter(target_uuid=run.uuid, verb="report.built").count() == 1
    assert Notification.objects.filter(kind="report.ready").count() == 1
    assert OutboxRow.objects.get(pk=row.pk).starts == 1


def test_a_full_disk_is_nobodys_fault_and_a_later_try_is_clean(story, vera, settings):
    run = ask(vera)
    row = owed(run)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        build(row_id=row.pk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    run.refresh_from_db()
    row.refresh_from_db()
    assert (run.state, run.files.count(), row.starts, row.done_at) == ("building", 0, 0, None)
    assert row.last_error == "builtins.OSError"
    assert list((settings.MEDIA_ROOT / "drafts").iterdir()) == []
    built(run)
    assert len(cells(run)) == 4


def test_a_row_that_was_given_up_frees_its_asker(story, vera):
    run = ask(vera)
    row = owed(run)
    OutboxRow.objects.filter(pk=row.pk).update(starts=8)
    build(row_id=row.pk)
    run.refresh_from_db()
    assert (run.state, run.finished_at is not None) == ("failed", True)
    assert AuditEvent.objects.filter(target_uuid=run.uuid, verb="report.failed").count() == 1
    built(ask(vera))


def test_a_ready_run_never_changes(story, vera):
    from django.db import ProgrammingError

    run = built(ask(vera))
    with pytest.raises(ProgrammingError, match="evidence"):
        ReportRun.objects.filter(pk=run.pk).update(rows_total=0)
    with pytest.raises(ProgrammingError, match=r"permission denied|evidence"):
        ReportFile.objects.filter(run=run).update(sha256="0" * 64)
