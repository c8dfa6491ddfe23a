"""Rows of the access table for practice: everything in it is its learner's alone."""

from __future__ import annotations

from typing import Any

from tests.security.rows import LEARNER_ANY, LEARNER_OWN, Row, post, public


def _begin(world: Any, target: Any) -> dict[str, Any]:
    return {"enrollment": target.word, "lesson": "r1-1"}


def _reply(world: Any, target: Any) -> dict[str, Any]:
    return {"turns_taken": 1, "choice": "c"}


def _noticed(world: Any, target: Any) -> dict[str, Any]:
    return {"turns_taken": 1, "wrote": "x"}


def _notes(world: Any, target: Any) -> dict[str, Any]:
    return {"feel": "x", "fact": "x", "transfer": "x"}


def _rating(world: Any, target: Any) -> dict[str, Any]:
    return {"heard": 3, "respected": 3}


def _retried(world: Any, target: Any) -> dict[str, Any]:
    return {"turn": 2}


def _cap(world: Any, target: Any) -> dict[str, Any]:
    return {"intensity_cap": 3}


def _reviewed(world: Any, target: Any) -> dict[str, Any]:
    return {"variant": target.word, "choice": "0", "seen": "1"}


def _tried(world: Any, target: Any) -> dict[str, Any]:
    return {"ordinal": "2", "text": "So it is late."}


def _rated(world: Any, target: Any) -> dict[str, Any]:
    return {"rating": "3"}


def _objected(world: Any, target: Any) -> dict[str, Any]:
    return {"code": "point", "point": "late", "place": "0", "verdict": "wrong"}


def _with_role(world: Any, target: Any) -> dict[str, Any]:
    return {"role": "speaker"}


def _next_round(world: Any, target: Any) -> dict[str, Any]:
    return {"go": "on", "round": "1", "revision": "1"}


def _learned(world: Any, target: Any) -> dict[str, Any]:
    return {"text": "x", "revision": "1"}


def _taken_back(world: Any, target: Any) -> dict[str, Any]:
    return {"go": "back"}


def _replied(world: Any, target: Any) -> dict[str, Any]:
    return {"choice": "wish"}


def _seated(world: Any, target: Any) -> dict[str, Any]:
    return {f"{what}-{place}": "3" for what in ("heard", "respected") for place in (1, 2, 3)}


def _sentence(world: Any, target: Any) -> dict[str, Any]:
    return {"then": "Wait.", "revision": target.word}


