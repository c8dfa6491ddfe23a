"""`manage.py demo` from the first start over a second one, a kill and a recovery to Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from lms.embedded import processes
from lms.embedded.layout import Layout
from lms.testing.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DATABASE_", "BROKER_URL", "DATA_DIR", "SITE_URL", "ENVIRONMENT", "ATTUNE_", "PYTEST_")
READY_SECONDS = 180
END_SECONDS = 60

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("demo")]


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="attune-d-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


class Demo:
    """One run of the command, as at a terminal of its own."""

    def __init__(self, data, *arguments):
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(OURS)
        }
        environment["PYTHONFAULTHANDLER"] = "1"
        self.words = data.with_name(f"{data.name}.{time.monotonic_ns()}.out")
        with self.words.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--data", data, *arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self):
        return self.words.read_text()

    def wait_until_served(self):
        deadline = time.monotonic() + READY_SECONDS
        while "Ctrl-C stops everything" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)

    def end(self):
        """Return the exit code of a run that ends by itself, or show where it hangs."""
        try:
            return self.process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait()
            pytest.fail(self.said)

    def descendants(self):
        """Return the numbers of all processes below this one."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            found += map(int, children)
            waiting += map(int, children)
        return found


@pytest.fixture
def run(folder):
    runs = []

    def start(*arguments, data=folder / "data"):
        runs.append(Demo(data, *arguments))
        return runs[-1]

    yield start
    for demo in runs:
        if demo.process.poll() is None:
            demo.process.kill()
            demo.process.wait()


def status(port, path):
    client = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        client.request("GET", path)
        return client.getresponse().status
    finally:
        client.close()


def all_gone(pids):
    return all(processes.wait_until_gone(pid, seconds=20) for pid in pids)


def test_the_demo_is_served_once_survives_a_kill_and_stops_cleanly(run, folder):
    port = free_port()
    first = run("--port", str(port))
    first.wait_until_served()
    assert f"http://127.0.0.1:{port}/demo/dana/" in first.said
    assert "240 people" in first.said
    assert (status(port, "/livez"), status(port, "/demo/")) == (200, 200)
    assert status(port, "/hr/") in {302, 404}

    second = run("--port", str(free_port()))
    assert second.end() == 0
    running = f"running already at http://127.0.0.1:{port} (process {first.process.pid})"
    assert running in second.said

    elsewhere = run("--port", str(port), data=folder / "other")
    assert elsewhere.end() == 1
    assert f"Port {port} is taken by another program." in elsewhere.said
    assert "Traceback" not in elsewhere.said
    assert not (folder / "other" / "pg").exists()

    below = first.descendants()
    assert len(below) > 10
    first.process.kill()
    first.process.wait()
    assert all_gone(below)

    again = run("--port", str(port))
    again.wait_until_served()
    assert "already there" in again.said
    assert status(port, "/livez") == 200
    below = again.descendants()
    again.process.send_signal(signal.SIGINT)
    assert again.end() == 0
    assert again.said.rstrip().endswith("The data stay for the next start.")
    assert all_gone(below)
    assert not list(Layout.at(folder / "data").sockets.glob("*.sock"))


def test_what_cannot_be_written_is_told_in_a_sentence(run, folder):
    file = folder / "file"
    file.touch()
    demo = run(data=file)
    assert demo.end() == 1
    assert "cannot be" in demo.said
    assert "--data" in demo.said
    assert "Traceback" not in demo.said


def test_ctrl_c_in_the_first_seconds_leaves_nothing(run):
    demo = run("--port", str(free_port()))
    deadline = time.monotonic() + 60
    while "[1/4]" not in demo.said and time.monotonic() < deadline:
        time.sleep(0.05)
    below = demo.descendants()
    demo.process.send_signal(signal.SIGINT)
    assert demo.end() == 0
    assert "Traceback" not in demo.said
    assert all_gone(below)
