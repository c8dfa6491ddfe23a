"""The operator's page: what waits, what was given up, one button to try again."""

from __future__ import annotations

import uuid

import pytest
from django.db.models.functions import Now
from django.test import Client

from audit.models import AuditEvent
from common.models import OutboxRow


@pytest.fixture
def dead_row(db) -> OutboxRow:
    return OutboxRow.objects.create(
        subscription="certificates.render", key="certificates.render:x", payload={},
        starts=8, last_error="builtins.ValueError", dead_at=Now(),
    )  # fmt: skip


def test_it_shows_dead_rows_and_waiting_work(ada, sign_in, dead_row):
    OutboxRow.objects.create(subscription="reports.build", key="reports.build:y", payload={})
    page = sign_in(ada).get("/status/").content.decode()
    assert "builtins.ValueError" in page
    assert "reports.build" in page


def test_it_shows_work_that_only_another_release_knows(ada, sign_in, db):
    OutboxRow.objects.create(subscription="later.release", key="later.release:y", payload={})
    assert "later.release" in sign_in(ada).get("/status/").content.decode()


def test_it_needs_sign_in(db):
    assert Client().get("/status/").status_code == 302


def test_it_needs_the_permission(omar, sign_in):
    assert sign_in(omar).get("/status/").status_code == 404


def test_trying_again_gives_a_fresh_set_of_starts_and_is_audited(ada, sign_in, dead_row):
    response = sign_in(ada).post(f"/status/outbox/{dead_row.uuid}/retry/")
    assert response.status_code == 302
    dead_row.refresh_from_db()
    assert (dead_row.dead_at, dead_row.starts) == (None, 0)
    assert AuditEvent.objects.get(verb="outbox.retried").actor_uuid == ada.uuid


def test_trying_again_what_is_alive_or_absent_is_404(ada, sign_in, dead_row):
    client = sign_in(ada)
    client.post(f"/status/outbox/{dead_row.uuid}/retry/")
    assert client.post(f"/status/outbox/{dead_row.uuid}/retry/").status_code == 404
    assert client.post(f"/status/outbox/{uuid.uuid4()}/retry/").status_code == 404
    assert AuditEvent.objects.filter(verb="outbox.retried").count() == 1


def test_get_changes_nothing(ada, sign_in, dead_row):
    assert sign_in(ada).get(f"/status/outbox/{dead_row.uuid}/retry/").status_code == 405


@pytest.mark.parametrize("probe", ["/livez", "/readyz"])
def test_probes_answer_without_sign_in(db, probe):
    assert Client().get(probe).status_code == 200


def test_livez_asks_the_database_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        Client().get("/livez")
