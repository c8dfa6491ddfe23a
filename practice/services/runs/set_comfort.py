"""Say how one wants to meet scenes."""

from __future__ import annotations

from people.models import User
from practice.models import Comfort


def set_comfort(
    *,
    by: User,
    intensity_cap: object,
    shows_meters: bool,
    shows_timer: bool,
    shows_voice: bool,
) -> Comfort:
    """Store the learner's own choices; raises InvalidInput for a cap outside 1 to 5."""
    raise NotImplementedError
