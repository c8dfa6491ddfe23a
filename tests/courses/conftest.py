"""Packages on disk and versions in the database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from courses.models import CourseVersion
from courses.services.publish import PublishResult, publish_package
from tests.courses.tiny_package import write

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def package(tmp_path) -> Path:
    """The tiny package on disk."""
    return write(tmp_path / "package")


@pytest.fixture
def publish(db, package):
    """Return a function that rewrites some files of the package and publishes it."""

    def published(files=None, **chosen) -> PublishResult:
        write(package, files)
        return publish_package(path=package, **{"by": None, "at": AT, **chosen})

    return published


@pytest.fixture
def version(publish) -> CourseVersion:
    """The tiny course, published."""
    return publish().version
