"""The pages: works, needs a sign-in, needs the permission, hides what is others'."""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from common import content_store
from reports.definitions import KINDS
from reports.models import ReportRun
from tests.reports.conftest import WHY, ask, built, bytes_of

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/reports/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def filled(**changes):
    fields = {
        "kind": "completions", "department": "", "course": "", "first_on": "2026-01-01",
        "last_on": "2026-01-31", "reason": WHY, "do": "request",
    }  # fmt: skip
    return fields | changes


@pytest.fixture
def run(story, vera):
    return built(ask(vera))


def url_of(run, suffix=".csv"):
    return reverse("reports:download", args=[run.uuid, run.files.get(name__endswith=suffix).name])


def test_asking_leads_to_the_run_and_is_in_the_trail(story, vera, sign_in):
    client = sign_in(vera)
    response = client.post(LIST, filled())
    run = ReportRun.objects.get()
    assert response.headers["Location"] == f"/reports/{run.uuid}/"
    assert (run.reason, run.kind, run.state, run.scope) == (WHY, "completions", "queued", None)
    event = AuditEvent.objects.get(target_uuid=run.uuid)
    assert (event.verb, event.actor_label) == ("report.requested", vera.legal_name)
    assert event.reason == WHY
    assert "Waiting for a worker" in client.get(f"/reports/{run.uuid}/").content.decode()


def test_a_missing_reason_does_not_take_the_count_away(story, vera, sign_in):
    response = sign_in(vera).post(LIST, filled(reason="", last_on="2026-11-22"))
    page = response.content.decode()
    assert response.status_code == 400
    assert re.search(r"<strong[^>]*>4</strong>\s+rows", page)
    assert "The count appears once" not in page
    without_days = sign_in(vera).post(LIST, filled(reason="", last_on="")).content.decode()
    assert "The count appears once" in without_days


def test_the_count_is_shown_before_anything_is_built(story, vera, sign_in):
    client = sign_in(vera)
    counted = filled(do="count", reason="", last_on="2026-11-22")
    page = client.post(LIST, counted).content.decode()
    fragment = client.post(LIST, counted, **HTMX).content.decode()
    assert re.search(r"<strong[^>]*>4</strong>\s+rows", fragment)
    assert fragment.strip() in page
    assert "<html" not in fragment
    assert not ReportRun.objects.exists()


def test_a_run_is_described_by_the_definition_that_it_was_built_by(
    story, vera, sign_in, monkeypatch
):
    """A later release knows one more state; the old file does not, and says so by its manifest."""
    kind = KINDS["completions"]
    before, client = built(ask(vera)), sign_in(vera)
    monkeypatch.setitem(
        KINDS, kind.name, replace(kind, version=kind.version + 1, states=(*kind.states, "all"))
    )
    page = client.get(f"/reports/{before.uuid}/").content.decode()
    assert "Overdue" in page
    assert "states-all" not in page
    assert "rules-title" not in page
    after = built(ask(vera))
    page = client.get(f"/reports/{after.uuid}/").content.decode()
    assert "states-all" in page
    assert "rules-title" in page


