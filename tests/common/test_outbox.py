import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from common import events, outbox
from common.errors import EnvironmentFault
from common.models import OutboxRow

pytestmark = pytest.mark.django_db
NAME = "certificates.issue"
MINUTE = dt.timedelta(minutes=1)


def owe(count=1, **fields) -> list[OutboxRow]:
    already = OutboxRow.objects.count()
    return OutboxRow.objects.bulk_create(
        OutboxRow(
            subscription=NAME,
            key=f"{NAME}:{number}",
            payload={"number": number},
            **{"next_at": Now() - MINUTE, **fields},
        )
        for number in range(already, already + count)
    )


def claimed() -> list[int]:
    return [row_id for row_id, _ in outbox.claim_due(names=[NAME])]


# --- claiming


def test_due_rows_are_claimed_and_leased():
    rows = owe(3)
    assert sorted(claimed()) == [row.id for row in rows]
    assert claimed() == []  # the lease runs
    leased = OutboxRow.objects.filter(next_at__gt=Now() + dt.timedelta(seconds=50))
    assert leased.count() == 3
    assert set(OutboxRow.objects.values_list("starts", flat=True)) == {0}  # claims do not count


def test_a_lease_that_ran_out_is_claimed_again_and_starts_stay_zero():
    (row,) = owe()
    for _ in range(10):  # an idle pool
        assert claimed() == [row.id]
        OutboxRow.objects.update(next_at=Now() - MINUTE)
    row.refresh_from_db()
    assert (row.starts, row.dead_at) == (0, None)


@pytest.mark.parametrize(
    "closed", [{"done_at": Now()}, {"dead_at": Now()}, {"next_at": Now() + MINUTE}]
)
def test_what_is_done_dead_or_not_due_is_left_alone(closed):
    owe(**closed)
    assert claimed() == []


def test_a_kind_of_work_is_not_flooded():
    owe(outbox.LIVE_LEASES_AT_MOST, next_at=Now() + MINUTE)
    owe(5)
    assert claimed() == []


def test_a_claim_takes_a_bounded_number():
    owe(outbox.CLAIM_AT_MOST + 50)
    assert len(claimed()) == outbox.CLAIM_AT_MOST


def test_unknown_names_are_not_claimed():
    owe()
    assert outbox.claim_due(names=["something.else"]) == []


@pytest.mark.django_db(transaction=True)
def test_six_claimers_at_once_take_each_row_once():
    count = outbox.LIVE_LEASES_AT_MOST - 50  # beyond the bound, later claims rightly find nothing
    owe(count)
    taken = _in_threads(6, _claim_all)
    assert len(taken) == len(set(taken)) == count


@pytest.mark.django_db(transaction=True)
def test_without_the_condition_rows_are_claimed_twice():
    """Negative control: look first, update after, and the look is stale by then."""
    owe(50)
    looked = threading.Barrier(2)

    def look_then_update():
        due = OutboxRow.objects.filter(done_at=None, next_at__lte=Now())
        found = list(due.values_list("id", flat=True))
        looked.wait(10)
        OutboxRow.objects.filter(id__in=found).update(next_at=Now() + MINUTE)
        return found

    taken = _in_threads(2, look_then_update)
    assert len(taken) == 100
    assert len(set(taken)) == 50


def _claim_all():
    found = []
    while batch := claimed():
        found += batch
    return found


