"""A private Valkey server that a test may stop, freeze, empty and kill."""

import signal
from dataclasses import dataclass
from pathlib import Path
from socket import AF_UNIX, socket

from lms.embedded import valkey
from lms.embedded.layout import Layout


@dataclass(slots=True)
class Broker:
    """A private Valkey server under a test's control."""

    folder: Path
    server: valkey.ValkeyServer | None = None

    @property
    def running(self) -> valkey.ValkeyServer:
        """Return the server that must be running now."""
        assert self.server is not None, "the broker is stopped"
        return self.server

    @property
    def url(self) -> str:
        """Return the address for Celery; it stays the same over stops and starts."""
        return f"redis+socket://{Layout.at(self.folder).valkey_socket}"

    def start(self) -> None:
        """Start the server, with what it held before."""
        self.server = valkey.start(self.folder)

    def stop(self) -> None:
        """Stop the server; connections are refused."""
        if self.server is not None:
            self.server.stop()
            self.server = None

    def kill(self) -> None:
        """Kill the server at once."""
        self.running.process.kill()
        self.stop()

    def freeze(self) -> None:
        """Let the server take connections and never answer."""
        self.running.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server answer again."""
        self.running.process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        """Make the server forget everything."""
        with socket(AF_UNIX) as client:
            client.settimeout(5)
            client.connect(str(self.running.layout.valkey_socket))
            client.sendall(b"FLUSHALL\r\n")
            assert client.recv(16) == b"+OK\r\n"
