"""A model folder, a stand-in for its runtime, and a lesson whose replies are compared."""

from __future__ import annotations

import sys

import pytest

from practice.services.listening import meaning
from tests.practice.listening.conftest import client, course, enrollment  # noqa: F401
from tests.practice.meaning.made import STUB, write_folder

RUNTIME = ("numpy", "onnxruntime")


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "model")


@pytest.fixture
def runtime(monkeypatch):
    """Put the stand-in for the runtime where the real one would be."""
    monkeypatch.syspath_prepend(str(STUB))
    for name in RUNTIME:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield
    for name in RUNTIME:
        sys.modules.pop(name, None)
    meaning._loaded.cache_clear()


@pytest.fixture
def switched_on(settings, folder, runtime):
    settings.PRACTICE_EMBEDDING_MODEL = str(folder)
    return folder
