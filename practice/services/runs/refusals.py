"""What a run refuses, in words for the learner."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from common.errors import Conflict
from practice.models import Run


class WentOn(Conflict):
    """The run is further than the page that sent this; `run` is as it stands."""

    code = "went_on"

    def __init__(self, run: Run) -> None:
        super().__init__(_("This scene went on in another tab. Here is where it stands now."))
        self.run = run


class RunIsOver(Conflict):
    """The run takes no more turns; `run` is as it stands."""

    code = "over"

    def __init__(self, run: Run) -> None:
        super().__init__(_("This scene is over. Nothing was changed."))
        self.run = run


class AboveCap(Conflict):
    """The scene is more intense than the learner allows in their profile."""

    code = "above_cap"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This scene is more intense than you allow at the moment. Read it instead, or "
                "raise the limit under “My practice”."
            )
        )


class TooSoon(Conflict):
    """Two hard scenes within a day; `opens_at` is when this one may begin, in `words`."""

    code = "too_soon"

    def __init__(self, opens_at: datetime, words: str) -> None:
        super().__init__(
            _(
                "You played a hard scene within the last 24 hours. This one opens on %(time)s. "
                "The reading version is open now."
            )
            % {"time": words}
        )
        self.opens_at = opens_at
