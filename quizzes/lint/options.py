"""C401–C404, C412, C414: the options give nothing away and are easy to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.prose.readability import count
from courses.lint.rules import Spot, error, warning
from quizzes.lint.bank import ONE_OF, banks, questions

OPTIONS = 3
LONGEST_SHARE = 0.6
FEW = 5  # below, a share says nothing
POSITION_SHARE = 0.5
FEW_POSITIONS = 6
GRADE = 9
_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|any|some|two)\s+of\s+(?:the\s+)?(?:above|these|them|those)\s*[.!]?\s*\Z"
    r"|\b(?:all|none)\s+of\s+the\s+(?:above|answers|options|replies)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|without exception|in every case|in all cases|at all times|every single"
    r"|under no circumstances|impossible|no matter what|must always|only ever)\b",
    re.IGNORECASE,
)


def three_options(desk: Desk) -> Iterator[Spot]:
    """A single-best-answer question has three options."""
    for asked in questions(desk):
        found = len(asked.fields.get("choices", []))
        if asked.fields["type"] == "single" and found != OPTIONS:
            yield Spot(
                file=asked.bank.path,
                line=asked.line("choices"),
                reason=f"“{asked.key}” has {found} options.",
                mend="Three do as well as four or five; keep the two best wrong ones.",
                key=asked.key,
            )


def key_is_longest(desk: Desk) -> Iterator[Spot]:
    """The right option is not the longest one too often."""
    for bank in banks(desk):
        singles = [asked for asked in bank.questions if asked.fields["type"] == "single"]
        longest = [
            asked.key
            for asked in singles
            if max(map(len, asked.choices(correct=True)), default=0)
            > max(map(len, asked.choices(correct=False)), default=0)
        ]
        if len(singles) >= FEW and len(longest) > LONGEST_SHARE * len(singles):
            yield Spot(
                file=bank.path,
                line=bank.fields.line("questions"),
                reason=f"The right option is the longest in {len(longest)} of {len(singles)} "
                f"questions: {', '.join(longest)}.",
                mend="Shorten right ones or fill out wrong ones.",
            )


def of_the_above(desk: Desk) -> Iterator[Spot]:
    """No option speaks about the other options."""
    for asked in questions(desk):
        for name, place, row in asked.rows("choices", "distractors"):
            text = str(row.get("text") or row.get("answer") or "")
            if _ABOVE.search(text):
                yield Spot(
                    file=asked.bank.path,
                    line=asked.line(name, place),
                    reason=f"An option of “{asked.key}” speaks about the others: “{text}”",
                    mend="Write an option that stands for itself; their order changes anyway.",
                    key=asked.key,
                )


def absolute_words(desk: Desk) -> Iterator[Spot]:
    """Words like “always” do not mark the wrong options only."""
    for asked in questions(desk):
        wrong = [found[0] for text in asked.choices(correct=False)
                 if (found := _ABSOLUTE.search(text))]  # fmt: skip
        if wrong and not any(map(_ABSOLUTE.search, asked.choices(correct=True))):
            yield Spot(
                file=asked.bank.path,
                line=asked.line("choices"),
                reason=f"In “{asked.key}” only wrong options say “{wrong[0]}”.",
                mend="Say it with less certainty; a test-taker learns to cross such options out.",
                key=asked.key,
            )


def positions(desk: Desk) -> Iterator[Spot]:
    """The right option does not stand in the same place most of the time."""
    for bank in banks(desk):
        places: Counter[int] = Counter(
            place
            for asked in bank.questions
            if asked.fields["type"] in ONE_OF
            for _, place, row in asked.rows("choices")
            if row.get("correct") == "yes"
        )
        total = places.total()
        place, times = places.most_common(1)[0] if places else (0, 0)
        if total >= FEW_POSITIONS and times > POSITION_SHARE * total:
            yield Spot(
                file=bank.path,
                line=bank.fields.line("questions"),
                reason=f"The right option is number {place + 1} in {times} of {total} questions.",
                mend="Spread the right options over all places.",
            )


def option_grade(desk: Desk) -> Iterator[Spot]:
    """The options of a quiz, taken together, read at grade 9 or below."""
    if not desk.is_english:
        return
    for bank in banks(desk):
        rows = [row for asked in bank.questions for _, _, row in asked.rows("choices", "replies")]
        grade = count(str(row["text"]) for row in rows).grade
        if grade > GRADE:
            yield Spot(
                file=bank.path,
                line=bank.fields.line("questions"),
                reason=f"The options read at grade {grade:.1f}.",
                mend="Use words that are spoken; aim at 6.",
            )


RULES = (
    error("C401", "Three options", three_options),
    warning("C402", "The right option is the longest", key_is_longest),
    error("C403", "All or none of the above", of_the_above),
    warning("C404", "Absolute words in wrong options only", absolute_words),
    warning("C412", "Place of the right option", positions),
    warning("C414", "Reading grade of options", option_grade),
)
