"""What the settings of the practice year ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practice.models import YearPlan
from practice.services.year.settings import NudgeWishes, Wishes
from practice.spacing.day import MOST_DAILY


def _daily() -> list[tuple[int, str]]:
    return [
        (n, ngettext("%(count)d review a day", "%(count)d reviews a day", n) % {"count": n})
        for n in range(1, MOST_DAILY + 1)
    ]


def _weekdays() -> list[tuple[int, Any]]:
    """Return the days of the week, in the order of the reader's calendar."""
    first = (int(formats.get_format("FIRST_DAY_OF_WEEK")) - 1) % 7  # Django counts from Sunday
    return [(day + 1, WEEKDAYS[day]) for day in ((first + n) % 7 for n in range(7))]


def _hours() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02d}:00") for hour in range(24)]


class DaysForm(forms.Form):
    """How much, and on which days."""

    daily = forms.TypedChoiceField(
        label=_("At most"), choices=_daily, coerce=int,
        help_text=_("Two of them are new at most. Three take about three minutes."),
    )  # fmt: skip
    weekdays_off = forms.TypedMultipleChoiceField(
        label=_("Your days off"), choices=_weekdays, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Nothing is ever due on them."),
    )  # fmt: skip
    away_from = forms.DateField(
        label=_("Away from"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    away_until = forms.DateField(
        label=_("Away until"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def wishes(self) -> Wishes:
        """Return what a valid form says."""
        said = self.cleaned_data
        return Wishes(
            daily=said["daily"], weekdays_off=frozenset(said["weekdays_off"]),
            away_from=said["away_from"], away_until=said["away_until"],
        )  # fmt: skip


class NudgesForm(forms.Form):
    """Whether and when to be reminded."""

    is_nudged = forms.BooleanField(label=_("Remind me by email"), required=False)
    hour = forms.TypedChoiceField(label=_("At"), choices=_hours, coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=_hours, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("Quiet until"), choices=_hours, coerce=int)

    def wishes(self) -> NudgeWishes:
        """Return what a valid form says."""
        said = self.cleaned_data
        return NudgeWishes(
            is_nudged=said["is_nudged"], hour=said["hour"], quiet_from=said["quiet_from"],
            quiet_until=said["quiet_until"],
        )  # fmt: skip


def days_form(plan: YearPlan) -> DaysForm:
    """Return the form as it stands."""
    return DaysForm(
        initial={
            "daily": plan.daily, "weekdays_off": plan.weekdays_off,
            "away_from": plan.away_from_on, "away_until": plan.away_until_on,
        }
    )  # fmt: skip


def nudges_form(plan: YearPlan) -> NudgesForm:
    """Return the form as it stands."""
    return NudgesForm(
        initial={
            "is_nudged": plan.is_nudged, "hour": plan.nudge_hour, "quiet_from": plan.quiet_from,
            "quiet_until": plan.quiet_until,
        }
    )  # fmt: skip
