"""Write audit lines."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from audit.models import AuditEvent
from audit.verbs import Verb
from common.compiled_query import insert

LONGEST_LABEL = 300  # of what something is called; the uuid beside it says exactly which it is


class Named(Protocol):
    """Anything with a public identifier; the label is what a person would call it."""

    uuid: uuid.UUID

    def audit_label(self) -> str:
        """Return the words that stand for this thing in the trail."""
        ...


def record(
    verb: Verb,
    *,
    actor: Named | None,
    target: Named,
    at: datetime,
    subject: Named | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one audit line in the caller's transaction; `actor=None` means the system itself.

    `subject` is the person whom the change concerns, when that is not the target.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit line belongs into the transaction of the change it tells of")
    line = AuditEvent(
        verb=verb,
        at=at,
        actor_uuid=actor.uuid if actor else None,
        actor_label=actor.audit_label() if actor else "System",
        target_kind=type(target).__name__,
        target_uuid=target.uuid,
        target_label=_fitting(target.audit_label()),
        subject_uuid=subject.uuid if subject else None,
        reason=reason,
        detail=detail or {},
    )
    insert(line)
    return line


def _fitting(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
