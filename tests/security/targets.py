"""The objects of the world that addresses name, what each actor is to them, and absent ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.security.rows import ALL, OWN, POP, TEAM
from tests.security.world import PACKAGE, PICTURE, SOURCE, World

MANAGER_OF = {"dana": "milo", "colm": "milo", "dexter": "milo", "stranger": "nadia"}
HR_OF = {
    **dict.fromkeys(["dana", "colm", "milo", "omar", "dexter"], "omar"),
    **dict.fromkeys(["stranger", "nadia", "ines"], "ines"),
}
# Whoever takes the course and works in another department.
PEERS_OF = {"dana": "stranger", "colm": "stranger", "stranger": "dana colm"}
ABSENT = "11111111-1111-4111-8111-111111111111"


@dataclass(frozen=True)
class Target:
    """One object: what stands for it in the address, whose it is; an absent one is nobody's."""

    label: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    owner: str = ""
    word: str = ""
    is_absent: bool = False
    is_open: bool = False  # everybody whom the row's roles name may see it
    is_unusable: bool = False  # there, and yet nobody's to reach by this address

    def relations(self, actor: str) -> set[str]:
        """Return what the actor is to the object."""
        if self.is_absent or self.is_unusable:
            return set()
        found = {ALL}
        found |= {OWN} if actor in self.owner.split() else set()
        found |= {TEAM} if MANAGER_OF.get(self.owner) == actor else set()
        found |= {POP} if HR_OF.get(self.owner) == actor else set()
        return found


NONE = [Target("none", is_open=True)]


