"""Events go up: a lower app says what happened, the composition root knows who listens.

An event is a frozen dataclass of primitives, named in the past tense, with a `key` that is
unique for the thing that happened. `publish` writes one outbox row per subscription in the
caller's transaction; nothing here speaks to the broker.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from django.db import connection, transaction

from common.compiled_query import insert

if TYPE_CHECKING:
    from common.models import OutboxRow


class Event(Protocol):
    """What `publish` takes: a frozen dataclass of primitives with a `key`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def key(self) -> str:
        """Return what makes this happening unique, e.g. the row's uuid."""
        ...


@dataclasses.dataclass(frozen=True, kw_only=True)
class Subscription:
    """One reaction: its name (also the Celery task's name) and the queue it runs in.

    `lease_seconds` is for long work: how long a worker may hold it before it is sent again.
    """

    name: str
    queue: str
    lease_seconds: int | None = None


_table: dict[type[Any], tuple[Subscription, ...]] = {}


def install(table: Mapping[type[Any], Sequence[Subscription]]) -> None:
    """Install the product's one table of reactions (called by the composition root)."""
    _table.clear()
    _table.update({event: tuple(found) for event, found in table.items()})


def names() -> list[str]:
    """Return the names of all installed subscriptions."""
    return sorted({found.name for row in _table.values() for found in row})


def subscription(name: str) -> Subscription:
    """Return the installed subscription of that name; raises KeyError for an unknown one."""
    return {found.name: found for row in _table.values() for found in row}[name]


def own_leases() -> dict[str, int]:
    """Return the leases of the subscriptions that name one, by subscription."""
    return {
        found.name: found.lease_seconds
        for row in _table.values()
        for found in row
        if found.lease_seconds is not None
    }


def subscriptions_of(event: type[Any]) -> tuple[Subscription, ...]:
    """Return the installed reactions to one kind of event."""
    return _table.get(event, ())


def publish(event: Event) -> None:
    """Write what is owed for this event into the outbox, inside the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of the change it reports")
    for row in _owed([event]):
        insert(row, unless_there=True)


def publish_many(events: Sequence[Event]) -> None:
    """Write what is owed for many events of one kind with one statement per subscription."""
    from common.models import OutboxRow

    OutboxRow.objects.bulk_create(_owed(events), ignore_conflicts=True, batch_size=5000)


def _owed(events: Sequence[Event]) -> list[OutboxRow]:
    from common.models import OutboxRow

    return [
        OutboxRow(
            subscription=found.name,
            key=f"{found.name}:{event.key}",
            payload=dataclasses.asdict(event),
        )
        for event in events
        for found in _table.get(type(event), ())
    ]


def insert_for_query(*, subscription_name: str, sql: str, params: Sequence[Any]) -> int:
    """Write outbox rows for a SELECT of (key, payload jsonb) in one statement; return how many.

    For bulk work, where one INSERT … SELECT serves a hundred thousand people.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_outboxrow (uuid, subscription, key, payload, starts, last_error) "  # noqa: S608 - the SELECT is ours
            f"SELECT gen_random_uuid(), %s, %s || ':' || key, payload, 0, '' FROM ({sql}) AS owed "
            "ON CONFLICT (key) DO NOTHING",
            [subscription_name, subscription_name, *params],
        )
        return int(cursor.rowcount)
