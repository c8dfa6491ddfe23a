"""One's own transcripts, to take away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from people.viewer import Viewer


def transcripts(viewer: Viewer, *, at: datetime) -> dict[str, Any]:
    """Return every run of one's own with all that was said and written, as plain data."""
    raise NotImplementedError


def as_text(exported: dict[str, Any]) -> str:
    """Return the same as text to read."""
    raise NotImplementedError
