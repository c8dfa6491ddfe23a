"""Large files in the content store: taken without reading them whole, checked before handed out."""

from __future__ import annotations

import hashlib
import resource
import tracemalloc

import pytest

from common import content_store
from common.errors import EnvironmentFault


@pytest.fixture
def draft(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    path = content_store.draft("large.csv")
    path.write_bytes(b"0123456789abcdef" * 500_000)
    return path


def test_a_draft_becomes_a_stored_file(draft):
    content = draft.read_bytes()
    sha256 = content_store.put_file(draft)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert content_store.get(sha256) == content
    assert not draft.exists()


def test_memory_stays_flat(draft):
    tracemalloc.start()
    try:
        with content_store.open_checked(content_store.put_file(draft)):
            _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


def test_one_flipped_byte_is_seen(draft):
    sha256 = content_store.put_file(draft)
    with content_store.open_checked(sha256) as handle:
        assert handle.read(4) == b"0123"
    path = content_store.path(sha256)
    with path.open("r+b") as file:
        file.seek(4_000_000)
        file.write(b"X")
    with pytest.raises(content_store.DamagedFile):
        content_store.open_checked(sha256)


def test_a_disk_that_refuses_is_an_environment_fault(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(EnvironmentFault):
            content_store.put(b"x" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with pytest.raises(EnvironmentFault):
        content_store.put_file(tmp_path / "absent")
