"""The trail only grows: a trigger refuses the owner, missing rights refuse the runtime role."""

from __future__ import annotations

import uuid
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg2.errors import InsufficientPrivilege

from audit.models import AuditEvent
from audit.services.record import record
from audit.verbs import Verb
from tests.support.factories import SPRING, UserFactory

CHANGES = [
    "UPDATE audit_auditevent SET actor_label = 'nobody'",
    "DELETE FROM audit_auditevent",
    "TRUNCATE audit_auditevent",
]
LINE = """
INSERT INTO audit_auditevent (uuid, at, verb, actor_label, target_kind, target_uuid, target_label,
                              reason, detail)
VALUES (%s, now(), 'message.sent', 'System', 'Notification', %s, 'x', '', '{}')
"""


@contextmanager
def rolled_back(raw):
    cursor = raw.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute(LINE, [str(uuid.uuid4()), str(uuid.uuid4())])
        yield cursor
    finally:
        cursor.execute("ROLLBACK")


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_the_runtime_role_may_not(change):
    person = UserFactory()
    record(Verb.PERSON_CREATED, actor=None, target=person, at=SPRING)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert AuditEvent.objects.get(target_uuid=person.uuid).actor_label == "System"


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_is_refused_by_the_trigger(owner_connection, change):
    with (
        rolled_back(owner_connection) as cursor,
        pytest.raises(InsufficientPrivilege, match="evidence"),
    ):
        cursor.execute(change)


@pytest.mark.parametrize("change", CHANGES[:2])
def test_without_the_trigger_the_owner_could(owner_connection, change):
    """The control: it is the trigger that refuses, not something else."""
    with rolled_back(owner_connection) as cursor:
        cursor.execute("DROP TRIGGER audit_auditevent_refuse_change ON audit_auditevent")
        cursor.execute(change)
        assert cursor.rowcount >= 1


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_trigger_the_runtime_role_still_may_not(superuser_connection, change):
    with rolled_back(superuser_connection) as cursor:
        cursor.execute("DROP TRIGGER audit_auditevent_refuse_change ON audit_auditevent")
        cursor.execute("DROP TRIGGER audit_auditevent_refuse_truncate ON audit_auditevent")
        cursor.execute("SET LOCAL ROLE attune_app")
        with pytest.raises(InsufficientPrivilege, match="permission denied"):
            cursor.execute(change)


@pytest.mark.django_db
def test_a_long_name_is_cut_in_the_trail_and_stops_no_change():
    class Thing:
        uuid = uuid.uuid4()

        def audit_label(self) -> str:
            return "long " * 100

    with transaction.atomic():
        line = record(Verb.PERSON_CHANGED, actor=None, target=Thing(), at=SPRING)
    line.refresh_from_db()
    assert len(line.target_label) == 300
    assert line.target_label.endswith("…")


@pytest.mark.django_db(transaction=True)
def test_a_line_needs_the_transaction_of_its_change():
    with pytest.raises(RuntimeError, match="transaction of the change"):
        record(Verb.PERSON_CREATED, actor=None, target=UserFactory(), at=SPRING)
