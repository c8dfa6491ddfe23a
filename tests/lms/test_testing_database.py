"""What tests stand on: the runtime role, a clean database after a commit, real processes."""

import os
import signal
from pathlib import Path

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction

from lms.embedded import processes as embedded_processes
from lms.embedded import valkey as valkey_server
from lms.testing import database, processes

pytestmark = pytest.mark.slow


def ask(raw, question, *values):
    cursor = raw.cursor()
    cursor.execute(question, values)
    return cursor.fetchall() if cursor.description else None


@pytest.mark.django_db
def test_tests_run_as_the_runtime_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("attune_web",)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("CREATE TABLE forbidden (id int)")


def test_the_owner_and_the_superuser_see_the_same_database(owner_connection, superuser_connection):
    who = "SELECT current_user, current_database()"
    name = str(connection.settings_dict["NAME"])
    assert ask(owner_connection, who) == [("attune_owner", name)]
    assert ask(superuser_connection, who) == [("postgres", name)]


def test_every_process_has_a_database_of_its_own():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    assert str(connection.settings_dict["NAME"]).endswith((worker, "attune"))


def test_no_table_is_counted_in_the_middle_of_a_test(owner_connection):
    counted = """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT coalesce(reloptions @> '{autovacuum_enabled=false}', false)
    """
    assert ask(owner_connection, counted) == [("django_migrations",)]


@pytest.fixture
def evidence(owner_connection):
    """A table whose rows may not be removed, as the product's evidence."""
    ask(
        owner_connection,
        """
        CREATE TABLE proof (body text);
        CREATE TRIGGER proof_kept BEFORE DELETE ON proof
          FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
        CREATE TRIGGER proof_not_emptied BEFORE TRUNCATE ON proof
          FOR EACH STATEMENT EXECUTE FUNCTION attune_refuse_change();
        INSERT INTO proof VALUES ('kept');
        """,
    )
    yield owner_connection
    ask(owner_connection, "DROP TABLE proof")


def test_a_flush_passes_every_trigger(evidence):
    with pytest.raises(psycopg2.Error, match="evidence"):
        ask(evidence, "TRUNCATE proof")
    database.flush(str(connection.settings_dict["NAME"]))
    assert ask(evidence, "SELECT body FROM proof") == []


def test_a_flush_restores_what_migrations_wrote_and_keeps_their_list(owner_connection):
    def state():
        return [
            ask(owner_connection, f"SELECT count(*) FROM {table}")[0][0]
            for table in ("django_migrations", "django_content_type")
        ]

    before = state()
    assert all(before)
    ask(owner_connection, "DELETE FROM auth_permission")
    ask(owner_connection, "UPDATE django_content_type SET model = 'changed-' || id")
    database.flush(str(connection.settings_dict["NAME"]))
    assert state() == before
    changed = "SELECT count(*) FROM django_content_type WHERE model LIKE 'changed-%%'"
    assert ask(owner_connection, changed) == [(0,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_committed_row_is_gone_in_the_next_test(turn):
    from django.contrib.sessions.models import Session

    assert not Session.objects.exists()
    Session.objects.create(
        session_key=f"turn-{turn}", session_data="", expire_date="2030-01-01T00:00Z"
    )


def test_a_broker_can_be_stopped_frozen_emptied_and_killed(valkey):
    socket_path = valkey.running.layout.valkey_socket
    assert embedded_processes.is_running(valkey.running.process.pid)
    valkey.flush()
    valkey.stop()
    assert not valkey_server.answers(socket_path)
    valkey.start()
    valkey.freeze()
    assert not valkey_server.answers(socket_path)
    valkey.thaw()
    assert valkey_server.answers(socket_path)
    valkey.kill()
    valkey.start()
    assert valkey_server.answers(socket_path)


@pytest.mark.faults
def test_a_worker_takes_tasks_and_dies_with_all_its_children(celery_worker_process):
    worker = celery_worker_process(queues="tick")
    assert worker.is_alive
    assert "ready" in worker.log
    children = Path(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()]
    assert pids
    worker.kill()
    assert worker.process.returncode == -signal.SIGKILL
    assert all(embedded_processes.wait_until_gone(pid, seconds=60) for pid in pids)


@pytest.mark.faults
def test_a_web_server_answers_from_the_test_database(web_server):
    assert processes.answers(int(web_server.url.rsplit(":", 1)[1]))
    assert web_server.is_alive
