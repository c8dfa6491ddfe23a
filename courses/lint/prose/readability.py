"""How hard a text is to read, by two numbers that need no word list from elsewhere.

Reading grade (Flesch–Kincaid): 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
Source: Kincaid, Fishburne, Rogers & Chissom (1975), Derivation of new readability formulas for
Navy enlisted personnel, Research Branch Report 8-75. It is made for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courses.lint.prose.sentences import sentences, words
from courses.lint.prose.syllables import syllables

_PARTICIPLES = (
    "born|bought|brought|built|caught|chosen|done|drawn|driven|felt|found|given|held|heard|kept"
    "|known|led|left|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown|sold|spoken|stolen"
    "|taken|taught|told|thrown|understood|won|written"
)
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being)\s+(?:not\s+|\w+ly\s+)?(?:\w+ed|{_PARTICIPLES})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int
    passives: int

    @property
    def mean_sentence(self) -> float:
        """Return the words of a sentence on average."""
        return self.words / max(1, self.sentences)

    @property
    def grade(self) -> float:
        """Return the Flesch–Kincaid grade: about the years of school that reading takes."""
        if not self.words:
            return 0.0
        return 0.39 * self.mean_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def passive_share(self) -> float:
        """Return the share of sentences that look passive."""
        return self.passives / max(1, self.sentences)


def count(blocks: Iterable[str]) -> Counts:
    """Return the counts of a text that is given as blocks."""
    read = [sentence for block in blocks for sentence in sentences(block)]
    found = [word for sentence in read for word in words(sentence)]
    return Counts(
        words=len(found),
        sentences=len(read),
        syllables=sum(map(syllables, found)),
        passives=sum(bool(_PASSIVE.search(sentence)) for sentence in read),
    )
