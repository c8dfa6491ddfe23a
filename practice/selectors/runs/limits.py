"""What protects a learner: the intensity cap, and a day between two hard scenes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from practice.models import Comfort, Run, Scenario
from practice.selectors.runs.mine import comfort_of

HARD = 4
WAIT = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class AllowedFor:
    """Whether somebody may begin a scene now; `opens_at` is in their zone."""

    comfort: Comfort
    is_above_cap: bool
    opens_at: datetime | None
    opens_in_words: str


def limits_for(learner: User, scenario: Scenario, *, at: datetime) -> AllowedFor:
    """Return what stands against a new run (one query, two for a hard scene).

    Another try at the same scene is no second hard scene.
    """
    comfort = comfort_of(learner.pk)
    opens_at, words = rest_before(learner, scenario, at=at) or (None, "")
    return AllowedFor(
        comfort=comfort,
        is_above_cap=scenario.intensity > comfort.intensity_cap,
        opens_at=opens_at,
        opens_in_words=words,
    )


def rest_before(learner: User, scenario: Scenario, *, at: datetime) -> tuple[datetime, str] | None:
    """Return when a scene may be met after another hard one, in the learner's zone and in words.

    None where nothing stands in the way (one query for a hard scene).
    """
    opens_at = _opens_at(learner, scenario, at) if scenario.intensity >= HARD else None
    if opens_at is None:
        return None
    local = timezone.localtime(opens_at, learner.zone())
    return local, _words(local, learner)


def _opens_at(learner: User, scenario: Scenario, at: datetime) -> datetime | None:
    since = at - WAIT
    others = Run.objects.filter(learner=learner, scenario__intensity__gte=HARD)
    others = others.exclude(scenario__key=scenario.key)
    # A scene that was begun days ago and is still gone on with is met today.
    met = others.annotate(met=Greatest("started_at", "ended_at", Max("turns__at")))
    latest = met.filter(met__gt=since).aggregate(latest=Max("met"))["latest"]
    return latest + WAIT if latest else None


def _words(local: datetime, learner: User) -> str:
    return _("%(day)s at %(time)s (%(zone)s)") % {
        "day": date_format(local, "j F Y"), "time": f"{local:%H:%M}", "zone": learner.time_zone,
    }  # fmt: skip


def above_cap() -> str:
    """Return the words for a scene above the learner's own limit."""
    return _(
        "This scene is more intense than you allow at the moment. Read it instead, or raise the "
        "limit under “My practice”."
    )


def too_soon(opens: str) -> str:
    """Return the words for a second hard scene within a day; `opens` says when it may begin."""
    return _(
        "You played a hard scene within the last 24 hours. This one opens on %(time)s. The "
        "reading version is open now."
    ) % {"time": opens}
