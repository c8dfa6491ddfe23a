"""Pages of the API. A cursor holds a row's integer, which stays inside (ADR 13): it is sealed."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination

NONCE_BYTES = 12
_LONGEST = 200


class PageByCursor(CursorPagination):
    """Page through rows that keep coming without skipping or repeating one."""

    ordering = "-id"
    page_size = 50

    def encode_cursor(self, cursor: Any) -> str:
        """Return the address of a page."""
        if cursor.position is not None:
            cursor = cursor._replace(position=_sealed(cursor.position))
        return super().encode_cursor(cursor)

    def decode_cursor(self, request: Any) -> Any:
        """Return the cursor of a request; one that we did not give out is not found."""
        cursor: Any = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        position = _opened(str(cursor.position))
        if position is None:
            raise NotFound(self.invalid_cursor_message)
        return cursor._replace(position=position)


def _sealed(position: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, position.encode(), None)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def _opened(text: str) -> str | None:
    """Return what was sealed, with an earlier key as well; None for anything else."""
    if len(text) > _LONGEST:
        return None
    try:
        sealed = base64.urlsafe_b64decode(text)
    except ValueError:
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return (
                AESGCM(_key(secret))
                .decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
                .decode()
            )
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            continue
    return None


def _key(secret: str) -> bytes:
    return hashlib.sha256(f"lms.api.pagination:{secret}".encode()).digest()
