"""When something is due: a local date and its zone become one instant. Pure; no ORM, no clock.

A due date means the whole local day, so the instant is the first one of the day after. Some
nights have no midnight (then the first instant after it counts) and some have two (then the later
one counts, in the learner's favor). A few dates never happened in a zone; nothing is due on those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

LATEST = date(2199, 12, 31)
SOON_DAYS = 7


class Anchor(StrEnum):
    """What a due date counts from."""

    FIXED = "fixed"
    HIRED = "hired"
    ASSIGNED = "assigned"


class Problem(StrEnum):
    """Why no due date follows for somebody."""

    NONE = ""
    NO_HIRE_DATE = "no_hire_date"
    PAST = "past"
    NO_SUCH_DAY = "no_such_day"


class Standing(StrEnum):
    """Where somebody stands with what was assigned."""

    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    EXPIRED = "expired"


class NoSuchDayError(ValueError):
    """The zone skipped that local date, so it has no instant at all."""


@dataclass(frozen=True)
class DueRule:
    """How due dates follow: a date for everybody, or days after an anchor."""

    anchor: Anchor
    due_on: date | None = None
    offset_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that says both or neither."""
        is_fixed = self.anchor == Anchor.FIXED
        if (self.due_on is None) == is_fixed or (self.offset_days is None) != is_fixed:
            raise ValueError("a due rule is a date, or an anchor with a number of days")

    def date_for(self, *, assigned_on: date, hired_on: date | None) -> date | None:
        """Return the local due date of one person; None when the anchor is unknown."""
        if self.due_on is not None:
            return self.due_on
        start = hired_on if self.anchor == Anchor.HIRED else assigned_on
        if start is None:
            return None
        ahead = timedelta(days=self.offset_days or 0)
        return start + ahead if start <= LATEST - ahead else LATEST


@dataclass(frozen=True)
class Moment:
    """What one person gets: opened on, due on (both local) in a zone, until which instant."""

    zone: str
    opens_on: date
    due_on: date | None = None
    due_at: datetime | None = None
    problem: Problem = Problem.NONE


@lru_cache(maxsize=1024)
def known_zone(name: str) -> str:
    """Return the zone's name, or UTC for one that the zone database does not know."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return "UTC"


def _at_or_after(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a local time: in a gap the first one after it, of two the later."""
    later = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if later.astimezone(zone).replace(tzinfo=None) == local:
        return later
    # In a gap the two readings stand on either side of the moment when the clock jumped.
    before, after = later, local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).replace(tzinfo=None) >= local:
            after = middle
        else:
            before = middle
    return after


def due_at(due_on: date, zone: str) -> datetime:
    """Return the first instant (UTC) that is too late for a local due date.

    Raises NoSuchDayError for a date that the zone skipped.
    """
    found = ZoneInfo(zone)
    start = _at_or_after(datetime.combine(due_on, time.min), found)
    if start.astimezone(found).date() != due_on:
        raise NoSuchDayError(f"{due_on} does not exist in {zone}")
    return _at_or_after(datetime.combine(due_on + timedelta(days=1), time.min), found)


def is_overdue(*, due_at: datetime | None, at: datetime) -> bool:
    """Return whether the due instant is reached; what has no due date is never overdue."""
    return due_at is not None and at >= due_at


def standing(
    *,
    is_done: bool,
    due_on: date | None,
    due_at: datetime | None,
    zone: str,
    at: datetime,
    expires_on: date | None = None,
) -> Standing:
    """Return where somebody stands at an instant; `due soon` begins seven local days before.

    What is done counts through the local day on which it expires; without one it counts for ever.
    """
    today = at.astimezone(ZoneInfo(known_zone(zone))).date()
    if is_done:
        is_over = expires_on is not None and expires_on < today
        return Standing.EXPIRED if is_over else Standing.COMPLETED
    if due_on is None:
        return Standing.ON_TRACK
    if is_overdue(due_at=due_at, at=at):
        return Standing.OVERDUE
    return Standing.DUE_SOON if (due_on - today).days <= SOON_DAYS else Standing.ON_TRACK


def moment(rule: DueRule, *, time_zone: str, hired_on: date | None, at: datetime) -> Moment:
    """Return what the rule means for a person in that zone with that hire date."""
    zone = known_zone(time_zone)
    today = at.astimezone(ZoneInfo(zone)).date()
    due_on = rule.date_for(assigned_on=today, hired_on=hired_on)
    if due_on is None:
        return Moment(zone, today, problem=Problem.NO_HIRE_DATE)
    if due_on < today:
        return Moment(zone, today, problem=Problem.PAST)
    try:
        return Moment(zone, today, due_on, due_at(due_on, zone))
    except NoSuchDayError:
        return Moment(zone, today, problem=Problem.NO_SUCH_DAY)
