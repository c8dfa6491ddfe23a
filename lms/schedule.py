"""Everything that the clock starts. Beat only ticks; the database knows what is due."""

from __future__ import annotations

from typing import Any

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox": {"task": "common.tick", "schedule": 1.0, "options": {"queue": "tick"}},
    "overdue attempts": {
        "task": "quizzes.close_overdue",
        "schedule": 15.0,
        "options": {"queue": "tick"},
    },
    "practice digests": {
        "task": "practice.send_digests",
        # Two hundred people a tick: ten thousand who all chose nine o'clock have heard by ten.
        "schedule": 60.0,
        "options": {"queue": "tick"},
    },
    "old keys": {
        "task": "common.forget_old_keys",
        "schedule": 3600.0,
        "options": {"queue": "tick"},
    },
    "closed work": {
        "task": "common.clear_closed_work",
        "schedule": 3600.0,
        "options": {"queue": "tick"},
    },
    "ended sessions": {
        "task": "common.clear_ended_sessions",
        "schedule": 3600.0,
        "options": {"queue": "tick"},
    },
    "old listening words": {
        "task": "practice.erase_old_words",
        "schedule": 3600.0,
        "options": {"queue": "tick"},
    },
}
