"""A key that is missing hides texts for a while; it blocks no page, no deletion and no lesson."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from common.private_text import new_key
from practice.models import ReflectionNote, TriggerEntry
from practice.sealed.words import TriggerLine
from practice.services.private.keep_trigger import change_trigger
from practice.services.private.revisions import Removed
from tests.practice.private.conftest import SPACE, at, note_at
from tests.practice.private.test_trigger_map import LINE, add
from tests.support.factories import SPRING

GONE = "its key is missing"


@pytest.fixture
def lost_key(browser, enrollment, settings):
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    add(browser)
    browser.post(note_at(enrollment), {"text": "A secret", "revision": "0"})
    assert ReflectionNote.objects.count() == TriggerEntry.objects.count() == 1
    settings.PRIVATE_TEXT_KEYS = [new_key()]


def test_the_space_says_so_and_everything_can_be_deleted(browser, lost_key):
    page = browser.get(SPACE)
    assert page.status_code == 200
    assert page.content.decode().count(GONE) == 2
    told = json.loads(browser.get(reverse("practice:space-export-json")).content)
    assert [one["is_readable"] for one in (*told["notes"], *told["triggers"])] == [False, False]
    assert browser.get(reverse("practice:space-export-text")).content.decode().count(GONE) == 2
    assert browser.get(reverse("practice:space-delete")).status_code == 200
    browser.post(reverse("practice:space-delete"))
    assert not ReflectionNote.objects.exists()
    assert not TriggerEntry.objects.exists()


def test_a_reflection_is_read_on_and_written_anew(browser, enrollment, lost_key):
    page = browser.get(at(enrollment))
    assert page.status_code == 200
    assert GONE in page.content.decode()
    stale = browser.post(note_at(enrollment), {"text": "Fresh", "revision": "0"})
    assert stale.status_code == 409
    browser.post(note_at(enrollment), {"text": "Fresh", "revision": "1"})
    assert "Fresh" in browser.get(at(enrollment)).content.decode()


def test_more_lines_can_be_added(browser, lost_key):
    assert add(browser, trigger="Another").status_code == 302
    assert TriggerEntry.objects.count() == 2


def test_a_line_deleted_in_another_tab_leaves_what_was_typed_on_the_page(browser, somebody_else):
    add(browser)
    row = TriggerEntry.objects.get()
    change = reverse("practice:trigger-change", args=[row.uuid])
    foreign = somebody_else.post(change, {**LINE, "sign": "My shoulders", "revision": "1"})
    browser.post(reverse("practice:trigger-delete", args=[row.uuid]))
    page = browser.post(change, {**LINE, "sign": "My shoulders", "revision": "1"})
    assert (page.status_code, foreign.status_code) == (404, 404)
    assert "My shoulders" in page.content.decode()
    assert not TriggerEntry.objects.exists()


def test_a_line_deleted_at_the_same_moment_is_a_conflict(browser, learner):
    add(browser)
    row = TriggerEntry.objects.get()
    TriggerEntry.objects.all().delete()
    with pytest.raises(Removed):
        change_trigger(entry=row, line=TriggerLine(trigger="Else"), seen=1, at=SPRING)
