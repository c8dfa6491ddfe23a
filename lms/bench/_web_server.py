"""A web server of a benchmark: one gunicorn process behind a socket, and the CPU time it took."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

READY_SECONDS = 60.0
ROOT = Path(__file__).resolve().parents[2]


class _SocketConnection(HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost")
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(str(self._path))


class WebServer:
    """One synchronous gunicorn worker, asked one request at a time."""

    def __init__(self, folder: Path, settings: str, session: str) -> None:
        """Start it on a socket in the folder, for somebody with that session."""
        self.sign_in(session)
        self._socket = folder / f"{settings}.sock"
        self._log = (folder / f"{settings}.log").open("wb")
        self._process = subprocess.Popen(  # noqa: S603 - our own server
            [
                sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()",
                "--bind", f"unix:{self._socket}", "--workers", "1", "--timeout", "60",
                "--no-control-socket", "--log-level", "warning",
            ],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
            stdout=self._log,
            stderr=self._log,
        )  # fmt: skip
        self._worker = 0

    def __enter__(self) -> Self:
        """Wait until it answers."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
            found = children.read_text().split()
            if found and self._socket.exists():
                self._worker = int(found[0])
                return self
            time.sleep(0.05)
        raise RuntimeError(f"The web server did not start; see {self._log.name}.")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        self._log.close()

    def sign_in(self, session: str) -> None:
        """Ask as somebody with that session from here on."""
        # A browser that came here before has a token of its own.
        self._cookies = f"sessionid={session}; csrftoken={'t' * 32}"

    def get(self, path: str) -> bytes:
        """Return the body of a page; anything but 200 is a fault of the benchmark."""
        connection = _SocketConnection(self._socket)
        connection.request("GET", path, headers={"Cookie": self._cookies})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return body

    def post(
        self,
        path: str,
        fields: dict[str, str],
        *,
        session: str = "",
        more: dict[str, str] | None = None,
    ) -> int:
        """Send a form as a script would and return the status; a fault of the server raises."""
        token = "t" * 32
        cookies = f"sessionid={session}; csrftoken={token}" if session else self._cookies
        headers = {
            "Cookie": cookies, "X-CSRFToken": token, "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded", **(more or {}),
        }  # fmt: skip
        connection = _SocketConnection(self._socket)
        connection.request("POST", path, body=urlencode(fields), headers=headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        if response.status not in {200, 302}:
            raise RuntimeError(f"{path} answered {response.status}")
        return response.status

    def cpu_seconds(self) -> float:
        """Return the CPU time of the worker so far."""
        nanoseconds = Path(f"/proc/{self._worker}/schedstat").read_text().split()[0]
        return int(nanoseconds) / 1e9
