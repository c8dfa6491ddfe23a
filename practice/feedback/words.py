"""Words with their places, and the stems by which two wordings are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
# English words that carry no content of their own.
STOP = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can
    could did do does doing done down for from get got had has have having he her here hers him his
    how i i'd i'll i'm i've if in into is it it's its just let may me might more most much must
    my no nor not now of off on once one only or other our ours out over own really said say says
    she should so some still such than that that's the their them then there these they they're
    this those through to too under until up us very was we were what when where which while who
    why will with would yes yet you you'd you'll you're you've your yours""".split()  # noqa: SIM905 - a hundred quoted words would hide what they are
)
_SUFFIXES = (
    ("iest", "y"), ("ies", "y"), ("ied", "y"), ("ingly", ""), ("edly", ""), ("ing", ""),
    ("ness", ""), ("ment", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
SHORTEST_STEM = 3


class Word(NamedTuple):
    """A word as it stands in a text, small and with plain apostrophes, and where it stands."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence as it stands in a text, and where it begins."""

    text: str
    start: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    return tuple(
        Word(found[0].lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, without the blanks around them."""
    found = []
    for match in _SENTENCE.finditer(text):
        kept = match[0].strip()
        if kept:
            found.append(Sentence(kept, match.start() + match[0].index(kept)))
    return tuple(found)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without its ending: enough for `call`, `calls`, `called` to meet."""
    bare = word.removesuffix("'s")
    for suffix, put in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) + len(put) >= SHORTEST_STEM:
            return _single_end((bare[: len(bare) - len(suffix)] + put).removesuffix("e"))
    return bare


def _single_end(bare: str) -> str:
    """Return `stop` for `stopp`: what a doubled last letter was before its ending."""
    doubled = len(bare) > SHORTEST_STEM and bare[-1] == bare[-2] and bare[-1] not in "aeiouls"
    return bare[:-1] if doubled else bare


def content(found: Iterable[Word]) -> tuple[Word, ...]:
    """Return the words that carry content; where none does, all of them."""
    kept = tuple(found)
    return tuple(word for word in kept if word.text not in STOP) or kept
