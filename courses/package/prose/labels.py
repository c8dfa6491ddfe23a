"""Words that we put around an author's text, in the language of the course."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: Mapping[str, Promise] = {
    "hook": _("A moment to begin with"),
    "principle": _("The idea"),
    "example": _("How it can sound"),
    "contrast": _("How it can miss"),
    "faded": _("Half done for you"),
    "try": _("Your turn"),
    "takeaway": _("To take away"),
}
FEEDBACK = _("Compare with one possible answer")
CONTRADICTION = _("Where studies disagree")
CUSTOMER = _("Customer")
AGENT = _("Agent")
TABLE = _("Table")
FACTS = _("Where this comes from")
SOURCE = _("Source %(number)d")
BACK = _("Back to the text")
EVIDENCE: Mapping[str, Promise] = {
    "trial": _("Trial."),
    "meta-analysis": _("Meta-analysis."),
    "field": _("Field study."),
    "experiment": _("Experiment."),
    "review": _("Review."),
    "opinion": _("Opinion of experts."),
}
