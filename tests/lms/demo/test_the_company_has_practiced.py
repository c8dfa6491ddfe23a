"""The demo's practice is real: every run replays, every text is sealed, nobody else sees any of it.

One company for all of it, because filling it is what takes long.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from common.clock import now
from courses.models import Course
from enrollments.selectors import my_studies
from lms.demo import seed
from lms.demo.practice import dana as dana_plays
from lms.demo.practice import words
from lms.demo.practice.own_call import CALL
from people.models import User
from people.viewer import viewer_for
from practice.models import (
    Booster,
    FollowUp,
    Intention,
    OwnCall,
    PeerAsk,
    ReflectionNote,
    ReviewCard,
    Run,
    Turn,
    YearPlan,
)
from practice.scenario.score import score
from practice.selectors.playing.paths import as_played, scene_of
from practice.selectors.playing.scenes import scene
from practice.selectors.year.mine import my_practice
from practice.services.runs.finish import share_of_best
from studio.scenes.attempts import node_statistics, people_in
from studio.selectors.scenes.attempts import published_scene, ways_through
from tests.support.house_client import HouseClient

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_company_has_practiced():
    seed.run(progress=lambda *_: None)
    every_run_replays_to_what_is_stored()
    two_scenes_tell_their_author_something()
    listening_is_shared_by_a_few()
    the_year_has_cards_in_all_states()
    dana_is_in_the_middle_of_it()
    no_text_stands_in_clear()
    nobody_else_sees_dana()


def turns_by_run() -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = {}
    for turn in Turn.objects.order_by("run_id", "ordinal"):
        found.setdefault(turn.run_id, []).append(turn)
    return found


def every_run_replays_to_what_is_stored():
    told = turns_by_run()
    runs = list(Run.objects.all())
    for run in runs:
        turns = told.get(run.pk, [])
        assert run.turns_taken == len(turns)
        if run.state != Run.State.DEBRIEFED:
            continue
        scene = scene_of(run)
        found = score(scene.script, as_played(turns), span=scene.span)
        assert (run.ending, run.outcome) == (found.ending, found.outcome)
        assert (run.index_numerator, run.index_denominator) == share_of_best(found, scene.span)
        assert run.skills == {tag: [e.shown, e.offered] for tag, e in found.skills.items()}
    outcomes = Counter(run.outcome for run in runs)
    assert min(outcomes[o] for o in ("restored", "settled", "lost", "safe_exit")) >= 5
    assert len({run.learner_id for run in runs}) > 80
    assert max(run.ended_at for run in runs if run.ended_at) <= timezone.now()


def two_scenes_tell_their_author_something():
    """Sixty first attempts or more; what Studio finds in them no check could have known."""
    course = Course.objects.get()
    found = {}
    for key in ("r1-1", "r1-2"):
        row = published_scene(course, key)
        ways = ways_through(row, course)
        assert people_in(ways) >= 60
        script = scene(row.pk, row.language).script
        found[key] = {one.node.name: one for one in node_statistics(script, ways)}
    untaken = [option.choice.id for option in found["r1-2"]["open"].options if option.is_untaken]
    assert untaken == ["b"]
    assert found["r1-1"]["father"].is_left_often
    assert any(option.verdict for option in found["r1-1"]["lookup"].options)


def listening_is_shared_by_a_few():
    ratings = Counter(PeerAsk.objects.annotate(n=Count("ratings")).values_list("n", flat=True))
    assert ratings[2] >= 2
    assert ratings[0] >= 1


def the_year_has_cards_in_all_states():
    today = now().date()
    assert YearPlan.objects.filter(left_at__isnull=True).count() >= 12
    assert YearPlan.objects.filter(left_at__isnull=False).exists()
    assert ReviewCard.objects.filter(due_on__lt=today).exists()
    assert ReviewCard.objects.filter(due_on__gt=today).exists()
    assert ReviewCard.objects.filter(reviews__gte=2).exists()
    states = set(Booster.objects.values_list("state", flat=True))
    assert states == {"planned", "done", "left_out"}
    assert Booster.objects.filter(state="planned", due_on__lte=today).exists()
    assert Booster.objects.filter(state="planned", due_on__gt=today).exists()
    assert FollowUp.objects.exclude(answer="").exists()


def dana_is_in_the_middle_of_it():
    dana = User.objects.get(email="dana@northwind.example")
    runs = {run.scenario.key: run for run in Run.objects.filter(learner=dana)}
    assert (runs["r1-1"].state, runs["r1-2"].state) == ("playing", "debriefed")
    assert runs["r1-2"].note is not None
    assert 0 < runs["r1-2"].index_numerator < runs["r1-2"].index_denominator  # one slip
    assert ReflectionNote.objects.filter(learner=dana).count() == 1
    call = OwnCall.objects.get(learner=dana)
    assert (call.state, call.heard_at is None) == ("ready", False)
    practice = my_practice(dana, my_studies(viewer_for(dana, on=now().date())), at=now())
    assert len(practice.asked) >= 2


def no_text_stands_in_clear():
    written = [
        *words.WRITTEN_FIRST, *words.REPLIES, *(t for d in words.DEBRIEFS for t in d if t),
        *(t for texts in words.REFLECTIONS.values() for t in texts),
        *(line.trigger for line in words.TRIGGERS), *(t for i in words.INTENTIONS for t in i),
        dana_plays.WROTE, dana_plays.FEEL, dana_plays.KEPT, dana_plays.REPLY,
        CALL["said"].splitlines()[0], CALL["mine"], CALL["wish"], CALL["missed_why"],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith("courses_")]
        for table in tables:
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            (content,) = cursor.fetchone()
            found = [text for text in written if text in (content or "")]
            assert not found, (table, found)


def nobody_else_sees_dana():
    dana = User.objects.get(email="dana@northwind.example")
    run = Run.objects.get(learner=dana, scenario__key="r1-2")
    sentence = Intention.objects.get(learner=dana).follow_ups.first()
    assert sentence is not None
    hidden = (
        f"/my/practice/{run.uuid}/", f"/my/practice/{run.uuid}/debrief/",
        f"/my/year/follow-ups/{sentence.uuid}/",
        f"/my/calls/{OwnCall.objects.get(learner=dana).uuid}/",
    )  # fmt: skip
    for key in ("milo", "omar", "vera", "ada", "theo"):
        client = HouseClient()
        client.force_login(User.objects.get(email=f"{key}@northwind.example"))
        assert {client.get(path).status_code for path in hidden} == {404}