def _in_threads(count, work) -> list[int]:
    taken = []

    def run():
        try:
            taken.extend(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


# --- performing


def test_a_row_is_closed_by_its_effect():
    (row,) = owe()
    seen = []
    assert outbox.perform(
        row_id=row.id,
        prepare=lambda payload: payload["number"] + 1,
        effect=lambda payload, prepared, at: seen.append((payload["number"], prepared, at)),
    )
    row.refresh_from_db()
    ((number, prepared, at),) = seen
    assert (number, prepared) == (0, 1)
    assert at.tzinfo is not None
    assert row.done_at is not None
    assert row.starts == 1


def test_a_row_is_done_once():
    (row,) = owe()
    seen = []
    for _ in range(3):
        outbox.perform(row_id=row.id, effect=lambda *_: seen.append(1))
    row.refresh_from_db()
    assert (seen, row.starts) == ([1], 1)


def test_a_row_that_does_not_exist_does_nothing():
    assert outbox.perform(row_id=987_654, effect=lambda *_: None) is False


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_act_once():
    (row,) = owe()
    both = threading.Barrier(2)
    seen = []

    def work():
        done = outbox.perform(
            row_id=row.id,
            prepare=lambda _: both.wait(10),  # both have begun
            effect=lambda *_: seen.append(1),
        )
        return [int(done)]

    assert sorted(_in_threads(2, work)) == [0, 1]
    assert seen == [1]
    row.refresh_from_db()
    assert row.starts == 2


@pytest.mark.django_db(transaction=True)
def test_the_start_is_counted_before_the_work_and_outside_its_transaction():
    (row,) = owe()
    counted = []

    def prepare(_):
        assert not connection.in_atomic_block
        counted.append(_seen_by_another_connection(row.id))

    outbox.perform(row_id=row.id, prepare=prepare, effect=lambda *_: None)
    assert counted == [1]


def _seen_by_another_connection(row_id) -> int:
    return _in_threads(1, lambda: [OutboxRow.objects.get(id=row_id).starts])[0]


def test_a_failure_undoes_the_effect_and_leaves_a_reason_without_words():
    (row,) = owe()
    (other,) = owe()

    def effect(*_):
        OutboxRow.objects.filter(id=other.id).update(starts=5)
        raise ValueError("Dana Whitfield-Šimić")

    with pytest.raises(ValueError, match="Dana"):
        outbox.perform(row_id=row.id, effect=effect)
    row.refresh_from_db()
    other.refresh_from_db()
    assert other.starts == 0
    assert (row.starts, row.done_at) == (1, None)
    assert row.last_error == "builtins.ValueError"


def test_eight_failures_and_the_row_is_dead_and_seen():
    (row,) = owe()
    for _ in range(outbox.MAX_STARTS):
        with pytest.raises(ZeroDivisionError):
            outbox.perform(row_id=row.id, effect=lambda *_: 1 / 0)
    row.refresh_from_db()
    assert row.dead_at is not None
    assert row.starts == outbox.MAX_STARTS
    assert outbox.perform(row_id=row.id, effect=lambda *_: None) is False
    assert claimed() == []


def database_now() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def wait_after(row: OutboxRow, failing) -> tuple[dt.timedelta, dt.timedelta]:
    """Let a row fail and return how long it waits at most and at least, by the database's clock."""
    before = database_now()
    failing(row)
    row.refresh_from_db()
    return row.next_at - before, row.next_at - database_now()


def fail(row: OutboxRow) -> None:
    with pytest.raises(ZeroDivisionError):
        outbox.perform(row_id=row.id, effect=lambda *_: 1 / 0)


def find_the_disk_full(row: OutboxRow) -> None:
    def prepare(_):
        raise EnvironmentFault("the disk is full")

    outbox.perform(row_id=row.id, prepare=prepare, effect=lambda *_: None)


def test_after_each_failure_a_row_waits_twice_as_long_up_to_its_lease(settings):
    (row,) = owe()
    for seconds in (2, 4, 8, 16, 32, settings.OUTBOX_LEASE_SECONDS, settings.OUTBOX_LEASE_SECONDS):
        most, least = wait_after(row, fail)
        assert least <= dt.timedelta(seconds=seconds) <= most


def test_a_fault_of_the_environment_is_tried_again_soon_and_not_at_once():
    (row,) = owe()
    most, least = wait_after(row, find_the_disk_full)
    assert least <= outbox.GIVE_BACK <= most


def test_a_row_that_kills_its_worker_each_time_dies_as_well():
    """The killed worker wrote nothing after the start, so the next delivery buries the row."""
    (row,) = owe(starts=outbox.MAX_STARTS)
    assert outbox.perform(row_id=row.id, effect=lambda *_: None) is False
    row.refresh_from_db()
    assert row.dead_at is not None


def test_without_counting_starts_a_poisoned_row_never_ends():
    """Negative control: the same failures, with the count taken back each time."""
    (row,) = owe()
    for _ in range(3 * outbox.MAX_STARTS):
        with pytest.raises(ZeroDivisionError):
            outbox.perform(row_id=row.id, effect=lambda *_: 1 / 0)
        OutboxRow.objects.filter(id=row.id).update(starts=F("starts") - 1)
    row.refresh_from_db()
    assert row.dead_at is None


def test_a_fault_of_the_environment_gives_the_start_back():
    (row,) = owe()

    def prepare(_):
        raise EnvironmentFault("the disk is full") from OSError("No space left on device")

    for _ in range(3 * outbox.MAX_STARTS):
        assert outbox.perform(row_id=row.id, prepare=prepare, effect=lambda *_: None) is False
    row.refresh_from_db()
    assert (row.starts, row.dead_at) == (0, None)
    assert row.last_error == "builtins.OSError"
    assert outbox.perform(row_id=row.id, effect=lambda *_: None) is True
    row.refresh_from_db()
    assert row.last_error == ""


def test_a_dead_row_can_be_given_another_chance():
    (row,) = owe(starts=outbox.MAX_STARTS, dead_at=Now())
    assert outbox.retry_dead(row_uuid=row.uuid) is True
    assert outbox.retry_dead(row_uuid=row.uuid) is False
    row.refresh_from_db()
    assert (row.starts, row.dead_at) == (0, None)


def test_a_row_is_done_or_dead_never_both():
    with pytest.raises(Exception, match="outbox_done_or_dead"), transaction.atomic():
        owe(done_at=Now(), dead_at=Now())


# --- why the row is closed by the effect


def test_closed_by_the_effect_a_lost_message_comes_again():
    (row,) = owe()
    assert claimed() == [row.id]  # published; then the broker forgets everything
    OutboxRow.objects.update(next_at=Now() - MINUTE)  # the lease runs out
    assert claimed() == [row.id]


def test_closed_by_the_publish_a_lost_message_is_lost():
    """Negative control: what most outboxes do."""
    (row,) = owe()
    assert claimed() == [row.id]
    OutboxRow.objects.filter(id=row.id).update(done_at=Now())  # closed as soon as it is sent
    OutboxRow.objects.update(next_at=Now() - MINUTE)  # the broker forgets; nobody sends again
    assert claimed() == []


@pytest.mark.django_db(transaction=True)
def test_polling_by_id_misses_what_commits_late():
    """Negative control for asking by state: ids are given before they are committed."""
    late_is_written = threading.Event()
    may_commit = threading.Event()

    def late():
        with transaction.atomic():
            owe()
            late_is_written.set()
            may_commit.wait(10)
        return []

    thread = threading.Thread(target=lambda: _in_threads(1, late))
    thread.start()
    late_is_written.wait(10)
    OutboxRow.objects.create(
        subscription=NAME, key=f"{NAME}:early", payload={}, next_at=Now() - MINUTE
    )
    seen_up_to = max(OutboxRow.objects.values_list("id", flat=True))
    may_commit.set()
    thread.join()
    assert not OutboxRow.objects.filter(id__gt=seen_up_to).exists()  # never seen by `id > last`
    assert len(claimed()) == 2  # seen by state


def test_the_lease_of_the_product_is_longer_than_the_hard_limit_of_a_task(settings):
    from lms.celery import app

    assert app.conf.task_time_limit < settings.OUTBOX_LEASE_SECONDS
    assert all(lease > settings.OUTBOX_LEASE_SECONDS for lease in events.own_leases().values())
