"""C201–C205: how hard the text is to read. English only."""

from __future__ import annotations

from collections.abc import Iterator

from courses.lint.desk import Desk, Page
from courses.lint.prose.readability import count
from courses.lint.prose.sentences import sentences, words
from courses.lint.rules import Spot, hint, warning

GRADE = 8
LINES_GRADE = 9
MEAN_SENTENCE = 16
LONGEST_SENTENCE = 35
PASSIVE_SHARE = 0.12
SHOWN = 60


def pages(desk: Desk) -> tuple[Page, ...]:
    """Return the pages whose words can be counted."""
    return desk.pages if desk.is_english else ()


def reading_grade(desk: Desk) -> Iterator[Spot]:
    """A text reads at grade 8 or below."""
    for page in pages(desk):
        if page.counts.grade > GRADE:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"The text reads at grade {page.counts.grade:.1f}.",
                mend=f"Bring it to {GRADE}: shorter words, shorter sentences.",
            )


def mean_sentence(desk: Desk) -> Iterator[Spot]:
    """Sentences have 16 words or fewer on average."""
    for page in pages(desk):
        if page.counts.mean_sentence > MEAN_SENTENCE:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"A sentence has {page.counts.mean_sentence:.1f} words on average.",
                mend=f"Bring it to {MEAN_SENTENCE}: divide the longest ones.",
            )


def longest_sentence(desk: Desk) -> Iterator[Spot]:
    """No sentence has more than 35 words."""
    for page in pages(desk):
        for block in page.body.blocks:
            for sentence in sentences(block.text):
                length = len(words(sentence))
                if length > LONGEST_SENTENCE:
                    yield Spot(
                        file=page.path,
                        line=block.line,
                        reason=f"A sentence has {length} words: “{sentence[:SHOWN]}…”",
                        mend="Divide it.",
                    )


def passive_share(desk: Desk) -> Iterator[Spot]:
    """Most sentences say who does it."""
    for page in pages(desk):
        if page.counts.passive_share > PASSIVE_SHARE:
            share = round(100 * page.counts.passive_share)
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"About {share} % of the sentences look passive.",
                mend="Say who does it where it matters.",
            )


def spoken_lines(desk: Desk) -> Iterator[Spot]:
    """What customers and agents say sounds spoken."""
    for page in pages(desk):
        said = count(block.text for block in page.body.blocks if block.speaker)
        if said.grade > LINES_GRADE:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"What people say here reads at grade {said.grade:.1f}.",
                mend="Write it as it is spoken; aim at 6.",
            )


RULES = (
    warning("C201", "Reading grade", reading_grade),
    warning("C202", "Mean sentence", mean_sentence),
    warning("C203", "Longest sentence", longest_sentence),
    hint("C204", "Passive voice", passive_share),
    warning("C205", "Spoken lines", spoken_lines),
)
