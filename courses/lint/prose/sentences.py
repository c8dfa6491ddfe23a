"""Words and sentences of running text. A block always ends its last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

CITATION = re.compile(r"\[F[0-9]+\.[0-9]+\]")
_WORD = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")
# Where a sentence may end: its mark, closing quotes, citations that hang on it, then a space.
_END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[”’\"')\]]*)(?P<cited>(?:\s*\[F[0-9]+\.[0-9]+\])*)[”’\"')]*(?=\s|$)"
)
_SHORT = {"mr", "mrs", "ms", "mx", "dr", "prof", "st", "nos", "vs", "etc", "approx", "fig", "al"}
_DOTTED = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]\Z")  # a.m, e.g


def words(text: str) -> list[str]:
    """Return the words of a text; citations are not words, “don’t” and “step-free” are one each."""
    return _WORD.findall(CITATION.sub("", text))


def sentences(text: str) -> list[str]:
    """Return the sentences of one block, each with the citations that hang on it."""
    found, start = [], 0
    for end in _ends(text):
        found.append(text[start:end].strip())
        start = end
    found.append(text[start:].strip())
    return [sentence for sentence in found if words(sentence)]


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if not _goes_on(before, found, text[found.end() : found.end() + 9].lstrip()):
            yield found.end()


def _goes_on(before: str, found: re.Match[str], after: str) -> bool:
    """Return whether the mark ends something smaller than a sentence."""
    small = bool(after) and after[0].islower()
    if small and (found["close"] or "…" in found["mark"]):
        return True  # “Where is it?” is a question. / Well … yes.
    if found["mark"] != ".":
        return False
    told = before.split()
    last = told[-1].lstrip("“‘(\"'") if told else ""
    if last.lower() in _SHORT:
        return True
    # J. Smith and 9 a.m. today go on; “Take plan B. It works.” ends.
    if len(last) == 1 and last.isupper():
        return len(told) == 1 or told[-2][0].isupper()
    return bool(_DOTTED.search(last)) and small
