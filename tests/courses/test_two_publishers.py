"""Two who publish one course at the same moment come one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from common.errors import Conflict
from courses.models import Course, CourseVersion
from courses.services import publish as service
from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.tiny_package import COURSE, write

pytestmark = pytest.mark.django_db(transaction=True)


def titled(folder: Path, title: str) -> Path:
    return write(folder / title, {"course.yaml": COURSE.replace("Tiny", title)})


def in_thread(pool: ThreadPoolExecutor, work: Callable[[], object]) -> Future:
    def run() -> object:
        try:
            return work()
        finally:
            connection.close()

    return pool.submit(run)


def somebody_waits(owner) -> bool:
    cursor = owner.cursor()
    cursor.execute(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE NOT granted AND datname = current_database()"
    )
    return cursor.fetchone()[0] > 0


def one_holds_while_the_other_comes(first: Path, second: Path, owner):
    """Publish the first, keep its transaction open until the second waits, then commit."""
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            found = publish_package(path=first, by=None, at=AT)
            holds.set()
            assert go_on.wait(timeout=60)
        return found

    def come():
        return publish_package(path=second, by=None, at=AT)

    with ThreadPoolExecutor(2) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        comer = in_thread(pool, come)
        while not somebody_waits(owner) and not comer.done():
            pass
        go_on.set()
        return holder.result(), comer


def test_the_second_gets_the_next_number(version, tmp_path, owner_connection):
    first, second = titled(tmp_path, "Red"), titled(tmp_path, "Blue")
    held, comer = one_holds_while_the_other_comes(first, second, owner_connection)
    assert (held.version.number, comer.result().version.number) == (2, 3)
    assert Course.objects.get().effective_version.number == 3


def test_the_same_content_is_published_once(version, tmp_path, owner_connection):
    path = titled(tmp_path, "Red")
    held, comer = one_holds_while_the_other_comes(path, path, owner_connection)
    assert (held.is_new, comer.result().is_new) == (True, False)
    assert comer.result().version == held.version


def test_the_very_first_two_make_one_course(db, tmp_path, owner_connection):
    first, second = titled(tmp_path, "Red"), titled(tmp_path, "Blue")
    held, comer = one_holds_while_the_other_comes(first, second, owner_connection)
    assert (held.version.number, comer.result().version.number) == (1, 2)
    assert Course.objects.count() == 1


def test_without_the_lock_the_second_fails(version, tmp_path, owner_connection, monkeypatch):
    """Negative control: the unique number still stops a double, but one publisher gets an error."""
    monkeypatch.setattr(service, "_lock", lambda slug: None)
    first, second = titled(tmp_path, "Red"), titled(tmp_path, "Blue")
    _, comer = one_holds_while_the_other_comes(first, second, owner_connection)
    assert isinstance(comer.exception(), IntegrityError)


def test_who_cannot_wait_is_told_so(version, tmp_path):
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            publish_package(path=titled(tmp_path, "Red"), by=None, at=AT)
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(1) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20ms'")
        with pytest.raises(Conflict, match="Somebody else is publishing"):
            publish_package(path=titled(tmp_path, "Blue"), by=None, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        go_on.set()
        holder.result()


@pytest.mark.slow
def test_many_at_once_make_a_row_without_gaps(version, tmp_path):
    paths = [titled(tmp_path, f"N{n}") for n in range(8)]
    start = threading.Barrier(len(paths))

    def work(path: Path):
        start.wait(timeout=60)
        return publish_package(path=path, by=None, at=AT).version.number

    with ThreadPoolExecutor(len(paths)) as pool:
        numbers = [in_thread(pool, lambda path=path: work(path)) for path in paths]
        assert sorted(number.result() for number in numbers) == list(range(2, 10))
    assert list(CourseVersion.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, 10)
    )


def test_the_effective_version_moves_only_from_where_it_was_seen(version, publish):
    """Compare and set: a course that was looked at before somebody moved it is refused."""
    stale = Course.objects.get()
    newer = publish({"course.yaml": COURSE.replace("Tiny", "Red")}).version
    with pytest.raises(Conflict, match="meanwhile"):
        service._make_effective(stale, version)
    assert Course.objects.get().effective_version == newer
