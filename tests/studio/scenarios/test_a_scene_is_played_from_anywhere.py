"""Tries: any node in any state, walked like the engine walks; nothing kept, nothing tampered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.models import Run
from practice.scenario.check import check_text
from practice.scenario.engine import NotOfferedError, enter_at, replay, step
from studio.scenes.trying import tried
from tests.practice.scenario.conftest import PARCEL
from tests.studio.scenarios.conftest import HERE

TRY = f"{HERE}try/"
SCENE = check_text("parcel-birthday.yaml", PARCEL).scenario


def test_a_try_walks_as_the_engine_does():
    now = tried(SCENE, "hot", {"trust": 5, "frustration": 4}, ["b", "c", "a"])
    state = enter_at(SCENE, "hot", {"trust": 5, "frustration": 4})
    for choice in ("b", "c", "a"):
        state = step(SCENE, state, choice)
    assert now.ending.name == state.at == "end_restored"
    assert [moved.value for moved in now.now] == list(state.meters)
    assert [(m.value, m.change) for m in now.steps[0].meters] == [(7, 2), (2, -2)]
    assert now.steps[-1].passed == ("close",)


def test_from_the_start_it_is_the_run_itself():
    report = check_text("parcel-birthday.yaml", PARCEL)
    path = [turn.choice for turn in report.span.expert]
    now = tried(SCENE, "open", {}, path)
    assert now.ending.name == replay(SCENE, report.span.expert)[-1].at


def test_closed_options_are_shown_with_their_condition_and_truths_are_told():
    low, high = (tried(SCENE, "offer", {"trust": trust}) for trust in (4, 5))
    assert [offer.is_open for offer in low.offers] == [True, False, True]
    assert [offer.is_open for offer in high.offers] == [True, True, True]
    told = {truth.condition.text: truth.is_true for truth in low.truths}
    assert told == {
        "trust >= 5": False, "trust >= 7 and frustration <= 4": False, "frustration >= 9": False,
    }  # fmt: skip
    with pytest.raises(NotOfferedError):
        tried(SCENE, "offer", {"trust": 4}, ["b"])


@pytest.mark.django_db
def test_the_page_plays_and_asks_the_database_nothing_of_runs(scene, studio):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = studio.get(f"{TRY}?at=hot&meter-trust=2&meter-frustration=8&path=b").content.decode()
    assert "A quick repair beats a defence." in told
    assert "trust 4 (+2)" in told
    assert "My daughter will think I forgot." in told
    assert "trust &gt;= 5" in told
    assert not any("practice_" in one["sql"] for one in asked)
    assert all(one["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
               for one in asked), [one["sql"] for one in asked]  # fmt: skip
    assert not Run.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200), ("at=open", 200), ("at=close", 200), ("at=end_lost", 200),
        ("at=offer&meter-trust=10&path=b", 200),
        ("at=nowhere", 404), ("at=", 404), ("at=open.a", 404),
        ("at=open&meter-trust=11", 400), ("at=open&meter-trust=-1", 400),
        ("at=open&meter-trust=x", 400), ("at=open&meter-trust=", 400),
        ("at=open&meter-trust=" + "9" * 5000, 400), ("at=open&meter-trust=٣", 400),
        ("at=open&path=z", 400), ("at=open&path=a..b", 400), ("at=open&path=a.", 400),
        ("at=offer&meter-trust=0&path=b", 400), ("at=end_lost&path=a", 400),
        ("at=open&path=" + ".".join("a" * 200), 400), ("at=hot&path=a.a.a.a", 400),
        ("at=open&path=<script>", 400), ("at=open&unknown=1", 200),
    ],
)  # fmt: skip
def test_a_state_that_cannot_be_is_refused(scene, studio, query, status):
    assert studio.get(f"{TRY}?{query}").status_code == status


@pytest.mark.django_db
def test_a_scene_that_leads_nowhere_is_not_played(put, studio):
    put(PARCEL.replace('from you.", goto: hot}', 'from you.", goto: x}'))
    assert "cannot be played yet" in studio.get(TRY).content.decode()
    put(PARCEL.replace("version: 3", "version: three"))
    assert "cannot be played yet" in studio.get(TRY).content.decode()


@pytest.mark.django_db
def test_routing_without_a_true_branch_says_stuck(put, studio):
    text = PARCEL.replace("      - {goto: end_settled}\n", "")
    assert text != PARCEL
    put(text)
    told = studio.get(f"{TRY}?at=close&meter-trust=2&meter-frustration=7").content.decode()
    assert "leads nowhere" in told
