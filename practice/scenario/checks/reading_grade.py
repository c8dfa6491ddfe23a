"""Reading grade after Flesch and Kincaid (1975), for English, without a word list.

0.39 × words per sentence + 11.8 × syllables per word − 15.59
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")
_END = re.compile(r"[.!?…]+[”’\"')]*(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxgzh])es$"
)


def grade(texts: Iterable[str]) -> float:
    """Return the grade of texts taken together; each ends its last sentence."""
    words = sentences = syllables = 0
    for text in texts:
        found = _WORD.findall(text)
        words += len(found)
        syllables += sum(map(_syllables, found))
        sentences += sum(bool(_WORD.search(part)) for part in _END.split(text))
    if not words:
        return 0.0
    return 0.39 * words / max(1, sentences) + 11.8 * syllables / words - 15.59


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.casefold()))))
