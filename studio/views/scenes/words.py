"""What is said on the pages of scenes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practice.models import Announcement
from quizzes.statistics.verdicts import Verdict

CHANNELS: dict[str, str | Promise] = dict(Announcement.Channel.choices)
OUTCOMES = {
    "restored": _("restored"), "settled": _("settled"), "handed_over": _("handed over"),
    "safe_exit": _("safe exit"), "lost": _("lost"),
}  # fmt: skip
QUALITIES = {"best": _("best"), "ok": _("ok"), "weak": _("weak"), "poor": _("poor")}
TONES = {"best": "good", "ok": "", "weak": "caution", "poor": "bad"}
UNTAKEN = {
    True: _("Nobody takes it: perhaps nobody sees that it is the better way."),
    False: _("Nobody takes it: it may be no mistake that a decent person makes."),
}  # whether it is a good option
AVOIDED = {
    Verdict.KEY_ERROR: _("Possibly not the best: people who do well elsewhere take it less often."),
    Verdict.WEAK: _("Weak: it hardly tells people who do well elsewhere from the others."),
}