def targets(world: World) -> dict[str, list[Target]]:
    """Return the objects by kind, each list with an absent one at its end."""

    def each(rows: dict[str, Any], make: Any, absent: dict[str, Any]) -> list[Target]:
        found = [Target(who, make(row), who) for who, row in rows.items()]
        return [*found, Target("absent", absent, is_absent=True)]

    def at(attempt: Any, **more: Any) -> dict[str, Any]:
        enrollment = attempt.enrollment
        return {
            "enrollment": enrollment.uuid, "key": "m1-quiz", "attempt": attempt.uuid, **more,
        }  # fmt: skip

    everyone = {**world.enrollments}
    nowhere = {"enrollment": ABSENT, "key": "m1-quiz", "attempt": ABSENT}
    regions = {"Bookings": "omar", "Americas": "ines"}
    return {
        "": NONE,
        "course": [Target("done", {"slug": "done"}, "dana colm stranger nadia"),
                   Target("foreign", {"slug": "never-assigned"}),
                   Target("absent", {"slug": "no-such-course"}, is_absent=True)],
        "package": _in_package({}),
        "package-lesson": _in_package({"key": "l1"}),
        "package-scene": _in_package({"scene": "parcel-birthday"}),
        "package-aid": _in_package({"key": "m1-card"}),
        "package-picture": _in_package({"name": "line.svg"}),
        "published": [Target("done", {"slug": "done"}),
                      Target("unassigned", {"slug": "never-assigned"}),
                      Target("absent", {"slug": "no-such-course"}, is_absent=True)],
        "job-aid": [Target("done", {"slug": "done", "key": "card"}, "dana colm stranger nadia"),
                    Target("foreign", {"slug": "never-assigned", "key": "card"}),
                    Target("absent", {"slug": "done", "key": "no-such-card"}, is_absent=True)],
        "enrollment": each(everyone, lambda row: {"enrollment": row.uuid}, {"enrollment": ABSENT}),
        "enrollment-body": [
            Target(who, {}, who, str(row.uuid)) for who, row in everyone.items()
        ] + [Target("absent", {}, word=ABSENT, is_absent=True)],
        "lesson": each(everyone, lambda row: {"enrollment": row.uuid, "key": "l1-1"},
                       {"enrollment": ABSENT, "key": "l1-1"}),
        "quiz": each(everyone, lambda row: {"enrollment": row.uuid, "key": "m1-quiz"},
                     {"enrollment": ABSENT, "key": "m1-quiz"}),
        "listening": each(world.listeners, _listening, _nothing_heard()),
        "exercise": each(world.listeners, lambda row: _listening(row, exercise="given-back"),
                         _nothing_heard(exercise="given-back")),
        "try": each(
            world.tries,
            lambda row: {"enrollment": _listener(world, row).uuid, "key": "m1-listening",
                         "exercise": "given-back", "own_try": row.uuid},
            _nothing_heard(exercise="given-back", own_try=ABSENT),
        ),
        "live": each(world.meeters, _live, _live(None)),
        "meeting": each(
            world.meetings, lambda row: _live(_meeter(world, row), session=row.uuid),
            _live(None, session=ABSENT),
        ),
        "met": each(
            world.met, lambda row: _live(_meeter(world, row), session=row.uuid),
            _live(None, session=ABSENT),
        ),
        "own-meeting": each(world.met, lambda row: {"session": row.uuid}, {"session": ABSENT}),
        "try-api": each(world.tries, lambda row: {"own_try": row.uuid}, {"own_try": ABSENT}),
        "peer-ask": [
            Target(f"of {who}", {"ask": world.tries[who].peer_ask.uuid}, peers)
            for who, peers in PEERS_OF.items()
        ] + [Target("absent", {"ask": ABSENT}, is_absent=True)],
        "attempt": each(world.attempts, at, nowhere),
        "attempt-place": each(world.attempts, lambda row: at(row, place=1),
                              {**nowhere, "place": 1}),
        "submitted": each(world.submitted, at, nowhere),
        "year-card": [Target("card", {"slug": "year", "card": "card-1"}, "dana colm stranger"),
                      Target("absent", {"slug": "year", "card": "no-such-card"}, is_absent=True)],
        "year-review": each(world.reviews, lambda row: {"review": row.uuid}, {"review": ABSENT}),
        "year-booster": each(world.boosters, lambda row: {"booster": row.uuid},
                             {"booster": ABSENT}),
        "year-intention": each(world.intentions, lambda row: {"intention": row.uuid},
                               {"intention": ABSENT}),
        "year-follow-up": each(
            world.intentions, lambda row: {"follow_up": row.follow_ups.first().uuid},
            {"follow_up": ABSENT},
        ),
        "year-stop": [
            Target(who, {"token": row.learner.year_plan.stop_token}, who)
            for who, row in world.intentions.items()
        ] + [Target("absent", {"token": ABSENT}, is_absent=True)],
        "own-call-lesson": each(
            world.callers, lambda row: {"enrollment": row.uuid, "key": "m9-own-call"},
            {"enrollment": ABSENT, "key": "m9-own-call"},
        ),
        "own-call": [
            Target(who, {"call": row.uuid}, who, str(row.revision))
            for who, row in world.own_calls.items()
        ] + [Target("absent", {"call": ABSENT}, word="1", is_absent=True)],
        "own-draft": each(world.own_drafts, lambda row: {"call": row.uuid}, {"call": ABSENT}),
        "own-draft-step": each(world.own_drafts, lambda row: {"call": row.uuid, "step": "moment"},
                               {"call": ABSENT, "step": "moment"}),
        "attempt-api": each(world.attempts, lambda row: {"attempt": row.uuid}, {"attempt": ABSENT}),
        "attempt-place-api": each(world.attempts, lambda row: {"attempt": row.uuid, "place": 1},
                                  {"attempt": ABSENT, "place": 1}),
        "submitted-api": each(world.submitted, lambda row: {"attempt": row.uuid},
                              {"attempt": ABSENT}),
        "trigger": each(world.triggers, lambda row: {"entry": row.uuid}, {"entry": ABSENT}),
        "note": each(world.notes, lambda row: {"note": row.uuid}, {"note": ABSENT}),
        "prompt": each(
            {who: world.enrollments[who] for who in ("dana", "colm", "stranger")},
            lambda row: {"enrollment": row.uuid, "key": "m1-reflection", "prompt": "zest"},
            {"enrollment": ABSENT, "key": "m1-reflection", "prompt": "zest"},
        ),
        "scene": each(world.scenes, lambda row: {"enrollment": row.enrollment.uuid, "key": "r1-1"},
                      {"enrollment": ABSENT, "key": "r1-1"}),
        "scene-body": [
            Target(who, {}, who, str(row.enrollment.uuid)) for who, row in world.scenes.items()
        ] + [Target("absent", {}, word=ABSENT, is_absent=True)],
        "play": each(world.scenes, lambda row: {"run": row.uuid}, {"run": ABSENT}),
        "played": each(world.debriefed, lambda row: {"run": row.uuid}, {"run": ABSENT}),
        "certificate": each(world.certificates, lambda row: {"certificate_uuid": row.uuid},
                            {"certificate_uuid": ABSENT}),
        "certificate-api": each(world.certificates, lambda row: {"uuid": row.uuid},
                                {"uuid": ABSENT}),
        "code": [
            Target(who, {"code": row.code}, who) for who, row in world.certificates.items()
        ] + [Target("absent", {"code": "0" * 26}, is_absent=True)],
        "rule": each(world.rules, lambda row: {"uuid": row.uuid}, {"uuid": ABSENT}),
        "run": each(world.runs, lambda row: {"run_uuid": row.uuid}, {"run_uuid": ABSENT}),
        "run-api": each(world.runs, lambda row: {"uuid": row.uuid}, {"uuid": ABSENT}),
        "run-file": each(world.runs, lambda row: {"run_uuid": row.uuid, "name": "completions.csv"},
                         {"run_uuid": ABSENT, "name": "completions.csv"}),
        "person": each(world.people, lambda row: {"person_uuid": row.uuid},
                       {"person_uuid": ABSENT}),
        "colleague": [
            Target(who, {"person_uuid": world.people[who].uuid}, who)
            for who in ("dana", "colm", "milo", "stranger", "nadia")
        ] + [
            Target("oneself", {"person_uuid": world.people["omar"].uuid}, is_unusable=True),
            Target("gone", {"person_uuid": world.people["dexter"].uuid}, is_unusable=True),
            Target("absent", {"person_uuid": ABSENT}, is_absent=True),
        ],
        "quiz-of-person": [
            Target(who, {"person_uuid": world.people[who].uuid,
                         "enrollment": world.enrollments[who].uuid, "key": "m1-quiz"}, who)
            for who in ("dana", "colm", "stranger")
        ] + [
            Target("mixed", {"person_uuid": world.people["dana"].uuid,
                             "enrollment": world.enrollments["colm"].uuid, "key": "m1-quiz"},
                   is_unusable=True),
            Target("absent", {"person_uuid": ABSENT, "enrollment": ABSENT, "key": "m1-quiz"},
                   is_absent=True),
        ],
        "curriculum": [Target("open", {"slug": world.curriculum.slug}, is_open=True),
                       Target("absent", {"slug": "no-such"}, is_absent=True)],
        "department": _departments(world, regions),
        "department-body": _departments(world, regions),
        "asset": [
            Target("picture", _file(world, PICTURE), is_open=True),
            Target("source", _file(world, SOURCE), is_unusable=True),
            Target("upward", _file(world, f"assets/../{SOURCE}"), is_unusable=True),
            Target("absent", {"version": ABSENT, "name": "face.svg"}, is_absent=True),
        ],
        "authored": [Target("quiz", {"slug": "empathy", "key": "m1-quiz"}, is_open=True),
                     Target("reading", {"slug": "empathy", "key": "l1-1"}, is_unusable=True),
                     Target("absent", {"slug": "no-such-course", "key": "m1-quiz"},
                            is_absent=True)],
        "authored-part": [
            Target("items", {"slug": "empathy", "key": "m1-quiz", "part": "items"}, is_open=True),
            Target("other", {"slug": "empathy", "key": "m1-quiz", "part": "people"},
                   is_unusable=True),
            Target("absent", {"slug": "no-such-course", "key": "m1-quiz", "part": "items"},
                   is_absent=True),
        ],
        "outbox-row": [Target("dead", {"row": world.dead.uuid}, is_open=True),
                       Target("absent", {"row": ABSENT}, is_absent=True)],
        "demo-key": [Target("dana", {"key": "dana"}, is_open=True),
                     Target("absent", {"key": "nobody"}, is_absent=True)],
    }  # fmt: skip


