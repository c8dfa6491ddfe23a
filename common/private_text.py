"""What people write for themselves, encrypted before it reaches the database.

The keys live outside the database: in PRIVATE_TEXT_KEYS, or, where that is empty and the
installation is not a production one, in a file of the data folder that is made once. A copy of the
database alone therefore tells nothing of it. AES-256-GCM (NIST SP 800-38D); the text is padded, so
its length tells little.

    sealed bytes = version (1) | key mark (4) | nonce (12) | ciphertext and tag
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from common.errors import EnvironmentFault

VERSION = b"\x01"
KEY_BYTES, MARK_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 4, 12, 4
BLOCK = 128  # texts are padded to multiples of this, in bytes


class UnreadablePrivateText(EnvironmentFault):
    """The key that sealed a text is not among the keys, or the stored bytes were changed."""


def encrypt(text: str, *, about: str = "") -> bytes:
    """Return the text sealed with the first key.

    `about` ties it to its place (a row's uuid and field); `decrypt` must name the same place, so
    sealed bytes cannot be moved to somebody else's row.
    """
    plain = text.encode()
    padded = len(plain).to_bytes(LENGTH_BYTES) + plain
    padded += bytes(-len(padded) % BLOCK)
    mark, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + mark + nonce + AESGCM(key).encrypt(nonce, padded, about.encode())


def decrypt(sealed: bytes, *, about: str = "") -> str:
    """Return the text. Raises UnreadablePrivateText when no key opens it."""
    raw = bytes(sealed)
    head = len(VERSION) + MARK_BYTES
    key = _keys().get(raw[len(VERSION) : head])
    if not raw.startswith(VERSION) or key is None:
        raise UnreadablePrivateText("A private text was sealed with a key that is not here.")
    nonce, body = raw[head : head + NONCE_BYTES], raw[head + NONCE_BYTES :]
    try:
        padded = AESGCM(key).decrypt(nonce, body, about.encode())
    except InvalidTag:
        raise UnreadablePrivateText("A private text was changed where it is stored.") from None
    length = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length].decode()


def new_key() -> str:
    """Return a fresh key as it is written into PRIVATE_TEXT_KEYS."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _keys() -> dict[bytes, bytes]:
    """Return the keys by their marks, the one that seals first."""
    written = tuple(settings.PRIVATE_TEXT_KEYS)
    return _read(written or (_own_key(Path(settings.PRIVATE_TEXT_KEY_FILE)),))


@lru_cache(maxsize=4)
def _read(written: tuple[str, ...]) -> dict[bytes, bytes]:
    keys = [_one(place, text) for place, text in enumerate(written, start=1)]
    return {hashlib.sha256(key).digest()[:MARK_BYTES]: key for key in keys}


def _one(place: int, text: str) -> bytes:
    with suppress(ValueError, binascii.Error):
        key = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
        if len(key) == KEY_BYTES:
            return key
    raise ImproperlyConfigured(
        f"PRIVATE_TEXT_KEYS: key {place} is not 32 bytes in URL-safe base64. "
        "Make one with `manage.py private_text_key`."
    )


@lru_cache(maxsize=4)
def _own_key(file: Path) -> str:
    """Return the key of the data folder; the first who asks makes it, whoever else asks then."""
    try:
        if not file.exists():
            _make(file)
        return file.read_text().strip()
    except OSError as error:
        raise EnvironmentFault(f"The key file {file} cannot be used: {error.strerror}.") from error


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w") as stream:
            stream.write(new_key() + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):  # another process was first; its key is the key
            file.hardlink_to(draft)
    finally:
        draft.unlink()
