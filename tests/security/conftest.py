"""The world that every test of this folder attacks."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.security.world import World, made


@pytest.fixture
def world(dana, milo, omar, ines, vera, theo, ada, europe, elsewhere, bookings, northwind) -> World:
    cast = {
        "dana": dana, "milo": milo, "omar": omar, "ines": ines, "vera": vera, "theo": theo,
        "ada": ada,
    }  # fmt: skip
    departments = {
        "Northwind": northwind, "Europe": europe, "Bookings": bookings, "Americas": elsewhere,
    }  # fmt: skip
    with transaction.atomic():  # a version takes rows in the transaction that publishes it
        return made(cast, departments)
