"""The supervisor restarts what dies, waits longer each time and leaves nothing behind."""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import DatabaseError

from lms.embedded import processes
from lms.embedded.problem import ServiceProblem
from lms.supervision import disk, ports
from lms.supervision.progress import Progress
from lms.supervision.supervisor import Program, Supervisor, interruptible, undisturbed

ROOT = Path(__file__).resolve().parents[2]
# Modules of the standard library that run until stopped, and one that ends at once.
STAYS = ("http.server", "0", "--bind", "127.0.0.1")
ENDS = ("this",)


@pytest.fixture
def supervise(tmp_path):
    said = []
    supervisors = []

    def start(*programs):
        supervisors.append(Supervisor(list(programs), tmp_path, said.append))
        supervisors[-1].start()
        return supervisors[-1], said

    yield start
    for supervisor in supervisors:
        supervisor.stop()


def watch_until(supervisor, condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    supervisor.watch(until=lambda: condition() or time.monotonic() > deadline)
    assert condition()


def test_a_killed_program_is_started_again(supervise):
    program = Program("stays", STAYS)
    supervisor, said = supervise(program)
    first = program.process.pid
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: program.process is not None and program.process.pid != first)
    assert "stays ended with -9" in said[0]
    assert "starts again in 1 s" in said[0]


def test_each_wait_is_longer_up_to_a_limit():
    program = Program("ends", ENDS)
    now = time.monotonic()
    program.started_at = now
    waits = [program.note_end(now=now) for _ in range(8)]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_program_that_ran_for_long_is_forgiven():
    program = Program("ends", ENDS, failures=6)
    program.started_at = time.monotonic() - 61
    assert program.note_end(now=time.monotonic()) == 1


def test_stopping_leaves_no_process(supervise):
    programs = [Program("one", STAYS), Program("two", STAYS)]
    supervisor, _ = supervise(*programs)
    pids = [program.process.pid for program in programs]
    supervisor.stop()
    assert not any(processes.is_running(pid) for pid in pids)


def test_a_killed_supervisor_leaves_no_process(tmp_path):
    script = (
        "import sys, time; from pathlib import Path\n"
        "from lms.supervision.supervisor import Program, Supervisor\n"
        f"program = Program('stays', {STAYS!r})\n"
        "Supervisor([program], Path(sys.argv[1]), print).start()\n"
        "print(program.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        assert processes.is_running(pid)
        parent.kill()
    assert processes.wait_until_gone(pid, seconds=30)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_is_like_ctrl_c(number):
    with interruptible(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def test_a_wish_to_end_that_python_dropped_is_met_at_the_next_step(capsys):
    with interruptible() as interruption:
        progress = Progress(sys.stdout, steps=1, check=interruption.check)
        progress.step("Filling")
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            progress.count(1, 2)


def test_a_second_ctrl_c_does_not_disturb_the_stop():
    with undisturbed():
        os.kill(os.getpid(), signal.SIGINT)


def test_a_taken_port_is_refused_with_a_free_one_at_hand():
    with socket.socket() as taken:
        taken.bind((ports.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServiceProblem) as refusal:
            ports.require_free(port)
        assert refusal.value.sentence == f"Port {port} is taken by another program."
        offered = int(refusal.value.mend.rsplit(" ", 1)[1])
        assert ports.is_free(offered)
    ports.require_free(port)


@pytest.mark.parametrize("port", [0, -1, 65536, 10**9])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(ServiceProblem, match="is not a port"):
        ports.require_free(port)


def test_progress_counts_and_numbers_its_steps(capsys):
    progress = Progress(sys.stdout, steps=2)
    progress.step("Preparing the database")
    progress.count(3, 40)
    progress.step("Filling")
    progress.note("people", 240, 240)
    progress.finish()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("[1/2] Preparing the database (3 of 40), ")
    assert lines[1].startswith("[2/2] Filling (people 240 of 240), ")


def test_a_long_step_tells_each_quarter_where_no_line_can_be_rewritten(capsys):
    progress = Progress(sys.stdout, steps=1)
    progress.step("Filling")
    for day in range(101):
        progress.note("day", day, 100)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"[1/1] Filling … day {day} of 100" for day in (25, 50, 75)]


def test_the_chapters_of_a_step_keep_their_lines(capsys):
    progress = Progress(sys.stdout, steps=1)
    progress.step("Telling the story")
    progress.chapter("Omar assigns")
    progress.chapter("Dana studies")
    progress.finish()
    lines = [line.rsplit(", ", 1)[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == ["[1/1] Telling the story", "      Omar assigns", "      Dana studies"]


def test_a_disk_with_little_space_is_refused_before_the_start(tmp_path, monkeypatch):
    disk.require_space(tmp_path)
    monkeypatch.setattr(disk, "NEEDED_MEGABYTES", 10**9)
    with pytest.raises(ServiceProblem, match=r"the demo needs 1000000000 MB"):
        disk.require_space(tmp_path)


@pytest.mark.parametrize(
    ("error", "log"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), ""),
        (DatabaseError("could not extend file: No space left on device"), ""),
        (DatabaseError("server closed the connection"), "PANIC: No space left on device"),
    ],
)
def test_a_full_disk_is_named_whatever_error_it_wears(tmp_path, error, log):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "postgresql.log").write_text(log)
    with pytest.raises(ServiceProblem, match="is full"):
        disk.explain(error, tmp_path)


def test_other_errors_are_left_as_they_are(tmp_path):
    disk.explain(DatabaseError("deadlock detected"), tmp_path)
