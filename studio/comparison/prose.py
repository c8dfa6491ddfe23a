"""What changed in a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, GONE, NEW, BREAK = "same", "gone", "new", "break"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_BLANK = re.compile(r"\n[ \t]*\n+")
MOST_WORDS = 4_000  # of one paragraph; beyond it the paragraph stands struck out and anew
MOST_PARAGRAPHS = 2_000
CONTEXT = 10  # words that stay around a change, so that one knows where one is


@dataclass(frozen=True)
class Run:
    """Words that stayed, are gone or are new; a break stands between two places of the text."""

    kind: str
    text: str = ""


def rewritten(before: str, after: str) -> tuple[Run, ...]:
    """Return the places of a text that changed, word by word, each with some words around it."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, a1, a2, b1, b2 in matcher.get_opcodes():
        if op == "equal":
            continue
        for one, other in zip_longest(old[a1:a2], new[b1:b2], fillvalue=""):
            if found:
                found.append(Run(BREAK))
            found.extend(_shortened(word_runs(one, other)))
    return tuple(found)


def word_runs(before: str, after: str) -> list[Run]:
    """Return one paragraph as runs of words."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [run for run in (Run(GONE, before), Run(NEW, after)) if run.text]
    runs: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, a1, a2, b1, b2 in matcher.get_opcodes():
        if op == "equal":
            runs.append(Run(SAME, "".join(old[a1:a2])))
            continue
        runs.append(Run(GONE, "".join(old[a1:a2])))
        runs.append(Run(NEW, "".join(new[b1:b2])))
    return list(_joined([run for run in runs if run.text]))


def _paragraphs(text: str) -> list[str]:
    found = [" ".join(part.split()) for part in _BLANK.split(text.replace("\r\n", "\n"))]
    return [part for part in found if part][:MOST_PARAGRAPHS]


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield runs so that a lone space between two changes does not tear them apart."""
    gone = new = ""
    for place, run in enumerate(runs):
        is_gap = run.kind == SAME and not run.text.strip() and 0 < place < len(runs) - 1
        if run.kind == SAME and not is_gap:
            yield from _change(gone, new)
            gone = new = ""
            yield run
            continue
        gone += run.text if is_gap or run.kind == GONE else ""
        new += run.text if is_gap or run.kind == NEW else ""
    yield from _change(gone, new)


def _change(gone: str, new: str) -> Iterator[Run]:
    if gone:
        yield Run(GONE, gone)
    if new:
        yield Run(NEW, new)


def _shortened(runs: Sequence[Run]) -> Iterator[Run]:
    last = len(runs) - 1
    for place, run in enumerate(runs):
        if run.kind != SAME:
            yield run
            continue
        words = _WORDS.findall(run.text)
        keep = 2 * CONTEXT  # a word and the space behind it
        if place and place < last and len(words) > 2 * keep + 4:
            yield Run(SAME, f"{''.join(words[:keep])}… ")
            yield Run(SAME, f"…{''.join(words[-keep:])}")
        elif place == 0 and place < last and len(words) > keep + 4:
            yield Run(SAME, f"…{''.join(words[-keep:])}")
        elif place == last and place and len(words) > keep + 4:
            yield Run(SAME, f"{''.join(words[:keep])}…")
        else:
            yield run
