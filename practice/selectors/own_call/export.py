"""All of somebody's own calls, to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from people.viewer import Viewer
from practice.own_call.shapes import FIELDS
from practice.selectors.own_call.mine import OpenedCall, my_calls


def exported(viewer: Viewer) -> dict[str, Any]:
    """Return the viewer's calls in plain data; what does not open is named as such."""
    return {"format": "attune-own-calls/1", "calls": [_told(call) for call in my_calls(viewer)]}


def as_text(
    viewer: Viewer, label: Callable[[str], str], shown: Callable[[str, str], str], *, sealed: str
) -> str:
    """Return the viewer's calls as a text to read.

    `label` gives a field's words, `shown` a field's content in words, `sealed` what is said of a
    call whose key is missing.
    """
    parts = []
    for call in my_calls(viewer):
        told = [f"{call.month_on:%Y-%m}"]
        if not call.is_readable:
            told.append(sealed)
        told += [
            f"{label(name)}\n{shown(name, call.words[name])}"
            for name in FIELDS
            if call.words.get(name)
        ]
        if call.next_time:
            told.append(f"{label('next')}\n{call.next_time}")
        parts.append("\n\n".join(told))
    return "\n\n---\n\n".join(parts) + "\n"


def _told(call: OpenedCall) -> dict[str, Any]:
    return {
        "month": f"{call.month_on:%Y-%m}",
        "state": call.state,
        "begun_at": call.row.begun_at.isoformat(),
        "is_readable": call.is_readable,
        "words": dict(call.words),
        "ratings": {
            reply: {"heard": heard, "respected": respected}
            for reply, (heard, respected) in call.ratings.items()
        },
        "next_time": call.next_time,
    }
