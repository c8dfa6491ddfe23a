"""Thirty lines on a map, thirty sentences: the database counts, whoever writes and however."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import IntegrityError, transaction

from common.errors import InvalidInput
from practice.models import FollowUp, Intention, TriggerEntry
from practice.models.private import MOST_LINES
from practice.models.year.intention import MOST_SENTENCES
from practice.sealed.words import TriggerLine
from practice.services.private import keep_trigger
from practice.services.private.keep_trigger import add_trigger
from practice.services.year import intentions
from practice.services.year.intentions import write_intention
from tests.quizzes.test_racing_starts import race
from tests.support.factories import SPRING


def line(person, word):
    return add_trigger(line=TriggerLine(trigger=word), by=person, at=SPRING)


def sentence(person, word):
    return write_intention(uuid=uuid.uuid4(), when=word, then="x", by=person, at=SPRING)


KEPT = [
    (line, TriggerEntry, MOST_LINES, "practice_trigger_number", keep_trigger),
    (sentence, Intention, MOST_SENTENCES, "practice_intention_number", intentions),
]


@pytest.mark.parametrize(("write", "model", "most", "constraint", "_"), KEPT)
def test_a_number_is_taken_once_and_there_are_no_others(
    dana, milo, write, model, most, constraint, _
):
    write(dana, "one")
    row = model.objects.get()
    for number in (0, row.number, most + 1):
        row.pk, row.uuid, row.number = None, uuid.uuid4(), number
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            row.save(force_insert=True)
    row.pk, row.uuid, row.number = None, uuid.uuid4(), most
    row.save(force_insert=True)  # control: a free number takes a row
    write(milo, "one")  # and everybody counts from one


@pytest.mark.parametrize(("write", "model", "most", "_", "__"), KEPT)
def test_what_is_deleted_leaves_its_number(dana, write, model, most, _, __):
    for number in range(most):
        write(dana, str(number))
    with pytest.raises(InvalidInput):
        write(dana, "more")
    row = model.objects.get(number=7)
    FollowUp.objects.filter(intention__uuid=row.uuid).delete()
    row.delete()
    write(dana, "more")
    assert sorted(model.objects.values_list("number", flat=True)) == list(range(1, most + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("write", "model", "most", "_", "module"), KEPT)
def test_without_the_lock_the_database_still_refuses_one_too_many(
    dana, write, model, most, _, module, monkeypatch
):
    """Two who both saw one free number: the lock makes it quiet, the constraint makes it true."""
    for number in range(most - 1):
        write(dana, str(number))
    together, found = threading.Barrier(2), module.free_number

    def and_wait(taken, *, most):
        number = found(taken, most=most)
        together.wait(20)
        return number

    monkeypatch.setattr(module, "free_number", and_wait)
    monkeypatch.setattr(module, "take_turns", lambda name: None)

    def one(number):
        try:
            return write(dana, f"more {number}")
        except (IntegrityError, InvalidInput) as refused:
            return refused

    written = [row for row in race(2, one) if isinstance(row, model)]
    assert len(written) == 1
    assert model.objects.count() == most


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("write", "model", "most", "_", "__"), KEPT)
def test_with_it_the_second_is_told_that_it_is_full(dana, write, model, most, _, __):
    for number in range(most - 1):
        write(dana, str(number))

    def one(number):
        try:
            return write(dana, f"more {number}")
        except InvalidInput as refused:
            return refused

    assert sum(isinstance(row, InvalidInput) for row in race(2, one)) == 1
    assert model.objects.count() == most
