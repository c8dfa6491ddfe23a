"""What a corrected key makes of a submitted attempt. Pure: no database, no clock, no settings.

A pass is never taken back: who passed by the key of the day passed. The score may fall beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.scoring.points import Result, total


@dataclass(frozen=True)
class Mark:
    """One scored question of an attempt: its points until now and from now on; None: left out."""

    key: str
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True)
class Regraded:
    """An attempt that comes out differently."""

    questions: Sequence[Mark]
    before: Result
    after: Result
    passed_before: bool
    passed_after: bool

    @property
    def gains_pass(self) -> bool:
        """Return whether it passes now and did not."""
        return self.passed_after and not self.passed_before

    @property
    def keeps_pass(self) -> bool:
        """Return whether it would fail by the new key and keeps its pass."""
        return self.passed_before and not self.after.is_passed


def regraded(marks: Sequence[Mark], *, pass_mark_percent: int, has_passed: bool) -> Regraded | None:
    """Return how the attempt comes out, None if nothing of it changes."""
    changed = [mark for mark in marks if mark.before != mark.after]
    if not changed:
        return None
    before = [mark.before for mark in marks if mark.before is not None]
    after = [mark.after for mark in marks if mark.after is not None]
    result = total(after, pass_mark_percent=pass_mark_percent)
    return Regraded(
        questions=changed,
        before=total(before, pass_mark_percent=pass_mark_percent),
        after=result,
        passed_before=has_passed,
        passed_after=has_passed or result.is_passed,
    )


def fingerprint(target: str, found: Iterable[tuple[str, Regraded]]) -> str:
    """Return the SHA-256 of what would be done to whom: what is applied must be what was seen."""
    lines = sorted(
        [name, str(one.before.score), str(one.after.score), str(one.after.max_score),
         one.passed_before, one.passed_after,
         [[mark.key, str(mark.before), str(mark.after)] for mark in one.questions]]
        for name, one in found
    )  # fmt: skip
    text = json.dumps([target, lines], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
