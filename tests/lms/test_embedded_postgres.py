"""The embedded PostgreSQL survives kills, stale files and second starts."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from lms.embedded import identity, postgres, processes
from lms.embedded.layout import OWNER, RUNTIME, SUPERUSER, Layout
from lms.embedded.problem import ServiceProblem

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture
def data():
    """A folder with a short path, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="attune-e-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start(data):
    """Start servers that are stopped at the end, whatever happens."""
    servers = []

    def run(folder=data):
        servers.append(postgres.start(folder, for_tests=True))
        return servers[-1]

    yield run
    for server in servers:
        server.stop()


def ask(server, question, user=RUNTIME, database="attune"):
    with closing(postgres.connect(server, user, database)) as connection:
        cursor = connection.cursor()
        cursor.execute(question)
        return cursor.fetchall() if cursor.description else None


def leave_a_note(server):
    ask(server, "CREATE TABLE IF NOT EXISTS note (body text)", OWNER)
    ask(server, "INSERT INTO note VALUES ('kept')", OWNER)


def test_it_listens_on_a_socket_only_and_checks_its_pages(start):
    server = start()
    assert ask(server, "SHOW listen_addresses") == [("",)]
    assert ask(server, "SHOW data_checksums") == [("on",)]
    provider = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'attune'"
    assert ask(server, provider) == [("b", "C.UTF-8")]
    assert server.layout.sockets.stat().st_mode & 0o777 == 0o700


def test_the_runtime_role_may_not_make_tables_and_the_owner_may(start):
    server = start()
    may_create = "SELECT has_schema_privilege(current_user, 'public', 'CREATE')"
    assert ask(server, may_create, RUNTIME) == [(False,)]
    assert ask(server, may_create, OWNER) == [(True,)]
    assert ask(server, "SELECT pg_has_role('attune_web', 'attune_app', 'USAGE')") == [(True,)]
    rights = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = '{}'"
    assert ask(server, rights.format(OWNER)) == [(False, True, True)]
    assert ask(server, rights.format(RUNTIME)) == [(False, False, False)]


def test_a_second_start_finds_what_the_first_wrote(start):
    first = start()
    leave_a_note(first)
    first.stop()
    assert ask(start(), "SELECT body FROM note", OWNER) == [("kept",)]


@pytest.mark.parametrize("stranger", ["ended", "ourselves"])
def test_a_stale_pid_file_does_not_stop_it(data, start, stranger):
    start().stop()
    pid = os.getpid()
    if stranger == "ended":
        with subprocess.Popen(["/bin/true"]) as ended:
            pid = ended.pid
    pid_file = Layout.at(data).postgres / "postmaster.pid"
    pid_file.write_text(f"{pid}\n{pid_file.parent}\n0\n5432\n{data}/run\n\n\nready\n")
    assert ask(start(), "SELECT 1") == [(1,)]


def test_an_interrupted_first_start_is_repaired(data, start):
    unfinished = data / "pg.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    assert ask(start(), "SELECT 1") == [(1,)]
    assert not unfinished.exists()


def test_files_of_others_are_left_alone(data, start):
    folder = data / "pg"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(ServiceProblem) as refusal:
        start()
    assert "--data" in refusal.value.mend
    assert (folder / "thesis.txt").read_text() == "years of work"


def test_a_long_path_gets_its_sockets_elsewhere(data, start):
    folder = data / ("long-" * 24)
    server = start(folder)
    try:
        assert len(str(server.layout.sockets / ".s.PGSQL.5432.lock")) < 107
        assert ask(server, "SELECT 1") == [(1,)]
    finally:
        shutil.rmtree(server.layout.sockets)


PARENT = """
import sys, time
from pathlib import Path
from lms.embedded import postgres
server = postgres.start(Path(sys.argv[1]), for_tests=True)
print(server.process.pid, flush=True)
time.sleep(60)
"""


def start_parent(data):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    return parent, int(parent.stdout.readline())


def test_a_killed_parent_leaves_nothing_and_the_data_are_whole(data, start):
    parent, server_pid = start_parent(data)
    with parent:
        leave_a_note(postgres.PostgresServer(Layout.at(data), parent))
        parent.kill()
    assert processes.wait_until_gone(server_pid, seconds=60)
    assert ask(start(), "SELECT body FROM note", OWNER) == [("kept",)]


def test_a_start_right_after_the_kill_waits_for_the_old_server(data, start):
    parent, _ = start_parent(data)
    with parent:
        leave_a_note(postgres.PostgresServer(Layout.at(data), parent))
        parent.kill()
    assert ask(start(), "SELECT body FROM note", OWNER) == [("kept",)]


def test_a_server_that_outlived_its_parent_is_taken_over(data, start):
    """Where no kernel tells the server (systems other than Linux), the next start does."""
    first = start()
    leave_a_note(first)
    assert ask(start(), "SELECT body FROM note", OWNER) == [("kept",)]
    assert first.process.wait(timeout=60) == 0


def test_a_program_started_without_our_launcher_would_outlive_its_parent():
    """The negative control of the kill tests: it is the launcher that ties the lives together."""
    script = (
        "from subprocess import DEVNULL, Popen\n"
        "print(Popen(['sleep', '60'], stdout=DEVNULL, stderr=DEVNULL).pid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    pid = int(done.stdout)
    time.sleep(0.2)
    assert processes.is_running(pid)
    os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give its rights up")
def test_root_without_user_namespaces_runs_it_as_nobody(data, start, monkeypatch):
    monkeypatch.setattr(identity, "choose", lambda: "nobody")
    server = start()
    assert Path(f"/proc/{server.process.pid}").stat().st_uid == identity.NOBODY
    assert ask(server, "SELECT 1") == [(1,)]
    server.stop()
    assert ask(start(), "SELECT 1") == [(1,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give its rights up")
def test_nobody_gets_a_place_aside_where_the_data_folder_is_closed(data, start, monkeypatch):
    monkeypatch.setattr(identity, "choose", lambda: "nobody")
    monkeypatch.setattr(identity, "ASIDE", Path(tempfile.mkdtemp(prefix="attune-aside-")))
    identity.ASIDE.chmod(0o755)
    monkeypatch.setattr(identity, "is_open_to_all", lambda _folder: False)
    server = start()
    try:
        assert server.layout.postgres.is_relative_to(identity.ASIDE)
        programs = Path(f"/proc/{server.process.pid}/exe").readlink()
        assert programs.is_relative_to(identity.ASIDE)
        assert ask(server, "SELECT 1") == [(1,)]
    finally:
        server.stop()
        shutil.rmtree(server.layout.sockets)
        shutil.rmtree(identity.ASIDE)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_is_told_in_one_sentence(data, start):
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(ServiceProblem) as refusal:
            start()
        assert refusal.value.sentence.endswith("is full.")
        assert "Free some space" in refusal.value.mend
    finally:
        subprocess.run(["umount", data], check=True)


def test_the_superuser_is_reached_through_the_private_socket_only(start):
    server = start()
    assert ask(server, "SELECT current_user", SUPERUSER) == [("postgres",)]
    assert server.url(SUPERUSER, "x").startswith("postgres://postgres@%2F")
