"""Days off: the weekend, other weekdays of one's own, and time away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

WEEKEND = frozenset({6, 7})
ONE_DAY = timedelta(days=1)
LONGEST_AWAY = 366  # days; the form refuses more


@dataclass(frozen=True)
class DaysOff:
    """Weekdays off by ISO number (1 Monday … 7 Sunday), and one time away, both ends included."""

    weekdays: frozenset[int] = field(default=WEEKEND)
    away_from: date | None = None
    away_until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a week without a working day, which would never find a next one."""
        if not self.weekdays < frozenset(range(1, 8)):
            raise ValueError("weekdays off are some of 1 to 7, and not all of them")

    def has(self, day: date) -> bool:
        """Return whether the day is off."""
        return day.isoweekday() in self.weekdays or self._is_away(day)

    def _is_away(self, day: date) -> bool:
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= day <= self.away_until

    def on_or_after(self, day: date) -> date:
        """Return the first working day from that day on."""
        while self.has(day):
            last = self.away_until if self._is_away(day) else None
            day = (last or day) + ONE_DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after the first day and before the second."""
        between = (until - after).days
        return sum(not self.has(after + timedelta(days=n)) for n in range(1, between))
