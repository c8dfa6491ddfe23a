"""Files stored under their own SHA-256: written once, never changed, checked when read."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

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
    try:
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
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise EnvironmentFault("the file store refused to write") from error
    return sha256


def get(sha256: str) -> bytes:
    """Return the stored bytes; raises FileNotFoundError, or DamagedFile when the hash differs."""
    content = _path(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFile(sha256)
    return content


def path(sha256: str) -> Path:
    """Return where the file of that hash stands, for streaming large files."""
    return _path(sha256)
