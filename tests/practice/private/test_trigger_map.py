"""The trigger map: lines for its owner alone, changed only by who saw them, exported, deleted."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from practice.models import ReflectionNote, TriggerEntry
from practice.sealed.words import TriggerLine
from practice.services.private.keep_trigger import MOST_LINES, add_trigger
from tests.practice.private.conftest import SPACE, note_at
from tests.support.factories import SPRING

LINE = {"trigger": "A sigh", "sign": "Jaw", "story": "He thinks I am slow", "move": "Breathe out"}


def add(browser, **changes):
    return browser.post(reverse("practice:trigger-add"), {**LINE, **changes})


def test_a_line_stands_on_the_map_and_is_sealed_in_the_database(browser):
    assert add(browser).url == SPACE
    text = browser.get(SPACE).content.decode()
    for word in LINE.values():
        assert word in text
    assert b"sigh" not in bytes(TriggerEntry.objects.get().sealed)


def test_a_double_click_adds_one_line(browser):
    add(browser)
    add(browser)
    assert TriggerEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_add_one_line(learner):
    def click(_):
        try:
            add_trigger(line=TriggerLine(trigger="A sigh"), by=learner, at=SPRING)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(click, range(8)))
    assert TriggerEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_second_click_is_an_error(learner, monkeypatch):
    from threading import Barrier

    from practice.services.private import keep_trigger

    both, add_row = Barrier(2, timeout=60), keep_trigger.add

    def together(*args, **kwargs):
        both.wait()  # both have looked, none has written
        return add_row(*args, **kwargs)

    monkeypatch.setattr(keep_trigger, "add", together)
    monkeypatch.setattr(keep_trigger, "take_turns", lambda name: None)

    def click(_):
        try:
            add_trigger(line=TriggerLine(trigger="A sigh"), by=learner, at=SPRING)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        clicks = [pool.submit(click, number) for number in range(2)]
    refused = [found.exception() for found in clicks if found.exception()]
    assert [type(found) for found in refused] == [IntegrityError]
    assert TriggerEntry.objects.count() == 1


def test_a_change_names_what_it_saw(browser):
    add(browser)
    entry = TriggerEntry.objects.get()
    change = reverse("practice:trigger-change", args=[entry.uuid])
    assert browser.post(change, {**LINE, "move": "Count", "revision": 1}).status_code == 302
    stale = browser.post(change, {**LINE, "move": "Walk", "revision": 1})
    assert stale.status_code == 409
    text = stale.content.decode()
    assert "Count" in text
    assert "Walk</textarea>" in text
    assert 'name="revision" value="2"' in text


def test_the_first_stop_is_needed_and_what_was_typed_stays(browser):
    page = add(browser, trigger=" ")
    assert page.status_code == 400
    assert "Breathe out</textarea>" in page.content.decode()
    assert not TriggerEntry.objects.exists()


def test_a_full_map_says_so(browser, learner):
    for number in range(MOST_LINES):
        add_trigger(line=TriggerLine(trigger=f"Trigger {number}"), by=learner, at=SPRING)
    page = add(browser)
    assert page.status_code == 400
    assert f"holds {MOST_LINES} lines" in page.content.decode()


def test_nobody_else_reaches_a_line(browser, somebody_else):
    add(browser)
    entry = TriggerEntry.objects.get()
    for name in ("trigger-change", "trigger-delete"):
        url = reverse(f"practice:{name}", args=[entry.uuid])
        assert somebody_else.post(url, {**LINE, "revision": 1}).status_code == 404
    assert "A sigh" not in somebody_else.get(SPACE).content.decode()
    assert json.loads(somebody_else.get(f"{SPACE}export.json").content)["triggers"] == []
    assert browser.post(reverse("practice:trigger-delete", args=[entry.uuid])).status_code == 302
    assert not TriggerEntry.objects.exists()


def test_everything_can_be_taken_along_and_deleted(browser, somebody_else, enrollment):
    add(browser)
    browser.post(note_at(enrollment), {"text": "A laugh.", "revision": 0})
    add(somebody_else, trigger="Omar's own")
    data = json.loads(browser.get(f"{SPACE}export.json").content)
    assert data["triggers"][0]["trigger"] == "A sigh"
    assert data["notes"][0]["text"] == "A laugh."
    text = browser.get(f"{SPACE}export.txt").content.decode()
    assert "What gave you zest?" in text
    assert "He thinks I am slow" in text
    asked = browser.get(f"{SPACE}delete/")
    assert "1 note" in asked.content.decode()
    assert TriggerEntry.objects.count() == 2
    browser.post(f"{SPACE}delete/")
    assert not ReflectionNote.objects.exists()
    assert "Omar's own" in TriggerEntry.objects.get().opened()
