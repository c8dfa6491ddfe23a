"""Fixtures that need more than Django: roles of the database, brokers, workers, a web server."""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from psycopg2.extensions import connection as Connection  # noqa: N812

from lms.testing import database


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: object) -> Iterator[None]:
    """Give each test process a database of its own, used as the runtime role."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database.create(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()


@pytest.fixture
def owner_connection(django_db_setup: None) -> Iterator[Connection]:
    """Return an autocommit connection to the test database as its owner."""
    name = str(connection.settings_dict["NAME"])
    with closing(database.open_connection("DATABASE_OWNER_URL", name)) as raw:
        yield raw


@pytest.fixture
def superuser_connection(django_db_setup: None) -> Iterator[Connection]:
    """Return an autocommit connection to the test database as the superuser."""
    if "DATABASE_SUPERUSER_URL" not in os.environ:
        pytest.skip("needs DATABASE_SUPERUSER_URL")
    name = str(connection.settings_dict["NAME"])
    with closing(database.open_connection("DATABASE_SUPERUSER_URL", name)) as raw:
        yield raw
