"""Errors that faces translate into pages and problem documents."""

from __future__ import annotations


class DomainError(Exception):
    """A rule of the product said no. `message` is fit for the person who asked."""

    status = 409
    code = "conflict"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        """Keep the sentence for the person and, where one is to blame, the field."""
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidInput(DomainError):
    """What was sent cannot be used; the message names the field and how to mend it."""

    status = 400
    code = "invalid"


class Conflict(DomainError):
    """The state moved on; the caller shows the newer one."""


class Busy(Conflict):
    """Somebody else is at it right now: the same request may succeed in a moment."""

    code = "busy"


class EnvironmentFault(Exception):
    """Something outside failed (mail server, full disk); the work itself is not to blame."""
