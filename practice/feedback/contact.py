"""Spots what looks like a phone number, an e-mail address or a card, before a text is sent."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["email", "card", "phone"]
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<![\w])\+?\d(?:[ ()/.-]{0,2}\d){6,18}(?!\w)")
CARD_DIGITS = range(13, 20)
PHONE_DIGITS = range(8, 16)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_LUHN_BASE = 10


class Hint(NamedTuple):
    """What a part of a text looks like."""

    kind: Kind
    start: int
    end: int


def contact_hints(text: str) -> tuple[Hint, ...]:
    """Return what looks like contact or payment data, in the order of the text."""
    hints = [Hint("email", *found.span()) for found in _EMAIL.finditer(text)]
    for found in _DIGITS.finditer(text):
        kind = _kind(found[0])
        if kind:
            hints.append(Hint(kind, *found.span()))
    return tuple(sorted(hints, key=lambda hint: hint.start))


def _kind(written: str) -> Kind | None:
    digits = re.sub(r"\D", "", written)
    if len(digits) in CARD_DIGITS and _luhn(digits):
        return "card"
    if len(digits) in PHONE_DIGITS and not _DATE.fullmatch(written):
        return "phone"
    return None


def _luhn(digits: str) -> bool:
    """Return whether the check digit of a card is right (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % _LUHN_BASE == 0
