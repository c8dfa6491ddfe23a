"""A note is kept because somebody asked, for them alone, and never overwritten unseen."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from practice.models import ReflectionNote
from practice.services.private.revisions import LONGEST
from tests.practice.private.conftest import SPACE, at, note_at
from tests.support.factories import SPRING


def keep(browser, enrollment, text, revision=0, prompt="zest"):
    return browser.post(note_at(enrollment, prompt), {"text": text, "revision": revision})


def test_nothing_is_kept_until_somebody_asks(browser, enrollment):
    page = browser.get(at(enrollment)).content.decode()
    assert "nothing is stored unless you press" in page
    assert not ReflectionNote.objects.exists()


def test_a_note_comes_back_on_its_prompt_and_in_my_space(browser, enrollment):
    answer = keep(browser, enrollment, "  The woman with the suitcase.\r\nShe laughed. ")
    assert answer.url == f"{at(enrollment)}#prompt-zest"
    lesson = browser.get(at(enrollment)).content.decode()
    assert "The woman with the suitcase.\nShe laughed.</textarea>" in lesson
    space = browser.get(SPACE).content.decode()
    assert "She laughed." in space
    assert "What gave you zest?" in space


def test_a_note_outlives_the_version_that_asked(browser, enrollment):
    """It hangs on the course and the prompt; what was asked stands in the seal."""
    keep(browser, enrollment, "Kept")
    note = ReflectionNote.objects.get()
    assert (note.lesson_key, note.prompt_key) == ("m1-reflection", "zest")
    assert note.course_id == enrollment.course_id


def test_the_database_holds_nothing_in_clear(browser, enrollment):
    keep(browser, enrollment, "zebra-in-clear")
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sealed, 'escape') FROM practice_reflectionnote")
        (sealed,) = cursor.fetchone()
    assert "zebra" not in sealed


def test_saying_the_same_twice_is_one_note(browser, enrollment):
    for _ in range(2):
        assert keep(browser, enrollment, "Once").status_code == 302
    assert ReflectionNote.objects.get().opened().count("Once") == 1


def test_two_tabs_lose_nothing(browser, enrollment):
    keep(browser, enrollment, "from the first tab")
    page = keep(browser, enrollment, "from the second tab", revision=0)
    text = page.content.decode()
    assert page.status_code == 409
    assert "from the first tab" in text
    assert "from the second tab</textarea>" in text
    assert 'name="revision" value="1"' in text
    assert keep(browser, enrollment, "both of them", revision=1).status_code == 302
    assert "both of them" in ReflectionNote.objects.get().opened()


def test_control_without_the_revision_the_first_tab_is_lost(browser, enrollment):
    keep(browser, enrollment, "from the first tab")
    note = ReflectionNote.objects.get()
    note.seal("from the second tab")
    note.save()
    assert "first" not in ReflectionNote.objects.get().opened()


@pytest.mark.django_db
def test_a_prompt_has_one_note_a_person_in_the_database_too(browser, enrollment):
    keep(browser, enrollment, "one")
    note = ReflectionNote.objects.get()
    twin = ReflectionNote(
        learner=note.learner, course=note.course, lesson_key=note.lesson_key,
        prompt_key=note.prompt_key, changed_at=SPRING,
    )  # fmt: skip
    twin.seal("two")
    with pytest.raises(IntegrityError, match="practice_note_once_a_prompt"), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    ("text", "words"),
    [("  \n ", "nothing to keep yet"), ("x" * (LONGEST + 1), f"{LONGEST} can be kept")],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(browser, enrollment, text, words):
    page = keep(browser, enrollment, text)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert text.strip()[:50] in page.content.decode()
    assert not ReflectionNote.objects.exists()


@pytest.mark.parametrize("revision", ["-1", "one", "9" * 40, "1.0", ""])
def test_an_impossible_revision_is_refused(browser, enrollment, revision):
    page = keep(browser, enrollment, "typed", revision=revision)
    assert page.status_code == 400
    assert "typed</textarea>" in page.content.decode()
    assert not ReflectionNote.objects.exists()


def test_only_prompts_of_a_reflection_take_notes(browser, enrollment):
    assert browser.post(note_at(enrollment, "none"), {"text": "x"}).status_code == 404
    assert browser.post(note_at(enrollment, "zest", "l1-1"), {"text": "x"}).status_code == 404
    assert browser.get(note_at(enrollment)).url == f"{at(enrollment)}#prompt-zest"
    assert browser.put(note_at(enrollment)).status_code == 405


def test_nobody_else_reaches_a_note(browser, somebody_else, enrollment):
    keep(browser, enrollment, "mine alone")
    note = ReflectionNote.objects.get()
    assert somebody_else.post(note_at(enrollment), {"text": "x"}).status_code == 404
    delete = reverse("practice:note-delete", args=[note.uuid])
    assert somebody_else.post(delete).status_code == 404
    assert "mine alone" not in somebody_else.get(SPACE).content.decode()
    assert browser.post(delete).status_code == 302
    assert not ReflectionNote.objects.exists()
    assert browser.post(delete).status_code == 404


def test_sealed_bytes_moved_to_another_row_do_not_open(browser, enrollment):
    """Whoever may write the database cannot make Dana read Omar's note as her own."""
    keep(browser, enrollment, "one")
    keep(browser, enrollment, "other", prompt="ache")
    one, other = ReflectionNote.objects.order_by("pk")
    ReflectionNote.objects.filter(pk=one.pk).update(sealed=other.sealed)
    one.refresh_from_db()
    with pytest.raises(Exception, match="was changed where it is stored"):
        one.opened()


def test_pages_ask_little_of_the_database(browser, enrollment, django_assert_max_num_queries):
    keep(browser, enrollment, "kept")
    browser.get(at(enrollment))
    with django_assert_max_num_queries(8):
        assert browser.get(at(enrollment)).status_code == 200
    with django_assert_max_num_queries(8):
        assert browser.get(SPACE).status_code == 200
