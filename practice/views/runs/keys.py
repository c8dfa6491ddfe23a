"""A form's hidden key: pressed twice, a button begins one run."""

from __future__ import annotations

import uuid


def new_key() -> str:
    """Return a key for a form."""
    return uuid.uuid4().hex
