"""What the figures of a question mean, in words and with what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.statistics.verdicts import Verdict


@dataclass(frozen=True)
class Look:
    """How a verdict is named, drawn and acted on."""

    words: Promise
    icon: str
    tone: str
    meaning: Promise
    advice: Promise | str = ""


LOOKS: dict[Verdict, Look] = {
    Verdict.TOO_FEW: Look(
        _("Too few people"), "hourglass", "",
        _("Fewer than 10 people answered it, so nothing is shown."),
    ),
    Verdict.NO_VERDICT: Look(
        _("No verdict yet"), "hourglass", "",
        _("With fewer than 15 people chance decides more than the question."),
    ),
    Verdict.NO_SPREAD: Look(
        _("Everybody the same"), "equal", "",
        _("All of them did equally well here, or everywhere else, so it tells nobody apart."),
        _("If everybody is right, ask whether it still teaches something. If nobody is, check the "
          "key, and whether a lesson prepares for it."),
    ),
    Verdict.KEY_ERROR: Look(
        _("Possible key error"), "circle-alert", "bad",
        _("Those who did well elsewhere did worse here than the others."),
        _("Check the key first, then whether a careful reader could defend another choice. With "
          "15 people about every fifth good question looks like this by chance; with 60 hardly "
          "any does."),
    ),
    Verdict.WEAK: Look(
        _("Weak"), "triangle-alert", "caution",
        _("It hardly tells those who did well elsewhere from the others."),
        _("Look for a choice that nobody takes, for two that are both right, and for a hint in "
          "the wording. A very easy question may stay if it teaches."),
    ),
    Verdict.NOTHING_ODD: Look(
        _("Nothing odd"), "circle-check", "good",
        _("The figures give no reason to doubt it. That is not a proof that it is good."),
    ),
}  # fmt: skip
