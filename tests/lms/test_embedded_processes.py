"""A child's group ends with it, and a number that was given back is never signaled again."""

import os
import signal
import sys
import time

import pytest

from lms.embedded import processes

pytestmark = pytest.mark.slow
ENDS_BEFORE_ITS_CHILD = """
import subprocess, sys
print(subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL).pid, flush=True)
"""


@pytest.fixture
def ended(tmp_path):
    """A child that ended and left one of its own in its group, and the number of that one."""
    log = tmp_path / "log"
    child = processes.spawn(
        [sys.executable, "-c", ENDS_BEFORE_ITS_CHILD], log=log, death_signal=signal.SIGKILL
    )
    deadline = time.monotonic() + 60
    while not processes._has_ended(child.pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    left = int(log.read_text())
    yield child, left
    child.wait()
    if processes.is_running(left):
        os.kill(left, signal.SIGKILL)


def test_what_a_dead_child_left_behind_is_ended(ended):
    child, left = ended
    assert processes.is_running(left)
    assert processes.end_of(child) == 0
    assert processes.wait_until_gone(left, seconds=30)


def test_stopping_a_child_that_ended_ends_its_group(ended):
    child, left = ended
    assert processes.stop_child(child, polite=signal.SIGTERM, seconds=30) == 0
    assert processes.wait_until_gone(left, seconds=30)


def test_a_child_that_was_reaped_is_never_signaled_again(ended):
    """The group still has the number here; later it could be a stranger's."""
    child, left = ended
    child.wait()
    assert processes.end_of(child) == 0
    assert processes.stop_child(child, polite=signal.SIGTERM, seconds=30) == 0
    processes.ask(child, signal.SIGKILL)
    assert processes.is_running(left)


def test_a_running_child_has_no_end_yet(tmp_path):
    child = processes.spawn(
        [sys.executable, "-c", "import time; time.sleep(60)"],
        log=tmp_path / "log", death_signal=signal.SIGKILL,
    )  # fmt: skip
    assert processes.end_of(child) is None
    assert processes.stop_child(child, polite=signal.SIGTERM, seconds=30) == -signal.SIGTERM
