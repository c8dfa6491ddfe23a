"""What somebody writes for themselves stands in no table, log, message or queue in plain words."""

from __future__ import annotations

import logging
import uuid

import pytest
from django.apps import apps
from django.db import connection

from practice.models import FollowUp
from practice.services.year.intentions import follow_up, write_intention
from practice.services.year.send_digests import send_digests
from practice.services.year.settings import NudgeWishes, set_nudges
from tests.practice.year.decks import MONDAY, answered

CANARY = "kanarienvogel-4711"


def tables_with(words: str) -> set[str]:
    """Return the tables in which any row holds the words, read as text and as bytes."""
    found = set()
    for model in apps.get_models():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{words}%"]
            )
            plain = cursor.fetchone()[0]
            spelled = words.encode().hex()
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{spelled}%"]
            )
            if plain or cursor.fetchone()[0]:
                found.add(table)
    return found


@pytest.fixture
def written(learner, caplog):
    """A sentence, its follow-up with a note, a review and a reminder, all with a canary."""
    caplog.set_level(logging.DEBUG)
    set_nudges(
        wishes=NudgeWishes(is_nudged=True, hour=11, quiet_from=19, quiet_until=7), by=learner,
        at=MONDAY,
    )  # fmt: skip
    row = write_intention(
        uuid=uuid.uuid4(), when=f"{CANARY} calls", then=f"say {CANARY}", by=learner, at=MONDAY
    )
    first = FollowUp.objects.get(intention=row, day=7)
    follow_up(row=first, answer="used", note=f"{CANARY} laughed", by=learner, at=MONDAY)
    answered(learner, "card-1")
    assert send_digests(at=MONDAY.replace(hour=11)) == 1
    return row


def test_no_table_and_no_log_holds_it(written, caplog):
    assert tables_with(CANARY) == set()
    assert CANARY not in caplog.text
    assert written.when == f"{CANARY} calls"


def test_a_text_that_was_not_sealed_would_be_found(written):
    """Negative control: the search sees plain words, as text and as bytes."""
    type(written.learner).objects.update(short_name=CANARY)
    assert tables_with(CANARY) == {"people_user"}
    written.pk, written.uuid, written.number = None, uuid.uuid4(), 2
    written.when_sealed = CANARY.encode()
    written.save()
    assert "practice_intention" in tables_with(CANARY)


def test_a_sealed_sentence_cannot_be_moved_to_another_row(written):
    from practice.selectors.year.rows import sentence_of

    written.uuid = uuid.uuid4()
    assert not sentence_of(written).is_readable


def test_its_owner_may_take_all_of_it_along(written, learner, sign_in, ada):
    answer = sign_in(learner).get("/my/year/export/")
    told = answer.json()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert told["sentences"][0]["when"] == f"{CANARY} calls"
    assert told["sentences"][0]["follow_ups"][0]["note"] == f"{CANARY} laughed"
    assert [review["card__card"] for review in told["reviews"]] == ["card-1"]
    assert CANARY not in sign_in(ada).get("/my/year/export/").content.decode()


def test_the_audit_trail_knows_nothing_of_it(written):
    from audit.models import AuditEvent

    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert not any("review" in verb or "intention" in verb for verb in verbs)
