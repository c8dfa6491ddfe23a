"""What a run refuses, in words for the learner."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from common.errors import Conflict
from practice.models import Run
from practice.selectors.runs.limits import above_cap, rest_before, too_soon


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


class NotesChanged(Conflict):
    """The notes were saved from another page meanwhile; what is stored stays until it is seen."""

    code = "notes_changed"

    def __init__(self) -> None:
        super().__init__(
            _(
                "These notes were saved from another page meanwhile, so yours are not saved yet. "
                "Both stand here: saving now keeps what is in the fields."
            )
        )


class AboveCap(Conflict):
    """The scene is more intense than the learner allows in their profile."""

    code = "above_cap"

    def __init__(self) -> None:
        super().__init__(above_cap())


class TooSoon(Conflict):
    """Two hard scenes within a day; `opens_at` is when this one may begin, `words` say it."""

    code = "too_soon"

    def __init__(self, opens_at: datetime, words: str) -> None:
        super().__init__(too_soon(words))
        self.opens_at = opens_at


def refuse_before_rest(run: Run, *, at: datetime) -> None:
    """Raise TooSoon for a hard scene left open, once another one was met within a day."""
    rest = rest_before(run.learner, run.scenario, at=at)
    if rest is not None:
        raise TooSoon(*rest)
