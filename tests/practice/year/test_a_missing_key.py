"""A key that is missing hides single texts of the year; its export says which."""

from __future__ import annotations

import uuid

from common.private_text import new_key
from practice.models import FollowUp, Nudge
from practice.self_check import LINES
from practice.services.year.intentions import follow_up, write_intention
from practice.services.year.self_checks import take_self_check
from tests.practice.year.decks import MONDAY, answered

SELF_CHECK = "/my/year/self-check/"
ALL_FOUR = {line.key: 4 for line in LINES}


def written(learner, when):
    row = write_intention(uuid=uuid.uuid4(), when=when, then="wait", by=learner, at=MONDAY)
    question = FollowUp.objects.get(intention=row, day=7)
    follow_up(row=question, answer="used", note=f"{when} again", by=learner, at=MONDAY)


def test_the_export_names_what_cannot_be_opened(learner, sign_in, settings):
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    written(learner, "they sigh")
    take_self_check(uuid=uuid.uuid4(), answers=ALL_FOUR, by=learner, at=MONDAY)
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    written(learner, "they shout")
    told = sign_in(learner).get("/my/year/export/").json()
    closed, readable = told["sentences"]
    assert (closed["when"], closed["cannot_be_opened"]) == ("", True)
    assert (readable["when"], readable["cannot_be_opened"]) == ("they shout", False)
    assert [one["cannot_be_opened"] for one in closed["follow_ups"]] == [True, False]
    assert readable["follow_ups"][0]["note"] == "they shout again"
    assert [(one["scores"], one["cannot_be_opened"]) for one in told["self_checks"]] == [({}, True)]


def test_the_export_holds_every_kind_of_row(learner, sign_in):
    answered(learner, "card-1")
    Nudge.objects.create(learner=learner, week=202611, place=1, sent_on=MONDAY.date())
    told = sign_in(learner).get("/my/year/export/").json()
    assert [card["card"] for card in told["cards"]] == ["card-1"]
    assert told["cards"][0]["memory"]["last_on"] == MONDAY.date().isoformat()
    assert told["reminders"] == [MONDAY.date().isoformat()]


def test_a_self_check_sent_again_over_a_closed_one_is_not_dropped(learner, sign_in, settings):
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    client, form = sign_in(learner), {"uuid": str(uuid.uuid4()), **ALL_FOUR}
    client.post(SELF_CHECK, form)
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    assert client.get(SELF_CHECK).status_code == 200
    assert client.post(SELF_CHECK, form).status_code == 409
