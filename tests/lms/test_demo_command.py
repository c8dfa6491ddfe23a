"""`manage.py demo`: the story, a second start, a taken port, a kill, a recovery, Ctrl-C."""

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
READY_SECONDS = 300
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

    def end(self, seconds=END_SECONDS):
        """Return the exit code of a run that ends by itself, or show where it hangs."""
        try:
            return self.process.wait(timeout=seconds)
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
    return all(processes.wait_until_gone(pid, seconds=60) for pid in pids)


def test_the_story_and_then_the_served_demo_from_start_over_a_kill_to_ctrl_c(run, folder):
    """One company for all steps, because filling it is what takes long."""
    the_story_leaves_its_papers(run, folder)
    port = free_port()
    first = run("--port", str(port))
    first.wait_until_served()
    assert f"http://127.0.0.1:{port}/demo/dana/" in first.said
    assert (status(port, "/livez"), status(port, "/demo/")) == (200, 200)
    a_second_start_is_told_where(run, first, port)
    a_taken_port_is_told(run, folder, port)
    a_kill_leaves_nothing(first)
    the_next_start_recovers_and_ctrl_c_stops_it(run, folder, port)


def the_story_leaves_its_papers(run, folder):
    story = run("--once")
    assert story.end(seconds=READY_SECONDS) == 0, story.said
    assert "240 people" in story.said
    papers = folder / "data" / "story"
    assert (papers / "certificate.pdf").read_bytes().startswith(b"%PDF-")
    assert "Dana Whitfield" in (papers / "completions.csv").read_text()
    assert str(papers / "certificate.pdf") in story.said
    assert str(papers / "completions.csv") in story.said


def a_second_start_is_told_where(run, first, port):
    second = run("--port", str(free_port()))
    assert second.end() == 0
    running = f"running already at http://127.0.0.1:{port} (process {first.process.pid})"
    assert running in second.said


def a_taken_port_is_told(run, folder, port):
    elsewhere = run("--port", str(port), data=folder / "other")
    assert elsewhere.end() == 1
    assert f"Port {port} is taken by another program." in elsewhere.said
    assert "Traceback" not in elsewhere.said
    assert not (folder / "other" / "pg").exists()


def a_kill_leaves_nothing(first):
    below = first.descendants()
    assert len(below) > 10
    first.process.kill()
    first.process.wait()
    assert all_gone(below)


def the_next_start_recovers_and_ctrl_c_stops_it(run, folder, port):
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
