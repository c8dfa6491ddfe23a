"""Whatever was played: ending, skills and index follow from the stored turns alone (I36)."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.models import Run
from practice.scenario import engine
from practice.scenario.score import score
from practice.selectors.playing.paths import as_played, turns_of
from practice.selectors.playing.scenes import scene
from practice.selectors.runs.stage import stage_of
from practice.services.runs.finish import share_of_best
from tests.practice.runs.conftest import begin, say, whole


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(places=st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_any_way_through_a_scene_is_replayed_the_same(enrollment, places):
    sid = transaction.savepoint()
    run = whole(begin(enrollment))
    for place in places:
        if run.state != Run.State.PLAYING:
            break
        offered = engine.options(*here(run))
        run = say(run, offered[place % len(offered)].id).run
    assert run.state == Run.State.DEBRIEFED
    fits(run)
    transaction.savepoint_rollback(sid)


def here(run):
    found = scene(run.scenario_id, run.language)
    return found.script, engine.replay(found.script, as_played(turns_of(run)))[-1]


def fits(run) -> None:
    row = Run.objects.get(pk=run.pk)
    found = scene(row.scenario_id, row.language)
    told = score(found.script, as_played(turns_of(row)), span=found.span)
    assert (row.ending, row.outcome) == (told.ending, told.outcome)
    assert (row.index_numerator, row.index_denominator) == share_of_best(told, found.span)
    assert 0 <= row.index_numerator <= row.index_denominator
    assert row.skills == {tag: [e.shown, e.offered] for tag, e in told.skills.items()}


def test_control_another_turn_makes_another_score(enrollment):
    run = whole(begin(enrollment))
    for choice in ("a", "a", "c"):
        run = say(run, choice).run
    turns = as_played(turns_of(run))
    found = scene(run.scenario_id, run.language)
    other = [*turns[:2], engine.Turn(node="offer", choice="a")]
    assert share_of_best(score(found.script, other, span=found.span), found.span) != (
        run.index_numerator, run.index_denominator,
    )  # fmt: skip


def test_a_turn_asks_few_questions(enrollment, django_assert_num_queries):
    """Two of the service, one before it, none for the page that htmx gets after it."""
    run = begin(enrollment)
    stage_of(whole(run))  # the scene is read once for the process
    with django_assert_num_queries(5):  # two of them a savepoint of the test's own transaction
        found = whole(run)
        stage_of(say(found, "c").run)


@pytest.mark.parametrize("language", ["en", "de", "xx"])
def test_a_run_is_pinned_to_a_language_the_scene_has(enrollment, language):
    assert begin(enrollment, language=language).language == "en"