def test_a_second_report_waits_for_the_first(story, vera, sign_in):
    first = ask(vera)
    response = sign_in(vera).post(LIST, filled())
    assert response.status_code == 409
    assert f"/reports/{first.uuid}/" in response.content.decode()
    assert ReportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", ""), ("reason", "   "), ("reason", "ok"), ("reason", "x" * 301),
        ("kind", "salaries"), ("kind", ""), ("first_on", "2026-13-01"), ("first_on", "1999-12-31"),
        ("first_on", "2026-02-01"), ("last_on", "2199-01-01"), ("last_on", ""),
        ("department", "11111111-1111-4111-8111-111111111111"), ("department", "x"),
        ("course", "11111111-1111-4111-8111-111111111111"), ("reason", "a\0b is here"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_nothing_is_asked(story, vera, sign_in, field, value):
    response = sign_in(vera).post(LIST, filled(**{field: value}))
    assert response.status_code == 400
    assert 'aria-invalid="true"' in response.content.decode()
    assert not ReportRun.objects.exists()
    assert not AuditEvent.objects.filter(verb="report.requested").exists()


def test_hr_asks_for_own_departments_and_never_for_the_trail(story, omar, elsewhere, sign_in):
    client = sign_in(omar)
    assert "audit-trail" not in client.get(LIST).content.decode()
    assert client.post(LIST, filled(kind="audit-trail")).status_code == 400
    assert client.post(LIST, filled(department=str(elsewhere.uuid))).status_code == 400
    client.post(LIST, filled())
    assert ReportRun.objects.get().scope["names"] == ["Europe"]


def test_a_finished_run_offers_its_files_with_their_checksums(run, vera, sign_in):
    page = sign_in(vera).get(f"/reports/{run.uuid}/").content.decode()
    for file in run.files.all():
        assert file.sha256 in page
        assert reverse("reports:download", args=[run.uuid, file.name]) in page
    assert "sha256sum --check" in page
    assert "every 2s" not in page


def test_a_running_run_asks_again_by_itself_and_the_fragment_is_the_pages(story, vera, sign_in):
    run = ask(vera)
    ReportRun.objects.filter(pk=run.pk).update(state="building", rows_done=1, rows_total=4)
    client = sign_in(vera)
    page = client.get(f"/reports/{run.uuid}/").content.decode()
    fragment = client.get(f"/reports/{run.uuid}/", **HTMX).content.decode()
    assert fragment.strip() in page
    assert 'hx-trigger="every 2s"' in fragment
    assert "1 of 4" in fragment


def test_a_run_that_was_given_up_says_so(story, vera, sign_in):
    run = ask(vera)
    ReportRun.objects.filter(pk=run.pk).update(state="failed")
    assert "could not be built" in sign_in(vera).get(f"/reports/{run.uuid}/").content.decode()


def test_the_download_is_checked_audited_and_names_nobody(run, vera, sign_in):
    response = sign_in(vera).get(url_of(run))
    content = b"".join(response.streaming_content)
    assert content == bytes_of(run)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert int(response.headers["Content-Length"]) == len(content)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="completions-{str(run.uuid)[:8]}.csv"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"
    event = AuditEvent.objects.get(verb="report.downloaded")
    assert event.detail["sha256"] == hashlib.sha256(content).hexdigest()
    assert (event.actor_uuid, event.target_uuid) == (vera.uuid, run.uuid)


def test_the_same_run_gives_the_same_bytes_again(run, vera, sign_in):
    client = sign_in(vera)
    one, two = (b"".join(client.get(url_of(run)).streaming_content) for _ in range(2))
    assert one == two


def test_a_damaged_file_is_not_handed_out(run, vera, sign_in):
    path = content_store.path(run.files.get(name__endswith=".csv").sha256)
    path.write_bytes(path.read_bytes().replace(b"overdue", b"open   "))
    client = sign_in(vera)
    response = client.get(url_of(run), follow=True)
    assert "no longer has the checksum" in response.content.decode()
    assert not AuditEvent.objects.filter(verb="report.downloaded").exists()


def test_nothing_is_offered_before_it_is_whole(story, vera, sign_in):
    run = ask(vera)
    assert sign_in(vera).get(f"/reports/{run.uuid}/files/completions-x.csv").status_code == 404


def status(client, path):
    response = client.get(path)
    response.close()
    return response.status_code


def paths(run):
    return [f"/reports/{run.uuid}/", url_of(run)]


def test_needs_a_sign_in(run):
    for path in [LIST, "/reports/audit-trail/", "/reports/people/", *paths(run)]:
        assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_needs_the_permission(run, dana, milo, theo, ada, sign_in):
    for person in (dana, milo, theo, ada):
        client = sign_in(person)
        for path in [LIST, *paths(run)]:
            assert client.get(path).status_code == 404


def test_hides_the_runs_of_others(run, vera, omar, ines, sign_in):
    own = built(ask(omar))
    client = sign_in(omar)
    absent = f"/reports/{uuid.uuid4()}/"
    foreign = client.get(paths(run)[0])
    assert foreign.status_code == client.get(absent).status_code == 404
    assert client.get(paths(run)[1]).status_code == 404
    assert [status(client, path) for path in paths(own)] == [200, 200]
    assert str(run.uuid) not in client.get(LIST).content.decode()
    assert [status(sign_in(ines), path) for path in paths(own)] == [404, 404]
    assert [status(sign_in(vera), path) for path in paths(own)] == [200, 200]


def test_an_auditor_of_europe_sees_what_is_about_europe_only(run, omar, ines, europe, sign_in):
    from people.roles import Role
    from tests.support.factories import RoleGrantFactory, UserFactory

    auditor = UserFactory()
    RoleGrantFactory(person=auditor, role=Role.AUDITOR, department=europe)
    there, elsewhere = built(ask(omar)), built(ask(ines))
    client = sign_in(auditor)
    seen = [client.get(f"/reports/{found.uuid}/").status_code for found in (there, elsewhere, run)]
    assert seen == [200, 404, 404]


def test_whose_scope_became_narrower_no_longer_opens_the_wider_run(story, omar, bookings, sign_in):
    from people.models import RoleGrant

    run = built(ask(omar))
    RoleGrant.objects.filter(person=omar).update(department=bookings)
    assert sign_in(omar).get(f"/reports/{run.uuid}/").status_code == 404


def test_who_was_an_auditor_no_longer_opens_runs_with_scores(run, vera, sign_in):
    from people.models import RoleGrant

    assert run.parameters["has_scores"] is True
    RoleGrant.objects.filter(person=vera).update(role="hr")
    assert sign_in(vera).get(f"/reports/{run.uuid}/").status_code == 404


def test_the_runs_of_another_hr_of_the_same_departments_are_theirs(story, omar, ines, sign_in):
    from people.models import RoleGrant

    run = built(ask(omar))
    department = RoleGrant.objects.get(person=omar).department
    RoleGrant.objects.filter(person=ines).update(department=department)
    assert sign_in(omar).get(f"/reports/{run.uuid}/").status_code == 200
    assert sign_in(ines).get(f"/reports/{run.uuid}/").status_code == 404


def test_without_the_scope_guard_others_would_see_it(run, omar):
    """The control: the row is there, only `visible_to` keeps it back."""
    from tests.reports.conftest import viewer

    assert ReportRun.objects.filter(uuid=run.uuid).exists()
    assert not ReportRun.objects.visible_to(viewer(omar)).filter(uuid=run.uuid).exists()


def test_pages_ask_a_bounded_number_of_queries(run, vera, sign_in, django_assert_max_num_queries):
    for _ in range(3):
        built(ask(vera))
    client = sign_in(vera)
    for path, most in [(LIST, 13), (paths(run)[0], 6), ("/reports/audit-trail/", 5),
                       ("/reports/people/?q=dana", 5)]:  # fmt: skip
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_odd_methods_are_refused(run, vera, sign_in, method):
    assert getattr(sign_in(vera), method)(LIST).status_code == 405
    assert getattr(sign_in(vera), method)(f"/reports/{run.uuid}/").status_code == 405
