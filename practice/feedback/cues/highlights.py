"""The good moves that a reply may make, and where a reply makes them, by the cues of a language.

A cue is a pattern with a confidence; a veto around it keeps a set phrase from counting. Cues aim at
precision: a third of the good moves found, nearly all of them right, is worth more to a learner
than the reverse. What each language knows stands in a file of its own (`english/`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from practice.feedback.cues import english
from practice.feedback.cues.cue import Cue, Label
from practice.feedback.shapes import Confidence, Span
from practice.feedback.words import STOP, Sentence, content, sentences, stem, words

LABELS: tuple[Label, ...] = (
    "names_feeling", "validates", "warmth", "paraphrases", "explores", "acts",
)  # fmt: skip
SHARED = 2  # content words that a paraphrase shares with the customer's sentence, at least
COPIED = 0.8  # from this share of its content words on it is a copy, no paraphrase
LANGUAGES = {"en": english.CUES}


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """A good move, quoted from the reply."""

    label: Label
    span: Span
    quote: str
    confidence: Confidence


class _Found(NamedTuple):
    label: Label
    start: int
    end: int
    confidence: Confidence


def highlights(reply: str, statement: str = "", *, language: str = "en") -> tuple[Highlight, ...]:
    """Return the good moves of a reply to a statement, at most one a label and sentence.

    A language without cues of its own has none.
    """
    cues = LANGUAGES.get(language)
    if cues is None:
        return ()
    known = frozenset(stem(word.text) for word in content(words(statement)))
    found: dict[tuple[str, int], Highlight] = {}
    for sentence in sentences(reply):
        for one in (*_by_cues(sentence, cues), *_by_overlap(sentence, known)):
            span = Span(sentence.start + one.start, sentence.start + one.end)
            made = Highlight(
                label=one.label, span=span, quote=reply[span.start : span.end],
                confidence=one.confidence,
            )  # fmt: skip
            found.setdefault((one.label, sentence.start), made)
    return tuple(sorted(found.values(), key=lambda one: one.span))


def _by_cues(sentence: Sentence, cues: tuple[Cue, ...]) -> list[_Found]:
    hits = []
    for cue in cues:
        if cue.veto is not None and cue.veto.search(sentence.text):
            continue
        match = cue.pattern.search(sentence.text)
        if match:
            hits.append(_Found(cue.label, match.start(), match.end(), cue.confidence))
    return hits


def _by_overlap(sentence: Sentence, known: frozenset[str]) -> list[_Found]:
    """Find a statement about “you” that gives the customer's facts back in part."""
    if not known or sentence.text.endswith("?") or not english.ABOUT_YOU.search(sentence.text):
        return []
    if english.OWN_WORK.search(sentence.text):
        return []
    said = {stem(word.text) for word in words(sentence.text) if word.text not in STOP}
    shared = said & known
    if len(shared) < SHARED or len(shared) > COPIED * len(said):
        return []
    return [_Found("paraphrases", 0, len(re.sub(r"[.!…]+$", "", sentence.text)), "perhaps")]