def _departments(world: World, regions: dict[str, str]) -> list[Target]:
    # A region belongs to the population of its HR partner, who works there.
    found = [
        Target(place, {}, who, str(world.departments[place].uuid)) for place, who in regions.items()
    ]
    return [*found, Target("absent", {}, word=str(uuid.UUID(ABSENT)), is_absent=True)]


def _listening(enrollment: Any, **more: Any) -> dict[str, Any]:
    return {"enrollment": enrollment.uuid, "key": "m1-listening", **more}


def _nothing_heard(**more: Any) -> dict[str, Any]:
    return {"enrollment": ABSENT, "key": "m1-listening", **more}


def _listener(world: World, own_try: Any) -> Any:
    return next(row for row in world.listeners.values() if row.learner_id == own_try.learner_id)


def _live(enrollment: Any, **more: Any) -> dict[str, Any]:
    return {"enrollment": enrollment.uuid if enrollment else ABSENT, "key": "m1-circle", **more}


def _meeter(world: World, session: Any) -> Any:
    """Return the enrollment of whoever practiced with others."""
    return next(row for row in world.meeters.values() if row.learner_id == session.owner_id)


def _in_package(more: dict[str, Any]) -> list[Target]:
    """Return something of the package on disk, and the same of a package that is not there."""
    return [
        Target("there", {"slug": PACKAGE, **more}),
        Target("absent", {"slug": "no-such-package", **more}, is_absent=True),
    ]


def _file(world: World, path: str) -> dict[str, Any]:
    return {"version": world.quiz.lesson.version.uuid, "name": path.removeprefix("assets/")}
