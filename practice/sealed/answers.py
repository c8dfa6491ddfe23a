"""Answers as they are kept: plain data as JSON, sealed for the row they belong to."""

from __future__ import annotations

import json
from typing import Any

from common.private_text import decrypt, encrypt


def seal(answer: dict[str, Any], *, about: str) -> bytes:
    """Return an answer sealed for its place."""
    return encrypt(json.dumps(answer, ensure_ascii=False, sort_keys=True), about=about)


def unseal(sealed: bytes | memoryview, *, about: str) -> dict[str, Any]:
    """Return the answer; raises UnreadablePrivateText when no key opens it."""
    found: dict[str, Any] = json.loads(decrypt(bytes(sealed), about=about))
    return found
