"""Words as numbers: the lower-casing WordPiece of BERT, from a folder's vocab.txt.

Text is cleaned, set small, freed of accents, cut at blanks and punctuation; each word becomes the
longest pieces that the vocabulary knows, from left to right. Unlike the usual implementations it
reads special tokens in a text, such as `[SEP]`, as plain punctuation and letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
SPECIAL = (UNKNOWN, FIRST, LAST)
LONGEST_WORD = 100  # letters; a longer one is unknown
MOST_TOKENS = 256  # what small sentence models are trained on, the two ends included
# Where a letter is a word: CJK ideographs, as BERT lists them.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPiece:
    """A vocabulary, and the numbers it gives a text."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {token: place for place, token in enumerate(vocabulary)}

    def ids(self, text: str) -> list[int]:
        """Return the numbers of a text between those of its two ends, MOST_TOKENS at most."""
        inner = [self._ids[piece] for piece in self.pieces(text)][: MOST_TOKENS - 2]
        return [self._ids[FIRST], *inner, self._ids[LAST]]

    def pieces(self, text: str) -> list[str]:
        """Return the pieces of a text; those inside a word begin with `##`."""
        return [piece for word in _words(text) for piece in self._split(word)]

    def _split(self, word: str) -> list[str]:
        if len(word) > LONGEST_WORD:
            return [UNKNOWN]
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._ids), None)
            if end is None:
                return [UNKNOWN]
            found.append(mark + word[start:end])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """Yield words and punctuation marks, small and without accents."""
    spaced = "".join(f" {one} " if _stands_alone(one) else one for one in _clean(text))
    plain = "".join(one for one in unicodedata.normalize("NFD", spaced) if not _is_accent(one))
    yield from plain.lower().split()


def _clean(text: str) -> Iterator[str]:
    for one in text:
        if one.isspace():
            yield " "
        elif one != "\ufffd" and not unicodedata.category(one).startswith("C"):
            yield one


def _is_accent(one: str) -> bool:
    return unicodedata.category(one) == "Mn"


def _stands_alone(one: str) -> bool:
    """Return whether a letter is a word of its own: punctuation, ASCII signs, ideographs."""
    is_sign = one.isascii() and one.isprintable() and not one.isalnum() and one != " "
    is_ideograph = any(low <= ord(one) <= high for low, high in _IDEOGRAPHS)
    return is_sign or is_ideograph or unicodedata.category(one).startswith("P")
