"""Every choice as an xAPI statement: the learner's to take, without score or own words."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.urls import reverse

from practice.selectors.runs.xapi import INTERACTION, statements
from practice.services.runs.leave import step_out
from practice.services.runs.take_turn import take_turn
from tests.practice.runs.conftest import BEST, begin, later, play, say, viewer, whole

SECRET = "words-of-my-own"
ADL = "http://adlnet.gov/expapi/verbs/"


@pytest.fixture
def run(enrollment):
    run = say(begin(enrollment), BEST[0], noticed=0, wrote=SECRET).run
    return whole(play(run, BEST[1:]))


def verbs(told):
    return [one["verb"]["id"].removeprefix(ADL) for one in told]


def test_every_choice_is_a_statement_and_nothing_is_a_grade(run):
    told = statements(viewer(run.learner))
    assert verbs(told) == ["initialized", *["answered"] * 4, "completed"]
    noticed, first = told[1], told[2]
    assert noticed["object"]["id"].endswith("/xapi/scenes/parcel-birthday/3/open/notice")
    assert noticed["result"] == {"response": "0"}
    assert noticed["object"]["definition"]["correctResponsesPattern"] == ["1"]
    assert first["object"]["definition"]["type"] == INTERACTION
    assert first["result"]["response"] == "c"
    assert "c" in first["object"]["definition"]["correctResponsesPattern"]
    (quality,) = (v for k, v in first["result"]["extensions"].items() if k.endswith("/quality"))
    assert quality == "best"
    assert "score" not in json.dumps(told)
    assert SECRET not in json.dumps(told)
    assert {one["context"]["registration"] for one in told} == {str(run.uuid)}


def test_taken_away_twice_the_statements_are_the_same(run):
    first, again = (statements(viewer(run.learner)) for _ in range(2))
    assert first == again
    assert len({UUID(one["id"]) for one in first}) == len(first)
    assert json.loads(json.dumps(first)) == first


def test_who_stepped_out_has_not_failed(enrollment):
    run = take_turn(
        run=begin(enrollment), turns_taken=0, choice="a", by=enrollment.learner, at=later(1)
    ).run
    step_out(run=run, by=run.learner, at=later(2))
    told = statements(viewer(run.learner))
    assert verbs(told) == ["initialized", "answered", "terminated"]
    assert "result" not in told[-1]


def test_it_is_ones_own_and_a_handful_of_questions(
    run, enrollment, ada, sign_in, django_assert_max_num_queries
):
    place = reverse("practice:export-xapi")
    play(begin(enrollment, at=later(60)))
    client = sign_in(run.learner)
    with django_assert_max_num_queries(8):
        answer = client.get(place)
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(json.loads(answer.content)) == 11
    assert json.loads(sign_in(ada).get(place).content) == []
