"""Start, recognise and stop other programs."""

# ruff: noqa: S603 - programs of ours, with arguments of ours

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

LAUNCHER = Path(__file__).with_name("launch.py")
POLL = 0.02


def spawn(
    program: Sequence[str | Path],
    *,
    log: Path | IO[bytes],
    death_signal: signal.Signals = signal.SIGTERM,
    identity: str = "same",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own that ends when we end."""
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER)]
    ties = [str(int(death_signal)), str(os.getpid()), identity]
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(log.open("ab")) if isinstance(log, Path) else log
        return subprocess.Popen(
            [*launcher, *ties, *(str(part) for part in program)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            start_new_session=True,
        )


def is_running(pid: int) -> bool:
    """Return whether a process with this number exists and is more than a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return True


def is_running_in(pid: int, folder: Path, name: str) -> bool:
    """Return whether the process is the named program at work in the folder.

    A number in a stale file may belong to a stranger by now; the folder tells them apart.
    """
    if not is_running(pid):
        return False
    proc = Path(f"/proc/{pid}")
    if not proc.exists():
        return name in _command_line(pid)
    try:
        return (
            proc.joinpath("cwd").samefile(folder) and name in proc.joinpath("exe").readlink().name
        )
    except OSError:
        return False


def _command_line(pid: int) -> str:
    """Return the command line where there is no /proc."""
    listing = subprocess.run(
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listing.stdout


def wait_until_gone(pid: int, *, seconds: float) -> bool:
    """Return whether the process ended within the time."""
    deadline = time.monotonic() + seconds
    while is_running(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL)
    return True


def stop_stray(pid: int, *, polite: signal.Signals, seconds: float) -> None:
    """Stop a process that an earlier, ended parent left behind."""
    for number in (polite, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if wait_until_gone(pid, seconds=seconds):
            return


def end_of(process: subprocess.Popen[bytes]) -> int | None:
    """Return the exit code of a child that ended, or None while it runs.

    What is left of its group is killed while the ended child still holds its number: once a child
    is reaped, the number may belong to a stranger.
    """
    if process.returncode is None and _has_ended(process.pid):
        _kill_group(process.pid)
        process.wait()
    return process.returncode


def ask(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to a child that nobody has reaped yet; else do nothing."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)


def stop_child(process: subprocess.Popen[bytes], *, polite: signal.Signals, seconds: float) -> int:
    """Stop a child, politely first, then its whole group, and return its exit code."""
    if process.returncode is not None:
        return process.returncode
    ask(process, signal.SIGCONT)
    ask(process, polite)
    deadline = time.monotonic() + seconds
    while not _has_ended(process.pid) and time.monotonic() < deadline:
        time.sleep(POLL)
    _kill_group(process.pid)
    return process.wait()


def _has_ended(pid: int) -> bool:
    """Return whether a child ended, without reaping it."""
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None
    except ChildProcessError:
        return True


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def tail(log: Path, lines: int = 5) -> str:
    """Return the last lines of a log file."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
