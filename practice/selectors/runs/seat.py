"""What one hears from the customer's seat."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from common.errors import Conflict
from practice.models import Run
from practice.scenario import engine
from practice.selectors.playing.lines import curves_of, person_of
from practice.selectors.playing.paths import as_played, scene_of, turns_of
from practice.selectors.runs.debrief import ratings_of
from practice.selectors.runs.looking_back import Seat
from practice.selectors.runs.stage import said_at

TRUST = "trust"


def seat_of(run: Run) -> Seat:
    """Return one's own lines as heard; Http404 where the scene has no seat for that.

    Raises Conflict while the scene goes on (two queries).
    """
    if run.state != Run.State.DEBRIEFED:
        raise Conflict(_("This scene has no debrief yet. Play it to its end first."))
    scene, turns = scene_of(run), turns_of(run)
    if not scene.script.perspectives:
        raise Http404
    states = engine.replay(scene.script, as_played(turns))
    curves = {curve.name: curve for curve in curves_of(scene, states)}
    return Seat(
        run=run,
        title=scene.script.title,
        language=scene.language,
        person=person_of(scene, tells_all=True),
        intro=scene.script.perspectives[0].intro,
        lines=tuple(said_at(scene, turn) for turn in turns),
        ratings=ratings_of(run),
        trust=curves.get(TRUST),
    )
