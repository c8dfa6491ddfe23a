import contextlib
import dataclasses

import pytest
from django.db import transaction

from common import events
from common.models import OutboxRow

pytestmark = pytest.mark.django_db


@dataclasses.dataclass(frozen=True, kw_only=True)
class BellRang:
    bell_uuid: str

    @property
    def key(self) -> str:
        return self.bell_uuid


@dataclasses.dataclass(frozen=True, kw_only=True)
class NobodyListens(BellRang):
    pass


@pytest.fixture
def table():
    """A table of two reactions to one event; the product's own comes back afterwards."""
    before = dict(events._table)
    events.install(
        {
            BellRang: [
                events.Subscription(name="bells.echo", queue="tick"),
                events.Subscription(name="bells.count", queue="report", lease_seconds=600),
            ]
        }
    )
    yield
    events.install(before)


def test_an_event_owes_one_row_per_subscription(table):
    with transaction.atomic():
        events.publish(BellRang(bell_uuid="a"))
    rows = OutboxRow.objects.order_by("subscription")
    assert [(row.subscription, row.key, row.payload) for row in rows] == [
        ("bells.count", "bells.count:a", {"bell_uuid": "a"}),
        ("bells.echo", "bells.echo:a", {"bell_uuid": "a"}),
    ]
    assert all((row.starts, row.done_at, row.dead_at) == (0, None, None) for row in rows)


def test_the_same_happening_is_owed_once(table):
    for _ in range(3):
        with transaction.atomic():
            events.publish(BellRang(bell_uuid="a"))
    assert OutboxRow.objects.count() == 2


def test_what_nobody_listens_to_owes_nothing(table):
    with transaction.atomic():
        events.publish(NobodyListens(bell_uuid="a"))
    assert not OutboxRow.objects.exists()


def test_a_promise_disappears_with_the_change_that_failed(table):
    with pytest.raises(ZeroDivisionError):
        _publish_and_fail(transaction.atomic())
    assert not OutboxRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused(table):
    with pytest.raises(RuntimeError, match="transaction"):
        events.publish(BellRang(bell_uuid="a"))
    assert not OutboxRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_that_refusal_a_promise_outlives_its_change(table):
    """Negative control: two transactions instead of one, and a crash between them."""
    with pytest.raises(ZeroDivisionError):
        _publish_and_fail(contextlib.nullcontext())
    assert OutboxRow.objects.count() == 2


def _publish_and_fail(together):
    with together:
        events.publish_many([BellRang(bell_uuid="a")])
        raise ZeroDivisionError  # the change itself, or a crash before it


def test_many_events_cost_one_statement_per_batch(table, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        events.publish_many([BellRang(bell_uuid=str(number)) for number in range(100)])
    assert OutboxRow.objects.count() == 200


def test_a_query_can_owe_rows_for_everybody_at_once(table):
    owed = events.insert_for_query(
        subscription_name="bells.echo",
        sql="SELECT n::text AS key, jsonb_build_object('bell_uuid', n::text) AS payload"
        " FROM generate_series(1, %s) n",
        params=[50],
    )
    again = events.insert_for_query(
        subscription_name="bells.echo",
        sql="SELECT '7' AS key, '{}'::jsonb AS payload",
        params=[],
    )
    assert (owed, again) == (50, 0)
    assert OutboxRow.objects.get(key="bells.echo:7").payload == {"bell_uuid": "7"}


def test_the_table_is_asked_by_name(table):
    assert events.names() == ["bells.count", "bells.echo"]
    assert events.subscription("bells.echo").queue == "tick"
    assert events.own_leases() == {"bells.count": 600}
    with pytest.raises(KeyError):
        events.subscription("bells.unknown")


def test_every_reaction_of_the_product_is_a_task():
    """A row whose task does not exist would wait for ever."""
    from lms.celery import app

    app.loader.import_default_modules()
    assert events.names()
    assert set(events.names()) <= set(app.tasks)
