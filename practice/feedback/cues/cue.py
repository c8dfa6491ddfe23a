"""What a cue is, and how its pattern is written."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Label = Literal["names_feeling", "validates", "warmth", "paraphrases", "explores", "acts"]


class Cue(NamedTuple):
    """A pattern that shows a good move within one sentence, unless the veto is there too."""

    label: Label
    pattern: re.Pattern[str]
    confidence: Literal["likely", "perhaps"] = "likely"
    veto: re.Pattern[str] | None = None


def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern in which `'` stands for both apostrophes and a blank for any blanks."""
    return re.compile(written.replace("'", "['’]").replace(" ", r"\s+"), re.IGNORECASE)


def any_of(*groups: str) -> str:
    """Return an alternative of words that stand apart by blanks; `_` joins those of one phrase."""
    words = sorted({word for group in groups for word in group.split()}, key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", " ") for word in words) + ")"
