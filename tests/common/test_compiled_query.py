"""A question whose text is kept asks the same as its queryset."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from common.compiled_query import CompiledQuery, insert
from common.models import OutboxRow
from people.models import User
from tests.support.factories import UserFactory

MARK = "nobody@nowhere.example"


def by_email():
    return CompiledQuery(lambda: User.objects.filter(email=MARK), marks={"email": MARK})


def test_it_finds_what_the_queryset_finds_whoever_asks(db):
    people, query = UserFactory.create_batch(2), by_email()
    for person in people:
        assert query.rows(email=person.email) == [person]
    assert query.rows(email=MARK) == []


def test_values_are_parameters_never_text(db):
    UserFactory()
    assert by_email().rows(email="x' OR '1'='1") == []


def test_a_mark_that_the_question_lacks_is_a_mistake(db):
    query = CompiledQuery(lambda: User.objects.filter(email="other"), marks={"email": MARK})
    with pytest.raises(ValueError, match="does not hold the marks"):
        query.rows(email="x")


def test_each_mark_wants_its_value(db):
    with pytest.raises(ValueError, match="wants"):
        by_email().rows()


def owed(key="bells:1"):
    return OutboxRow(subscription="bells", key=key, payload={"said": "it's so"})


def test_an_inserted_row_is_what_the_manager_would_have_made(db):
    row = owed()
    assert insert(row)
    found = OutboxRow.objects.get(pk=row.pk)
    assert (found.uuid, found.key, found.starts) == (row.uuid, "bells:1", 0)
    assert found.created_at == found.next_at  # the database's own defaults


def test_a_row_that_is_there_stays_and_says_so(db):
    assert insert(owed())
    assert not insert(owed(), unless_there=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(owed())  # where it is not allowed, it is a mistake
    assert OutboxRow.objects.count() == 1
