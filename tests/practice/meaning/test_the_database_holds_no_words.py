"""A hint: about a rated reply that is there, ids with yes or no, written once."""

from __future__ import annotations

import json

import pytest

from practice.models import Try
from tests.practice.listening.conftest import rated, tried
from tests.practice.test_database_guards import refused

GOOD = {"late": True, "party": False}
INSERT = (
    "INSERT INTO practice_meaninghint (uuid, own_try_id, points, compared_at) "
    "SELECT gen_random_uuid(), id, '{0}'::jsonb, now() FROM practice_try"
)
CHANGE = "UPDATE practice_meaninghint SET points = '{}'"
BAD = (
    {"late": "It never arrived."}, {"late": 0.7}, {"late": None}, {"It never arrived": True},
    {"x" * 61: True}, {"late": {"words": True}}, ["late"], "late", True,
)  # fmt: skip


def insert(points=GOOD) -> str:
    return INSERT.format(json.dumps(points))


def test_ids_with_yes_or_no_are_kept(client, enrollment):
    rated(client, enrollment)
    assert not refused(insert())


@pytest.mark.parametrize("points", BAD, ids=str)
def test_nothing_else_fits_in(client, enrollment, points):
    rated(client, enrollment)
    assert refused(insert(points))


def test_a_reply_that_is_not_rated_has_no_hint(client, enrollment):
    tried(client, enrollment, "given-back")
    assert refused(insert())


def test_a_choice_has_no_hint(client, enrollment):
    tried(client, enrollment, "marked")
    assert refused(insert())


def test_emptied_words_have_no_hint(client, enrollment):
    own_try = rated(client, enrollment)
    Try.objects.filter(pk=own_try.pk).update(answer=None, erased_at=own_try.created_at)
    assert refused(insert())


def test_a_try_has_one_hint(client, enrollment):
    rated(client, enrollment)
    assert refused(f"{insert()}; {insert()}")


def test_a_hint_never_changes(client, enrollment):
    rated(client, enrollment)
    assert refused(f"{insert()}; {CHANGE}")


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_all_of_it_would_go_through(client, enrollment, owner_connection):
    """Negative control: it is the triggers that refuse, and the statements are right."""
    tried(client, enrollment, "given-back")
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute("ALTER TABLE practice_meaninghint DISABLE TRIGGER USER")
        for points in BAD:
            cursor.execute(insert(points))
            assert cursor.rowcount == 1
            cursor.execute(CHANGE)
            assert cursor.rowcount == 1
            cursor.execute("DELETE FROM practice_meaninghint")
    finally:
        cursor.execute("ROLLBACK")
