"""The embedded PostgreSQL server, reached through a unix socket only."""

import contextlib
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from psycopg2 import sql

from lms.embedded import identity, processes
from lms.embedded.layout import DATABASE, OWNER, RUNTIME, SUPERUSER, Layout, postgres_url
from lms.embedded.problem import ServiceProblem

START_SECONDS = 60.0
STOP_SECONDS = 30.0
APP_GROUP = "attune_app"
SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_memory_type": "mmap",
    "log_min_messages": "warning",
}
# Safe only where the data may be lost: a test run.
FAST_AND_LOSSY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(slots=True)
class PostgresServer:
    """A running server that we started and stop."""

    layout: Layout
    process: subprocess.Popen[bytes] = field(repr=False)

    def url(self, user: str = RUNTIME, database: str = DATABASE) -> str:
        """Return the address of a database for a role."""
        return postgres_url(self.layout.sockets, user, database)

    def stop(self) -> None:
        """Stop the server, ending open connections."""
        processes.stop_child(self.process, polite=signal.SIGINT, seconds=STOP_SECONDS)


def start(data: Path, *, for_tests: bool = False) -> PostgresServer:
    """Start the server over the data folder, making it first where it is new."""
    layout = Layout.at(data)
    layout.create()
    _clear_stale(layout.postgres)
    if not (layout.postgres / "PG_VERSION").exists():
        _initialise(layout, for_tests=for_tests)
    server = PostgresServer(layout, _launch(layout, for_tests=for_tests))
    try:
        _wait_until_ready(server)
        _prepare(server)
    except BaseException:
        server.stop()
        raise
    return server


def _launch(layout: Layout, *, for_tests: bool) -> subprocess.Popen[bytes]:
    """Start the server process."""
    options = SERVER_OPTIONS | {"unix_socket_directories": str(layout.sockets)}
    options |= FAST_AND_LOSSY if for_tests else {}
    who = identity.choose()
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return processes.spawn(
        [identity.binaries(who) / "postgres", "-D", layout.postgres, *settings],
        log=layout.logs / "postgresql.log",
        death_signal=signal.SIGINT,
        identity=who,
        cwd=Path("/"),
    )


def _initialise(layout: Layout, *, for_tests: bool) -> None:
    """Make the data folder aside and rename it, so that an interrupted try leaves nothing."""
    who = identity.choose()
    fresh = layout.postgres.with_name("pg.new")
    shutil.rmtree(fresh, ignore_errors=True)
    identity.make_own(fresh, who)
    log = layout.logs / "initdb.log"
    log.unlink(missing_ok=True)
    process = processes.spawn(
        [
            identity.binaries(who) / "initdb", "-D", fresh, "-U", SUPERUSER, "--auth=trust",
            "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8",
            "--data-checksums", "--no-instructions", *(["--no-sync"] if for_tests else []),
        ],
        log=log,
        death_signal=signal.SIGKILL,
        identity=who,
        cwd=Path("/"),
    )  # fmt: skip
    if process.wait() != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _problem("PostgreSQL could not make its data folder", layout, log)
    try:
        fresh.rename(layout.postgres)
    except OSError as error:
        raise ServiceProblem(
            f"{layout.postgres} holds files that are not PostgreSQL's.",
            "Move them away, or choose another folder with --data.",
        ) from error


def _recorded_pid(folder: Path) -> int | None:
    """Return the process number in PostgreSQL's own lock file."""
    try:
        return int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _clear_stale(folder: Path) -> None:
    """Stop a server whose parent is gone, and forget one that is gone itself."""
    pid = _recorded_pid(folder)
    if pid is not None and processes.is_running_in(pid, folder, "postgres"):
        processes.stop_stray(pid, polite=signal.SIGINT, seconds=STOP_SECONDS)
    (folder / "postmaster.pid").unlink(missing_ok=True)


def _wait_until_ready(server: PostgresServer) -> None:
    """Return when the server accepts connections."""
    deadline = time.monotonic() + START_SECONDS
    pid_file = server.layout.postgres / "postmaster.pid"
    while time.monotonic() < deadline and server.process.poll() is None:
        with contextlib.suppress(OSError, IndexError):
            if pid_file.read_text().splitlines()[7].strip() == "ready":
                return
        time.sleep(processes.POLL)
    raise _problem("PostgreSQL did not start", server.layout, server.layout.logs / "postgresql.log")


def _problem(sentence: str, layout: Layout, log: Path) -> ServiceProblem:
    """Return the sentence and mend that fit the last lines of a log."""
    said = processes.tail(log)
    if "No space left" in said:
        return ServiceProblem(
            f"{sentence}: the disk of {layout.data} is full.", "Free some space and start again."
        )
    if "ermission denied" in said:
        owner = layout.data.stat().st_uid
        return ServiceProblem(
            f"{sentence}: it may not read {layout.data} or its own programs.",
            f"Run the command as the owner of the folder (user number {owner}),"
            " or choose another folder with --data.",
        )
    return ServiceProblem(f"{sentence}. Its last words:\n{said}", f"The whole log is in {log}.")


def connect(url_of: PostgresServer, user: str, database: str) -> "psycopg2.extensions.connection":
    """Return a connection of a role in autocommit mode."""
    sockets = str(url_of.layout.sockets)
    connection = psycopg2.connect(host=sockets, user=user, dbname=database)
    connection.autocommit = True
    return connection


def _prepare(server: PostgresServer) -> None:
    """Make the roles and the database that are not there yet."""
    wanted = {
        OWNER: "LOGIN CREATEDB CREATEROLE",
        APP_GROUP: "NOLOGIN",
        RUNTIME: f"LOGIN IN ROLE {APP_GROUP}",
    }
    with contextlib.closing(connect(server, SUPERUSER, "postgres")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT rolname FROM pg_roles")
        present = {name for (name,) in cursor.fetchall()}
        for role, rights in wanted.items():
            if role not in present:
                cursor.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            database, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
