"""The port of the web server."""

import errno
import socket

from lms.embedded.problem import ServiceProblem

HOST = "127.0.0.1"
TRIES = 50
REASONS = {
    errno.EADDRINUSE: "is taken by another program",
    errno.EACCES: "needs more rights than this user has",
}


def obstacle(port: int) -> str:
    """Return why no server can listen on the port now, or nothing."""
    with socket.socket() as probe:
        # As gunicorn does, so that a port in its last minute after a restart counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return REASONS.get(error.errno or 0, "cannot be used")
    return ""


def is_free(port: int) -> bool:
    """Return whether a server could listen on the port now."""
    return not obstacle(port)


def require_free(port: int) -> None:
    """Refuse a port that cannot be used, and name one that can."""
    if not 0 < port < 65536:
        raise ServiceProblem(f"{port} is not a port.", "Choose one between 1024 and 65535.")
    reason = obstacle(port)
    if not reason:
        return
    first = max(port + 1, 1024)
    near = range(first, min(first + TRIES, 65536))
    other = next((candidate for candidate in near if is_free(candidate)), 8080)
    raise ServiceProblem(f"Port {port} {reason}.", f"Name another one, such as --port {other}")
