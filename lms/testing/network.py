"""Tests reach this machine only: a connection to anywhere else is an error at once."""

import ipaddress
import socket
import sys
from typing import Any

LOCAL_NAMES = {"localhost", "", "None", socket.gethostname()}
# Python's audit events, and which of their arguments holds the host.
CONNECT, RESOLVE = "socket.connect", "socket.getaddrinfo"


class NetworkIsOffError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(address: object) -> bool:
    """Return whether an address of a socket is on this machine."""
    if not isinstance(address, tuple):
        return True  # a unix socket
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    if host in LOCAL_NAMES:
        return True
    try:
        number = ipaddress.ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse a connection, or the question for a name, before the system sees it."""
    if event not in {CONNECT, RESOLVE}:
        return
    address = arguments[1] if event == CONNECT else arguments[:1]
    if not is_local(address):
        raise NetworkIsOffError(f"Tests do not reach {address}.")


def switch_off() -> None:
    """Refuse connections to other machines for the rest of this process."""
    sys.addaudithook(refuse)
