"""A test run cleans up after itself, however it ends, and uses services that are named to it."""

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

from lms.embedded import processes
from lms.testing import database
from lms.testing.services import PREFIX

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DATABASE_", "BROKER_URL", "DATA_DIR", "SITE_URL", "ENVIRONMENT", "ATTUNE_", "PYTEST_")
LONG = """
import os, time
from pathlib import Path

def test_stays():
    data = Path(os.environ["DATA_DIR"]).parent
    pids = (data / "pg" / "postmaster.pid").read_text().split()[0]
    pids += " " + (data / "valkey" / "valkey.pid").read_text().strip()
    Path(__file__).with_name("pids").write_text(f"{data} {pids}")
    time.sleep(60)
"""
SHORT = """
import pytest
from django.db import connection

@pytest.mark.django_db
def test_says_where_it_is():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, inet_server_addr() IS NULL, current_database()")
        print("at", *cursor.fetchone())
"""
pytestmark = [pytest.mark.slow, pytest.mark.faults]


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="attune-n-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


def run_inner(folder, text, *arguments, env):
    (folder / "test_inner.py").write_text(text)
    command = [sys.executable, "-m", "pytest", folder / "test_inner.py", "--rootdir", ROOT]
    return subprocess.Popen(
        [*command, "-c", ROOT / "pyproject.toml", "-s", "--noconftest", *arguments],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def without_services():
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_no_server(folder, without_services, number):
    with run_inner(folder, LONG, "-n", "1", env=without_services) as inner:
        noted = folder / "pids"
        deadline = time.monotonic() + 90
        while not noted.exists() or not noted.read_text():
            assert inner.poll() is None, inner.stdout.read()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        data, *pids = noted.read_text().split()
        inner.send_signal(number)
        inner.communicate(timeout=240)
    assert all(processes.wait_until_gone(int(pid), seconds=20) for pid in pids)
    assert Path(data).name.startswith(PREFIX)
    # A killed run cannot remove its folder; the next one does.
    if Path(data).exists():
        assert number != signal.SIGINT
        os.utime(data, (0, 0))
        with run_inner(folder, SHORT, env=without_services) as inner:
            inner.communicate(timeout=240)
        assert not Path(data).exists()


def test_services_named_in_the_environment_are_used_and_left_clean(folder):
    kept = {"DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL"}
    env = {
        name: value
        for name, value in os.environ.items()
        if name in kept or not name.startswith(OURS)
    }
    with run_inner(folder, SHORT, env=env) as inner:
        said, _ = inner.communicate(timeout=240)
    assert inner.returncode == 0, said
    name = next(line for line in said.splitlines() if "at attune_web" in line).split()[-1]
    assert name.startswith("test_attune_")
    with closing(database.open_connection("DATABASE_OWNER_URL")) as owner:
        cursor = owner.cursor()
        prefix = name.removesuffix("_main")
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{prefix}%"])
        assert cursor.fetchall() == []
