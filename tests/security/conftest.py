"""The world that every test of this folder attacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction

from tests.courses.tiny_package import with_job_aid, write
from tests.practice.scenario.conftest import PARCEL
from tests.security.world import PACKAGE, World, made

SCENE = "modules/m1-first/scenarios/parcel-birthday.yaml"


@pytest.fixture
def packages(tmp_path, settings) -> Path:
    """A folder with one course package, for the authors among the attackers."""
    write(tmp_path / "packages" / PACKAGE, {**with_job_aid(), SCENE: PARCEL})
    settings.COURSE_PACKAGES_DIR = tmp_path / "packages"
    return tmp_path / "packages"


@pytest.fixture
def world(
    packages, dana, milo, omar, ines, vera, theo, ada, europe, elsewhere, bookings, northwind
) -> World:
    cast = {
        "dana": dana, "milo": milo, "omar": omar, "ines": ines, "vera": vera, "theo": theo,
        "ada": ada,
    }  # fmt: skip
    departments = {
        "Northwind": northwind, "Europe": europe, "Bookings": bookings, "Americas": elsewhere,
    }  # fmt: skip
    with transaction.atomic():  # a version takes rows in the transaction that publishes it
        return made(cast, departments)
