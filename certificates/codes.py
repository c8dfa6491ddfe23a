"""Codes of certificates: 26 Crockford base32 characters, 130 bits that nobody can guess."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
LONGEST_INPUT = 100
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_SKIPPED = frozenset(" -")


def new_code() -> str:
    """Return a fresh code from the system's random source."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalize(typed: str) -> str | None:
    """Return the code that somebody typed or scanned, or None when it cannot be one.

    Case, spaces, dashes and the look-alikes O, I and L are forgiven; everything else is not,
    digits of other scripts included.
    """
    if len(typed) > LONGEST_INPUT or not typed.isascii():
        return None
    letters = [_READ_AS.get(letter, letter) for letter in typed.upper() if letter not in _SKIPPED]
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return None
    return "".join(letters)


def display(code: str) -> str:
    """Return the code as people read it: groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def sha256(code: str) -> str:
    """Return the hash under which a normalized code is looked up."""
    return hashlib.sha256(code.encode("ascii")).hexdigest()
