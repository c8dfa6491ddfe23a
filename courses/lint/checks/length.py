"""C101–C106: a lesson is read in one sitting, and each of its parts does its work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.prose.sentences import words
from courses.lint.rules import Spot, error, warning
from courses.package.prose.fences import PARTS

LESSON_WORDS = range(500, 801)
AID_WORDS = range(120, 261)
MINUTES = range(5, 8)
TAKEAWAY_WORDS = 30
LARGEST_PART = 0.45


def lesson_length(desk: Desk) -> Iterator[Spot]:
    """A lesson has 500 to 800 words."""
    for _, page in desk.readings:
        if page.counts.words not in LESSON_WORDS:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"The lesson has {page.counts.words} words.",
                mend=f"Bring it to {LESSON_WORDS[0]}–{LESSON_WORDS[-1]}.",
            )


def lesson_minutes(desk: Desk) -> Iterator[Spot]:
    """A lesson takes 5 to 7 minutes."""
    for draft, page in desk.readings:
        if draft.minutes not in MINUTES:
            yield Spot(
                file=page.path,
                line=page.head.line("minutes"),
                reason=f"The lesson takes {draft.minutes} minutes.",
                mend=f"Plan {MINUTES[0]} to {MINUTES[-1]}: split it, or join it with another.",
            )


def takeaway_length(desk: Desk) -> Iterator[Spot]:
    """A take-away is short enough to take away."""
    for _, page in desk.readings:
        said = [block.text for block in page.body.blocks if block.part == "takeaway"]
        count = sum(len(words(text)) for text in said)
        if count > TAKEAWAY_WORDS:
            yield Spot(
                file=page.path,
                line=page.body.parts["takeaway"],
                reason=f"The take-away has {count} words.",
                mend=f"Say it in {TAKEAWAY_WORDS} or fewer.",
                key="takeaway",
            )


def part_is_filled(desk: Desk) -> Iterator[Spot]:
    """Each part of the pattern says something."""
    for _, page in desk.readings:
        spoken = {block.part for block in page.body.blocks if words(block.text)}
        for part, line in page.body.parts.items():
            if part in PARTS and part not in spoken:
                yield Spot(
                    file=page.path,
                    line=line,
                    reason=f"The part “{part}” is empty.",
                    mend="Write it: the lesson is built on all eight.",
                    key=part,
                )


def parts_in_balance(desk: Desk) -> Iterator[Spot]:
    """No part takes nearly half of the lesson."""
    for _, page in desk.readings:
        sizes: Counter[str] = Counter()
        for block in page.body.blocks:
            sizes[block.part] += len(words(block.text))
        for part, size in sizes.items():
            if part in PARTS and size > LARGEST_PART * page.counts.words:
                share = round(100 * size / page.counts.words)
                yield Spot(
                    file=page.path,
                    line=page.body.parts[part],
                    reason=f"The part “{part}” takes {share} % of the lesson.",
                    mend="Shorten it; the reader still has to see, try and compare.",
                    key=part,
                )


def aid_length(desk: Desk) -> Iterator[Spot]:
    """A job aid is one printed page."""
    for page in desk.aids:
        if page.counts.words not in AID_WORDS:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason=f"The job aid has {page.counts.words} words.",
                mend=f"Bring it to {AID_WORDS[0]}–{AID_WORDS[-1]}, so that it fills one page.",
            )


RULES = (
    warning("C101", "Length of a lesson", lesson_length),
    warning("C102", "Minutes of a lesson", lesson_minutes),
    warning("C103", "Length of the take-away", takeaway_length),
    error("C104", "Empty part", part_is_filled),
    warning("C105", "Parts out of balance", parts_in_balance),
    warning("C106", "Length of a job aid", aid_length),
)
