"""Early pytest plugin: PostgreSQL and Valkey for one test run, before Django reads its settings.

Without DATABASE_URL and BROKER_URL both servers start in a private folder that is gone afterwards.
Only the first pytest process starts them; the processes of pytest-xdist inherit the addresses.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from lms.embedded.layout import SUPERUSER, Layout, missing_services
from lms.embedded.lock import AlreadyRunning, FolderLock
from lms.embedded.problem import ServiceProblem
from lms.embedded.services import running
from lms.testing import network

JUST_MADE_SECONDS = 60
# What a server writes when a process of it dies, or when it begins anew.
ENDS = re.compile(r"by signal|PANIC|reinitializ|crash|not properly shut down|No space left")
LAST_LINES = 20
PREFIX = f"attune-test-{os.geteuid()}-"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start the services before pytest-django, whose own hook reads the settings."""
    os.environ["ENVIRONMENT"] = "test"
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        prepare_run(early_config)
    else:
        os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / worker)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Switch the network off, and register our fixtures after pytest-django's."""
    network.switch_off()
    config.pluginmanager.import_plugin("lms.testing.fixtures")
    config.pluginmanager.import_plugin("lms.testing.process_fixtures")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where tests failed, tell what the database's own log says of ends that nobody asked for."""
    log = Layout.at(os.environ["DATA_DIR"]).logs / "postgresql.log"
    if not terminalreporter.stats.get("failed") or not log.exists():
        return
    told = [line for line in log.read_text(errors="replace").splitlines() if ENDS.search(line)]
    if told:
        terminalreporter.section("The database said")
        for line in told[-LAST_LINES:]:
            terminalreporter.write_line(line)


def prepare_run(config: pytest.Config) -> None:
    """Make the folder of this run and start what is not there."""
    remove_left_over_folders()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    folder.chmod(0o755)  # PostgreSQL may run as another user; its own folder stays closed
    os.environ["DATA_DIR"] = str(folder)
    os.environ["ATTUNE_TEST_RUN"] = uuid4().hex[:8]
    if config.known_args_namespace.collectonly or config.known_args_namespace.help:
        return
    start_services(config, folder)
    config.add_cleanup(drop_databases)


def start_services(config: pytest.Config, folder: Path) -> None:
    """Start the servers that the environment does not name, and name them there."""
    stack, wanted = ExitStack(), missing_services()
    try:
        services = stack.enter_context(running(folder, wanted, for_tests=True))
    except ServiceProblem as problem:
        pytest.exit(str(problem), returncode=1)
    config.add_cleanup(stack.close)
    os.environ.update(Layout.at(folder).environment(wanted))
    if services.postgres is not None:
        os.environ["DATABASE_SUPERUSER_URL"] = services.postgres.url(SUPERUSER)


def drop_databases() -> None:
    """Remove this run's databases from a server that is not ours."""
    if "DATABASE_SUPERUSER_URL" not in os.environ:
        from lms.testing import database

        database.drop_all()


def remove_left_over_folders() -> None:
    """Remove the folders of runs that were killed; a live run holds its lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(AlreadyRunning, OSError):
            if time.time() - folder.stat().st_mtime < JUST_MADE_SECONDS:
                continue  # its run may not have got to the lock yet
            lock = FolderLock.take(folder)
            shutil.rmtree(folder, ignore_errors=True)
            lock.handle.close()
