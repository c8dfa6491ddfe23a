"""Role-plays through the API: the same rules, problem documents, nobody else's runs."""

from __future__ import annotations

import pytest

from practice.models import DebriefNote, Run
from tests.practice.runs.conftest import BEST, begin, play
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import course_with, enrolled
from tests.support.house_client import HouseClient

RUNS = "/api/v1/my/role-play-runs/"


@pytest.fixture
def client(dana):
    client = HouseClient()
    client.force_login(dana)
    return client


def send(client, method, url, body=None, **more):
    return getattr(client, method)(url, body, content_type="application/json", **more)


def start(client, enrollment, **more):
    body = {"enrollment": str(enrollment.uuid), "lesson": "r1-1"}
    return send(client, "post", RUNS, body, **more)


def at(run, place=""):
    return f"{RUNS}{run['uuid']}/{place}"


def test_a_scene_is_played_from_start_to_debrief(client, enrollment):
    run = start(client, enrollment).json()
    assert run["stage"]["step"] == "notice"
    assert run["stage"]["ask"]["options"] == ["angry", "worried", "bored"]
    assert run["stage"]["options"] == []
    run = send(client, "put", at(run, "before/"), {"turns_taken": 0, "noticed": 1}).json()
    assert run["stage"]["noticed"]["is_best"] is True
    for taken, choice in enumerate(BEST):
        answer = send(client, "post", at(run, "turns/"), {"turns_taken": taken, "choice": choice})
        assert answer.status_code == 200, answer.json()
    assert (answer.json()["state"], answer.json()["stage"]) == ("debriefed", None)
    debrief = client.get(at(run, "debrief/")).json()
    assert [step["quality"] for step in debrief["own"]] == ["best"] * 3
    assert debrief["index"]["share"] == 100
    notes = {"feel": "Calm.", "fact": "", "transfer": ""}
    kept = send(client, "put", at(run, "debrief/"), notes).json()["notes"]
    assert {name: kept[name] for name in notes} == notes
    late = send(client, "put", at(run, "debrief/"), {**notes, "fact": "x", "seen": ""})
    assert (late.status_code, late.json()["type"]) == (409, "about:blank#notes_changed")
    told = client.get("/api/v1/my/role-play-transcripts/").json()
    assert told["runs"][0]["notes"] == {**notes, "cannot_be_opened": []}


def test_a_key_starts_one_run_and_the_open_one_is_given_again(client, enrollment):
    first = start(client, enrollment, headers={"Idempotency-Key": "k1"})
    again = start(client, enrollment, headers={"Idempotency-Key": "k1"})
    other = start(client, enrollment)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 200)
    assert first.json()["uuid"] == again.json()["uuid"] == other.json()["uuid"]
    assert start(client, enrollment, headers={"Idempotency-Key": "k" * 101}).status_code == 400


def test_another_choice_for_a_turn_that_is_taken_is_a_conflict(client, enrollment):
    run = start(client, enrollment).json()
    body = {"turns_taken": 0, "choice": "c"}
    assert send(client, "post", at(run, "turns/"), body).status_code == 200
    assert send(client, "post", at(run, "turns/"), body).json()["turns_taken"] == 1
    refused = send(client, "post", at(run, "turns/"), {**body, "choice": "a"})
    assert refused.status_code == 409
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "about:blank#went_on"


def test_stepping_out_retrying_and_deleting(client, enrollment):
    run = start(client, enrollment).json()
    send(client, "post", at(run, "turns/"), {"turns_taken": 0, "choice": "b"})
    assert send(client, "post", at(run, "step-out/")).json()["state"] == "stepped_out"
    assert client.get(at(run, "debrief/")).status_code == 409
    made = send(client, "post", at(run, "retries/"), {"turn": 1})
    assert (made.status_code, made.json()["turns_taken"]) == (201, 0)
    assert [row["uuid"] for row in client.get(RUNS).json()["results"]] == [
        made.json()["uuid"], run["uuid"],
    ]  # fmt: skip
    assert client.delete(at(run)).status_code == 204
    assert client.get(at(run)).status_code == client.delete(at(run)).status_code == 404


@pytest.mark.parametrize(
    ("method", "place", "body"),
    [("post", "turns/", {"turns_taken": "x", "choice": "c"}), ("post", "turns/", {"choice": "c"}),
     ("post", "turns/", {"turns_taken": 0, "choice": "zz"}),
     ("put", "before/", {"turns_taken": -1}),
     ("put", "before/", {"turns_taken": 0, "noticed": 8}),
     ("put", "before/", {"turns_taken": 0, "wrote": "x" * 2001}), ("put", "debrief/", {"feel": 1}),
     ("post", "retries/", {"turn": 0}), ("post", "retries/", [])],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(client, enrollment, method, place, body):
    run = start(client, enrollment).json()
    refused = send(client, method, at(run, place), body)
    assert refused.status_code == 400
    assert refused.json()["detail"]
    assert Run.objects.get().turns_taken == 0
    assert not DebriefNote.objects.exists()


def test_nobody_elses_run_is_there(enrollment, ada):
    run = play(begin(enrollment))
    client = HouseClient()
    client.force_login(ada)
    for place in ("", "debrief/"):
        assert client.get(f"{RUNS}{run.uuid}/{place}").status_code == 404
    for place in ("turns/", "step-out/", "retries/"):
        body = {"turns_taken": 3, "choice": "a", "turn": 1}
        assert send(client, "post", f"{RUNS}{run.uuid}/{place}", body).status_code == 404
    assert client.delete(f"{RUNS}{run.uuid}/").status_code == 404
    assert client.get(RUNS).json()["results"] == []
    assert client.get("/api/v1/my/role-play-transcripts/").json()["runs"] == []
    assert start(client, enrollment).status_code == 404


def test_a_reading_is_no_scene(client, enrollment):
    body = {"enrollment": str(enrollment.uuid), "lesson": "l1-1"}
    assert send(client, "post", RUNS, body).status_code == 404


def test_the_hardest_level_tells_no_more_here_than_on_the_page(client, dana, db):
    hardest = PARCEL.replace("difficulty: 2", "difficulty: 5")
    run = start(client, enrolled(course_with(hardest), dana)).json()
    assert run["stage"]["ask"]["options"] == []
    words = {"turns_taken": 0, "noticed_words": "She is afraid."}
    noticed = send(client, "put", at(run, "before/"), words).json()["stage"]["noticed"]
    assert noticed == {"said": "She is afraid.", "best": "", "why": "", "is_best": None}
    body = {"turns_taken": 0, "choice": "c"}
    stage = send(client, "post", at(run, "turns/"), body).json()["stage"]
    said_before = stage["history"][0]["customer"]
    assert (said_before["voice"], said_before["words"]) == ([], [])
    for taken, choice in enumerate(BEST[1:], start=1):
        send(client, "post", at(run, "turns/"), {"turns_taken": taken, "choice": choice})
    assert client.get(at(run, "debrief/")).json()["own"][0]["feedback"]


def test_control_an_easier_level_tells_the_best_at_once_and_its_cues(client, enrollment):
    run = start(client, enrollment).json()
    noticed = send(client, "put", at(run, "before/"), {"turns_taken": 0, "noticed": 0}).json()
    assert noticed["stage"]["noticed"]["best"] == "worried"
    body = {"turns_taken": 0, "choice": "c"}
    stage = send(client, "post", at(run, "turns/"), body).json()["stage"]
    assert stage["history"][0]["customer"]["words"] == ["nobody"]
