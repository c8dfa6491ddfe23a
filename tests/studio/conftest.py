"""A folder of packages, and Theo at his desk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from courses.services.publish import publish_package
from studio.selectors import editions, remembered
from tests.studio.full_package import write

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Surveys are kept in the process; tests begin without any."""
    remembered.forget()
    editions._findings.cache_clear()
    editions._survey.cache_clear()
    editions._published.cache_clear()


@pytest.fixture
def shelf(tmp_path, settings) -> Path:
    """The folder of packages, empty."""
    folder = tmp_path / "packages"
    folder.mkdir()
    settings.COURSE_PACKAGES_DIR = folder
    return folder


@pytest.fixture
def package(shelf) -> Path:
    """A package with a lesson of every kind."""
    return write(shelf / "tiny")


@pytest.fixture
def publish(db, package):
    """Return a function that changes some files of the package and publishes it."""

    def published(files=None, **chosen):
        write(package, files)
        return publish_package(path=package, **{"by": None, "at": AT, **chosen}).version

    return published


@pytest.fixture
def studio(theo, sign_in):
    """Theo's browser."""
    return sign_in(theo)
