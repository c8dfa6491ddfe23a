"""How text feedback works, and how often it errs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.feedback import gate
from practice.selectors.listening.meaning import is_on

LABELS: dict[str, Promise] = {
    "names_feeling": _("Names a feeling"),
    "validates": _("Says that it makes sense"),
    "warmth": _("A personal, warm turn"),
    "paraphrases": _("Gives back what was heard"),
    "explores": _("Asks about the situation"),
    "acts": _("Takes something in hand"),
}
WIDTH = 200  # of the drawn scale from 0 to 100 %, in its own units


@dataclass(frozen=True, kw_only=True)
class Row:
    """One highlight with its figures; shares are from 0 to 1 or None."""

    label: str | Promise
    figures: dict[str, Any]

    @property
    def drawn(self) -> dict[str, float] | None:
        """Return where the precision and its interval stand on the drawn scale."""
        found = self.figures
        if found["precision"] is None:
            return None
        return {
            "at": found["precision"] * WIDTH, "low": found["low"] * WIDTH,
            "span": max((found["high"] - found["low"]) * WIDTH, 1),
        }  # fmt: skip


@require_safe
@requires(Permission.LEARN)
def method(request: ViewerRequest) -> HttpResponse:
    """Show what is compared, what is never said, and the measured error rates by language."""
    measured = [
        {
            "language": language,
            "table": table,
            "needed": table["precision_needed"] * WIDTH,
            "rows": [
                Row(label=LABELS[label], figures=figures)
                for label in LABELS
                if (figures := table["highlights"].get(label))
            ],
        }
        for language, table in sorted(gate.measured().items())
    ]
    shown = {"measured": measured, "width": WIDTH, "by_meaning": is_on()}
    return render(request, "practice/method.html", shown)
