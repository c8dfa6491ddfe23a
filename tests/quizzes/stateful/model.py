"""What attempts should do, in plain Python: no database, no code of the product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

QUESTIONS = 4
PASS = 3  # of 4 right answers, at 75 percent
LIMIT, MINUTES, GRACE, WAIT = 2, 20, 30, 10


@dataclass
class Kept:
    """The answer that counts at a place."""

    seq: int
    answer: str  # right, wrong or none
    flag: bool


@dataclass
class Try:
    """One attempt."""

    started: dt.datetime
    deadline: dt.datetime
    kept: dict[int, Kept] = field(default_factory=dict)
    state: str = "in_progress"
    closed_by: str = ""
    ended: dt.datetime | None = None
    late: dt.timedelta | None = None

    def is_over(self, at: dt.datetime) -> bool:
        return at > self.deadline + dt.timedelta(seconds=GRACE)

    @property
    def score(self) -> int:
        return sum(kept.answer == "right" for kept in self.kept.values())

    @property
    def passed(self) -> bool:
        return self.state == "submitted" and self.score >= PASS

    @property
    def unanswered(self) -> int:
        answered = sum(kept.answer != "none" for kept in self.kept.values())
        return QUESTIONS - answered


@dataclass
class Model:
    """A learner at a quiz."""

    at: dt.datetime
    tries: list[Try] = field(default_factory=list)
    extra: list[dt.datetime] = field(default_factory=list)
    percent: int = 0

    @property
    def open(self) -> Try | None:
        return next((one for one in self.tries if one.state == "in_progress"), None)

    @property
    def passed(self) -> bool:
        return any(one.passed for one in self.tries)

    @property
    def waits(self) -> bool:
        ended = max((one.ended for one in self.tries if one.ended), default=None)
        if ended is None or (self.extra and max(self.extra) >= ended):
            return False
        return self.at < ended + dt.timedelta(minutes=WAIT)

    @property
    def is_stuck(self) -> bool:
        return len(self.tries) >= LIMIT + len(self.extra) or self.waits

    def start(self) -> str:
        """Return new, open or refused."""
        self.tick()
        if self.open:
            return "open"
        if self.passed or self.is_stuck:
            return "refused"
        seconds = MINUTES * 60 * (100 + self.percent) / 100
        self.tries.append(Try(self.at, self.at + dt.timedelta(seconds=seconds)))
        return "new"

    def save(self, one: Try, place: int, seq: int, answer: str, *, flag: bool) -> str:
        """Return stored, same, stale, submitted or over."""
        if one.state != "in_progress":
            return "submitted"
        if one.is_over(self.at):
            return "over"
        kept = one.kept.get(place)
        if kept and seq <= kept.seq:
            return "same" if (kept.answer, kept.flag) == (answer, flag) else "stale"
        one.kept[place] = Kept(seq, answer, flag)
        return "stored"

    def submit(self, one: Try, *, accept: bool) -> str:
        """Return new, again or unanswered."""
        if one.state != "in_progress":
            return "again"
        if one.is_over(self.at):
            self._close(one, "time")
            return "new"
        if one.unanswered and not accept:
            return "unanswered"
        self._close(one, "learner")
        return "new"

    def tick(self) -> int:
        """Close what is over; return how many."""
        over = [one for one in self.tries if one.state == "in_progress" and one.is_over(self.at)]
        for one in over:
            self._close(one, "time")
        return len(over)

    def give_minutes(self, minutes: int) -> bool:
        self.tick()
        if not self.open:
            return False
        self.open.deadline += dt.timedelta(minutes=minutes)
        return True

    def give_attempt(self) -> bool:
        if self.passed or self.open or not self.is_stuck:
            return False
        self.extra.append(self.at)
        return True

    def _close(self, one: Try, by: str) -> None:
        one.state, one.closed_by, one.ended = "submitted", by, self.at
        if by == "learner" and self.at > one.deadline:
            one.late = self.at - one.deadline
