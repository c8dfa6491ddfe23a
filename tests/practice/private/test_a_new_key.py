"""A new key before the old one: what was written opens, and moves over when it is saved again."""

from __future__ import annotations

from common.private_text import new_key
from practice.models import ReflectionNote
from tests.practice.private.conftest import SPACE, at, note_at
from tests.practice.private.test_trigger_map import add

GONE = "its key is missing"


def test_texts_open_under_either_key_and_move_when_they_are_saved(browser, enrollment, settings):
    old, new = new_key(), new_key()
    settings.PRIVATE_TEXT_KEYS = [old]
    add(browser, trigger="Sealed with the old one")
    browser.post(note_at(enrollment), {"text": "Written before", "revision": "0"})
    settings.PRIVATE_TEXT_KEYS = [new, old]
    page = browser.get(SPACE).content.decode()
    assert "Sealed with the old one" in page
    assert "Written before" in page
    add(browser, trigger="Sealed with the new one")
    browser.post(note_at(enrollment), {"text": "Written after", "revision": "1"})
    settings.PRIVATE_TEXT_KEYS = [new]
    page = browser.get(SPACE).content.decode()
    for words in ("Sealed with the new one", "Written after"):
        assert words in page
    assert "Sealed with the old one" not in page
    assert page.count(GONE) == 1
    settings.PRIVATE_TEXT_KEYS = [new, old]  # and the operator brings it back
    assert "Sealed with the old one" in browser.get(SPACE).content.decode()


def test_the_same_words_saved_again_move_as_well(browser, enrollment, settings):
    old, new = new_key(), new_key()
    settings.PRIVATE_TEXT_KEYS = [old]
    browser.post(note_at(enrollment), {"text": "The same", "revision": "0"})
    settings.PRIVATE_TEXT_KEYS = [new, old]
    browser.post(note_at(enrollment), {"text": "The same", "revision": "1"})
    settings.PRIVATE_TEXT_KEYS = [new]
    assert ReflectionNote.objects.get().opened_if_possible() is not None
    assert "The same" in browser.get(at(enrollment)).content.decode()
