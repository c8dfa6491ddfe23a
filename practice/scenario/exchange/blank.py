"""What no foreign file says of a scene: the parts of a draft that are TODO."""

from __future__ import annotations

from typing import Any

_TITLE = 120  # letters
DEBRIEF = {
    "feel": "TODO What did you notice in yourself?",
    "fact": "TODO Which sentence turned the talk?",
    "transfer": "TODO What will you say next time?",
}


def blank(key: str, title: str) -> dict[str, Any]:
    """Return the head of a draft, up to its meters; the title is all that others know of it."""
    return {
        "format": "empathy-roleplay/1", "id": key, "version": 1, "language": "en",
        "license": "CC-BY-4.0", "title": title.replace("\n", " ")[:_TITLE] or "TODO Title",
        "summary": "TODO Who calls, about what, and what is hard about it?", "module": "todo",
        "complexity": "routine", "difficulty": 1, "minutes": 5, "objectives": ["M0.0"],
        "skills": ["todo"], "slips": [],
        "safeguards": {
            "intensity": 1, "content_note": "TODO What will come? Set the intensity, too.",
            "pause": True, "skip": {"allowed": True}, "opt_out_scored": False,
        },
        "persona": {
            "id": "todo", "name": "TODO Name", "channel": "phone",
            "backstory": "TODO What happened before?", "wants": "TODO What is wanted?",
        },
        "meters": {"trust": {"min": 0, "max": 6, "start": 3, "good": "high", "show": "after"}},
    }  # fmt: skip
