"""The browser's driver runs an event loop in the test's own thread, so Django must be told that
asking the database from there is meant."""

import pytest


@pytest.fixture(autouse=True)
def ask_beside_the_driver(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
