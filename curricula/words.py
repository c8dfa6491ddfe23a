"""Due dates in words, for pages and messages."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from curricula.due_dates import Problem, Standing, known_zone


def zone_words(zone: str) -> str:
    """Return the place that a zone is named after."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def day_words(day: date, *, today: date | None = None) -> str:
    """Return a day, with its year only when that is not this year."""
    is_near = today is not None and day.year == today.year
    return date_format(
        day, pgettext("date format", "D j F") if is_near else pgettext("date format", "D j F Y")
    )


def due_words(due_on: date, zone: str, *, today: date | None = None) -> str:
    """Return until when, to the hour: Fri 4 December, 24:00 Lisbon."""
    return _("%(day)s, 24:00 %(place)s") % {
        "day": day_words(due_on, today=today), "place": zone_words(zone),
    }  # fmt: skip


def local_day(at: datetime, zone: str) -> date:
    """Return the day it is in a zone."""
    return at.astimezone(ZoneInfo(known_zone(zone))).date()


def distance_words(due_on: date, zone: str, *, at: datetime) -> str:
    """Return how far a due date is: today, tomorrow, in 9 days, 2 days ago."""
    days = (due_on - local_day(at, zone)).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


STANDINGS: dict[Standing, tuple[Promise, str, str]] = {
    Standing.ON_TRACK: (gettext_lazy("On track"), "info", "circle-dot"),
    Standing.DUE_SOON: (gettext_lazy("Due soon"), "caution", "clock"),
    Standing.OVERDUE: (gettext_lazy("Overdue"), "bad", "circle-alert"),
    Standing.COMPLETED: (gettext_lazy("Completed"), "good", "circle-check"),
    Standing.EXPIRED: (gettext_lazy("Expired"), "caution", "history"),
}
PROBLEMS: dict[Problem, Promise | str] = {
    Problem.NONE: "",
    Problem.NO_HIRE_DATE: gettext_lazy("No hire date"),
    Problem.PAST: gettext_lazy("The date would already be past"),
    Problem.NO_SUCH_DAY: gettext_lazy("This day does not exist in their time zone"),
}
