"""The API of report runs: the same services, scopes and errors."""

from __future__ import annotations

import json
import uuid

import pytest
from django.test import Client

from audit.models import AuditEvent
from reports.models import ReportRun
from tests.reports.conftest import WHY, ask, built, bytes_of

pytestmark = pytest.mark.django_db(transaction=True)
RUNS = "/api/v1/report-runs/"


def wanted(**changes):
    fields = {
        "kind": "completions",
        "first_on": "2026-01-01",
        "last_on": "2026-01-31",
        "reason": WHY,
    }
    return json.dumps(fields | changes)


def post(client, body):
    return client.post(RUNS, body, content_type="application/json")


def test_ask_look_and_download(story, vera, sign_in):
    from reports.tasks import build
    from tests.reports.conftest import owed

    client = sign_in(vera)
    made = post(client, wanted())
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["requested_by"]) == ("queued", vera.legal_name)
    run = ReportRun.objects.get(uuid=made.json()["uuid"])
    build(row_id=owed(run).pk)
    found = client.get(f"{RUNS}{run.uuid}/").json()
    assert found["state"] == "ready"
    file = next(file for file in found["files"] if file["media_type"] == "text/csv")
    response = client.get(file["url"].split("8000", 1)[-1].removeprefix("http://testserver"))
    assert b"".join(response.streaming_content) == bytes_of(run)
    listed = client.get(RUNS).json()
    assert [row["uuid"] for row in listed["results"]] == [str(run.uuid)]


def test_asked_again_with_the_same_key_it_is_one_report(story, vera, sign_in):
    client = sign_in(vera)

    def asked(key, **changes):
        return client.post(
            RUNS, wanted(**changes), content_type="application/json",
            headers={"Idempotency-Key": key},
        )  # fmt: skip

    first = asked("k")
    built(ReportRun.objects.get())  # the answer was lost, and the report is ready meanwhile
    again = asked("k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["uuid"] == first.json()["uuid"]
    assert ReportRun.objects.count() == 1
    assert asked("k", reason="For another audit").status_code == 422
    assert asked("other").status_code == 201  # without the key it would be a second one
    assert ReportRun.objects.count() == 2


def test_needs_a_sign_in(db):
    assert Client().get(RUNS).status_code in {401, 403}
    assert post(Client(), wanted()).status_code in {401, 403}


def test_needs_the_permission(dana, milo, ada, sign_in):
    for person in (dana, milo, ada):
        assert sign_in(person).get(RUNS).status_code == 404
        assert post(sign_in(person), wanted()).status_code == 404


def test_hides_the_runs_of_others(story, vera, omar, ines, sign_in):
    run = built(ask(omar))
    absent = sign_in(ines).get(f"{RUNS}{uuid.uuid4()}/")
    foreign = sign_in(ines).get(f"{RUNS}{run.uuid}/")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content
    file = run.files.first()
    assert sign_in(ines).get(f"{RUNS}{run.uuid}/files/{file.name}").status_code == 404
    assert sign_in(ines).get(RUNS).json()["results"] == []
    assert len(sign_in(vera).get(RUNS).json()["results"]) == 1


def test_asking_for_the_head_of_a_file_is_no_download(story, omar, sign_in):
    run = built(ask(omar))
    address = f"{RUNS}{run.uuid}/files/{run.files.first().name}"
    assert sign_in(omar).head(address).status_code == 405
    assert not AuditEvent.objects.filter(verb="report.downloaded").exists()


@pytest.mark.parametrize(
    "body",
    [
        "{", "[]", "null", wanted(reason=""), wanted(reason="x"), wanted(kind="salaries"),
        wanted(first_on="never"), wanted(last_on="2199-01-01"), wanted(department="1"),
        wanted(department=str(uuid.uuid4())), wanted(course=str(uuid.uuid4())), wanted(kind=None),
        wanted(first_on="2026-03-01"), wanted(reason={"a": 1}), wanted(first_on=10**30),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_document(story, vera, sign_in, body):
    response = post(sign_in(vera), body)
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert not ReportRun.objects.exists()


def test_one_at_a_time(story, vera, sign_in):
    first = ask(vera)
    response = post(sign_in(vera), wanted())
    assert response.status_code == 409
    assert str(first.uuid) in response.json()["detail"]


def test_two_requests_at_once_leave_one_run(story, vera):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from common.errors import Conflict

    def one(_):
        try:
            ask(vera)
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["asked", "conflict", "conflict", "conflict"]
    assert ReportRun.objects.count() == 1


def test_without_the_constraint_two_could_run(story, vera, superuser_connection):
    """The control: it is the unique index that refuses."""
    run = ask(vera)
    cursor = superuser_connection.cursor()
    cursor.execute("BEGIN")
    cursor.execute("DROP INDEX reports_one_running")
    cursor.execute(
        "INSERT INTO reports_reportrun (uuid, kind, definition, parameters, requested_by_id, "
        "requested_at, reason, state, rows_done, snapshot, totals) "
        "SELECT gen_random_uuid(), kind, definition, parameters, requested_by_id, requested_at, "
        "reason, state, 0, '', '{}' FROM reports_reportrun WHERE id = %s",
        [run.pk],
    )
    assert cursor.rowcount == 1
    cursor.execute("ROLLBACK")
