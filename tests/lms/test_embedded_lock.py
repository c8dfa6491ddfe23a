"""One supervisor holds a data folder; the kernel frees the lock however its holder ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from lms.embedded.lock import AlreadyRunning, FolderLock

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from lms.embedded.lock import FolderLock
lock = FolderLock.take(Path(sys.argv[1]))
lock.note(url="http://127.0.0.1:8000")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_is_told_who_holds_it_and_where(tmp_path, holder):
    with pytest.raises(AlreadyRunning) as refusal:
        FolderLock.take(tmp_path)
    assert refusal.value.pid == holder.pid
    assert refusal.value.url == "http://127.0.0.1:8000"


def test_a_killed_holder_frees_it(tmp_path, holder):
    holder.kill()
    holder.wait()
    FolderLock.take(tmp_path).release()


def test_a_released_lock_can_be_taken_again(tmp_path):
    FolderLock.take(tmp_path).release()
    FolderLock.take(tmp_path).release()


def test_a_holder_that_wrote_nothing_yet_is_still_a_holder(tmp_path):
    lock = FolderLock.take(tmp_path)
    lock.path.write_text("")
    with pytest.raises(AlreadyRunning) as refusal:
        FolderLock.take(tmp_path)
    assert refusal.value.pid is None
    lock.release()
