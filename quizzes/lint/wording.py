"""C405–C407, C413: what a question asks, and what each answer hears back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.prose.sentences import sentences, words
from courses.lint.rules import Spot, error, warning
from quizzes.lint.bank import banks, questions

FEEDBACK_WORDS = 5
_QUOTE_LINE = re.compile(r"^\s*>.*$", re.MULTILINE)
_QUOTED = re.compile(r"“[^“”]*”")
_BOLD_CAPITALS = re.compile(r"\*\*[A-Z]+\*\*|__[A-Z]+__")
_NEGATIVE = re.compile(
    r"\b(?:not|never|except|cannot|least|unlikely|incorrect|untrue)\b|n[’']t\b", re.IGNORECASE
)
_ASKS = re.compile(r"\?\s*\Z")


def _asking(stem: str) -> list[str]:
    """Return the sentences in which the stem itself asks; quoted speech is not the stem's."""
    own = _QUOTED.sub(" ", _QUOTE_LINE.sub("", stem))
    blocks = [re.sub(r"\s+", " ", block) for block in re.split(r"\n\s*\n", own)]
    return [found for block in blocks for found in sentences(block) if _ASKS.search(found)]


def bare_negative(desk: Desk) -> Iterator[Spot]:
    """A question does not ask for what is wrong, unless it says so in bold capitals."""
    for asked in questions(desk):
        for sentence in _asking(asked.fields["stem"]):
            found = _NEGATIVE.search(_BOLD_CAPITALS.sub("", sentence))
            if found:
                yield Spot(
                    file=asked.bank.path,
                    line=asked.line("stem"),
                    reason=f"“{asked.key}” asks with “{found[0]}”: “{sentence}”",
                    mend="Ask for what is right, or write the word in bold capitals: **NOT**.",
                    key=asked.key,
                )


def feedback_is_there(desk: Desk) -> Iterator[Spot]:
    """Every option has feedback that says more than right or wrong."""
    for asked in questions(desk):
        for name, place, row in asked.rows():
            count = len(words(str(row.get("feedback", ""))))
            if count < FEEDBACK_WORDS:
                yield Spot(
                    file=asked.bank.path,
                    line=asked.line(name, place, "feedback"),
                    reason=f"The feedback in “{asked.key}” has {count} words.",
                    mend="Say why, and what it does to the customer.",
                    key=asked.key,
                )


def same_feedback(desk: Desk) -> Iterator[Spot]:
    """No two options of a quiz share their feedback."""
    for bank in banks(desk):
        first: dict[str, str] = {}
        for asked in bank.questions:
            for name, place, row in asked.rows():
                said = " ".join(words(str(row.get("feedback", "")).lower()))
                if said and said in first:
                    yield Spot(
                        file=bank.path,
                        line=asked.line(name, place, "feedback"),
                        reason=f"This feedback of “{asked.key}” also stands in “{first[said]}”.",
                        mend="Say what this option does to the customer in this case.",
                        key=asked.key,
                    )
                first.setdefault(said, asked.key)


def same_stem(desk: Desk) -> Iterator[Spot]:
    """No question is asked twice."""
    for bank in banks(desk):
        first: dict[str, str] = {}
        for asked in bank.questions:
            # A feeling is named from a line, a phrase is marked in a passage: they count as stem.
            parts = (asked.fields.get(name, "") for name in ("stem", "line", "passage"))
            said = " ".join(words(" ".join(parts).lower()))
            if said in first:
                yield Spot(
                    file=bank.path,
                    line=asked.line("stem"),
                    reason=f"“{asked.key}” asks the same as “{first[said]}”.",
                    mend="Put another situation in front of the reader.",
                    key=asked.key,
                )
            first.setdefault(said, asked.key)


RULES = (
    warning("C405", "Bare negative in a question", bare_negative),
    error("C406", "Feedback on every option", feedback_is_there),
    error("C407", "The same feedback twice", same_feedback),
    error("C413", "The same question twice", same_stem),
)
