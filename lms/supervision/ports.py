"""The port of the web server."""

import socket

from lms.embedded.problem import ServiceProblem

HOST = "127.0.0.1"
TRIES = 50


def is_free(port: int) -> bool:
    """Return whether a server could listen on the port now."""
    with socket.socket() as probe:
        # As gunicorn does, so that a port in its last minute after a restart counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(port: int) -> None:
    """Refuse a port that somebody uses, and name one that is free."""
    if not 0 < port < 65536:
        raise ServiceProblem(f"{port} is not a port.", "Choose one between 1024 and 65535.")
    if is_free(port):
        return
    other = next((one for one in range(port + 1, port + TRIES) if one < 65536 and is_free(one)), 0)
    raise ServiceProblem(
        f"Port {port} cannot be used: another program listens there, or it needs more rights.",
        f"Run: python3 manage.py demo --port {other or 8080}",
    )
