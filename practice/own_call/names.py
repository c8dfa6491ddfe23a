"""Words that may be somebody's name. A pattern cannot know; it asks, and the writer decides.

Where only names have capitals (English and most others), a capital inside a sentence is asked
about. German writes every noun so: there it takes a title, "ich heiße", or two capitals in a row.
Scripts without capitals have titles only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from practice.own_call.no_names import COMMON, SAYING, STARTERS

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’'](?:s|S)$")
_STARTS = re.compile(r"(?:^|[.!?…:;؟\n])[\s\"'“”„‘’‚«»()\[\]–—*-]*$")
_ONE = r"(?:(?:van|von|de|der|al|bin)\s+)*[A-ZÀ-ÖØ-Þ][\w’'-]+"
_CAP = rf"{_ONE}(?:\s+{_ONE})?"
_AFTER_A_TITLE = (
    re.compile(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Herrn?|Frau|Familie|Monsieur|Madame|Mme|Señora?"
        rf"|Sra?|Signora?)\.?\s+({_CAP})"
    ),
    re.compile(r"\b(?:mr|mrs|ms)\.?\s+([a-z][\w’'-]+)"),
    re.compile(
        r"\b(?i:my name is|my name’s|my name's|this is|i am called|mein name ist|ich heiße"
        rf"|ich heisse|je m[’']appelle|me llamo|mi chiamo)\s+({_CAP})"
    ),
    re.compile(r"(?:السيد|السيدة|الأستاذ|الأستاذة|الدكتور|الدكتورة|اسمي)\s+([^\W\d_]+)"),
)
_NOUNS_HAVE_CAPITALS = ("de", "lb")
_FEWEST = 2


def names_in(text: str, invented: str, *, language: str) -> Iterator[str]:
    """Yield what may be a name, in the order of the text; `invented` is none."""
    known = {word.casefold() for word in _bare_words(invented)}
    spans = sorted({*_titled(text), *_capitals(text, language)})
    end = -1
    for start, stop in spans:
        if start < end:
            continue  # inside the one before
        name = _POSSESSIVE.sub("", text[start:stop])
        words = [word.casefold() for word in _bare_words(name)]
        if all(word in known or word in COMMON for word in words):
            continue
        end = stop
        yield " ".join(name.split())


def _bare_words(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", found[0]) for found in _WORD.finditer(text)]


def _titled(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _AFTER_A_TITLE:
        for found in pattern.finditer(text):
            yield found.span(1)


def _capitals(text: str, language: str) -> Iterator[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    is_german = language.startswith(_NOUNS_HAVE_CAPITALS)
    marked = [_is_marked(text, word) for word in words]
    named = [
        is_marked and not _starts(text, word) for word, is_marked in zip(words, marked, strict=True)
    ]
    if is_german:
        named = _pairs_only(text, words, named)
    elif language.startswith("en") or not language:
        named = [
            is_named or (is_marked and _is_first_name(text, words, marked, place))
            for place, (is_named, is_marked) in enumerate(zip(named, marked, strict=True))
        ]
    yield from _joined(text, words, named)


def _is_marked(text: str, word: re.Match[str]) -> bool:
    """Return whether a word has a capital as names have: one, and small letters after it."""
    bare = _POSSESSIVE.sub("", word[0])
    return (
        len(bare) >= _FEWEST
        and bare[0].isupper()
        and not bare.isupper()
        and bare.casefold() not in COMMON
        and text[word.start() - 1 : word.start()] != "@"
    )


def _starts(text: str, word: re.Match[str]) -> bool:
    return _STARTS.search(text, 0, word.start()) is not None


def _is_first_name(text: str, words: list[re.Match[str]], marked: list[bool], place: int) -> bool:
    """Return whether a capital that begins a sentence is a name all the same."""
    word = _POSSESSIVE.sub("", words[place][0]).casefold()
    if word in STARTERS or place + 1 == len(words):
        return False
    following = words[place + 1]
    if text[words[place].end() : following.start()].strip():
        return False  # a comma or full stop stands between
    return marked[place + 1] or following[0].casefold() in SAYING


def _pairs_only(text: str, words: list[re.Match[str]], named: list[bool]) -> list[bool]:
    kept = [False] * len(named)
    for left, right in pairwise(range(len(words))):
        between = text[words[left].end() : words[right].start()]
        if named[left] and named[right] and between == " ":
            kept[left] = kept[right] = True
    return kept


def _joined(text: str, words: list[re.Match[str]], named: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the spans of names, words that stand side by side as one."""
    start = stop = -1
    for word, is_named in zip(words, named, strict=True):
        if is_named and start >= 0 and not text[stop : word.start()].strip():
            stop = word.end()
            continue
        if start >= 0:
            yield start, stop
        start, stop = word.span() if is_named else (-1, -1)
    if start >= 0:
        yield start, stop
