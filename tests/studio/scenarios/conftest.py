"""The tiny package with a scene in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.selectors.scenes import shelf as scenes
from tests.practice.scenario.conftest import PARCEL
from tests.studio.full_package import write

FOLDER = "modules/m1-first/scenarios"
PATH = f"{FOLDER}/parcel-birthday.yaml"
LIST = "/studio/packages/tiny/scenarios/"
HERE = f"{LIST}parcel-birthday/"


@pytest.fixture(autouse=True)
def _nothing_checked():
    scenes._report.cache_clear()


@pytest.fixture
def put(package):
    """Return a function that writes a scene into the package."""

    def written(text: str = PARCEL, path: str = PATH) -> Path:
        return write(package, {path: text})

    return written


@pytest.fixture
def scene(put) -> Path:
    """The package with the scene of the design."""
    return put()
