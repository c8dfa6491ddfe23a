"""Say how one wants to meet scenes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.models import Comfort

CAPS = range(1, 6)


def set_comfort(
    *,
    by: User,
    intensity_cap: object,
    shows_meters: bool,
    shows_timer: bool,
    shows_voice: bool,
) -> Comfort:
    """Store the learner's own choices; raises InvalidInput for a cap outside 1 to 5."""
    cap = intensity_cap
    if isinstance(cap, str) and cap.isascii() and cap.isdigit() and len(cap) == 1:
        cap = int(cap)
    if isinstance(cap, bool) or not isinstance(cap, int) or cap not in CAPS:
        raise InvalidInput(_("Choose a number from 1 to 5."), field="intensity_cap")
    comfort, _is_new = Comfort.objects.update_or_create(
        user=by,
        defaults={
            "intensity_cap": cap, "shows_meters": shows_meters, "shows_timer": shows_timer,
            "shows_voice": shows_voice,
        },
    )  # fmt: skip
    return comfort
