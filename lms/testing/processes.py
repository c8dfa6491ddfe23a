"""Real processes for tests: workers to kill, a web server for a browser.

Each runs on the database of the current test, in a process group of its own, and is gone at the
end of the test.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection, socket
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from lms.embedded import processes
from lms.testing.readiness import READY_FILE

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60.0


@dataclass(slots=True)
class ManagedProcess:
    """A process that a test may kill, freeze and read."""

    process: subprocess.Popen[bytes] = field(repr=False)
    log_file: Path
    url: str = ""

    @property
    def log(self) -> str:
        """Return what the process wrote so far."""
        return self.log_file.read_text(errors="replace")

    @property
    def is_alive(self) -> bool:
        """Return whether the process has not ended."""
        return self.process.poll() is None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and all its children."""
        os.killpg(self.process.pid, number)

    def freeze(self) -> None:
        """Stop the process group where it stands."""
        self.signal_group(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen process group go on."""
        self.signal_group(signal.SIGCONT)

    def kill(self) -> None:
        """Kill the whole process group at once, as a power cut would."""
        if self.is_alive:
            self.signal_group(signal.SIGKILL)
        self.process.wait()

    def stop(self, *, seconds: float = 10.0) -> None:
        """Ask the process to end, and kill what is left of its group."""
        processes.stop_child(self.process, polite=signal.SIGTERM, seconds=seconds)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def child_environment(**changes: str) -> dict[str, str]:
    """Return the environment for a process on the database of the current test."""
    name = quote(str(connection.settings_dict["NAME"]))
    addresses = {
        variable: urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{name}"))
        for variable in ("DATABASE_URL", "DATABASE_OWNER_URL")
        if variable in os.environ
    }
    fixed = {"DATA_DIR": str(settings.DATA_DIR), "DJANGO_SETTINGS_MODULE": "lms.settings"}
    return os.environ | addresses | fixed | changes


def start_python(
    arguments: list[str], *, log_file: Path, death_signal: signal.Signals, env: dict[str, str]
) -> ManagedProcess:
    """Start a Python module as a process that ends with us."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    process = processes.spawn(
        [sys.executable, "-m", *arguments],
        log=log_file,
        death_signal=death_signal,
        env=env,
        cwd=ROOT,
    )
    return ManagedProcess(process, log_file)


def wait_until(ready: Callable[[], bool], process: ManagedProcess) -> None:
    """Return when the process is ready; fail with its log when it ends or takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    while process.is_alive and time.monotonic() < deadline:
        if ready():
            return
        time.sleep(processes.POLL)
    process.kill()
    raise AssertionError(f"The process did not get ready:\n{process.log[-4000:]}")


def start_worker(
    folder: Path, *, queues: str, concurrency: int, env: dict[str, str]
) -> ManagedProcess:
    """Start a Celery worker and wait until it takes tasks."""
    name = f"worker-{time.monotonic_ns()}"
    ready_file = folder / f"{name}.ready"
    worker = start_python(
        [
            "celery", "-A", "lms", "worker", "--include", "lms.testing.readiness",
            "--queues", queues, "--concurrency", str(concurrency), "--hostname", f"{name}@%h",
            "--without-gossip", "--without-mingle", "--loglevel", "INFO",
        ],
        log_file=folder / f"{name}.log",
        death_signal=signal.SIGKILL,
        env=env | {READY_FILE: str(ready_file)},
    )  # fmt: skip
    wait_until(ready_file.exists, worker)
    return worker


def start_beat(folder: Path, *, env: dict[str, str]) -> ManagedProcess:
    """Start Celery beat, which keeps its schedule in memory."""
    return start_python(
        ["celery", "-A", "lms", "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile="],
        log_file=folder / f"beat-{time.monotonic_ns()}.log",
        death_signal=signal.SIGTERM,
        env=env,
    )


def start_web_server(folder: Path, *, port: int, env: dict[str, str]) -> ManagedProcess:
    """Start gunicorn and wait until it answers."""
    server = start_python(
        [
            "gunicorn", "lms.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "2",
            "--no-control-socket", "--log-level", "warning",
        ],
        log_file=folder / "gunicorn.log",
        death_signal=signal.SIGTERM,
        env=env,
    )  # fmt: skip
    server.url = f"http://127.0.0.1:{port}"
    wait_until(lambda: answers(port), server)
    return server


def answers(port: int) -> bool:
    """Return whether a web server on the port answers a request."""
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    client = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        client.request("GET", "/livez")
        return client.getresponse().status < 600
    except OSError:
        return False  # busy starting: ask again
    finally:
        client.close()
