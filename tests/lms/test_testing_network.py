"""Tests cannot reach other machines by accident."""

import socket

import pytest

from lms.testing.network import NetworkIsOffError, is_local


def test_another_machine_is_refused_before_a_packet_leaves():
    with socket.socket() as client, pytest.raises(NetworkIsOffError):
        client.connect(("192.0.2.1", 80))


def test_the_name_of_another_machine_is_not_even_asked_for():
    with pytest.raises(NetworkIsOffError):
        socket.create_connection(("example.org", 80))


def test_this_machine_is_reached():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("/run/postgres", True),
        (("::1", 1, 0, 0), True),
        (("127.8.8.8", 1), True),
        (("10.0.0.1", 1), False),
        (("fe80::1%eth0", 1), False),
    ],
)
def test_addresses_are_told_apart(address, local):
    assert is_local(address) is local
