"""Names and titles as they are kept and printed: one line, one form, nothing hidden. Pure."""

from __future__ import annotations

import unicodedata

# Joiners shape letters in Persian and Indic names; every other invisible character is refused.
_JOINERS = frozenset("\u200c\u200d")


class UnfitText(ValueError):
    """A text holds characters that cannot be printed or that hide what is printed."""


def clean(text: str) -> str:
    """Return the text in NFC on one line; raises UnfitText for control and hidden characters."""
    composed = unicodedata.normalize("NFC", text).strip()
    for letter in composed:
        if unicodedata.category(letter)[0] == "C" and letter not in _JOINERS:
            raise UnfitText(f"U+{ord(letter):04X} cannot be printed")
    line = " ".join(composed.split())
    if not line:
        raise UnfitText("the text is empty")
    return line
