"""Files stored under their own SHA-256: written once, never changed, checked when read."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from common.errors import EnvironmentFault


class DamagedFile(Exception):
    """The stored bytes do not have the hash they are stored under."""


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "sha256" / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Store bytes and return their SHA-256 (64 hex digits).

    The file is complete on disk before this returns: temporary name, fsync, rename, fsync of the
    folder. Raises EnvironmentFault when the disk refuses (full, read-only).
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = _path(sha256)
    with _disk_faults():
        if target.exists() and target.read_bytes() == content:
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{sha256}.{secrets.token_hex(4)}")
        try:
            with temporary.open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    return sha256


def draft(name: str) -> Path:
    """Return where a large file may grow until `put_file` takes it; a name has one place."""
    folder = Path(settings.MEDIA_ROOT) / "drafts"
    with _disk_faults():
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def put_file(source: Path) -> str:
    """Take a finished file into the store, read in pieces, and return its SHA-256.

    The draft is gone afterwards. Raises EnvironmentFault when the disk refuses.
    """
    with _disk_faults():
        with source.open("rb") as handle:
            sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
            os.fsync(handle.fileno())
        target = _path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        _sync_folder(target.parent)
    return sha256


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _disk_faults() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault("the file store refused to write") from error


def get(sha256: str) -> bytes:
    """Return the stored bytes; raises FileNotFoundError, or DamagedFile when the hash differs."""
    content = _path(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFile(sha256)
    return content


def open_checked(sha256: str) -> BinaryIO:
    """Return the stored file, opened at its start after every byte of it was checked.

    Raises FileNotFoundError, or DamagedFile when the hash differs. The handle that was checked is
    the one that is read, so nothing can come between.
    """
    handle = _path(sha256).open("rb")
    if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:
        handle.close()
        raise DamagedFile(sha256)
    handle.seek(0)
    return handle


def path(sha256: str) -> Path:
    """Return where the file of that hash stands, for streaming large files."""
    return _path(sha256)
