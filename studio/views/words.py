"""What is said on the pages of the map."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from courses.course_map import LEVELS, Gap

GAPS = {
    Gap.NO_LESSON: _("No lesson names it yet. List it under “objectives” of the lesson that "
                     "teaches it."),
    Gap.NO_QUESTION: _("No question asks for it yet. Write one, or say “assessed: no” in "
                       "module.yaml where doing shows it."),
    Gap.BANK_TOO_SMALL: _("An attempt draws more questions on it than the bank holds."),
    Gap.ASKED_AFTER_ALL: _("module.yaml says “assessed: no”, and yet questions ask for it."),
}  # fmt: skip
LEVEL_NAMES = dict(
    zip(
        LEVELS,
        (_("Remember"), _("Understand"), _("Apply"), _("Analyze"), _("Evaluate"), _("Create")),
        strict=True,
    )
)
