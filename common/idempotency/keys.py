"""Do what a request asks once, however often it arrives with the same key.

The row of the key, the effect and the stored answer are one transaction: a crash leaves none of
them, and a second request never sees half of it. What fails with a bug (5xx) leaves no row, so the
same key may try again; a refusal (4xx) is an answer like any other and is stored, except for
`Busy`, which passes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from common.errors import Busy, DomainError, InvalidInput
from common.models import KeyedRequest
from common.services.clear import clear_old_keys

KEPT = timedelta(hours=48)
RETRY_AFTER_SECONDS = 1
_KEY = re.compile(r"[\x21-\x7e]{1,100}\Z")

# The lock tells a request that still runs from one that is done; the constraint keeps the key
# unique even for whoever took no lock.
_CLAIM = """
WITH turn AS (SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 1)) AS is_mine)
INSERT INTO common_keyedrequest (person_uuid, endpoint, key, fingerprint, media_type, body)
SELECT %(person)s, %(endpoint)s, %(key)s, %(fingerprint)s, '', '' FROM turn WHERE is_mine
ON CONFLICT DO NOTHING RETURNING id
"""
# Without a lock of its own: a second one waits at the constraint until the first has ended.
_TELL = """
INSERT INTO common_keyedrequest (person_uuid, endpoint, key, fingerprint, status, body, media_type)
VALUES (%(its_person)s, %(its_endpoint)s, %(its_key)s, %(its_fingerprint)s, %(its_status)s,
        %(its_body)s, %(its_media_type)s);
"""


@dataclass(frozen=True)
class Told:
    """An answer as it is stored and told again."""

    status: int
    body: str
    media_type: str


@dataclass(frozen=True)
class Asked:
    """Whose request it is, for which endpoint, under which key, and what it says."""

    person: UUID
    endpoint: str
    key: str
    fingerprint: str


@dataclass(frozen=True)
class Statement:
    """SQL to be sent in front of another statement, in the same trip; by default none."""

    sql: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


class StillRunning(Busy):
    """The first request with this key has not been answered yet."""

    code = "in_progress"
    retry_after = RETRY_AFTER_SECONDS

    def __init__(self) -> None:
        super().__init__(_("The same request is being worked on. Please try again in a moment."))


class KeyReused(DomainError):
    """The key belongs to a request that said something else."""

    status = 422
    code = "key_reused"

    def __init__(self) -> None:
        super().__init__(
            _("This Idempotency-Key was used for another request. Send a new key with a new one."),
            field="Idempotency-Key",
        )


def fingerprint(*parts: Any) -> str:
    """Return what tells two requests apart, whatever the order of their fields."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def checked_key(key: str) -> str:
    """Return a usable key; raises InvalidInput for any other."""
    if not _KEY.match(key):
        raise InvalidInput(
            _("An Idempotency-Key has 1 to 100 visible ASCII characters."),
            field="Idempotency-Key",
        )
    return key


def once(asked: Asked, act: Callable[[], Told]) -> Told:
    """Return what `act` answers, now or when the same request came before.

    `act` does the work in this transaction and turns refusals into answers itself; what it raises
    undoes everything, the key included.
    """
    with transaction.atomic():
        row_id = _claim(asked)
        if row_id is None:
            return _told_before(asked)
        told = act()
        if told.status >= 500:
            transaction.set_rollback(True)
            return told
        KeyedRequest.objects.filter(pk=row_id).update(
            status=told.status, body=told.body, media_type=told.media_type
        )
        return told


def once_knowing(told: Told, asked: Asked, act: Callable[[Statement], object]) -> Told:
    """Return an answer that is known before the work is done, now or when the request came before.

    `act` sends the statement that it is given in front of its first one: key, answer and lock are
    one trip instead of four. A second request with the key waits there until the first has ended.
    """
    try:
        with transaction.atomic():
            act(_telling(told, asked))
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", "") != "common_request_key_once":
            raise
        return _told_before(asked)
    return told


def _telling(told: Told, asked: Asked) -> Statement:
    values = {
        "its_person": asked.person, "its_endpoint": asked.endpoint, "its_key": asked.key,
        "its_fingerprint": asked.fingerprint, "its_status": told.status, "its_body": told.body,
        "its_media_type": told.media_type,
    }  # fmt: skip
    return Statement(_TELL, values)


def _claim(asked: Asked) -> int | None:
    values: dict[str, Any] = {
        "person": asked.person, "endpoint": asked.endpoint, "key": asked.key,
        "fingerprint": asked.fingerprint, "name": f"{asked.person}/{asked.endpoint}/{asked.key}",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        made = cursor.fetchone()
    return made[0] if made else None


def _told_before(asked: Asked) -> Told:
    found = KeyedRequest.objects.filter(
        person_uuid=asked.person, endpoint=asked.endpoint, key=asked.key
    ).first()
    if found is None or found.status is None:
        raise StillRunning
    if found.fingerprint != asked.fingerprint:
        raise KeyReused
    return Told(found.status, found.body, found.media_type)


def forget_old_keys(*, at: datetime) -> int:
    """Delete what is older than two days and return how many; keys may be used again then."""
    return clear_old_keys(at=at, kept=KEPT)
