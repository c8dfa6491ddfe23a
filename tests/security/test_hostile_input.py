"""Hostile values at every form, query and endpoint: never 500, a clear answer, nothing stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.security import digests
from tests.security.hostile import BODIES, FORMS, TEXTS, VALUES
from tests.security.world import World


@dataclass(frozen=True)
class Door:
    """One way in: who, where, how, and fields that are good."""

    who: str
    method: str
    url: str
    fields: dict[str, Any]


def queries(world: World) -> list[Door]:
    assign = reverse("curricula:assign", args=[world.curriculum.slug])
    review = {
        "departments": str(world.departments["Bookings"].uuid), "include_below": "on",
        "job_titles": "Agent", "hired_from": "2020-01-01", "hired_to": "2026-01-01",
        "anchor": "fixed", "due_on": "2030-01-01", "offset_days": "3", "note": "x",
        "step": "review", "page": "1",
    }  # fmt: skip
    return [
        Door("omar", "get", assign, review),
        Door("omar", "get", reverse("curricula:follow"), dict.fromkeys(
            ["curriculum", "department", "place", "course", "standing", "page"], "")),
        Door("vera", "get", reverse("reports:audit-trail"), dict.fromkeys(
            ["verb", "who", "first_on", "last_on", "person", "target", "before"], "")),
        Door("vera", "get", reverse("reports:people"), {"q": "a"}),
        Door("omar", "get", reverse("reports:list"), {"page": "1"}),
        Door("anonymous", "get", reverse("certificates:enter-code"), {"code": "x"}),
        Door("dana", "get", reverse("certificates:download",
             args=[world.certificates["dana"].uuid]), {"view": ""}),
        Door("anonymous", "get", reverse("gallery"), {"theme": "", "dir": "", "page": "1"}),
        Door("anonymous", "get", reverse("account_login"), {"next": "/"}),
        Door("omar", "get", reverse("api:assignments"), {
            "whose": "people", "curriculum": "x", "department": "", "standing": "", "cursor": "x"}),
        Door("dana", "get", reverse("api:my-certificates"), {"cursor": "x"}),
        Door("dana", "get", reverse("api:roleplay-runs"), {"cursor": "x"}),
        Door("dana", "get", reverse("practice:mine"), {"page": "1"}),
        Door("omar", "get", reverse("api:report-runs"), {"cursor": "x"}),
    ]  # fmt: skip


def forms(world: World) -> list[Door]:
    attempt, scene, played = world.attempts["dana"], world.scenes["dana"], world.debriefed["dana"]
    place = [attempt.enrollment.uuid, "m1-quiz", attempt.uuid]
    review = {**queries(world)[0].fields, "token": "x", "digest": "x", "exceptions": "leave_out"}
    report = {
        "kind": "completions", "department": "", "course": "", "first_on": "2026-01-01",
        "last_on": "2026-01-02", "reason": "Yearly audit", "do": "count",
    }  # fmt: skip
    return [
        Door("dana", "post", reverse("quizzes:save", args=[*place, 1]), {
            "client_seq": "x", "choice": "x", "choices": "x", "order": "x", "pair-a": "x",
            "flag": "", "go": "next"}),
        Door("dana", "post", reverse("quizzes:submit", args=place), {"accept": ""}),
        Door("dana", "post", reverse("practice:start", args=[scene.enrollment.uuid, "r1-1"]), {
            "idempotency_key": "x"}),
        Door("dana", "post", reverse("practice:turn", args=[scene.uuid]), {
            "turns_taken": "1", "choice": "z", "noticed": "", "noticed_words": "", "wrote": ""}),
        Door("dana", "post", reverse("practice:prepare", args=[scene.uuid]), {
            "turns_taken": "9", "noticed": "0", "noticed_words": "x", "wrote": "x"}),
        Door("dana", "post", reverse("practice:debrief", args=[played.uuid]), {
            "feel": "x", "fact": "x", "transfer": "x"}),
        Door("dana", "post", reverse("practice:seat", args=[played.uuid]), {
            "heard": "9", "respected": "1"}),
        Door("dana", "post", reverse("practice:retry", args=[played.uuid]), {
            "turn": "9", "idempotency_key": "x"}),
        Door("dana", "post", reverse("practice:comfort"), {
            "intensity_cap": "9", "shows_meters": "", "next": "/"}),
        Door("omar", "post", reverse("curricula:assign", args=[world.curriculum.slug]), review),
        Door("omar", "post", reverse("reports:list"), report),
        Door("anonymous", "post", reverse("account_login"), {
            "login": "dana@northwind.example", "password": "x", "remember": "on", "next": "/"}),
        Door("anonymous", "post", reverse("account_reset_password"), {"email": "x"}),
        Door("dana", "post", reverse("account_change_password"), dict.fromkeys(
            ["oldpassword", "password1", "password2"], "x")),
    ]  # fmt: skip


def endpoints(world: World) -> list[Door]:
    attempt = world.attempts["dana"].uuid
    scene, played = world.scenes["dana"].uuid, world.debriefed["dana"].uuid
    return [
        Door("dana", "post", reverse("api:quiz-attempts"), {
            "enrollment": str(world.enrollments["dana"].uuid), "lesson": "m1-quiz"}),
        Door("dana", "put", reverse("api:quiz-answer", args=[attempt, 1]), {
            "client_seq": 9, "answer": None, "is_flagged": False}),
        Door("dana", "post", reverse("api:quiz-submission", args=[attempt]),
             {"accept_unanswered": False}),
        Door("dana", "post", reverse("api:roleplay-runs"), {
            "enrollment": str(world.scenes["dana"].enrollment.uuid), "lesson": "r1-1"}),
        Door("dana", "put", reverse("api:roleplay-before", args=[scene]), {
            "turns_taken": 9, "noticed": 0, "noticed_words": "x", "wrote": "x"}),
        Door("dana", "post", reverse("api:roleplay-turns", args=[scene]), {
            "turns_taken": 9, "choice": "c", "noticed": 0, "noticed_words": "x", "wrote": "x"}),
        Door("dana", "put", reverse("api:roleplay-debrief", args=[played]), {
            "feel": "x", "fact": "x", "transfer": "x"}),
        Door("dana", "post", reverse("api:roleplay-retries", args=[played]), {"turn": 9}),
        Door("omar", "post", reverse("api:assignments"), {
            "token": None, "curriculum": world.curriculum.slug,
            "departments": [str(world.departments["Bookings"].uuid)], "include_below": True,
            "hired_from": None, "hired_to": None, "job_titles": [], "anchor": "assigned",
            "due_on": None, "offset_days": 9, "note": "", "exceptions": "without_date"}),
        Door("omar", "post", reverse("api:report-runs"), {
            "kind": "completions", "first_on": "2026-01-01", "last_on": "2026-01-02",
            "department": None, "course": None, "reason": "Yearly audit"}),
    ]  # fmt: skip


class Attack:
    """Sends requests one after the other and remembers what went wrong."""

    def __init__(self, world: World) -> None:
        self.clients: dict[str, Client] = {}
        self.world, self.sent, self.problems = world, 0, []

    def send(self, door: Door, what: str, **more: Any) -> None:
        client = self.clients.setdefault(door.who, self.world.client(door.who))
        before = digests.writes()
        with transaction.atomic():
            client.get(reverse("livez"))
            response = getattr(client, door.method)(door.url, **more)
            # A refusal stores nothing; what was taken is another matter.
            if 400 <= response.status_code < 500 and digests.writes() != before:
                self._note(door, what, "wrote, then refused")
            transaction.set_rollback(True)
        self.sent += 1
        if response.status_code >= 500:
            self._note(door, what, f"{response.status_code}")
        if door.url.startswith("/api/") and response.status_code >= 400:
            self._check_problem(door, what, response)

    def _check_problem(self, door: Door, what: str, response: Any) -> None:
        is_problem = response.headers["Content-Type"].startswith("application/problem+json")
        if not is_problem or response.json()["status"] != response.status_code:
            self._note(door, what, f"{response.status_code} without a problem document")

    def _note(self, door: Door, what: str, problem: str) -> None:
        self.problems.append(f"{door.who} {door.method} {door.url} {what[:80]}: {problem}")


def one_by_one(fields: dict[str, Any], values: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the good fields with one of them replaced, doubled, listed or gone."""
    for turn, name in enumerate(fields):
        for value in values[turn % 3 :: 3]:  # a third each, another third for the next field
            yield f"{name}={value!r}", {**fields, name: value}
        rest = {key: value for key, value in fields.items() if key != name}
        yield f"without {name}", rest
        yield f"{name}[]", {**rest, f"{name}[]": "x"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", [queries, forms])
def test_hostile_texts_never_break_a_page(world, kind):
    attack = Attack(world)
    for door in kind(world):
        for what, fields in one_by_one(door.fields, TEXTS):
            attack.send(door, what, data=fields)
        for name in door.fields:
            attack.send(door, f"{name} twice", data={**door.fields, name: ["x", "-1"]})
    assert attack.problems == []
    assert attack.sent > 400


@pytest.mark.slow
def test_hostile_values_never_break_an_endpoint(world):
    attack = Attack(world)
    for door in endpoints(world):
        for what, fields in one_by_one(door.fields, VALUES):
            attack.send(door, what, data=json.dumps(fields), content_type="application/json")
        for what, body in BODIES.items():
            attack.send(door, what, data=body, content_type="application/json")
        attack.send(door, "a form", data={"a": "b"})
        attack.send(door, "XML", data=b"<a/>", content_type="application/xml")
    assert attack.problems == []
    assert attack.sent > 250


def test_bodies_that_are_no_forms_never_break_a_page(world):
    attack = Attack(world)
    for door in forms(world):
        for what, (kind, body) in FORMS.items():
            attack.send(door, what, data=body, content_type=kind)
    assert attack.problems == []


IDS = ["-1", "0", str(2**63), "1.5", "1e3", "0x1", "[]", "null", "x" * 5000, "%00", "%0d%0a", "..",
       "%2e%2e%2f", "%ff%fe", "%ed%a0%80", "٣", "a%20b", "11111111-1111-4111-8111-11111111111g",
       "{11111111-1111-4111-8111-111111111111}"]  # fmt: skip


@pytest.mark.parametrize("word", IDS)
def test_ids_that_are_none_are_not_found(world, word):
    attempt = world.attempts["dana"]
    base = f"/learn/{attempt.enrollment.uuid}/lessons/m1-quiz/attempts"
    paths = [
        f"/learn/{word}/", f"/learn/{attempt.enrollment.uuid}/lessons/{word}/", f"{base}/{word}/1/",
        f"{base}/{attempt.uuid}/{word}x/", f"/courses/{word}x/", f"/certificates/{word}/",
        f"/v/{word}/", f"/reports/{word}/", f"/reports/people/{word}/", f"/hr/assignments/{word}/",
        f"/hr/curricula/{word}/assign/", f"/courses/assets/{world.quiz.lesson.version.uuid}/{word}",
        f"/reports/{world.runs['omar'].uuid}/files/{word}/", f"/api/v1/my/certificates/{word}/",
        f"/api/v1/my/quiz-attempts/{attempt.uuid}/answers/{word}x/", f"/demo/{word}/",
    ]  # fmt: skip
    for who in ("dana", "omar", "vera"):
        client = world.client(who)
        for path in paths:
            status = client.get(path).status_code
            assert status in {400, 404, 405} or (word == ".." and status in {200, 301, 302}), path


def test_control_a_view_that_breaks_is_seen(world, monkeypatch):
    from curricula.selectors import follow

    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(follow, "_narrowed", broken)
    attack = Attack(world)
    attack.send(queries(world)[1], "anything")
    assert attack.problems
