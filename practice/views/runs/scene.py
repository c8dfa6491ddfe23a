"""What the template of a scene is given, apart from its addresses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from common.errors import DomainError
from practice.selectors.runs.looks import Stage


def scene_context(
    shown: Stage, *, refused: DomainError | None = None, is_swap: bool = False
) -> dict[str, Any]:
    """Return the scene with its last exchange set apart, and what is said aloud after a swap."""
    is_new_line = shown.noticed is None and shown.run.now_wrote is None
    return {
        "scene": shown,
        "earlier": shown.history[:-1],
        "before": shown.history[-1] if shown.history else None,
        # Scenes tell arousal from 0 to 1, the face from -1 to 1.
        "arousal": 2 * shown.line.feeling.arousal - 1 if shown.line else 0,
        "refused": refused,
        "is_swap": is_swap,
        "announced": _announced(shown, refused, is_new_line=is_new_line) if is_swap else "",
    }


def _announced(shown: Stage, refused: DomainError | None, *, is_new_line: bool) -> str:
    """Return what a screen reader says after a swap: what came of the reply, then the answer."""
    if refused is not None:
        return refused.message
    if not is_new_line:
        why = shown.noticed.why if shown.noticed and shown.noticed.is_best is not None else ""
        return f"{why} {_('The replies are shown.')}" if shown.step == "choose" else why
    parts = []
    if shown.feedback:
        parts.append(f"{shown.feedback.quality_label}. {shown.feedback.text}")
    if shown.line:
        parts.append(f"{shown.person.name}: {shown.line.transcript} {shown.line.text}")
    return " ".join(parts)