PRACTICE: list[Row] = [
    Row("practice:method", 200, LEARNER_ANY),
    # My space: one's own, whatever one's role.
    Row("practice:space", 200, LEARNER_ANY),
    Row("practice:space-export-json", 200, LEARNER_ANY),
    Row("practice:space-export-text", 200, LEARNER_ANY),
    Row("practice:space-delete", 200, LEARNER_ANY),
    post("practice:space-delete", 302, LEARNER_ANY),
    post("practice:trigger-add", 400, LEARNER_ANY),
    post("practice:trigger-change", 400, LEARNER_OWN, "trigger"),
    post("practice:trigger-delete", 302, LEARNER_OWN, "trigger"),
    Row("practice:note-keep", 302, LEARNER_OWN, target="prompt"),
    post("practice:note-keep", 400, LEARNER_OWN, "prompt"),
    post("practice:note-delete", 302, LEARNER_OWN, "note"),
    # Role-plays: a run is its learner's alone; to managers, HR, auditors and admins there is none.
    Row("enrollments:lesson", 200, LEARNER_OWN, target="scene"),
    post("practice:start", 302, LEARNER_OWN, "scene"),
    Row("practice:reading", 200, LEARNER_OWN, target="scene"),
    post("practice:reading", 302, LEARNER_OWN, "scene"),
    Row("practice:mine", 200, LEARNER_ANY),
    post("practice:comfort", 302, LEARNER_ANY, body=_cap),
    post("practice:pace-off", 302, LEARNER_ANY),
    Row("practice:export-json", 200, LEARNER_ANY),
    Row("practice:export-text", 200, LEARNER_ANY),
    Row("practice:export-xapi", 200, LEARNER_ANY),
    Row("practice:stage", 200, LEARNER_OWN, target="play"),
    post("practice:prepare", 302, LEARNER_OWN, "play", body=_noticed),
    post("practice:turn", 302, LEARNER_OWN, "play", body=_reply),
    Row("practice:pause", 200, LEARNER_OWN, target="play"),
    post("practice:step-out", 302, LEARNER_OWN, "play"),
    Row("practice:grounding", 302, LEARNER_OWN, target="play"),
    Row("practice:debrief", 200, LEARNER_OWN, target="played"),
    post("practice:debrief", 302, LEARNER_OWN, "played", body=_notes),
    Row("practice:seat", 200, LEARNER_OWN, target="played"),
    post("practice:seat", 302, LEARNER_OWN, "played", body=_rating),
    post("practice:retry", 302, LEARNER_OWN, "played", body=_retried),
    post("practice:delete", 302, LEARNER_OWN, "played"),
    Row("practice:listening-exercise", 200, LEARNER_OWN, target="exercise"),
    post("practice:listening-exercise", 302, LEARNER_OWN, "exercise", body=_tried),
    Row("practice:listening-try", 200, LEARNER_OWN, target="try"),
    post("practice:listening-rate", 302, LEARNER_OWN, "try", body=_rated),
    post("practice:listening-object", 302, LEARNER_OWN, "try", body=_objected),
    post("practice:listening-share", 302, LEARNER_OWN, "try", body=_taken_back),
    post("practice:listening-delete", 302, LEARNER_OWN, "try"),
    Row("practice:listening-mine", 200, LEARNER_ANY),
    Row("practice:listening-export", 200, LEARNER_ANY),
    post("practice:listening-delete-all", 302, LEARNER_ANY),
    Row("practice:listening-peers", 200, LEARNER_ANY),
    post("practice:listening-peer-rating", 302, LEARNER_OWN, "peer-ask", body=_rated),
    # Practice with others: each has an own session, and nobody has another's.
    Row("practice:observer-card", 200, LEARNER_ANY),
    Row("enrollments:lesson", 200, LEARNER_OWN, target="live"),
    Row("practice:live-begin", 302, LEARNER_OWN, target="live"),
    post("practice:live-begin", 302, LEARNER_OWN, "live", body=_with_role),
    Row("practice:live-round", 200, LEARNER_OWN, target="meeting"),
    post("practice:live-round", 302, LEARNER_OWN, "meeting", body=_next_round),
    Row("practice:live-debrief", 200, LEARNER_OWN, target="met"),
    post("practice:live-debrief", 302, LEARNER_OWN, "met", body=_learned),
    Row("practice:live-mine", 200, LEARNER_ANY),
    Row("practice:live-export", 200, LEARNER_ANY),
    post("practice:live-delete", 302, LEARNER_OWN, "own-meeting"),
    post("practice:live-delete-all", 302, LEARNER_ANY),
    # The practice year: the learner's own, and nobody else's, whatever their role.
    Row("practice:year", 200, LEARNER_ANY),
    post("practice:year-join", 302, LEARNER_ANY),
    post("practice:year-leave", 302, LEARNER_ANY),
    post("practice:year-fresh-start", 302, LEARNER_ANY),
    Row("practice:year-self-check", 200, LEARNER_ANY),
    post("practice:year-self-check", 400, LEARNER_ANY),
    post("practice:year-self-check-delete", 302, LEARNER_ANY),
    Row("practice:year-export", 200, LEARNER_ANY),
    Row("practice:year-delete", 200, LEARNER_ANY),
    post("practice:year-delete", 302, LEARNER_ANY),
    Row("practice:year-review", (200, 302), LEARNER_ANY),
    post("practice:year-answer", 302, LEARNER_OWN, "year-card", body=_reviewed),
    Row("practice:year-reviewed", 200, LEARNER_OWN, target="year-review"),
    Row("practice:year-booster", 200, LEARNER_OWN, target="year-booster"),
    post("practice:year-booster", 302, LEARNER_OWN, "year-booster"),
    Row("practice:year-intentions", 200, LEARNER_ANY),
    post("practice:year-intentions", 400, LEARNER_ANY),
    post("practice:year-intention-delete", 302, LEARNER_OWN, "year-intention"),
    Row("practice:year-follow-up", 200, LEARNER_OWN, target="year-follow-up"),
    post("practice:year-follow-up", 400, LEARNER_OWN, "year-follow-up"),
    Row("practice:year-settings", (200, 302), LEARNER_ANY),
    post("practice:year-settings", (302, 400), LEARNER_ANY),
    post("practice:year-reminders", (302, 400), LEARNER_ANY),
    public("practice:year-stop", 200, "year-stop"),
    Row("practice:year-stop", 200, method="post", target="year-stop", is_public=True),
    # A call of one's own: its writer's alone.
    Row("practice:own-calls", 200, LEARNER_ANY),
    Row("practice:own-calls-export-json", 200, LEARNER_ANY),
    Row("practice:own-calls-export-text", 200, LEARNER_ANY),
    Row("enrollments:lesson", 200, LEARNER_OWN, target="own-call-lesson"),
    Row("practice:own-call-begin", 302, LEARNER_OWN, target="own-call-lesson"),
    post("practice:own-call-begin", 302, LEARNER_OWN, "own-call-lesson"),
    Row("practice:own-call", 302, LEARNER_OWN, target="own-call"),
    Row("practice:own-call-write", 200, LEARNER_OWN, target="own-draft-step"),
    post("practice:own-call-write", 400, LEARNER_OWN, "own-draft-step"),
    Row("practice:own-call-check", 200, LEARNER_OWN, target="own-draft"),
    post("practice:own-call-check", 302, LEARNER_OWN, "own-draft"),
    post("practice:own-call-change", 302, LEARNER_OWN, "own-call"),
    Row("practice:own-call-hear", 200, LEARNER_OWN, target="own-call"),
    post("practice:own-call-hear", 302, LEARNER_OWN, "own-call", body=_seated),
    Row("practice:own-call-play", 200, LEARNER_OWN, target="own-call"),
    post("practice:own-call-play", 200, LEARNER_OWN, "own-call", body=_replied),
    Row("practice:own-call-after", 200, LEARNER_OWN, target="own-call"),
    post("practice:own-call-after", 302, LEARNER_OWN, "own-call", body=_sentence),
    Row("practice:own-call-script", 200, LEARNER_OWN, target="own-call"),
    Row("practice:own-call-delete", 200, LEARNER_OWN, target="own-call"),
    post("practice:own-call-delete", 302, LEARNER_OWN, "own-call"),
    Row("api:roleplay-runs", 200, LEARNER_ANY),
    post("api:roleplay-runs", 200, LEARNER_OWN, "scene-body", body=_begin),
    Row("api:roleplay-run", 200, LEARNER_OWN, target="play"),
    Row("api:roleplay-run", 204, LEARNER_OWN, "delete", "played"),
    Row("api:roleplay-before", 200, LEARNER_OWN, "put", "play", body=_noticed),
    post("api:roleplay-turns", 200, LEARNER_OWN, "play", body=_reply),
    post("api:roleplay-step-out", 200, LEARNER_OWN, "play"),
    Row("api:roleplay-debrief", 200, LEARNER_OWN, target="played"),
    Row("api:roleplay-debrief", 200, LEARNER_OWN, "put", "played", body=_notes),
    post("api:roleplay-retries", 201, LEARNER_OWN, "played", body=_retried),
    Row("api:roleplay-transcripts", 200, LEARNER_ANY),
]  # fmt: skip
