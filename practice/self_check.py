"""The Service Empathy Self-Check: sixteen lines on what one did in the last two weeks.

Our own instrument, two lines a skill, four of the sixteen turned round. It has not been validated;
it compares somebody with themselves and with nobody else. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 5
FELL = 1.0  # a fall of one step of the scale is worth a look; less is noise
RECOVER = "recover"
FREQUENCIES: tuple[tuple[int, Promise], ...] = (
    (1, _("Never")),
    (2, _("Once or twice")),
    (3, _("Sometimes")),
    (4, _("Often")),
    (5, _("Nearly always")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a turned one counts the other way round."""

    key: str
    skill: str
    text: Promise
    is_turned: bool = False


LINES: tuple[Line, ...] = (
    Line("noticed", "notice", _("I noticed a change in how somebody sounded or wrote.")),
    Line("word", "name_feeling", _("I had a fitting word for what somebody felt.")),
    Line("sense", "validate", _("I said that it made sense to feel that way.")),
    Line("own-words", "paraphrase", _("I gave back in my own words what mattered to somebody.")),
    Line("solved", "explore", _("I began to solve before somebody had finished."), is_turned=True),
    Line("by-when", "act", _("When I went on to the help, I said what happens next and by when.")),
    Line("kind-no", "boundary", _("I said what I cannot do, kindly and without a detour.")),
    Line("moment", RECOVER, _("After a hard contact I took a moment before the next one.")),
    Line("late", "notice", _("I saw only later that somebody had been upset."), is_turned=True),
    Line("guess", "name_feeling", _("I said what somebody seemed to feel, as a guess.")),
    Line("not-so-bad", "validate", _("I told somebody that it was not so bad."), is_turned=True),
    Line("their-word", "paraphrase", _("I used a word that only this person had used.")),
    Line("asked", "explore", _("I asked a question that I did not know the answer to.")),
    Line("kept", "act", _("I did what I had said I would do.")),
    Line("promised", "boundary", _("I promised more than I could keep."), is_turned=True),
    Line("left", RECOVER, _("I left work behind me when the shift was over.")),
)


def scores_of(answers: Mapping[str, int]) -> dict[str, float]:
    """Return the mean of each skill, from 1 to 5; raises KeyError or ValueError for a gap."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in LINES:
        value = answers[line.key]
        if not LOWEST <= value <= HIGHEST:
            raise ValueError(f"{line.key}: from {LOWEST} to {HIGHEST}")
        found[line.skill].append(LOWEST + HIGHEST - value if line.is_turned else value)
    return {skill: mean(values) for skill, values in found.items()}


def fallen(before: Mapping[str, float], now: Mapping[str, float]) -> str:
    """Return the skill that fell most since the last time, by a step or more; else nothing."""
    falls = {skill: before[skill] - now[skill] for skill in now if skill in before}
    worst = max(falls, key=lambda skill: falls[skill], default="")
    return worst if worst and falls[worst] >= FELL else ""
